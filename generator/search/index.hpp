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

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "search/dictionary.hpp"
#include "search/document.hpp"
#include "search/index_files.hpp"
#include "search/synonyms.hpp"
#include "search/word_store.hpp"

namespace knav::search {

/// The pages, asked for when they are needed, from several threads. By address; a page's number is its place.
struct Source {
    std::size_t pages = 0;
    std::function<Document(std::size_t)> document;          // all but the texts of headings and body
    std::function<void(std::size_t, Document&)> add_texts;  // those; none where documents are whole
    // A document says what it said as long as the situation, which is that of all pages, and its own text are the same.
    // Without either everything is asked for.
    Digest situation;
    std::vector<Digest> texts;
};

struct IndexInput {
    const Source& source;
    WordStore& store;                                            // changes how soon, never what
    std::span<const std::pair<std::string, std::string>> types;  // "rmpo", "Regionalt medicinskt programområde"
    std::span<const Synonym> synonyms;
    unsigned threads = 1;
};

[[nodiscard]] std::shared_ptr<const Index> make_index(const IndexInput& input, const Dictionary& dictionary);

}  // namespace knav::search
