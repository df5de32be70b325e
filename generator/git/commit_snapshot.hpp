// A commit to a snapshot: what reading a folder with exactly its files would give, with the same words about what cannot
// be used. Nothing is checked out. Sizes are asked of the objects' headers before anything is unpacked.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/site_files.hpp"
#include "git/repository.hpp"

namespace knav {

/// What the blobs of the last commit that was read hold. A blob never changes, so what is known of one stays true, and a
/// file that is not new need not be unpacked in order to be compared.
class KnownBlobs {
public:
    struct Known {
        ObjectId id{};
        std::uint64_t size = 0;
        Digest digest;
    };

    KnownBlobs() = default;
    explicit KnownBlobs(std::vector<Known> blobs);  // any order
    /// Bytes that are damaged, or of another version, give an empty memory: everything is then read.
    [[nodiscard]] static KnownBlobs from_bytes(std::string_view bytes);
    [[nodiscard]] std::string to_bytes() const;
    [[nodiscard]] const Known* find(const ObjectId& id) const;

private:
    std::vector<Known> blobs_;  // by id
};

struct CommitFiles {
    Snapshot snapshot;
    Digest digest;         // of every path and its bytes, as that of a folder (disk/tree.hpp)
    std::size_t read = 0;  // blobs that had to be unpacked
};

/// Reads the files of a commit below `site`, the site's folder in the repository ("" for the whole), and brings `cache`
/// up to date. What cannot be used becomes a diagnostic and is left out; a commit without such a folder is empty. Files
/// over a megabyte, and those the cache knows, are unpacked when somebody asks for their bytes.
/// Throws EnvironmentError if objects are missing or damaged, and for a commit whose listing alone would fill the memory.
[[nodiscard]] CommitFiles read_commit(const std::shared_ptr<Repository>& repository, const ObjectId& commit,
                                      std::string_view site, const TreeOptions& options, KnownBlobs& cache,
                                      unsigned threads, Diagnostics& found);

}  // namespace knav
