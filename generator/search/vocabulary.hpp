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
    std::string key;                 // its base form, in lower case; unique
    std::vector<std::string> forms;  // by byte order, the key among them
};

struct Vocabulary {
    std::vector<Term> terms;                 // by key
    std::vector<std::vector<Share>> shares;  // for each of the forms given, its own term first
    std::vector<Expansion> expansions;
    std::vector<std::string> names;  // words of people's names, sorted
};

/// `forms`: every word of the site, sorted, each once; `pages`: on how many pages each stands.
struct Forms {
    std::vector<std::string> words;
    std::vector<std::uint32_t> pages;
    std::vector<std::string> names;           // words of people's names, sorted
    std::vector<Abbreviation> abbreviations;  // every one found, repeated as often as it was found
    std::span<const Synonym> synonyms;
    unsigned threads = 1;
};

[[nodiscard]] Vocabulary make_vocabulary(const Forms& forms, Lookups& lookups, const Dictionary& dictionary);

}  // namespace knav::search
