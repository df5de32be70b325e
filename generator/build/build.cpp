#include "build/build.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "outputs/output.hpp"
#include "site/search_pages.hpp"
#include "task/beside.hpp"
#include "task/parallel.hpp"

namespace knav {
namespace {

/// One target's part of the work, filled by whichever thread comes to it.
struct Job {
    Target target;
    const Ledger::Target* known = nullptr;  // as the last build left it
    Verdict verdict;
    Digest digest;
    bool differs = false;  // from what was published
    std::vector<FactKey> facts;
    std::size_t asked = 0;  // how many they were
};

constexpr std::uint32_t no_number = 0xffffffffU;

/// Questions numbered in the order they come: open addressing, since every question of every target is looked up here.
class Questions {
public:
    [[nodiscard]] const std::vector<FactKey>& all() const { return all_; }

    std::uint32_t number(FactKey key) {
        if (slots_.size() < all_.size() * 2 + 2) grow();
        auto& slot = slots_[slot_of(key)];
        if (slot == no_number) {
            slot = static_cast<std::uint32_t>(all_.size());
            all_.push_back(key);
        }
        return slot;
    }
    /// no_number if nobody asked.
    [[nodiscard]] std::uint32_t find(FactKey key) const { return slots_.empty() ? no_number : slots_[slot_of(key)]; }

private:
    [[nodiscard]] std::size_t slot_of(FactKey key) const {
        const auto mask = slots_.size() - 1;
        auto at = (key.packed * 0x9e3779b97f4a7c15ULL >> 24U) & mask;
        while (slots_[at] != no_number && all_[slots_[at]] != key) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        slots_.assign(std::max<std::size_t>(1024, slots_.size() * 4), no_number);
        for (std::uint32_t i = 0; i < all_.size(); ++i) slots_[slot_of(all_[i])] = i;
    }

    std::vector<FactKey> all_;
    std::vector<std::uint32_t> slots_;  // a power of two of them
};

class Builder {
public:
    Builder(const Site& site, Ledger last, const Present& present, const HandOver& hand_over, Diagnostics& found)
        : site_(site), last_(std::move(last)), present_(present), hand_over_(hand_over), found_(found) {}

    Built run() {
        // The index of all words takes longest to make: it is begun before all else, and what needs it comes last.
        const auto index = beside(site_.surroundings.threads, [this] {
            if (is_searchable(site_)) static_cast<void>(site_.search_index());
        });
        changed_.assign(last_.facts.size(), 0);
        wanted_.assign(last_.targets.size(), 0);
        const auto comes_first = [](FactKind kind) {
            return kind == FactKind::revisions || kind == FactKind::document;
        };
        compare_facts(comes_first);
        find_same_pages();
        compare_facts([&](FactKind kind) { return !comes_first(kind) && !comes_last(kind); });
        judge_and_make(plan_by_names(site_, found_));
        compare_facts(comes_last);
        judge_and_make(plan_by_contents(site_, found_));
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (wanted_[i] == 0) built_.remove.push_back(last_.targets[i].path);
        }
        collect();
        return std::move(built_);
    }

private:
    // Every fact of the last build once: what would it be answered today? Not those whose answer another one's decides.
    template <class Among>
    void compare_facts(Among among) {
        if (last_.recipe != site_.surroundings.program) return;
        parallel_for(last_.facts.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) {
            const auto& [key, answer] = last_.facts[i];
            if (among(key.kind()) && !rests_on_the_same(key))
                changed_[i] = static_cast<char>(site_.digest_of(key) != answer);
        });
    }

    void find_same_pages() {
        same_revisions_.assign(site_.names->size(), 0);
        same_documents_.assign(site_.names->size(), 0);
        for (std::size_t i = 0; i < last_.facts.size(); ++i) {
            const auto key = last_.facts[i].key;
            if (key.kind() == FactKind::revisions) same_revisions_[key.subject()] = changed_[i] == 0 ? 1 : 0;
            if (key.kind() == FactKind::document) same_documents_[key.subject()] = changed_[i] == 0 ? 1 : 0;
        }
    }

