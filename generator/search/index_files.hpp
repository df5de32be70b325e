// What an index is in the end: small files, each named by its content, and a root that lists them (index.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/page_files.hpp"
#include "search/payload.hpp"
#include "search/word_files.hpp"

namespace knav::search {

struct IndexFile {
    std::string name;  // "w-1x0c7", "root"
    Payload payload;
};

/// The texts of pages [begin, end): named by what they come from, so that nobody need read them to know the name.
struct TextBlock {
    std::string name;
    std::size_t begin = 0, end = 0;
};

struct Index {
    std::vector<IndexFile> files;  // by name
    std::vector<TextBlock> texts;
    std::vector<std::uint32_t> unmatched;  // of the synonyms: the site's own whose meaning no page has
    [[nodiscard]] const IndexFile* find(std::string_view name) const;
};

/// What the files of an index are called that the next one may be made of, in the order that the root lists them.
struct FileNames {
    std::vector<std::string> words, blocks;
    std::string facets, answers;
};

struct NamedIndex {
    Index index;
    FileNames names;
};

/// `types`: names of types and what readers call them, for the root.
[[nodiscard]] NamedIndex name_files(WordFiles words, PageFiles pages, std::size_t page_count,
                                    std::span<const std::pair<std::string, std::string>> types);

}  // namespace knav::search
