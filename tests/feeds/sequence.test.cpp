// An entry's number in the calendars, over histories that branch, are merged in every way there is, and lose what was
// published: whoever follows a branch sees it rise with each change, and never fall.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>

#include "feeds/calendar.hpp"
#include "git/history.hpp"
#include "tests/feeds/following.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;

namespace {

constexpr long start = 1'700'000'000;

/// A meeting's page, each part of it drawn from a few, so that it often comes back to what it was.
struct Meeting {
    std::string first_id;
    unsigned title = 0, hour = 0, state = 0, due = 0, text = 0;
    friend bool operator==(const Meeting&, const Meeting&) = default;

    [[nodiscard]] std::string bytes() const {
        return "+++\ntitle = \"Möte " + std::to_string(title) + "\"\n" +
               (first_id.empty() ? "" : "first_id = \"" + first_id + "\"\n") + "start = 2026-04-01T1" +
               std::to_string(hour) + ":00:00\nend = 2026-04-01T18:00:00\n" +
               (state == 0 ? "" : "state = \"inställd\"\n") +
               "[[actions]]\ntitle = \"Skriva\"\nstate = \"öppen\"\ndue = 2026-05-1" + std::to_string(due) +
               "\n+++\n\nKaffe, te och " + std::to_string(text) + " bullar serveras i salen från klockan nio.\n";
    }
};

using Meetings = std::map<std::string, Meeting>;  // by id

struct State {
    std::string commit;
    std::vector<std::size_t> parents;
    Meetings meetings;
    std::set<std::size_t> built_on;  // all that it builds on, and itself
    std::map<std::string, CalendarEntry> entries;
};

/// All that a subscriber would see of an entry.
auto shown(const CalendarEntry& entry) {
    const auto hour = [](const DateTime& time) { return iso(time.date) + iso(time.time); };
    return std::vector<std::string>{entry.summary,  entry.description, entry.url,
                                    entry.location, hour(entry.start), entry.end ? hour(*entry.end) : "",
                                    entry.status,   entry.repeats};
}

class World {
public:
    explicit World(unsigned seed) : random_(seed) {
        files_ = feeds_test::site();
        std::erase_if(files_, [](const auto& file) { return file.first.find("/moten/") != std::string::npos; });
        for (const auto& [path, bytes] : files_) repository_.write(path, bytes);
        Meetings meetings;
        for (const auto* name : {"a", "b", "c"}) meetings["rag/skogen/moten/" + std::string{name}].text = pick(3);
        commit(meetings, {});
    }

    /// One more commit somewhere: a change, or a merge of two or three.
    void step() {
        const auto one =
            pick(4) == 0 ? pick(states_.size()) : states_.size() - 1 - pick(std::min<std::size_t>(2, states_.size()));
        std::vector<std::size_t> parents{one};
        const auto most = pick(2) == 0 ? pick(3) : 0U;
        while (parents.size() <= most) {
            const auto other = pick(states_.size());
            const bool builds_on_another = std::any_of(parents.begin(), parents.end(), [&](std::size_t each) {
                return states_[each].built_on.contains(other) || states_[other].built_on.contains(each);
            });
            if (builds_on_another) break;
            parents.push_back(other);
        }
        commit(parents.size() == 1 ? changed(states_[one].meetings) : merged(parents), parents);
    }

    const std::vector<State>& states() const { return states_; }

private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    Meetings changed(Meetings meetings) {
        for (auto changes = 1 + pick(2); changes > 0; --changes) change(meetings);
        return meetings;
    }

    void change(Meetings& meetings) {
        if (meetings.empty() || pick(12) == 0) {  // perhaps there again
            const auto id = "rag/skogen/moten/" + std::string(1, "abc"[pick(3)]);
            const bool lies_elsewhere = std::any_of(meetings.begin(), meetings.end(),
                                                    [&](const auto& each) { return each.second.first_id == id; });
            if (!lies_elsewhere) meetings.try_emplace(id);
            return;
        }
        const auto there = std::next(meetings.begin(), static_cast<long>(pick(meetings.size())));
        auto& meeting = there->second;
        switch (pick(8)) {
            case 0: meeting.title = pick(3); break;
            case 1: meeting.hour = pick(3); break;
            case 2: meeting.state = pick(2); break;
            case 3: meeting.due = pick(3); break;
            case 4: move(meetings, there->first); break;
            case 5: meetings.erase(there); break;
            default: meeting.text = pick(9); break;
        }
    }