    /// Whether what decides a fact's answer is as it was, so that nobody need ask.
    [[nodiscard]] bool rests_on_the_same(FactKey key) const {
        const auto kind = key.kind();
        if (rests_on_records(kind)) return last_.records == site_.records();
        if (rests_on_joins(kind)) return last_.joins == site_.joins();
        if (rests_on_revisions(kind)) return is_marked(same_revisions_, key.subject());
        if (kind == FactKind::section) return is_marked(same_documents_, key.subject());
        return kind == FactKind::mentions && has_same_mentions(site_.page_of_name(key.subject()));
    }

    // The same pages link here, and each of them says what it said.
    [[nodiscard]] bool has_same_mentions(PageNo page) const {
        if (page == no_page || last_.joins != site_.joins()) return false;
        const auto mentions = site_.graph.mentions(page);
        return std::all_of(mentions.begin(), mentions.end(), [this](const Mention& each) {
            return is_marked(same_documents_, site_.name_of_page(each.from));
        });
    }

    static bool is_marked(const std::vector<char>& marks, NameNo page) {
        return page < marks.size() && marks[page] != 0;
    }

    void judge_and_make(std::vector<Target> targets) {
        const auto before = static_cast<std::ptrdiff_t>(jobs_.size());
        judge(std::move(targets));
        make(std::span{jobs_}.subspan(static_cast<std::size_t>(before)));
        std::inplace_merge(jobs_.begin(), jobs_.begin() + before, jobs_.end(),
                           [](const Job& one, const Job& other) { return one.target.path < other.target.path; });
    }

    // Both lists are by path.
    void judge(std::vector<Target> targets) {
        jobs_.reserve(jobs_.size() + targets.size());
        std::size_t known = 0;
        for (auto& target : targets) {
            while (known < last_.targets.size() && last_.targets[known].path < target.path) ++known;
            auto& job = jobs_.emplace_back();
            job.target = std::move(target);
            if (known < last_.targets.size() && last_.targets[known].path == job.target.path) {
                wanted_[known] = 1;
                job.known = &last_.targets[known];
            }
            job.verdict = verdict(job);
        }
    }

    Verdict verdict(const Job& job) const {
        const auto& path = job.target.path;
        if (job.known == nullptr) return {path, ReasonKind::is_new, {}};
        if (last_.recipe != site_.surroundings.program) return {path, ReasonKind::program_changed, {}};
        for (const auto fact : last_.asked_for(*job.known)) {
            if (changed_[fact] != 0) return {path, ReasonKind::fact_changed, last_.facts[fact].key};
        }
        if (!present_(path)) return {path, ReasonKind::is_missing, {}};
        return {path, ReasonKind::clean, {}};
    }

