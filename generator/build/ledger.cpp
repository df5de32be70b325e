#include "build/ledger.hpp"

#include "text/binary.hpp"

namespace knav {
namespace {

constexpr std::string_view magic = "knav-ledger-1\n";

}  // namespace

std::string Ledger::serialise(const Names& names) const {
    BinaryWriter writer;
    writer.raw(magic);
    writer.digest(recipe);
    // Names are renumbered by first use, so that equal builds write equal ledgers.
    std::unordered_map<NameNo, std::uint64_t> numbers;
    std::vector<NameNo> used;
    const auto number_of = [&](NameNo name) {
        const auto [found, fresh] = numbers.try_emplace(name, used.size());
        if (fresh) used.push_back(name);
        return found->second;
    };
    std::vector<std::pair<std::uint64_t, std::uint64_t>> keys;
    keys.reserve(facts.size());
    for (const auto& fact : facts) {
        const auto subject = number_of(fact.key.subject());
        keys.emplace_back(subject, number_of(fact.key.name()));
    }
    writer.number(used.size());
    for (const auto name : used) writer.text(names.text(name));
    writer.number(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        writer.number(static_cast<std::uint64_t>(facts[i].key.kind()));
        writer.number(keys[i].first);
        writer.number(keys[i].second);
        writer.digest(facts[i].answer);
    }
    writer.number(targets.size());
    for (const auto& [path, entry] : targets) {
        writer.text(path);
        writer.digest(entry.output);
        writer.number(entry.facts.size());
        for (const auto fact : entry.facts) writer.number(fact);
    }
    return writer.take();
}

std::optional<Ledger> Ledger::parse(std::string_view bytes, Names& names) {
    BinaryReader reader{bytes};
    reader.skip(magic);
    Ledger ledger;
    ledger.recipe = reader.digest();
    std::vector<NameNo> numbers(reader.count());
    for (auto& number : numbers) number = names.of(reader.text());
    ledger.facts.resize(reader.count());
    for (auto& fact : ledger.facts) {
        const auto kind = reader.number();
        const auto subject = reader.number();
        const auto name = reader.number();
        if (kind > static_cast<std::uint64_t>(FactKind::file) || subject >= numbers.size() || name >= numbers.size())
            return {};
        fact.key = FactKey{static_cast<FactKind>(kind), numbers[subject], numbers[name]};
        fact.answer = reader.digest();
    }
    const auto targets = reader.count();
    for (std::size_t i = 0; i < targets && reader.ok; ++i) {
        auto path = std::string{reader.text()};
        LedgerEntry entry;
        entry.output = reader.digest();
        entry.facts.resize(reader.count());
        for (auto& fact : entry.facts) {
            fact = static_cast<std::uint32_t>(reader.number());
            if (fact >= ledger.facts.size()) return {};
        }
        ledger.targets.emplace_hint(ledger.targets.end(), std::move(path), std::move(entry));
    }
    if (!reader.ok || !reader.at_end()) return {};
    return ledger;
}

}  // namespace knav
