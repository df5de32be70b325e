#include "build/build.hpp"

#include <algorithm>
#include <memory>

#include "outputs/output.hpp"
#include "task/parallel.hpp"

namespace knav {
namespace {

/// One target's part of the work, filled by whichever thread comes to it.
struct Job {
    const Target* target = nullptr;
    Verdict verdict;
    Content content;
    Digest digest;
    std::vector<FactKey> facts;
};

class Builder {
public:
    Builder(const Site& site, Ledger last, const Present& present, Diagnostics& found)
        : site_(site), last_(std::move(last)), present_(present), found_(found), targets_(plan_targets(site, found)) {}

    Built run() {
        compare_facts();
        judge();
        make();
        collect();
        return std::move(built_);
    }

private:
    // Every fact of the last build once: what would it be answered today?
    void compare_facts() {
        changed_.assign(last_.facts.size(), 0);
        if (last_.recipe != site_.surroundings.program) return;
        parallel_for(last_.facts.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) {
            changed_[i] = static_cast<char>(site_.digest_of(last_.facts[i].key) != last_.facts[i].answer);
        });
    }

    void judge() {
        jobs_.resize(targets_.size());
        for (std::size_t i = 0; i < targets_.size(); ++i) {
            jobs_[i].target = &targets_[i];
            jobs_[i].verdict = verdict(targets_[i].path);
        }
    }

    Verdict verdict(const std::string& path) const {
        const auto known = last_.targets.find(path);
        if (known == last_.targets.end()) return {path, ReasonKind::is_new, {}};
        if (last_.recipe != site_.surroundings.program) return {path, ReasonKind::program_changed, {}};
        for (const auto fact : known->second.facts) {
            if (changed_[fact] != 0) return {path, ReasonKind::fact_changed, last_.facts[fact].key};
        }
        if (!present_(path)) return {path, ReasonKind::is_missing, {}};
        return {path, ReasonKind::clean, {}};
    }

    void make() {
        std::vector<Job*> stale;
        for (auto& job : jobs_) {
            if (job.verdict.reason != ReasonKind::clean) stale.push_back(&job);
        }
        built_.made = stale.size();
        parallel_for(stale.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) { make_one(*stale[i]); });
    }

    void make_one(Job& job) {
        Trace trace;
        const Lens lens{site_, trace};
        job.content = job.target->output->make(*job.target, {lens, engine_, found_});
        const auto* bytes = std::get_if<std::string>(&job.content);
        job.digest = bytes != nullptr ? digest_of(*bytes) : std::get<File>(job.content).digest;
        job.facts = trace.take();
    }

    void collect() {
        built_.ledger.recipe = site_.surroundings.program;
        kept_.assign(last_.facts.size(), unset);
        for (auto& job : jobs_) {
            if (job.verdict.reason == ReasonKind::clean)
                keep(job);
            else
                take(job);
            built_.verdicts.push_back(std::move(job.verdict));
        }
        answer_new_facts();
        remove_vanished();
    }

    void keep(const Job& job) {
        auto entry = std::move(last_.targets.find(job.target->path)->second);
        for (auto& fact : entry.facts) {
            if (kept_[fact] == unset) {
                kept_[fact] = number_of(last_.facts[fact].key);
                // A clean target's facts were all found unchanged: the answers are known.
                built_.ledger.facts[kept_[fact]].answer = last_.facts[fact].answer;
                answered_[kept_[fact]] = 1;
            }
            fact = kept_[fact];
        }
        built_.ledger.targets.emplace_hint(built_.ledger.targets.end(), job.target->path, std::move(entry));
    }

    void take(Job& job) {
        LedgerEntry entry;
        entry.output = job.digest;
        entry.facts.reserve(job.facts.size());
        for (const auto& key : job.facts) entry.facts.push_back(number_of(key));
        const auto known = last_.targets.find(job.target->path);
        const bool same =
            known != last_.targets.end() && known->second.output == job.digest && present_(job.target->path);
        if (!same) built_.changes.write.push_back(published(job));
        built_.ledger.targets.emplace_hint(built_.ledger.targets.end(), job.target->path, std::move(entry));
    }

    static File published(Job& job) {
        if (auto* bytes = std::get_if<std::string>(&job.content)) {
            const auto size = bytes->size();
            return {job.target->path, job.digest, size, std::make_shared<const Blob>(std::move(*bytes))};
        }
        auto file = std::get<File>(job.content);
        file.path = job.target->path;
        return file;
    }

    std::uint32_t number_of(FactKey key) {
        const auto [found, fresh] =
            numbers_.try_emplace(key.packed, static_cast<std::uint32_t>(built_.ledger.facts.size()));
        if (fresh) {
            built_.ledger.facts.push_back({key, {}});
            answered_.push_back(0);
        }
        return found->second;
    }

    // One digest for each fact of the build: all targets saw the same site.
    void answer_new_facts() {
        auto& facts = built_.ledger.facts;
        parallel_for(facts.size(), site_.surroundings.threads, [&](std::size_t i, unsigned) {
            if (answered_[i] == 0) facts[i].answer = site_.digest_of(facts[i].key);
        });
    }

    void remove_vanished() {
        for (const auto& [path, entry] : last_.targets) {
            if (!built_.ledger.targets.contains(path)) built_.changes.remove.push_back(path);
        }
    }

    static constexpr std::uint32_t unset = 0xffffffffU;

    const Site& site_;
    Ledger last_;
    const Present& present_;
    Diagnostics& found_;
    std::vector<Target> targets_;
    std::vector<char> changed_;        // by fact of the last ledger; chars, so that threads don't share bits
    std::vector<std::uint32_t> kept_;  // fact of the last ledger -> fact of the next
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
    std::vector<char> answered_;  // by fact of the next ledger
    std::vector<Job> jobs_;
    TemplateEngine engine_;
    Built built_;
};

}  // namespace

Built build(const Site& site, Ledger last, const Present& present, Diagnostics& found) {
    return Builder{site, std::move(last), present, found}.run();
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
