#include "build/ledger.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

namespace knav {
namespace {

constexpr std::string_view magic = "knav-ledger-6\n";

// Long lists are written as they lie in memory: what is remembered never leaves the machine.
template <class Plain>
std::string_view bytes_of(std::span<const Plain> list) {
    static_assert(std::is_trivially_copyable_v<Plain>);
    return {reinterpret_cast<const char*>(list.data()), list.size_bytes()};
}

template <class Plain>
bool take_block(BinaryReader& reader, std::vector<Plain>& list) {
    const auto bytes = reader.text();
    if (!reader.ok || bytes.size() % sizeof(Plain) != 0) return false;
    const auto many = bytes.size() / sizeof(Plain);
    list.reserve(many + many / 16);  // steps add a few: a long list that grows is copied
    list.resize(many);
    if (!list.empty()) std::memcpy(list.data(), bytes.data(), bytes.size());
    return true;
}

}  // namespace

void write(BinaryWriter& out, const Basis& basis) {
    for (const auto* digest : {&basis.program, &basis.records, &basis.joins, &basis.past}) out.digest(*digest);
}

Basis read_basis(BinaryReader& in) {
    Basis basis;
    for (auto* digest : {&basis.program, &basis.records, &basis.joins, &basis.past}) *digest = in.digest();
    return basis;
}

const Ledger::Target* Ledger::find(std::string_view path) const {
    const auto found =
        std::lower_bound(targets.begin(), targets.end(), path,
                         [](const Target& target, std::string_view wanted) { return target.path < wanted; });
    return found == targets.end() || found->path != path ? nullptr : &*found;
}

std::string Ledger::serialise(const Names& names) const {
    // Names are renumbered by first use, so that equal builds write equal ledgers.
    constexpr auto unused = std::numeric_limits<NameNo>::max();
    std::vector<NameNo> numbers(names.size(), unused);
    std::vector<NameNo> used;
    for (const auto& fact : facts) {
        for (const auto name : {fact.key.subject(), fact.key.name()}) {
            if (numbers[name] != unused) continue;
            numbers[name] = static_cast<NameNo>(used.size());
            used.push_back(name);
        }
    }
    std::size_t expected = facts.size() * sizeof(Fact) + asked.size() * sizeof(asked[0]) + 256;
    for (const auto name : used) expected += names.text(name).size() + 2;
    for (const auto& target : targets) expected += target.path.size() + sizeof(Digest) + 4;
    BinaryWriter writer{expected};
    writer.raw(magic);
    write(writer, basis);
    writer.number(used.size());
    for (const auto name : used) writer.text(names.text(name));
    writer.number(facts.size() * sizeof(Fact));
    for (const auto& [key, answer] : facts) {
        const Fact renumbered{FactKey{key.kind(), numbers[key.subject()], numbers[key.name()]}, answer};
        writer.raw(bytes_of(std::span{&renumbered, 1}));
    }
    std::size_t asked_of_all = 0;
    for (const auto& target : targets) asked_of_all += asked_for(target).size_bytes();
    writer.number(asked_of_all);
    for (const auto& target : targets) writer.raw(bytes_of(asked_for(target)));
    writer.number(targets.size());
    for (const auto& target : targets) {
        writer.text(target.path);
        writer.digest(target.output);
        writer.number(target.end - target.begin);
    }
    return writer.take();
}

std::optional<Ledger> Ledger::parse(std::string_view bytes, Names& names) {
    BinaryReader reader{bytes};
    reader.skip(magic);
    Ledger ledger;
    ledger.basis = read_basis(reader);
    std::vector<std::string_view> texts(reader.count());
    for (auto& text : texts) text = reader.text();
    const auto numbers = names.of_all(texts);
    if (!take_block(reader, ledger.facts) || !take_block(reader, ledger.asked)) return {};
    for (auto& [key, answer] : ledger.facts) {
        if (key.kind() > FactKind::search_file || key.subject() >= numbers.size() || key.name() >= numbers.size())
            return {};
        key = FactKey{key.kind(), numbers[key.subject()], numbers[key.name()]};
    }
    const auto known = [&](std::uint32_t fact) { return fact < ledger.facts.size(); };
    if (!std::all_of(ledger.asked.begin(), ledger.asked.end(), known)) return {};
    ledger.targets.resize(reader.count());
    std::uint32_t begin = 0;
    for (auto& target : ledger.targets) {
        target.path = reader.text();
        target.output = reader.digest();
        const auto many = reader.number();
        if (many > ledger.asked.size() - begin) return {};
        target.begin = begin;
        target.end = begin += static_cast<std::uint32_t>(many);
    }
    const auto by_path = [](const Target& one, const Target& other) { return one.path < other.path; };
    const bool whole = reader.ok && reader.at_end() && begin == ledger.asked.size();
    if (!whole || !std::is_sorted(ledger.targets.begin(), ledger.targets.end(), by_path)) return {};
    return ledger;
}

}  // namespace knav
