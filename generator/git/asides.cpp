#include "git/asides.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "git/repository.hpp"

namespace knav {

namespace {

using Told = std::vector<std::pair<std::string_view, ObjectId>>;  // path and commit

/// A commit that moved a page took it away from one path and put it at another.
void add_told(Told& told, const FileHistory& file, const History& history,
              const std::unordered_set<std::string_view>& paths) {
    for (std::size_t i = 0; i < file.revisions.size(); ++i) {
        const auto& revision = file.revisions[i];
        const bool last = i + 1 == file.revisions.size();
        const std::string_view before = last ? std::string_view{revision.path} : file.revisions[i + 1].path;
        for (const auto path : {std::string_view{revision.path}, before}) {
            if (paths.contains(path))
                told.emplace_back(path, object_id(history.commit(revision).id).value_or(ObjectId{}));
        }
    }
}

}  // namespace

std::vector<Aside> as_asides(const FileHistory& file, const std::function<ObjectId(const Revision&)>& made_by) {
    std::vector<Aside> asides;
    for (std::size_t i = 0; i < file.revisions.size(); ++i) {
        const auto& revision = file.revisions[i];
        const auto* before = i + 1 == file.revisions.size() ? nullptr : &file.revisions[i + 1];
        const auto commit = made_by(revision);
        if (before != nullptr && before->path == revision.path) {
            if (before->blob != revision.blob)
                asides.push_back({revision.path, commit, 0, before->blob, revision.blob});
            continue;
        }
        asides.push_back({revision.path, commit, 0, {}, revision.blob});
        if (before != nullptr) asides.push_back({before->path, commit, 0, before->blob, {}});
    }
    return asides;
}

std::vector<Aside> without_told(std::vector<Aside> asides, const History& history) {
    if (asides.empty()) return asides;
    std::unordered_set<std::string_view> paths;
    for (const auto& aside : asides) paths.insert(aside.path);
    Told told;
    for (const auto& [path, file] : history.files) add_told(told, file, history, paths);
    std::sort(told.begin(), told.end());
    const auto is_told = [&](const Aside& aside) {
        return aside.parent == 0 &&
               std::binary_search(told.begin(), told.end(), std::pair{std::string_view{aside.path}, aside.commit});
    };
    std::vector<Aside> left;
    std::remove_copy_if(asides.begin(), asides.end(), std::back_inserter(left), is_told);
    std::sort(left.begin(), left.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    return left;
}

}  // namespace knav
