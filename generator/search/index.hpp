// The index that is published: small files, each named by its content, and a root that lists them. A query reads the
// root, the shards its words lie in, and the blocks of the pages it shows.
//
//   root       what there is, by what the other files are found; the tables of words.hpp
//   w-HASH     words from one to another in folded alphabetical order: their forms, pages and impacts
//   t-HASH     the same words read from behind, without pages: for a mistyped beginning
//   p-HASH     some pages in a row: address, title, type, year
//   x-HASH     the texts of some pages in a row: for excerpts and phrases
//   l-HASH     which x-file holds what
//   f-HASH     facets: which pages have which value
//   a-HASH     what "vem arbetar med ..." is answered with
//
// Deterministic: a function of documents, dictionary and synonyms. A page that changes changes the shards its words
// are in: where one shard ends is decided by the words around the cut, not by how many came before.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "search/dictionary.hpp"
#include "search/document.hpp"
#include "search/synonyms.hpp"
#include "search/word_store.hpp"

namespace knav::search {

struct IndexFile {
    std::string name;     // "w-1x0c7", "root"
    std::string payload;  // before it is packed
};

/// The texts of pages [begin, end): named by what they come from, so that nobody need read them to know the name.
struct TextBlock {
    std::string name;
    std::size_t begin = 0, end = 0;
};

struct Index {
    std::vector<IndexFile> files;  // by name
    std::vector<TextBlock> texts;
    std::vector<Synonym> unmatched;  // synonyms of the site's own list whose meaning no page has
    [[nodiscard]] const IndexFile* find(std::string_view name) const;
};

struct IndexInput {
    std::span<const Document> documents;                         // by address; a page's number is its place here
    std::span<const CountedPage* const> pages;                   // of each document
    WordStore* words = nullptr;                                  // the words they speak of
    std::span<const std::pair<std::string, std::string>> types;  // "rmpo", "Regionalt medicinskt programområde"
    std::span<const Synonym> synonyms;
    unsigned threads = 1;
};

/// The payload of a block of texts; here the documents must have their texts.
[[nodiscard]] std::string text_block(std::span<const Document> documents);

[[nodiscard]] Index make_index(const IndexInput& input, const Dictionary& dictionary);

}  // namespace knav::search
