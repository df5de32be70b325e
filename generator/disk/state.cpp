#include "disk/state.hpp"

#include <cstdio>

#include <fcntl.h>

#include "diag/environment_error.hpp"
#include "disk/descriptor.hpp"
#include "disk/file_io.hpp"

namespace knav {

namespace fs = std::filesystem;

fs::path state_folder(const fs::path& site_root) { return site_root / ".knav"; }

std::optional<std::string> read_state(const fs::path& folder, std::string_view name) {
    const auto file = MappedFile::open(folder / name);
    if (!file) return std::nullopt;
    return std::string{file->bytes()};
}

std::optional<MappedFile> map_state(const fs::path& folder, std::string_view name) {
    return MappedFile::open(folder / name);
}

std::shared_ptr<const MappedFile> share_state(const fs::path& folder, std::string_view name) {
    auto file = map_state(folder, name);
    return file ? std::make_shared<const MappedFile>(*std::move(file)) : nullptr;
}

void write_state(const fs::path& folder, std::string_view name, std::string_view bytes) {
    const auto target = (folder / name).string();
    const auto fail = [&target](int error) { throw EnvironmentError("write", target, system_words(error)); };
    if (const int error = make_folders(AT_FDCWD, folder.string())) fail(error);
    const auto ignore = (folder / ".gitignore").string();
    if (const int error = write_new_file(AT_FDCWD, ignore, "*\n"); error != 0 && error != EEXIST) fail(error);

    const std::string fresh = target + "." + std::to_string(::getpid()) + ".new";
    ::unlink(fresh.c_str());  // left by a run that was killed and had our number
    int error = write_new_file(AT_FDCWD, fresh, bytes);
    if (error == 0 && std::rename(fresh.c_str(), target.c_str()) != 0) error = errno;
    if (error == 0) return;
    ::unlink(fresh.c_str());
    fail(error);
}

void forget_state(const fs::path& folder, std::string_view name) {
    const auto target = (folder / name).string();
    if (::unlink(target.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
        throw EnvironmentError("remove", target, system_words(errno));
}

}  // namespace knav
