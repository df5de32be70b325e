#include "build/build.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "build/next_ledger.hpp"
#include "outputs/output.hpp"
#include "site/search_pages.hpp"
#include "task/beside.hpp"
#include "task/parallel.hpp"

namespace knav {
namespace {

class Builder {
public:
    Builder(const Site& site, Ledger last, const Present& present, const HandOver& hand_over, Diagnostics& found)
        : site_(site),
          basis_(basis_of(site)),
          last_(std::move(last)),
          present_(present),
          hand_over_(hand_over),
          found_(found) {}

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
        if (last_.basis.program != basis_.program) return;
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
        if (rests_on_records(kind)) return last_.basis.records == basis_.records;
        if (rests_on_joins(kind)) return last_.basis.joins == basis_.joins;
        if (rests_on_past(kind)) return last_.basis.past == basis_.past && basis_.past != Digest{};
        if (rests_on_revisions(kind)) return is_marked(same_revisions_, key.subject());
        if (kind == FactKind::section) return is_marked(same_documents_, key.subject());
        return kind == FactKind::mentions && has_same_mentions(site_.page_of_name(key.subject()));
    }

    // The same pages link here, and each of them says what it said.
    [[nodiscard]] bool has_same_mentions(PageNo page) const {
        if (page == no_page || last_.basis.joins != basis_.joins) return false;
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
            job.reason = reason_for(job);
        }
    }

    ReasonKind reason_for(Job& job) const {
        if (job.known == nullptr) return ReasonKind::is_new;
        if (last_.basis.program != basis_.program) return ReasonKind::program_changed;
        for (const auto fact : last_.asked_for(*job.known)) {
            if (changed_[fact] == 0) continue;
            job.fact = last_.facts[fact].key;
            return ReasonKind::fact_changed;
        }
        return present_(job.target.path) ? ReasonKind::clean : ReasonKind::is_missing;
    }

    void make(std::span<Job> jobs) {
        std::vector<Job*> stale;
        for (auto& job : jobs) {
            if (job.reason != ReasonKind::clean) stale.push_back(&job);
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
        auto next = next_ledger(site_, std::move(last_), changed_, jobs_, built_.remove);
        built_.ledger = std::move(next.ledger);
        built_.step = std::move(next.step);
        built_.verdicts.reserve(jobs_.size());
        for (auto& job : jobs_) {
            if (job.differs) ++built_.handed_over;
            built_.verdicts.push_back({std::move(job.target.path), job.reason, job.fact});
        }
    }

    const Site& site_;
    const Basis basis_;
    Ledger last_;
    const Present& present_;
    const HandOver& hand_over_;
    Diagnostics& found_;
    std::vector<char> changed_;         // by fact of the last ledger; chars, so that threads don't share bits
    std::vector<char> wanted_;          // by target of the last ledger
    std::vector<char> same_revisions_;  // by name of a page: whether its versions are those of the last build
    std::vector<char> same_documents_;  // likewise: whether its text is
    std::vector<Job> jobs_;
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
