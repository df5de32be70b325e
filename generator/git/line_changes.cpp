#include "git/line_changes.hpp"

#include <algorithm>
#include <atomic>

#include "task/parallel.hpp"

namespace knav {

namespace {

constexpr std::size_t first_reach = 64, longest_reach = 4096;  // commits
constexpr std::size_t longest_piece = 256;                     // neighbours that one thread compares
constexpr std::size_t most_of_trees = 64U << 20;               // bytes that one thread keeps
constexpr std::size_t most_changes = 1'000'000;  // of one commit; and kept, of all that are looked ahead at

}  // namespace

/// Compares with a repository of its own, for one thread at a time.
class LineChanges::Worker {
public:
    Worker(Repository objects, const LineChanges& owner) : objects_(std::move(objects)), owner_(owner) {}

    /// `parent` is the first one, or null if nobody has read it.
    Compared compare(const Commit& commit, const Commit* parent) {
        Compared compared;
        changes_ = &compared.changes;
        folder_.clear();
        try {
            const auto before = site_tree(parent != nullptr ? *parent : objects_.commit(commit.parents.front()));
            const auto after = site_tree(commit);
            if (before != after) compare_folders(before ? &*before : nullptr, after ? &*after : nullptr);
        } catch (const GitFailure& failure) {
            compared = {{}, failure.what()};
        }
        if (size_of_trees_ > most_of_trees) forget_trees();
        objects_.forget_trees();
        return compared;
    }

private:
    [[nodiscard]] std::optional<ObjectId> site_tree(const Commit& commit) {
        std::string_view site = owner_.site_;
        if (site.ends_with('/')) site.remove_suffix(1);
        return objects_.folder_in(commit, site);
    }

    void compare_folders(const ObjectId* before, const ObjectId* after) {
        const auto fresh = after != nullptr ? tree(*after) : KeptBytes{};  // first: it is likely kept
        const auto old = before != nullptr ? tree(*before) : KeptBytes{};
        const bool whole = compare_trees(old.bytes, fresh.bytes, [this](const TreeEntry* was, const TreeEntry* is) {
            const auto name = (is != nullptr ? is : was)->name;
            const auto& counted = owner_.folders_;
            if (folder_.empty() && std::find(counted.begin(), counted.end(), name) == counted.end()) return;
            take(name, was, is);
        });
        if (!whole) throw GitFailure("a folder is damaged");
    }

    /// Of a folder the last tree is kept that was read: going back along a line, it is the next one that is asked for.
    KeptBytes tree(const ObjectId& id) {
        auto& [last, kept] = trees_[folder_];
        if (kept.owner != nullptr && last == id) return kept;
        auto read = objects_.accepted_tree(id);
        size_of_trees_ += read.bytes.size() - kept.bytes.size();
        last = id;
        kept = std::move(read);
        return kept;
    }

    void forget_trees() {
        trees_.clear();
        size_of_trees_ = 0;
    }

    void take(std::string_view name, const TreeEntry* was, const TreeEntry* is) {
        if (folder_.size() + name.size() > longest_path) return;
        if ((is != nullptr ? is : was)->is_folder() && (was == nullptr || was->is_folder())) {
            const auto length = folder_.size();
            folder_.append(name).append(1, '/');
            const auto before = was != nullptr ? was->object() : ObjectId{};
            const auto after = is != nullptr ? is->object() : ObjectId{};
            compare_folders(was != nullptr ? &before : nullptr, is != nullptr ? &after : nullptr);
            folder_.resize(length);
            return;
        }
        if (changes_->size() >= most_changes) throw GitFailure("a commit changes too many files");
        auto& change = changes_->emplace_back();
        change.path.append(folder_).append(name);
        if (was != nullptr) change.before = TreeSide{std::string{was->mode}, was->object()};
        if (is != nullptr) change.after = TreeSide{std::string{is->mode}, is->object()};
    }

    Repository objects_;
    const LineChanges& owner_;
    std::string folder_;                                                     // that is being compared, ending in '/'
    std::unordered_map<std::string, std::pair<ObjectId, KeptBytes>> trees_;  // by folder
    std::size_t size_of_trees_ = 0;                                          // in bytes
    std::vector<PathChange>* changes_ = nullptr;
};

LineChanges::LineChanges(Repository& objects, std::string site, std::vector<std::string> folders,
                         std::function<bool(const ObjectId&)> ends, unsigned threads)
    : objects_(objects),
      site_(std::move(site)),
      folders_(std::move(folders)),
      ends_(std::move(ends)),
      workers_(std::max(threads, 1U)),
      reach_(first_reach) {}

LineChanges::~LineChanges() = default;

std::vector<PathChange> LineChanges::take(const Commit& commit) {
    if (commit.parents.empty()) return {};
    auto there = ahead_.find(commit.id);
    if (there == ahead_.end()) {
        look_ahead(commit);
        there = ahead_.find(commit.id);
    }
    auto compared = std::move(there->second);
    ahead_.erase(there);
    return outcome(std::move(compared));
}

std::vector<PathChange> LineChanges::between(const Commit& commit, const Commit& other) {
    return outcome(worker(0).compare(commit, &other));
}

LineChanges::Worker& LineChanges::worker(std::size_t number) {
    auto& worker = workers_[number];
    if (!worker) worker = std::make_unique<Worker>(objects_.again(), *this);
    return *worker;
}

std::vector<PathChange> LineChanges::outcome(Compared compared) {
    if (!compared.failure.empty()) throw GitFailure(compared.failure);
    return std::move(compared.changes);
}

void LineChanges::look_ahead(const Commit& from) {
    std::vector<Commit> line = {from};
    while (line.size() < reach_) {
        const auto& parent = line.back().parents.front();
        if (ends_(parent) || ahead_.contains(parent)) break;
        try {
            auto commit = objects_.commit(parent);
            if (commit.parents.empty()) break;
            line.push_back(std::move(commit));
        } catch (const GitFailure&) {
            break;  // told when somebody comes to it
        }
    }
    reach_ = std::min(reach_ * 4, longest_reach);
    std::vector<std::optional<Compared>> compared(line.size());
    std::atomic<std::size_t> kept{0};
    const auto of_piece = std::clamp<std::size_t>(line.size() / (workers_.size() * 4), 1, longest_piece);
    const auto pieces = (line.size() + of_piece - 1) / of_piece;
    parallel_for(pieces, static_cast<unsigned>(workers_.size()), [&](std::size_t piece, unsigned number) {
        auto& compares = worker(number);
        const auto end = std::min(line.size(), (piece + 1) * of_piece);
        for (auto i = piece * of_piece; i < end; ++i) {
            if (i > 0 && kept > most_changes) return;  // compared when somebody comes to it
            compared[i] = compares.compare(line[i], i + 1 < line.size() ? &line[i + 1] : nullptr);
            kept += compared[i]->changes.size();
        }
    });
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (compared[i]) ahead_.emplace(line[i].id, std::move(*compared[i]));
    }
}

}  // namespace knav