    /// As `knav mv` does it.
    void move(Meetings& meetings, const std::string& from) {
        const auto to =
            "rag/" + std::string{pick(2) == 0 ? "sjon" : "berget"} + "/moten/" + from.substr(from.rfind('/') + 1);
        auto meeting = meetings.at(from);
        if (meeting.first_id.empty()) meeting.first_id = from;
        if (from == to || meetings.contains(to)) return;
        meetings.erase(from);
        meetings[to] = meeting;
    }

    /// One parent's, whatever the others say; or page by page what one of them changed, and chance where several did.
    Meetings merged(const std::vector<std::size_t>& parents) {
        if (pick(2) == 0) return states_[parents[pick(parents.size())]].meetings;
        const auto& base = states_[base_of(parents)].meetings;
        std::set<std::string> ids;
        for (const auto parent : parents) {
            for (const auto& [id, meeting] : states_[parent].meetings) ids.insert(id);
        }
        Meetings meetings;
        for (const auto& id : ids) {
            const auto* from = &states_[parents[pick(parents.size())]].meetings;
            for (const auto parent : parents) {
                if (at(states_[parent].meetings, id) != at(base, id)) from = &states_[parent].meetings;
            }
            const auto taken = from->find(id);
            if (taken != from->end()) meetings.insert(*taken);
        }
        std::set<std::string> known;
        std::erase_if(meetings, [&](const auto& each) {
            return !known.insert(each.second.first_id.empty() ? each.first : each.second.first_id).second;
        });
        return meetings;
    }

    static std::optional<Meeting> at(const Meetings& meetings, const std::string& id) {
        const auto found = meetings.find(id);
        return found == meetings.end() ? std::nullopt : std::optional{found->second};
    }

    std::size_t base_of(const std::vector<std::size_t>& parents) const {
        for (auto candidate = states_.size(); candidate-- > 0;) {
            if (std::all_of(parents.begin(), parents.end(),
                            [&](std::size_t each) { return states_[each].built_on.contains(candidate); }))
                return candidate;
        }
        return 0;
    }

    void commit(Meetings meetings, std::vector<std::size_t> parents) {
        State state{{}, parents, std::move(meetings), {states_.size()}, {}};
        for (const auto parent : parents)
            state.built_on.insert(states_[parent].built_on.begin(), states_[parent].built_on.end());
        for (const auto* group : {"skogen", "sjon", "berget"})
            std::filesystem::remove_all(repository_.path() / ("content/rag/" + std::string{group} + "/moten"));
        for (const auto& [id, meeting] : state.meetings) repository_.write("content/" + id + ".md", meeting.bytes());
        std::string given;
        for (const auto parent : parents) given += " -p " + states_[parent].commit;
        // Clocks go as they like.
        const auto when = start + static_cast<long>(pick(200)) * 86'400;
        state.commit = repository_.git(
            "add -A && git commit-tree -m " + std::to_string(states_.size()) + given + " $(git write-tree)", when);
        read(state);
        states_.push_back(std::move(state));
    }

    /// What is published at the commit; and the history is the same however much was known.
    void read(State& state) {
        Diagnostics found;
        std::string fresh, unused;
        auto history =
            std::make_shared<History>(read_history_at(repository_.path(), "", state.commit, cache_, fresh, 1, found));
        const auto at_once = read_history_at(repository_.path(), "", state.commit, "", unused, 1, found);
        REQUIRE_FALSE(history->files.empty());
        CHECK(history->files == at_once.files);
        CHECK(history->commits == at_once.commits);
        CHECK(history->removed == at_once.removed);
        CHECK(history->asides == at_once.asides);
        cache_ = fresh;
        auto files = files_;
        for (const auto& [id, meeting] : state.meetings) files["content/" + id + ".md"] = meeting.bytes();
        std::vector<File> made;
        for (const auto& [path, bytes] : files) made.push_back(make_file(path, bytes));
        Surroundings around;
        around.today = {2026, 3, 12};
        around.history = std::shared_ptr<const History>{history};
        around.past = known_;
        PageMemo memo;
        const auto site = Site::assemble(Snapshot{std::move(made)}, around, std::make_shared<Names>(), memo, found);
        known_ = site->past;
        Trace unread;
        for (auto& entry : read_calendar(Lens{*site, unread}, Scope::of_site()).entries)
            state.entries.emplace(entry.uid, entry);
    }

