// What the site's words have to do with each other. Forms of one word make one term; a compound also counts, less, for
// the terms of its parts; an abbreviation for the words it stands for, and a word for what else readers call it.
// All of it is decided here, when the index is made: a query then only looks up.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/lookups.hpp"
#include "search/page_words.hpp"
#include "search/synonyms.hpp"

namespace knav::search {

using TermNo = std::uint32_t;

/// A term that a form counts for, and how much.
struct Share {
    TermNo term = 0;
    float weight = 1;  // 1: a form of the word itself
};

/// Pages with all of `from` also count for each of `to`.
struct Expansion {
    std::vector<TermNo> from, to;
    float weight = 1;
};

struct Term {
    std::string_view key;                     // its base form, in lower case; unique
    std::span<const std::string_view> forms;  // by byte order, the key among them
};

/// Texts live as long as the lookups that it was made of, and as this.
struct Vocabulary {
    std::vector<Term> terms;    // by key
    std::vector<Share> shares;  // of each of the forms given, one form's after another's, its own term first
    std::vector<std::uint32_t> shares_begin;  // of form n; its shares end where those of n + 1 begin
    std::vector<Expansion> expansions;
    std::span<const std::string> names;  // words of people's names, sorted

    [[nodiscard]] std::span<const Share> of(std::size_t form) const {
        return std::span{shares}.subspan(shares_begin[form], shares_begin[form + 1] - shares_begin[form]);
    }

    std::vector<std::string_view> forms;  // of all terms
    std::vector<TextArena> made;          // keys that are no words
};

/// `words`: every word of the site, sorted, each once; `pages`: on how many pages each stands.
struct Forms {
    std::vector<std::string_view> words;
    std::vector<std::uint32_t> pages;
    std::span<const std::string> names;              // words of people's names, sorted
    std::vector<const Abbreviation*> abbreviations;  // every one found, repeated as often as it was found
    std::span<const Synonym> synonyms;
    unsigned threads = 1;
};

[[nodiscard]] Vocabulary make_vocabulary(const Forms& forms, Lookups& lookups, const Dictionary& dictionary);

}  // namespace knav::search
