#include "graph/proposals.hpp"

#include <algorithm>
#include <bit>

#include "graph/words.hpp"
#include "text/nearest.hpp"
#include "text/slug.hpp"

namespace knav {

namespace {

/// With more mistakes than this there is something else wrong, and nobody reads on.
constexpr std::size_t most_proposals = 200;
/// Beyond so many differing letters an id is another id, however long both are.
constexpr int most_letters = 4;

std::uint64_t letters_of(std::string_view text) {
    std::uint64_t mask = 0;
    for (const char c : text) mask |= std::uint64_t{1} << (static_cast<std::uint8_t>(c) & 63U);
    return mask;
}

bool can_be_near(std::uint64_t left, std::uint64_t right) {
    return std::popcount(left & ~right) <= most_letters && std::popcount(right & ~left) <= most_letters;
}

/// Id by id, as an id is made of words: "NPO/Tandvård" -> "npo/tandvard".
std::string as_id(std::string_view word) {
    std::string id;
    for (const auto part : id_parts(without_slashes(word))) {
        if (!id.empty()) id += '/';
        id += slugify(part);
    }
    return id;
}

bool is_any_of(const PageType& type, std::span<const std::string> types) {
    return types.empty() ||
           std::any_of(types.begin(), types.end(), [&](const std::string& name) { return type.is_a(name); });
}

}  // namespace

void Proposals::read_letters() {
    letters_.reserve(pages_.size());
    for (const auto& page : pages_) letters_.push_back(letters_of(page.id));
}

std::string Proposals::search(const std::string& word, std::span<const std::string> types) {
    if (letters_.size() != pages_.size()) read_letters();
    const auto letters = letters_of(word);
    const auto word_end = last_part(word);
    std::vector<std::string_view> whole, ends, ids_of_ends;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        const std::string_view id = pages_[page].id;
        const bool near = can_be_near(letters, letters_[page]) || id.starts_with(word) || last_part(id) == word_end;
        const bool near_end = can_be_near(letters_of(word_end), letters_of(last_part(id)));
        if (id.empty() || !(near || near_end) || !is_any_of(*pages_[page].type, types)) continue;
        if (near) whole.push_back(id);
        if (near_end) {
            ends.push_back(last_part(id));
            ids_of_ends.push_back(id);
        }
    }
    if (auto found = nearest(word, whole)) return *found;
    const auto end = nearest(word_end, ends);
    if (!end) return {};
    return std::string{ids_of_ends[static_cast<std::size_t>(std::find(ends.begin(), ends.end(), *end) - ends.begin())]};
}

std::string Proposals::nearest_id(std::string_view word, std::span<const std::string> types) {
    const auto id = as_id(word);
    if (id.empty()) return {};
    std::string question = id;
    for (const auto& type : types) question.append(1, ' ').append(type);
    if (const auto known = told_.find(question); known != told_.end()) return known->second;
    if (told_.size() >= most_proposals) return {};
    return told_.emplace(std::move(question), search(id, types)).first->second;
}

}  // namespace knav
