#include "build/ledger_steps.hpp"

#include <algorithm>
#include <bitset>
#include <map>
#include <optional>
#include <unordered_map>

#include "text/binary.hpp"

namespace knav {
namespace {

/// The questions of a step as its bytes have them: each once, with its names written out.
class StepWriter {
public:
    StepWriter(const Ledger& ledger, const Names& names) : ledger_(ledger), names_(names) {}

    std::string write(const LedgerStep& step) {
        out_.digest(ledger_.recipe);
        out_.digest(ledger_.records);
        out_.digest(ledger_.joins);
        out_.number(step.gone.size());
        for (const auto key : step.gone) write(key);
        out_.number(step.answered.size());
        for (const auto fact : step.answered) {
            write(ledger_.facts[fact].key);
            out_.digest(ledger_.facts[fact].answer);
        }
        out_.number(step.removed.size());
        for (const auto& path : step.removed) out_.text(path);
        out_.number(step.made.size());
        for (const auto target : step.made) write(ledger_.targets[target]);
        return out_.take_sealed();
    }

private:
    void write(FactKey key) {
        out_.number(static_cast<std::uint64_t>(key.kind()));
        for (const auto name : {key.subject(), key.name()}) out_.text(names_.text(name));
    }

    void write(const Ledger::Target& target) {
        out_.text(target.path);
        out_.digest(target.output);
        const auto asked = ledger_.asked_for(target);
        out_.number(asked.size());
        for (const auto fact : asked) write(ledger_.facts[fact].key);
    }

    const Ledger& ledger_;
    const Names& names_;
    BinaryWriter out_;
};

/// A step as it is read back.
struct ReadStep {
    struct Target {
        std::string_view path;
        Digest output;
        std::vector<FactKey> asked;
    };
    Digest recipe, records, joins;
    std::vector<FactKey> gone;
    std::vector<Ledger::Fact> answered;
    std::vector<std::string_view> removed;
    std::vector<Target> made;
};

FactKey read_key(BinaryReader& in, Names& names) {
    const auto kind = in.number();
    const auto subject = names.of(in.text());
    const auto name = names.of(in.text());
    if (kind > static_cast<std::uint64_t>(FactKind::search_file)) in.ok = false;
    return in.ok ? FactKey{static_cast<FactKind>(kind), subject, name} : FactKey{};
}

ReadStep read_step(BinaryReader& in, Names& names) {
    ReadStep step;
    step.recipe = in.digest();
    step.records = in.digest();
    step.joins = in.digest();
    step.gone.resize(in.count());
    for (auto& key : step.gone) key = read_key(in, names);
    step.answered.resize(in.count());
    for (auto& [key, answer] : step.answered) {
        key = read_key(in, names);
        answer = in.digest();
    }
    step.removed.resize(in.count());
    for (auto& path : step.removed) path = in.text();
    step.made.resize(in.count());
    for (auto& target : step.made) {
        target.path = in.text();
        target.output = in.digest();
        target.asked.resize(in.count());
        for (auto& key : target.asked) key = read_key(in, names);
    }
    return step;
}

/// Where the facts stand that steps speak of: the ledger is looked through once, however many they are.
class Places {
public:
    void expect(FactKey key) {
        places_.emplace(key.packed, unknown);
        maybe_.set(bit_of(key));
    }
    void find_in(const std::vector<Ledger::Fact>& facts) {
        for (std::uint32_t i = 0; i < facts.size(); ++i) {
            if (!maybe_.test(bit_of(facts[i].key))) continue;
            const auto found = places_.find(facts[i].key.packed);
            if (found != places_.end()) found->second = i;
        }
    }
    /// Of a fact that was expected. One that is not there yet is added, without an answer.
    std::uint32_t of(FactKey key, std::vector<Ledger::Fact>& facts) {
        auto& place = places_.find(key.packed)->second;
        if (place == unknown) {
            place = static_cast<std::uint32_t>(facts.size());
            facts.push_back({key, {}});
        }
        return place;
    }
    void forget(FactKey key) {
        auto& place = places_.find(key.packed)->second;
        if (place != unknown) gone_.push_back(place);
        place = unknown;
    }
    /// Those that were forgotten, by number.
    std::vector<std::uint32_t> take_gone() {
        std::sort(gone_.begin(), gone_.end());
        return std::move(gone_);
    }

private:
    static constexpr std::uint32_t unknown = 0xffffffffU;
    static constexpr std::size_t bits = 1U << 16U;
    static std::size_t bit_of(FactKey key) { return key.packed * 0x9e3779b97f4a7c15ULL >> 48U; }

