// The last index, and what it was made with: as long as nothing but the texts of a few pages is new, the next is made of
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/index_files.hpp"
#include "search/page_terms.hpp"
#include "search/site_words.hpp"
#include "search/ways.hpp"
#include "search/word_files.hpp"
#include "text/binary.hpp"

namespace knav::search {

struct KeptIndex {
    Digest situation;           // of all that the index came from but the texts of pages; zero: nothing is kept
    std::vector<Digest> texts;  // of each page

    Averages average{};
    SiteWords words;
    std::vector<std::string> names;  // words of people's names, sorted
    Ways ways;
    std::vector<std::string_view> keys;          // of terms, ascending
    std::shared_ptr<const TextArena> key_texts;  // where these lie, if not in what was read
    std::vector<TermPlace> places;               // of each term, and of the people after them
    std::shared_ptr<const Index> index;
    FileNames names_of;
    std::vector<Digest> text_blocks;  // of what each block of texts is made of

    /// Of each term, and of the people after them. As long-lived as the index.
    [[nodiscard]] std::vector<TermPages> term_pages() const;

    /// About how many bytes write() gives.
    [[nodiscard]] std::size_t size() const;
    void write(BinaryWriter& out) const;
    /// Takes in what write() gave, without a copy: `owner` keeps the bytes.
    void read(BinaryReader& in, const std::shared_ptr<const void>& owner);
};

}  // namespace knav::search
