#include "search/compounds.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "search/words.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();
constexpr double on_site_cost = 1.0;
constexpr double dictionary_cost = 1.25;
constexpr double link_cost = 0.05;
constexpr double changed_cost = 0.3;
constexpr double short_cost = 0.3;  // of three letters
constexpr std::size_t shortest_word = 6, longest_word = 60, most_parts = 4;

bool at_boundary(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

// Short words that end many others without being their head.
constexpr std::array<std::string_view, 22> never_last = {"ska", "ens", "are", "het", "ing", "ner", "ter", "ser",
                                                         "nas", "ras", "las", "tal", "des", "der", "rar", "lar",
                                                         "nor", "sar", "ses", "tas", "gar", "kar"};

}  // namespace

double Splitter::first_part(std::string_view text, std::string& word) const {
    const auto letters = code_points(text);
    if (letters < 3) return impossible;
    const double extra = letters == 3 ? short_cost : 0;
    double best = impossible;
    const auto cost_of = [&](std::string_view candidate) {
        const bool listed = dictionary_.lists_as_part(candidate), here = on_site_(candidate);
        // Last, since most candidates are no words at all.
        if ((!listed && !here) || is_stop_word(fold(candidate))) return impossible;
        if (here && (listed || dictionary_.empty() || code_points(candidate) >= 5)) return on_site_cost;
        if (!listed) return impossible;
        return dictionary_cost;
    };
    const auto consider = [&](std::string_view candidate, double link) {
        if (on_site_cost + link + extra >= best) return;
        const auto cost = cost_of(candidate) + link + extra;
        if (cost >= best) return;
        best = cost;
        word = candidate;
    };
    consider(text, 0);
    if (text.ends_with('s') && letters > 3) consider(text.substr(0, text.size() - 1), link_cost);
    // kvinno-, gatu-, hälso-, varu-: the word itself ends in -a or -e; skol-, lung- have lost it.
    const bool ends_changed = text.ends_with('o') || text.ends_with('u') || text.ends_with('e');
    const auto stem = ends_changed ? text.substr(0, text.size() - 1) : text;
    if (letters >= 4 || !ends_changed) {
        for (const auto* ending : {"a", "e"}) {
            const auto whole = std::string{stem} + ending;
            consider(whole, changed_cost);
        }
    }
    return best;
}

double Splitter::last_part(std::string_view text) const {
    const auto letters = code_points(text);
    if (letters < 3) return impossible;
    if (letters == 3 && std::find(never_last.begin(), never_last.end(), text) != never_last.end()) return impossible;
    const bool here = on_site_(text), is_enough = here && (letters >= 5 || dictionary_.empty());
    const bool listed = !is_enough && dictionary_.knows(text);
    if ((!listed && !here) || is_stop_word(fold(text))) return impossible;
    const double extra = letters == 3 ? short_cost : 0;
    if (here && (listed || is_enough)) return on_site_cost + extra;
    return listed ? dictionary_cost + extra : impossible;
}

struct Splitter::Head {
    std::size_t at = 0;
    double cost = 0;
};

struct Splitter::Step {
    double cost = impossible;
    std::size_t parts = 0;
    std::size_t from = 0;
    std::string word;
};

std::vector<Part> Splitter::split(std::string_view word) const {
    if (word.size() < shortest_word || word.size() > longest_word) return {};
    if (std::any_of(word.begin(), word.end(), is_ascii_digit)) return {};
    std::vector<Head> heads;  // where a known last part begins: without one there is nothing to look for
    for (std::size_t at = 3; at + 3 <= word.size(); ++at) {
        const auto cost = at_boundary(word, at) ? last_part(word.substr(at)) : impossible;
        if (cost < impossible) heads.push_back({at, cost});
    }
    if (heads.empty()) return {};
    std::vector<Step> best(heads.back().at + 1);  // the cheapest way through the first n bytes as first parts
    best[0].cost = 0;
    for (std::size_t end = 3; end <= heads.back().at; ++end) {
        if (!at_boundary(word, end)) continue;
        for (std::size_t begin = 0; begin + 3 <= end; ++begin) {
            if (best[begin].cost == impossible || best[begin].parts + 1 >= most_parts) continue;
            std::string base;
            const auto cost = best[begin].cost + first_part(word.substr(begin, end - begin), base);
            if (cost < best[end].cost) best[end] = {cost, best[begin].parts + 1, begin, std::move(base)};
        }
    }
    std::size_t head = 0;
    double cheapest = impossible;
    for (const auto& [at, last] : heads) {
        const auto cost = best[at].cost + last;
        if (cost < cheapest) {
            cheapest = cost;
            head = at;
        }
    }
    if (cheapest == impossible) return {};
    // A word the dictionary lists, cut into pieces the site doesn't have, is more likely a whole word.
    if (cheapest > 2.5 && dictionary_.knows(word)) return {};
    std::vector<Part> parts{{head, word.size(), std::string{word.substr(head)}}};
    for (auto at = head; at > 0; at = best[at].from) parts.insert(parts.begin(), {best[at].from, at, best[at].word});
    return parts;
}

}  // namespace knav::search