    std::unordered_map<std::uint64_t, std::uint32_t> places_;
    std::bitset<bits> maybe_;  // spares looking for most of the facts
    std::vector<std::uint32_t> gone_;
};

void expect_all(Places& places, const ReadStep& step) {
    for (const auto key : step.gone) places.expect(key);
    for (const auto& fact : step.answered) places.expect(fact.key);
    for (const auto& target : step.made) {
        for (const auto key : target.asked) places.expect(key);
    }
}

/// What became of each target that steps speak of; nothing: it was removed.
using Fates = std::map<std::string_view, std::optional<Ledger::Target>>;

void take(Ledger& ledger, const ReadStep& step, Places& places, Fates& fates) {
    ledger.recipe = step.recipe;
    ledger.records = step.records;
    ledger.joins = step.joins;
    for (const auto key : step.gone) places.forget(key);
    for (const auto& [key, answer] : step.answered) ledger.facts[places.of(key, ledger.facts)].answer = answer;
    for (const auto path : step.removed) fates[path].reset();
    for (const auto& made : step.made) {
        const auto begin = static_cast<std::uint32_t>(ledger.asked.size());
        for (const auto key : made.asked) ledger.asked.push_back(places.of(key, ledger.facts));
        const auto end = static_cast<std::uint32_t>(ledger.asked.size());
        fates[made.path] = Ledger::Target{std::string{made.path}, made.output, begin, end};
    }
}

/// Both are by path.
void settle(std::vector<Ledger::Target>& targets, Fates& fates) {
    std::vector<Ledger::Target> settled;
    settled.reserve(targets.size() + fates.size());
    auto fate = fates.begin();
    const auto add_before = [&](std::string_view path) {
        for (; fate != fates.end() && fate->first < path; ++fate) {
            if (fate->second) settled.push_back(std::move(*fate->second));
        }
    };
    for (auto& target : targets) {
        add_before(target.path);
        if (fate == fates.end() || fate->first != target.path) settled.push_back(std::move(target));
    }
    for (; fate != fates.end(); ++fate) {
        if (fate->second) settled.push_back(std::move(*fate->second));
    }
    targets = std::move(settled);
}

/// Takes out facts that nobody asks for; `gone` are their numbers, in order.
void drop(Ledger& ledger, const std::vector<std::uint32_t>& gone) {
    if (gone.empty()) return;
    std::vector<std::uint32_t> numbers(ledger.facts.size());
    std::uint32_t kept = 0;
    auto next = gone.begin();
    for (std::uint32_t fact = 0; fact < ledger.facts.size(); ++fact) {
        numbers[fact] = kept;
        if (next != gone.end() && *next == fact)
            ++next;
        else
            ledger.facts[kept++] = ledger.facts[fact];
    }
    ledger.facts.resize(kept);
    for (auto& fact : ledger.asked) fact = numbers[fact];
}

}  // namespace

std::string serialise(const LedgerStep& step, const Ledger& ledger, const Names& names) {
    const auto bytes = StepWriter{ledger, names}.write(step);
    BinaryWriter out{bytes.size() + 16};
    out.text(bytes);
    return out.take();
}

bool take_steps(Ledger& ledger, std::string_view steps, Names& names) {
    BinaryReader all{steps};
    std::vector<ReadStep> read;
    while (all.ok && !all.at_end()) {
        BinaryReader in{unsealed(all.text())};
        read.push_back(read_step(in, names));
        if (!in.ok || !in.at_end()) return false;
    }
    if (!all.ok) return false;
    Places places;
    for (const auto& step : read) expect_all(places, step);
    places.find_in(ledger.facts);
    Fates fates;
    for (const auto& step : read) take(ledger, step, places, fates);
    settle(ledger.targets, fates);
    drop(ledger, places.take_gone());
    return true;
}

}  // namespace knav
