#include "git/repository_place.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

namespace knav {

namespace {

namespace fs = std::filesystem;

std::string file_text(const fs::path& path) {
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) return {};
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string first_line(const fs::path& path) {
    auto text = file_text(path);
    text.resize(std::min(text.find('\n'), text.size()));
    return text;
}

bool is_commit_id(std::string_view text) {
    return text.size() == 40 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// The folder that a `.git` stands for, or nothing.
fs::path git_folder(const fs::path& dot_git) {
    std::error_code failed;
    if (fs::exists(dot_git / "HEAD", failed)) return dot_git;
    constexpr std::string_view pointer = "gitdir: ";  // gitrepository-layout(5): linked working trees and submodules
    const auto line = first_line(dot_git);
    if (!line.starts_with(pointer)) return {};
    const auto folder = (dot_git.parent_path() / line.substr(pointer.size())).lexically_normal();
    return fs::exists(folder / "HEAD", failed) ? folder : fs::path{};
}

std::string packed_ref(const fs::path& common, const std::string& ref) {
    const auto text = file_text(common / "packed-refs");
    const auto found = text.find(" " + ref + "\n");
    return found == std::string::npos || found < 40 ? std::string{} : text.substr(found - 40, 40);
}

}  // namespace

std::optional<RepositoryPlace> find_repository(const fs::path& site_root) {
    std::error_code failed;
    const auto root = fs::weakly_canonical(site_root, failed);
    if (failed) return std::nullopt;
    for (auto top = root;; top = top.parent_path()) {
        const auto folder = git_folder(top / ".git");
        if (!folder.empty()) {
            auto prefix = root.lexically_relative(top).generic_string();
            prefix = prefix == "." ? "" : prefix + "/";
            return RepositoryPlace{top, folder, folder_of_refs(folder), std::move(prefix)};
        }
        if (top == top.root_path() || top.empty()) return std::nullopt;
    }
}

fs::path folder_of_refs(const fs::path& folder) {
    const auto shared = first_line(folder / "commondir");
    return shared.empty() ? folder : (folder / shared).lexically_normal();
}

std::string read_head(const RepositoryPlace& place) {
    constexpr std::string_view symbolic = "ref: ";
    auto id = first_line(place.folder / "HEAD");
    if (id.starts_with(symbolic)) {
        const auto ref = id.substr(symbolic.size());
        if (!ref.starts_with("refs/") || ref.find("..") != std::string::npos) return {};
        id = first_line(place.common / ref);
        if (id.empty()) id = packed_ref(place.common, ref);
    }
    return is_commit_id(id) ? id : std::string{};
}

std::string read_shallow(const RepositoryPlace& place) { return file_text(place.common / "shallow"); }

}  // namespace knav
