// The bytes files had in earlier commits. One is read when it is asked for; many that are known to be wanted are read
// together, in the order of their commits. Commits lie in a repository in that order, each object often written as its
// difference from a neighbour: asked for file by file, tens of others would be unpacked for each.
#pragma once

#include <filesystem>
#include <memory>

#include "files/history.hpp"

namespace knav {

class OldVersions {
public:
    explicit OldVersions(std::filesystem::path repository);

    /// Nothing if it cannot be read. Safe to call from several threads.
    [[nodiscard]] std::optional<std::string> load(const ObjectId& blob);
    /// Reads these, latest first, and keeps each as its difference from the one after it in the same file: some 50 MB for
    /// a hundred thousand versions. Beyond a bound, and what cannot be read, is left to be asked for. One call at a time.
    void expect(const std::vector<ExpectedBlob>& blobs, unsigned threads);

private:
    struct Readers;
    class Kept;

    std::shared_ptr<Readers> readers_;
    std::vector<std::shared_ptr<const Kept>> kept_;
};

}  // namespace knav
