#include "git/new_commits.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>

namespace knav {

namespace {

// Of commits looked at: a clock that went wrong makes the walk longer, never wrong.
constexpr std::size_t most_met = 2'000'000;

struct Met {
    Commit commit;
    bool is_new = false;        // reached from the new tip
    bool is_published = false;  // reached from the published one
};

/// Walks from both tips, latest first. A commit that is met again by the other side is walked from again, so the order of
/// clocks decides how long it takes and not what is found.
class Walk {
public:
    Walk(Repository& repository, std::size_t most) : repository_(repository), most_(most) {}

    void run(const ObjectId& tip, const ObjectId& published) {
        reach(published, false, true);
        reach(tip, true, false);
        while (open_ > 0) {
            const auto id = waiting_.top().second;
            waiting_.pop();
            auto& met = met_.find(id)->second;
            if (queued_[id] == 0) continue;
            queued_[id] = 0;
            if (met.is_new && !met.is_published) --open_;
            const auto parents = met.commit.parents;
            const bool is_new = met.is_new, is_published = met.is_published;
            for (const auto& parent : parents) reach(parent, is_new, is_published);
        }
    }

    [[nodiscard]] const std::map<ObjectId, Met>& met() const { return met_; }

private:
    void reach(const ObjectId& id, bool is_new, bool is_published) {
        auto found = met_.find(id);
        if (found == met_.end()) {
            if (met_.size() >= most_met) throw GitFailure("the history is too long to be looked through");
            found = met_.emplace(id, Met{repository_.commit(id)}).first;
        }
        auto& met = found->second;
        if ((!is_new || met.is_new) && (!is_published || met.is_published)) return;
        const bool was_open = met.is_new && !met.is_published && queued_[id] != 0;
        const bool was_new = met.is_new && !met.is_published;
        met.is_new = met.is_new || is_new;
        met.is_published = met.is_published || is_published;
        const bool is_open = met.is_new && !met.is_published;
        if (is_open && !was_new && ++count_ > most_) {
            throw GitFailure("more than " + std::to_string(most_) + " commits");
        }
        if (was_new && !is_open) --count_;
        open_ += static_cast<std::size_t>(is_open);
        open_ -= static_cast<std::size_t>(was_open);
        queued_[id] = 1;
        waiting_.emplace(met.commit.committed, id);
    }

    Repository& repository_;
    std::size_t most_;
    std::map<ObjectId, Met> met_;
    std::map<ObjectId, int> queued_;
    std::priority_queue<std::pair<std::int64_t, ObjectId>> waiting_;
    std::size_t open_ = 0;   // waiting commits that are new alone
    std::size_t count_ = 0;  // new ones so far
};

/// Puts the new commits in order and finds each one's base.
class Order {
public:
    Order(const std::map<ObjectId, Met>& met, const ObjectId& published) : met_(met), published_(published) {}

    std::vector<NewCommit> from(const ObjectId& tip) {
        std::vector<ObjectId> stack{tip};  // a list of our own: histories are deeper than call stacks
        while (!stack.empty()) {
            const auto id = stack.back();
            const auto& commit = met_.at(id).commit;
            if (frontier_.contains(id) || !is_new(id)) {
                stack.pop_back();
                continue;
            }
            bool ready = true;
            for (const auto& parent : commit.parents) {
                if (!is_new(parent) || frontier_.contains(parent)) continue;
                stack.push_back(parent);
                ready = false;
            }
            if (!ready) continue;
            stack.pop_back();
            settle(commit);
        }
        return std::move(ordered_);
    }

private:
    [[nodiscard]] bool is_new(const ObjectId& id) const {
        const auto& met = met_.at(id);
        return met.is_new && !met.is_published;
    }

    /// How near to the published tip a commit's history comes; published commits are further on than new ones that hold
    /// no more of them.
    [[nodiscard]] std::pair<std::int64_t, int> frontier(const ObjectId& id) const {
        if (id == published_) return {std::numeric_limits<std::int64_t>::max(), 1};
        if (!is_new(id)) return {met_.at(id).commit.committed, 1};
        return {frontier_.at(id), 0};
    }

    void settle(const Commit& commit) {
        NewCommit made{commit, std::nullopt};
        std::pair<std::int64_t, int> best{};
        for (const auto& parent : commit.parents) {
            const auto reaches = frontier(parent);
            if (made.base && reaches <= best) continue;
            made.base = parent;
            best = reaches;
        }
        frontier_[commit.id] = made.base ? best.first : std::numeric_limits<std::int64_t>::min();
        ordered_.push_back(std::move(made));
    }

    const std::map<ObjectId, Met>& met_;
    ObjectId published_;
    std::map<ObjectId, std::int64_t> frontier_;
    std::vector<NewCommit> ordered_;
};

}  // namespace

NewCommits new_commits(Repository& repository, const ObjectId& tip, const ObjectId& published, std::size_t most) {
    Walk walk{repository, most};
    walk.run(tip, published);
    const auto& tip_of_old = walk.met().at(published);
    return {Order{walk.met(), published}.from(tip), tip_of_old.is_new};
}

}  // namespace knav
