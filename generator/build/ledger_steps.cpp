#include "build/ledger_steps.hpp"

#include <bitset>
#include <map>
#include <optional>
#include <unordered_map>

#include "text/binary.hpp"

namespace knav {
namespace {

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
    /// Of a fact that was expected; one that is not there yet is added. And whether it was there.
    std::pair<std::uint32_t, bool> of(FactKey key, std::vector<Ledger::Fact>& facts) {
        auto& place = places_.find(key.packed)->second;
        if (place != unknown) return {place, true};
        place = static_cast<std::uint32_t>(facts.size());
        facts.push_back({key, {}});
        return {place, false};
    }

private:
    static constexpr std::uint32_t unknown = 0xffffffffU;
    static constexpr std::size_t bits = 1U << 16U;
    static std::size_t bit_of(FactKey key) { return key.packed * 0x9e3779b97f4a7c15ULL >> 48U; }

    std::unordered_map<std::uint64_t, std::uint32_t> places_;
    std::bitset<bits> maybe_;  // spares looking for most of the facts
};

/// What became of each target that steps speak of; nothing: it was removed.
using Fates = std::map<std::string_view, std::optional<Ledger::Target>>;

class Taker {
public:
    explicit Taker(Ledger& ledger) : ledger_(ledger) {}

    std::vector<std::uint32_t> take(std::span<const LedgerStep> steps) {
        for (const auto& step : steps) expect_all(step);
        places_.find_in(ledger_.facts);
        for (const auto& step : steps) take(step);
        settle();
        return std::move(unanswered_);
    }

private:
    void expect_all(const LedgerStep& step) {
        for (const auto& fact : step.answered) places_.expect(fact.key);
        for (const auto& target : step.made) {
            for (const auto key : target.asked) places_.expect(key);
        }
    }

    void take(const LedgerStep& step) {
        ledger_.basis = step.basis;
        for (const auto& [key, answer] : step.answered)
            ledger_.facts[places_.of(key, ledger_.facts).first].answer = answer;
        for (const auto& path : step.removed) fates_[path].reset();
        for (const auto& made : step.made) take(made);
    }

    void take(const LedgerStep::Target& made) {
        auto& asked = ledger_.asked;
        const auto begin = static_cast<std::uint32_t>(asked.size());
        for (const auto key : made.asked) {
            const auto [fact, was_there] = places_.of(key, ledger_.facts);
            if (!was_there) unanswered_.push_back(fact);
            asked.push_back(fact);
        }
        fates_[made.path] = Ledger::Target{made.path, made.output, begin, static_cast<std::uint32_t>(asked.size())};
    }

    // Targets and fates are both by path.
    void settle() {
        std::vector<Ledger::Target> settled;
        settled.reserve(ledger_.targets.size() + fates_.size());
        auto fate = fates_.begin();
        const auto add = [&] {
            if (fate->second) settled.push_back(std::move(*fate->second));
            ++fate;
        };
        for (auto& target : ledger_.targets) {
            while (fate != fates_.end() && fate->first < target.path) add();
            if (fate == fates_.end() || fate->first != target.path) settled.push_back(std::move(target));
        }
        while (fate != fates_.end()) add();
        ledger_.targets = std::move(settled);
    }

    Ledger& ledger_;
    Places places_;
    Fates fates_;
    std::vector<std::uint32_t> unanswered_;
};

// ---- one function each way for each sort of value; the two of a pair stand together

void write(BinaryWriter& out, FactKey key, const Names& names) {
    out.number(static_cast<std::uint64_t>(key.kind()));
    for (const auto name : {key.subject(), key.name()}) out.text(names.text(name));
}
FactKey read_key(BinaryReader& in, Names& names) {
    const auto kind = in.number();
    const auto subject = names.of(in.text());
    const auto name = names.of(in.text());
    if (kind > static_cast<std::uint64_t>(FactKind::search_file)) in.ok = false;
    return in.ok ? FactKey{static_cast<FactKind>(kind), subject, name} : FactKey{};
}

void write(BinaryWriter& out, const LedgerStep::Target& target, const Names& names) {
    out.text(target.path);
    out.digest(target.output);
    out.number(target.asked.size());
    for (const auto key : target.asked) write(out, key, names);
}
LedgerStep::Target read_target(BinaryReader& in, Names& names) {
    LedgerStep::Target target{std::string{in.text()}, in.digest(), {}};
    target.asked.resize(in.count());
    for (auto& key : target.asked) key = read_key(in, names);
    return target;
}

LedgerStep read_step(BinaryReader& in, Names& names) {
    LedgerStep step;
    step.basis = read_basis(in);
    step.answered.resize(in.count());
    for (auto& [key, answer] : step.answered) {
        key = read_key(in, names);
        answer = in.digest();
    }
    step.removed.resize(in.count());
    for (auto& path : step.removed) path = in.text();
    step.made.resize(in.count());
    for (auto& target : step.made) target = read_target(in, names);
    return step;
}

}  // namespace

std::vector<std::uint32_t> take(Ledger& ledger, std::span<const LedgerStep> steps) { return Taker{ledger}.take(steps); }

std::string serialise(const LedgerStep& step, const Names& names) {
    BinaryWriter out;
    write(out, step.basis);
    out.number(step.answered.size());
    for (const auto& [key, answer] : step.answered) {
        write(out, key, names);
        out.digest(answer);
    }
    out.number(step.removed.size());
    for (const auto& path : step.removed) out.text(path);
    out.number(step.made.size());
    for (const auto& target : step.made) write(out, target, names);
    const auto sealed = out.take_sealed();
    BinaryWriter one{sealed.size() + 16};
    one.text(sealed);
    return one.take();
}

bool take_written(Ledger& ledger, std::string_view steps, Names& names) {
    BinaryReader all{steps};
    std::vector<LedgerStep> read;
    while (all.ok && !all.at_end()) {
        BinaryReader in{unsealed(all.text())};
        read.push_back(read_step(in, names));
        if (!in.ok || !in.at_end()) return false;
    }
    return all.ok && take(ledger, read).empty();
}

}  // namespace knav
