#include "search/ways.hpp"

#include <algorithm>
#include <numeric>

namespace knav::search {
namespace {

void write(BinaryWriter& out, const std::vector<TermNo>& terms) {
    out.number(terms.size());
    for (const auto term : terms) out.number(term);
}

std::vector<TermNo> read_terms(BinaryReader& in) {
    std::vector<TermNo> terms(in.count());
    for (auto& term : terms) term = static_cast<TermNo>(in.number());
    return terms;
}

bool are_same(std::span<const TermNo> before, std::span<const TermNo> after, std::span<const TermNo> number) {
    return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                      [&](TermNo one, TermNo other) { return number[one] == other; });
}

}  // namespace

Ways::Ways(const Vocabulary& vocabulary, const SiteWords& site)
    : expansions_begin(vocabulary.terms.size() + 1), is_name(vocabulary.terms.size()) {
    const auto& words = site.words;
    std::vector<std::span<const Share>> of_word(words.size());
    for (std::size_t form = 0; form < site.order.size(); ++form) of_word[site.order[form]] = vocabulary.of(form);
    shares.reserve(vocabulary.shares.size());
    shares_begin.reserve(words.size() + 1);
    says_nothing.reserve(words.size());
    for (std::size_t word = 0; word < words.size(); ++word) {
        says_nothing.push_back(static_cast<char>(words[word].says_nothing));
        shares_begin.push_back(static_cast<std::uint32_t>(shares.size()));
        if (of_word[word].empty()) continue;
        shares.insert(shares.end(), of_word[word].begin(), of_word[word].end());
        if (words[word].is_name) is_name[of_word[word].front().term] = 1;
    }
    shares_begin.push_back(static_cast<std::uint32_t>(shares.size()));
    for (const auto& each : vocabulary.expansions) ++expansions_begin[each.from.front() + 1];
    std::partial_sum(expansions_begin.begin(), expansions_begin.end(), expansions_begin.begin());
    expansions.resize(vocabulary.expansions.size());
    auto next = expansions_begin;
    for (const auto& each : vocabulary.expansions) expansions[next[each.from.front()]++] = each;
}

void Ways::write(BinaryWriter& out) const {
    out.number(words());
    for (std::uint32_t word = 0; word < words(); ++word) {
        const auto own = of(word);
        out.number(own.size() * 2 + (says_nothing[word] != 0 ? 1U : 0U));
        for (const auto& share : own) {
            out.number(share.term);
            out.real(share.weight);
        }
    }
    out.number(terms());
    for (const auto each : is_name) out.number(static_cast<unsigned char>(each));
    out.number(expansions.size());
    for (const auto& each : expansions) {
        search::write(out, each.from);
        search::write(out, each.to);
        out.real(each.weight);
    }
}

void Ways::read(BinaryReader& in) {
    says_nothing.resize(in.count());
    shares_begin.resize(says_nothing.size() + 1);
    for (std::size_t word = 0; word < says_nothing.size(); ++word) {
        const auto coded = in.number();
        says_nothing[word] = static_cast<char>(coded % 2);
        for (std::size_t i = 0; i < coded / 2 && in.ok; ++i) {
            const auto term = static_cast<TermNo>(in.number());
            shares.push_back({term, in.real()});
        }
        shares_begin[word + 1] = static_cast<std::uint32_t>(shares.size());
    }
    is_name.resize(in.count());
    for (auto& each : is_name) each = static_cast<char>(in.number());
    expansions.resize(in.count());
    expansions_begin.assign(is_name.size() + 1, 0);
    for (auto& each : expansions) {
        each.from = read_terms(in);
        each.to = read_terms(in);
        each.weight = in.real();
        if (each.from.empty() || each.from.front() >= is_name.size()) return static_cast<void>(in.ok = false);
        ++expansions_begin[each.from.front() + 1];
    }
    std::partial_sum(expansions_begin.begin(), expansions_begin.end(), expansions_begin.begin());
}

std::optional<std::vector<TermNo>> same_ways(const Ways& before, std::span<const std::string_view> keys,
                                             const Ways& after, const std::vector<Term>& terms) {
    std::vector<TermNo> number(keys.size(), no_term);
    std::size_t now = 0;
    for (std::size_t then = 0; then < keys.size(); ++then) {
        while (now < terms.size() && terms[now].key < keys[then]) ++now;
        if (now == terms.size()) break;
        if (terms[now].key != keys[then]) continue;
        number[then] = static_cast<TermNo>(now);
        if (before.is_name[then] != after.is_name[now]) return {};
    }
    const auto known = static_cast<std::uint32_t>(std::min(before.words(), after.words()));
    for (std::uint32_t word = 0; word < known; ++word) {
        const auto old = before.of(word), fresh = after.of(word);
        if (old.empty() || fresh.empty()) continue;  // it stood, or stands, on pages that have changed alone
        const bool same =
            std::equal(old.begin(), old.end(), fresh.begin(), fresh.end(), [&](const Share& one, const Share& other) {
                return number[one.term] == other.term && one.weight == other.weight;
            });
        if (!same) return {};
    }
    const bool lead_alike = std::equal(before.expansions.begin(), before.expansions.end(), after.expansions.begin(),
                                       after.expansions.end(), [&](const Expansion& one, const Expansion& other) {
                                           return are_same(one.from, other.from, number) &&
                                                  are_same(one.to, other.to, number) && one.weight == other.weight;
                                       });
    if (!lead_alike) return {};
    return number;
}

}  // namespace knav::search
