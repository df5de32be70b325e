// A history without a repository: files as they were, one commit after the other.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "files/history.hpp"
#include "text/digest.hpp"

namespace knav::test {

class MemoryHistory {
public:
    using Files = std::map<std::string, std::string>;
    bool digests = false;  // whether each file's history says what it is, as those from git do

    /// What the files are from now on. `moved`: new path -> old path, of pages that keep their history.
    void commit(std::int64_t when, const Files& files, const std::map<std::string, std::string>& moved = {}) {
        const auto number = static_cast<std::uint32_t>(commits_.size());
        const auto id = std::to_string(number);
        commits_.push_back({std::string(40 - id.size(), 'c') + id, when, "Anna", "anna@example.org", "Ändring"});
        std::map<std::string, FileHistory, std::less<>> next;
        for (const auto& [path, bytes] : files) {
            const auto old = moved.find(path);
            const auto known = histories_.find(old == moved.end() ? path : old->second);
            auto history = known == histories_.end() ? FileHistory{} : known->second;
            const auto blob = keep(bytes);
            const bool same = !history.revisions.empty() && history.revisions.front().blob == blob;
            if (!same || history.revisions.front().path != path)
                history.revisions.insert(history.revisions.begin(), {number, blob, path, same});
            next.emplace(path, std::move(history));
        }
        for (const auto& [path, history] : histories_) {
            const bool moves =
                std::any_of(moved.begin(), moved.end(), [&](const auto& one) { return one.second == path; });
            const bool is_page = path.starts_with("content/") && path.ends_with(".md");
            if (is_page && !next.contains(path) && !moves)
                removed_[path] = {path, history.revisions.front().blob, number};
        }
        std::erase_if(removed_, [&](const auto& page) { return next.contains(page.first); });
        histories_ = std::move(next);
    }

    /// Commits stand by their number here, not by time.
    [[nodiscard]] std::shared_ptr<const History> history() const {
        auto history = std::make_shared<History>();
        if (commits_.empty()) return history;
        history->head = commits_.back().id;
        history->commits = commits_;
        history->files = histories_;
        for (auto& [path, file] : history->files) {
            Hasher hasher;
            for (const auto& revision : file.revisions) hasher.add(revision.commit).add(revision.path);
            if (digests) file.digest = hasher.finish();
        }
        for (const auto& [path, page] : removed_) history->removed.push_back(page);
        history->load = [blobs = *blobs_](const ObjectId& id) -> std::optional<std::string> {
            const auto found = blobs.find(id);
            return found == blobs.end() ? std::nullopt : std::optional{found->second};
        };
        return history;
    }

    void lose(const std::string& bytes) { blobs_->erase(keep(bytes)); }

private:
    ObjectId keep(const std::string& bytes) {
        ObjectId id{};
        const auto hex = digest_of(bytes).hex();
        for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<unsigned char>(hex[i]);
        (*blobs_)[id] = bytes;
        return id;
    }

    std::map<std::string, RemovedPage> removed_;
    std::vector<PastCommit> commits_;
    std::map<std::string, FileHistory, std::less<>> histories_;
    std::shared_ptr<std::map<ObjectId, std::string>> blobs_ = std::make_shared<std::map<ObjectId, std::string>>();
};

}  // namespace knav::test
