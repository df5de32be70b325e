// Changes to an output folder, so that a reader of the folder never sees half a file, and a build that fails leaves
// what was published before as it was.
// Everything is first written beside; only when all of it is there are files put in their places, each by one rename,
// and last the removed ones removed. A new site is written in a folder beside and renamed whole.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "files/snapshot.hpp"

namespace knav {

/// Whose the files in an output folder may be.
enum class Ownership {
    ours,  // refuse a folder with files in it that was not made here: somebody may have mistyped --output
    adopt  // take it over
};

/// A site on its way into its output folder: files are written beside while the rest is still being made. What is not
/// finished leaves no trace.
class Publication {
public:
    /// Throws EnvironmentError for a foreign folder. Nothing is written before the first file.
    Publication(const std::filesystem::path& output, Ownership ownership);
    ~Publication();
    Publication(const Publication&) = delete;
    Publication& operator=(const Publication&) = delete;

    /// Files larger than a megabyte that have an origin are copied from there. No path twice. Safe to call from several
    /// threads. Throws EnvironmentError: disk full, no permission, or another build at work.
    void add(const File& file);
    /// Puts everything in place and removes. Throws EnvironmentError.
    void finish(std::span<const std::string> remove);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

/// Writes and removes below `output`, all at once. Files larger than a megabyte that have an origin are copied from there.
/// Throws EnvironmentError, having tidied up: disk full, no permission, another build at work, or a foreign folder.
void publish(const std::filesystem::path& output, const Changes& changes, unsigned threads = 2,
             Ownership ownership = Ownership::ours);

/// Writes and removes below `root`, a folder of the user's own (a site, not its output), which must exist. As careful
/// as publish, but nothing is claimed and no mark is left.
void rewrite(const std::filesystem::path& root, const Changes& changes);

/// The files below an output folder by path, byte order, our own marker apart; empty if there is no such folder.
[[nodiscard]] std::vector<std::string> published_paths(const std::filesystem::path& output, unsigned threads = 2);

/// Those of `paths` that are not there as files: somebody has removed them since. Quicker than a listing.
[[nodiscard]] std::vector<std::string> missing_paths(const std::filesystem::path& output,
                                                     std::span<const std::string> paths, unsigned threads = 2);

}  // namespace knav
