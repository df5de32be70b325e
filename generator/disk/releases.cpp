#include "disk/releases.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/assemble_release.hpp"
#include "disk/file_io.hpp"
#include "disk/state.hpp"
#include "text/binary.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

// Its presence says that the folder is ours to write in and remove from.
const std::string releases_marker = ".knav-releases";
constexpr std::string_view releases_marker_words = "Written by knav, which makes and removes releases here.\n";
const std::string link = "current";
const std::string unfinished = "unfinished";
constexpr std::string_view list_version = "knav release 1\n";
constexpr std::size_t kept = 3;
constexpr std::size_t commit_digits = 12;
constexpr std::size_t seal_size = 32;

std::string list_name(const std::string& release) { return release + ".files"; }
std::string ledger_name(const std::string& release) { return release + ".ledger"; }

/// The number in "12-3fa9c1d20b4e"; 0 for any other name.
std::uint64_t number_of(std::string_view name) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const std::string_view rest{end, static_cast<std::size_t>(name.data() + name.size() - end)};
    const bool is_ours = error == std::errc{} && rest.size() == commit_digits + 1 && rest.front() == '-' &&
                         rest.find_first_not_of("0123456789abcdef", 1) == rest.npos;
    return is_ours ? number : 0;
}

std::string list_bytes(const Release& release) {
    BinaryWriter writer;
    writer.raw(list_version);
    writer.text(release.name);
    writer.text(release.commit);
    writer.text(release.replaced);
    writer.digest(release.situation);
    writer.digest(digest_of(release.ledger));
    writer.number(release.files.size());
    for (const auto& file : release.files) {
        writer.text(file.path);
        writer.digest(file.digest);
    }
    auto bytes = writer.take();
    return bytes + digest_of(bytes).hex();
}

/// Nothing if the bytes are not a whole list. The ledger's digest is given apart.
std::optional<Release> parse_list(std::string_view bytes, Digest& ledger) {
    if (bytes.size() < seal_size) return std::nullopt;
    const auto whole = bytes.substr(0, bytes.size() - seal_size);
    if (digest_of(whole).hex() != bytes.substr(whole.size())) return std::nullopt;
    BinaryReader reader{whole};
    reader.skip(list_version);
    Release release;
    release.name = reader.text();
    release.commit = reader.text();
    release.replaced = reader.text();
    release.situation = reader.digest();
    ledger = reader.digest();
    release.files.resize(reader.count());
    for (auto& file : release.files) {
        file.path = reader.text();
        file.digest = reader.digest();
    }
    if (!reader.ok || !reader.at_end()) return std::nullopt;
    return release;
}

void sync_folder(const fs::path& folder) {
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open() || ::fsync(opened.number()) != 0) fail("write", folder, errno);
}

void make_folder(const fs::path& folder) {
    if (const int error = make_folders(AT_FDCWD, folder.string())) fail("create", folder, error);
}

/// The folder, made ours if it is new or empty.
fs::path claim(const fs::path& folder) {
    make_folder(folder);
    auto place = fs::canonical(folder);
    if (fs::exists(fs::symlink_status(place / releases_marker))) return place;
    if (!fs::is_empty(place)) {
        throw EnvironmentError("publish into", place.string(), "the folder has files in it that knav did not write");
    }
    const int error =
        write_new_file(AT_FDCWD, (place / releases_marker).string(), releases_marker_words, Durability::synced);
    if (error != 0 && error != EEXIST) fail("write", place / releases_marker, error);
    return place;
}

}  // namespace

