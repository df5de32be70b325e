#include "build/ledger.hpp"

#include <cstring>

namespace knav {
namespace {

constexpr std::string_view magic = "knav-ledger-1\n";

class Writer {
public:
    void number(std::uint64_t value) {      // LEB128: most numbers here are small
        while (value >= 0x80) {
            out_ += static_cast<char>(value | 0x80U);
            value >>= 7U;
        }
        out_ += static_cast<char>(value);
    }
    void fixed(std::uint64_t value) {
        char bytes[8];
        std::memcpy(bytes, &value, 8);
        out_.append(bytes, 8);
    }
    void text(std::string_view said) {
        number(said.size());
        out_ += said;
    }
    void digest(const Digest& value) {
        fixed(value.high);
        fixed(value.low);
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_{magic};
};

// Reads what Writer wrote; after any shortage `ok` is false and every answer empty.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {
        ok = rest_.starts_with(magic);
        if (ok) rest_.remove_prefix(magic.size());
    }
    bool ok = true;

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80) return value;
        }
        ok = false;
        return 0;
    }
    std::uint64_t fixed() {
        std::uint64_t value = 0;
        if (rest_.size() < 8) {
            ok = false;
            return 0;
        }
        std::memcpy(&value, rest_.data(), 8);
        rest_.remove_prefix(8);
        return value;
    }
    std::string_view text() {
        const auto size = number();
        if (!ok || size > rest_.size()) {
            ok = false;
            return {};
        }
        const auto said = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return said;
    }
    Digest digest() {
        const auto high = fixed();
        return {high, fixed()};
    }
    /// A count of things that take at least one byte each: never more than there are bytes left.
    std::size_t count() {
        const auto many = number();
        if (many > rest_.size()) ok = false;
        return ok ? many : 0;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace

std::string Ledger::serialise(const Names& names) const {
    Writer writer;
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
    Reader reader{bytes};
    Ledger ledger;
    ledger.recipe = reader.digest();
    std::vector<NameNo> numbers(reader.count());
    for (auto& number : numbers) number = names.of(reader.text());
    ledger.facts.resize(reader.count());
    for (auto& fact : ledger.facts) {
        const auto kind = reader.number();
        const auto subject = reader.number();
        const auto name = reader.number();
        if (kind > static_cast<std::uint64_t>(FactKind::file) || subject >= numbers.size() || name >= numbers.size()) return {};
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