    std::mt19937 random_;
    GitRepository repository_;
    std::map<std::string, std::string> files_;
    std::vector<State> states_;
    std::string cache_;
    std::shared_ptr<const Past> known_;
};

}  // namespace

TEST_CASE("however branches are merged, an event's number rises with each change and never falls", "[feeds][git]") {
    const auto seed = GENERATE(range(1U, 7U));
    World world{seed};
    for (int i = 0; i < 28; ++i) world.step();
    std::size_t compared = 0, rose = 0;
    for (std::size_t i = 0; i < world.states().size(); ++i) {
        const auto& now = world.states()[i];
        for (const auto earlier : now.built_on) {
            const auto& before = world.states()[earlier];
            for (const auto& [uid, entry] : now.entries) {
                const auto was = before.entries.find(uid);
                if (was == before.entries.end() || earlier == i) continue;
                INFO("seed " << seed << ", commit " << earlier << " to " << i << ": " << uid);
                const auto differs = shown(entry) != shown(was->second);
                CHECK(entry.sequence >= was->second.sequence + (differs ? 1 : 0));
                ++compared;
                rose += differs ? 1 : 0;
            }
        }
    }
    CHECK(compared > 200);
    CHECK(rose > 50);
}

namespace {

/// The meeting that subscribers know by an id, and where it lies.
using Known = std::optional<std::pair<std::string, Meeting>>;
Known known(const State& state, const std::string& name) {
    for (const auto& [id, meeting] : state.meetings) {
        if ((meeting.first_id.empty() ? id : meeting.first_id) == name) return std::pair{id, meeting};
    }
    return {};
}

/// The parent that the commit has the meeting from, as nothing else happened to it: the only one, or that of two whose
/// other had left it alone since both lines parted. Null if it is not so plain.
const State* plain_parent(const World& world, const State& now, const std::string& name) {
    const auto& states = world.states();
    if (now.parents.size() == 1) return &states[now.parents[0]];
    if (now.parents.size() != 2) return nullptr;
    for (const auto [from, other] : {std::pair{0U, 1U}, std::pair{1U, 0U}}) {
        const auto& taken = states[now.parents[from]];
        const auto& left = states[now.parents[other]];
        std::set<std::size_t> parted;
        bool left_alone = known(now, name) == known(taken, name);
        for (const auto each : left.built_on) {
            if (taken.built_on.contains(each)) continue;
            left_alone = left_alone && known(states[each], name) == known(left, name);
            for (const auto parent : states[each].parents) {
                if (taken.built_on.contains(parent)) parted.insert(parent);
            }
        }
        if (!left_alone || parted.size() != 1) continue;
        if (known(states[*parted.begin()], name) == known(left, name)) return &taken;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("an event's number stays when its page does, and a merge of one side's changes adds nothing",
          "[feeds][git]") {
    const auto seed = GENERATE(range(11U, 16U));
    World world{seed};
    for (int i = 0; i < 28; ++i) world.step();
    std::size_t compared = 0, merged = 0;
    for (const auto& now : world.states()) {
        for (const auto& [uid, entry] : now.entries) {
            const auto name = "rag/skogen/moten/" + uid.substr(std::string_view{"rag/skogen/moten/"}.size(), 1);
            const auto* before = now.parents.empty() ? nullptr : plain_parent(world, now, name);
            if (before == nullptr || known(*before, name) != known(now, name)) continue;
            INFO("seed " << seed << ", " << now.commit << ": " << uid);
            CHECK(entry.sequence == before->entries.at(uid).sequence);
            ++compared;
            merged += now.parents.size() - 1;
        }
    }
    CHECK(compared > 20);
    CHECK(merged > 0);
}