Releases::Releases(const fs::path& folder, const Patience& patience) {
    try {
        folder_ = claim(folder);
        root_ = Descriptor{::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (!root_.is_open()) fail("open", folder_, errno);
        while (::flock(root_.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK && errno != EINTR) fail("lock", folder_, errno);
            if (!patience())
                throw EnvironmentError("publish into", folder_.string(), "another run is publishing there");
            ::usleep(100'000);
        }
        make_folder(folder_ / "releases");
        make_folder(memory());
        clean();
    } catch (const fs::filesystem_error& failure) {
        throw EnvironmentError("publish into", folder.string(), failure.code().message());
    }
}

std::string Releases::linked() const {
    std::error_code failed;
    const auto target = fs::read_symlink(folder_ / link, failed);
    const auto name = target.filename().string();
    const bool is_ours = !failed && target == fs::path{"releases"} / name && number_of(name) > 0;
    return is_ours ? name : std::string{};
}

std::optional<Release> Releases::read_list(const std::string& name, Digest& ledger) const {
    if (name.empty() || !fs::is_directory(fs::symlink_status(folder_ / "releases" / name))) return std::nullopt;
    const auto bytes = read_state(memory(), list_name(name));
    auto release = bytes ? parse_list(*bytes, ledger) : std::nullopt;
    return release && release->name == name ? std::move(release) : std::nullopt;
}

std::optional<Release> Releases::current() const {
    const auto name = linked();
    Digest ledger;
    auto release = read_list(name, ledger);
    if (!release) return std::nullopt;
    release->ledger = read_state(memory(), ledger_name(name)).value_or("");
    if (digest_of(release->ledger) != ledger) release->ledger.clear();
    return release;
}

/// What runs that were killed have left: a release that was being put together or has no list, a list without its
/// release, files half written, a link not yet put in its place. What has a name of somebody else's stays.
void Releases::clean() {
    const auto shown = linked();
    names_.clear();
    for (const auto& entry : fs::directory_iterator{folder_ / "releases"}) {
        const auto name = entry.path().filename().string();
        const bool is_whole = number_of(name) > 0 && fs::exists(memory() / list_name(name));
        if (is_whole) names_.push_back(name);
        const bool is_ours = name == unfinished || number_of(name) > 0;
        if (is_ours && !is_whole && name != shown) fs::remove_all(entry.path());
    }
    for (const auto& entry : fs::directory_iterator{memory()}) {
        const auto name = entry.path().filename().string();
        const auto release = entry.path().stem().string();
        const bool is_of_release = number_of(release) > 0;
        const bool is_of_none = is_of_release && std::find(names_.begin(), names_.end(), release) == names_.end();
        if (name.ends_with(".new") || is_of_none) fs::remove(entry.path());
    }
    fs::remove(folder_ / (link + ".new"));
    std::sort(names_.begin(), names_.end(),
              [](const std::string& left, const std::string& right) { return number_of(left) < number_of(right); });
}

std::string Releases::next_name(const std::string& commit) const {
    std::uint64_t last = number_of(linked());
    for (const auto& name : names_) last = std::max(last, number_of(name));
    return std::to_string(last + 1) + "-" + commit.substr(0, commit_digits);
}

/// The oldest release, if there are enough, as the folder `unfinished`. What it holds comes along, its list is gone.
std::optional<Release> Releases::take_oldest(const std::string& shown) {
    const auto oldest = std::find_if(names_.begin(), names_.end(), [&](const auto& name) { return name != shown; });
    if (names_.size() < kept || oldest == names_.end()) return std::nullopt;
    Digest ledger;
    auto release = read_list(*oldest, ledger);
    const auto releases = folder_ / "releases";
    fs::rename(releases / *oldest, releases / unfinished);
    sync_folder(releases);  // before anything in it changes: its list must not be found to speak of it
    forget(*oldest);
    names_.erase(oldest);
    if (!release) fs::remove_all(releases / unfinished);  // its list was damaged
    return release;
}

std::string Releases::add(Release release, const std::vector<File>& fresh, const std::optional<Release>& shown,
                          unsigned threads) {
    const auto releases = folder_ / "releases";
    const auto there = linked();
    if (there.empty() && fs::exists(fs::symlink_status(folder_ / link))) {
        throw EnvironmentError("publish into", (folder_ / link).string(), "it is no link that knav has made");
    }
    release.name = next_name(release.commit);
    release.replaced = there;
    try {
        auto base = take_oldest(there);
        if (base && !shown) {  // where nothing can be trusted of what is shown, no older release can either
            fs::remove_all(releases / unfinished);
            base.reset();
        }
        if (!base) make_folder(releases / unfinished);
        const auto open = [&] {
            Descriptor opened{::open((releases / unfinished).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
            if (!opened.is_open()) fail("open", releases / unfinished, errno);
            return opened;
        };
        static const std::vector<ReleasedFile> nothing;
        const auto shared = shown ? releases / shown->name : fs::path{};
        try {
            assemble_release(open().number(), {release.files, base ? base->files : nothing, fresh, shared, threads});
        } catch (const DoubtfulRelease&) {
            if (!base) throw;
            fs::remove_all(releases / unfinished);
            make_folder(releases / unfinished);
            assemble_release(open().number(), {release.files, nothing, fresh, shared, threads});
        }
        remember(release);
        fs::rename(releases / unfinished, releases / release.name);
        sync_folder(releases);
        show(release.name);
    } catch (const fs::filesystem_error& failure) {
        discard_unfinished();
        throw EnvironmentError("publish into", folder_.string(), failure.code().message());
    } catch (...) {
        discard_unfinished();
        throw;
    }
    names_.push_back(release.name);
    return release.name;
}

/// What is half done may be what fills the disk. If it can't be removed now, the next run will try.
void Releases::discard_unfinished() noexcept {
    std::error_code ignored;
    fs::remove_all(folder_ / "releases" / unfinished, ignored);
}

void Releases::remember(const Release& release) const {
    const Descriptor folder{::open(memory().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder.is_open()) fail("open", memory(), errno);
    // The ledger is not waited for: the list knows its digest, and without a whole one the next build makes everything.
    write_state(memory(), ledger_name(release.name), release.ledger);
    const int error = replace_file(folder.number(), list_name(release.name), list_bytes(release));
    if (error != 0) fail("write", memory() / list_name(release.name), error);
}

void Releases::forget(const std::string& name) const {
    fs::remove(memory() / list_name(name));
    fs::remove(memory() / ledger_name(name));
}

void Releases::show(const std::string& name) {
    const auto fresh = link + ".new";
    const auto target = "releases/" + name;
    if (::unlinkat(root_.number(), fresh.c_str(), 0) != 0 && errno != ENOENT) fail("remove", folder_ / fresh, errno);
    if (::symlinkat(target.c_str(), root_.number(), fresh.c_str()) != 0) fail("create", folder_ / fresh, errno);
    if (::renameat(root_.number(), fresh.c_str(), root_.number(), link.c_str()) != 0)
        fail("switch", folder_ / link, errno);
    if (::fsync(root_.number()) != 0) fail("write", folder_, errno);
}

std::optional<std::string> Releases::go_back() {
    Digest ledger;
    const auto shown = read_list(linked(), ledger);
    if (!shown || !read_list(shown->replaced, ledger)) return std::nullopt;
    show(shown->replaced);
    return shown->replaced;
}

}  // namespace knav
