// Releases of a site: each a whole site in a folder of its own, and a link that says which of them readers see.
//
//   DIR/current -> releases/12-3fa9c1d20b4e   what the web server serves
//   DIR/releases/12-3fa9c1d20b4e/             as it was published; never changed while anybody may be shown it
//   DIR/memory/                               what knav remembers, and of each release the list of its files
//
// Readers meet the old site or the new one, whole, for the switch is one rename of the link, after everything is on the
// disk. A run that is killed at any moment leaves a DIR that the next one can use: what it left behind has no list, or
// has a name that nothing points to, and is removed.
// Three releases are kept. The oldest is made into the next one: of two neighbours nearly all files are the same, so what
// a small change costs does not depend on the size of the site. Files that another release already has are shared with it
// by hard links; files are never written in place.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "disk/descriptor.hpp"
#include "files/snapshot.hpp"

namespace knav {

struct ReleasedFile {
    std::string path;
    Digest digest;
    friend bool operator==(const ReleasedFile&, const ReleasedFile&) = default;
};

/// A release and what is known of it, apart from its bytes.
struct Release {
    std::string name;                 // "12-3fa9c1d20b4e": a number that rises, and the commit
    std::string commit;               // 40 digits
    std::string replaced;             // the release that was shown before it; may be gone
    Digest situation;                 // of all that decided what it holds
    std::vector<ReleasedFile> files;  // by path
    std::string ledger;               // the build's own memory, as it gave it; empty if it is lost
};

/// A release does not hold what its list says: somebody has been there. Make everything anew.
struct DoubtfulRelease : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Releases {
public:
    /// Asked while another run works there, ten times a second. False gives up.
    using Patience = std::function<bool()>;

    /// Opens the folder, or makes it, and holds it alone until destroyed. Throws EnvironmentError, also for a folder with
    /// files in it that was not made here.
    Releases(const std::filesystem::path& folder, const Patience& patience);

    [[nodiscard]] std::filesystem::path memory() const { return folder_ / "memory"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// The release that readers see, if its list is there and whole.
    [[nodiscard]] std::optional<Release> current() const;
    /// Names of whole releases, oldest first.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    /// Puts a release together and shows it to readers. `release` says what it is to hold (its name is given here);
    /// `fresh`, by path, are the files that `shown` does not hold just so. Gives the name. If it throws, readers see what
    /// they saw or, when only the very last sync failed, the new release. Throws EnvironmentError, and DoubtfulRelease.
    std::string add(Release release, const std::vector<File>& fresh, const std::optional<Release>& shown,
                    unsigned threads);

    /// Shows readers the release that the present one replaced, and gives its name; nothing if there is none left.
    std::optional<std::string> go_back();

private:
    [[nodiscard]] std::string linked() const;
    [[nodiscard]] std::optional<Release> read_list(const std::string& name, Digest& ledger) const;
    void clean();
    void discard_unfinished() noexcept;
    void show(const std::string& name);
    void remember(const Release& release) const;
    void forget(const std::string& name) const;
    [[nodiscard]] std::string next_name(const std::string& commit) const;
    [[nodiscard]] std::optional<Release> take_oldest(const std::string& shown);

    std::filesystem::path folder_;
    Descriptor root_;  // holds the lock
    std::vector<std::string> names_;
};

}  // namespace knav