    void make(std::span<Job> jobs) {
        std::vector<Job*> stale;
        for (auto& job : jobs) {
            if (job.verdict.reason != ReasonKind::clean) stale.push_back(&job);
        }
        built_.made += stale.size();
        parallel_for(stale.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) { make_one(*stale[i]); });
    }

    void make_one(Job& job) {
        Trace trace;
        const Lens lens{site_, trace};
        auto file = published(job.target, job.target.output->make(job.target, {lens, engine_, found_}));
        job.digest = file.digest;
        job.facts = trace.take();
        job.differs = job.known == nullptr || job.known->output != file.digest || !present_(file.path);
        if (job.differs) hand_over_(std::move(file));
    }

    static File published(const Target& target, Content content) {
        if (auto* bytes = std::get_if<std::string>(&content)) return make_file(target.path, std::move(*bytes));
        auto file = std::get<File>(std::move(content));
        file.path = target.path;
        return file;
    }

    void collect() {
        number_facts();
        auto& ledger = built_.ledger;
        ledger.recipe = site_.surroundings.program;
        ledger.records = site_.records();
        ledger.joins = site_.joins();
        ledger.targets.reserve(jobs_.size());
        ledger.asked.reserve(last_.asked.size() + asked_.size());
        built_.verdicts.reserve(jobs_.size());
        std::span<const std::uint32_t> asked{asked_};
        for (auto& job : jobs_) {
            auto path = std::move(job.target.path);
            if (job.verdict.reason == ReasonKind::clean) {
                ledger.add_target(std::move(path), job.known->output, last_.asked_for(*job.known),
                                  [this](std::uint32_t fact) { return kept_[fact]; });
            } else {
                ledger.add_target(std::move(path), job.digest, asked.first(job.asked),
                                  [this](std::uint32_t question) { return fresh_[question]; });
                asked = asked.subspan(job.asked);
            }
            if (job.differs) ++built_.handed_over;
            built_.verdicts.push_back(std::move(job.verdict));
        }
        answer_new_facts();
        tell_step();
    }

    void tell_step() {
        auto& step = built_.step;
        for (std::uint32_t i = 0; i < built_.verdicts.size(); ++i) {
            if (built_.verdicts[i].reason != ReasonKind::clean) step.made.push_back(i);
        }
        step.removed = built_.remove;
        step.answered = std::move(unanswered_);
    }

    // The facts of the last build that are asked for still, in their order, and then the new ones.
    void number_facts() {
        Questions questions;
        std::vector<char> used(last_.facts.size(), 0);
        for (auto& job : jobs_) {
            if (job.verdict.reason == ReasonKind::clean) {
                for (const auto fact : last_.asked_for(*job.known)) used[fact] = 1;
            }
            for (const auto& key : job.facts) asked_.push_back(questions.number(key));
            job.asked = job.facts.size();
            job.facts = {};
        }
        fresh_.assign(questions.all().size(), no_number);
        kept_.assign(last_.facts.size(), no_number);
        auto& facts = built_.ledger.facts;
        facts.reserve(last_.facts.size() + questions.all().size());
        const bool same_recipe = last_.recipe == site_.surroundings.program;
        for (std::size_t i = 0; i < last_.facts.size(); ++i) {
            const auto question = questions.find(last_.facts[i].key);
            if (used[i] == 0 && question == no_number) {
                if (changed_[i] != 0) built_.step.gone.push_back(last_.facts[i].key);
                continue;
            }
            kept_[i] = static_cast<std::uint32_t>(facts.size());
            if (question != no_number) fresh_[question] = kept_[i];
            facts.push_back(last_.facts[i]);
            if (!same_recipe || changed_[i] != 0) unanswered_.push_back(kept_[i]);
        }
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            if (fresh_[i] != no_number) continue;
            fresh_[i] = static_cast<std::uint32_t>(facts.size());
            facts.push_back({questions.all()[i], {}});
            unanswered_.push_back(fresh_[i]);
        }
    }

    // One digest for each fact of the build: all targets saw the same site.
    void answer_new_facts() {
        auto& facts = built_.ledger.facts;
        parallel_for(unanswered_.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) {
            auto& [key, answer] = facts[unanswered_[i]];
            answer = site_.digest_of(key);
        });
    }

    const Site& site_;
    Ledger last_;
    const Present& present_;
    const HandOver& hand_over_;
    Diagnostics& found_;
    std::vector<char> changed_;         // by fact of the last ledger; chars, so that threads don't share bits
    std::vector<char> wanted_;          // by target of the last ledger
    std::vector<char> same_revisions_;  // by name of a page: whether its versions are those of the last build
    std::vector<char> same_documents_;  // likewise: whether its text is
    std::vector<Job> jobs_;
    std::vector<std::uint32_t> asked_;       // questions of the targets that were made, one target after the other
    std::vector<std::uint32_t> kept_;        // fact of the last ledger -> fact of the next
    std::vector<std::uint32_t> fresh_;       // question -> fact of the next ledger
    std::vector<std::uint32_t> unanswered_;  // facts of the next ledger
    Built built_;
    TemplateEngine engine_;
};

}  // namespace

Built build(const Site& site, Ledger last, const Present& present, const HandOver& hand_over, Diagnostics& found) {
    return Builder{site, std::move(last), present, hand_over, found}.run();
}

std::string describe(const Verdict& verdict, const Names& names) {
    switch (verdict.reason) {
        case ReasonKind::clean: return "clean";
        case ReasonKind::is_new: return "new";
        case ReasonKind::is_missing: return "missing";
        case ReasonKind::program_changed: return "program changed";
        case ReasonKind::fact_changed: return "changed: " + describe(verdict.fact, names);
    }
    return {};
}

}  // namespace knav
