#include "build/next_ledger.hpp"

#include <algorithm>
#include <utility>

#include "task/parallel.hpp"

namespace knav {
namespace {

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

/// One digest for each fact of the build: all targets saw the same site.
void answer(const Site& site, std::vector<Ledger::Fact>& facts, const std::vector<std::uint32_t>& unanswered) {
    parallel_for(unanswered.size(), site.surroundings.threads, [&](std::size_t i, unsigned) {
        auto& [key, answer] = facts[unanswered[i]];
        answer = site.digest_of(key);
    });
}

/// All of it anew, without the facts that nobody asks for any more.
class WholeLedger {
public:
    WholeLedger(const Site& site, const Ledger& last, std::span<const char> changed, std::span<Job> jobs)
        : site_(site), last_(last), changed_(changed), jobs_(jobs) {}

    Ledger collect() {
        number_facts();
        ledger_.basis = basis_of(site_);
        ledger_.targets.reserve(jobs_.size());
        ledger_.asked.reserve(last_.asked.size() + asked_.size());
        std::span<const std::uint32_t> asked{asked_};
        for (const auto& job : jobs_) {
            if (job.reason == ReasonKind::clean) {
                ledger_.add_target(job.target.path, job.known->output, last_.asked_for(*job.known),
                                   [this](std::uint32_t fact) { return kept_[fact]; });
            } else {
                ledger_.add_target(job.target.path, job.digest, asked.first(job.asked),
                                   [this](std::uint32_t question) { return fresh_[question]; });
                asked = asked.subspan(job.asked);
            }
        }
        answer(site_, ledger_.facts, unanswered_);
        return std::move(ledger_);
    }

private:
    // The facts of the last build that are asked for still, in their order, and then the new ones.
    void number_facts() {
        Questions questions;
        std::vector<char> used(last_.facts.size(), 0);
        for (auto& job : jobs_) {
            if (job.reason == ReasonKind::clean) {
                for (const auto fact : last_.asked_for(*job.known)) used[fact] = 1;
            }
            for (const auto& key : job.facts) asked_.push_back(questions.number(key));
            job.asked = job.facts.size();
            job.facts = {};
        }
        fresh_.assign(questions.all().size(), no_number);
        kept_.assign(last_.facts.size(), no_number);
        auto& facts = ledger_.facts;
        facts.reserve(last_.facts.size() + questions.all().size());
        const bool same_program = last_.basis.program == site_.surroundings.program;
        for (std::size_t i = 0; i < last_.facts.size(); ++i) {
            const auto question = questions.find(last_.facts[i].key);
            if (used[i] == 0 && question == no_number) continue;
            kept_[i] = static_cast<std::uint32_t>(facts.size());
            if (question != no_number) fresh_[question] = kept_[i];
            facts.push_back(last_.facts[i]);
            if (!same_program || changed_[i] != 0) unanswered_.push_back(kept_[i]);
        }
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            if (fresh_[i] != no_number) continue;
            fresh_[i] = static_cast<std::uint32_t>(facts.size());
            facts.push_back({questions.all()[i], {}});
            unanswered_.push_back(fresh_[i]);
        }
    }

    const Site& site_;
    const Ledger& last_;
    std::span<const char> changed_;
    std::span<Job> jobs_;
    std::vector<std::uint32_t> asked_;       // questions of the targets that were made, one target after the other
    std::vector<std::uint32_t> kept_;        // fact of the last ledger -> fact of the next
    std::vector<std::uint32_t> fresh_;       // question -> fact of the next ledger
    std::vector<std::uint32_t> unanswered_;  // facts of the next ledger
    Ledger ledger_;
};

LedgerStep step_to(const Site& site, const Ledger& last, std::span<const char> changed, std::span<Job> jobs,
                   const std::vector<std::string>& removed) {
    LedgerStep step{basis_of(site), {}, removed, {}};
    for (std::size_t i = 0; i < last.facts.size(); ++i) {
        if (changed[i] != 0) step.answered.push_back({last.facts[i].key, site.digest_of(last.facts[i].key)});
    }
    for (auto& job : jobs) {
        if (job.reason != ReasonKind::clean) step.made.push_back({job.target.path, job.digest, std::move(job.facts)});
    }
    return step;
}

}  // namespace

Basis basis_of(const Site& site) { return {site.surroundings.program, site.records(), site.joins(), site.told_past()}; }

NextLedger next_ledger(const Site& site, Ledger last, std::span<const char> changed, std::span<Job> jobs,
                       const std::vector<std::string>& removed) {
    const auto made = static_cast<std::size_t>(
        std::count_if(jobs.begin(), jobs.end(), [](const Job& job) { return job.reason != ReasonKind::clean; }));
    if (last.basis.program != site.surroundings.program || made + removed.size() > LedgerStep::most)
        return {WholeLedger{site, last, changed, jobs}.collect(), {}};
    auto step = step_to(site, last, changed, jobs, removed);
    const auto fresh = take(last, {&step, 1});
    answer(site, last.facts, fresh);
    for (const auto fact : fresh) step.answered.push_back(last.facts[fact]);
    return {std::move(last), std::move(step)};
}

}  // namespace knav
