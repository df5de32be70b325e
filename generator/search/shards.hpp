// Lines in alphabetical order, cut into shards. Where one ends is decided by the line at the cut, the more easily the
// larger that line is, as soon as the shard has some size: an edit moves the cuts around it and no others.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/payload.hpp"

namespace knav::search {

/// A page's share of a term is one byte: how much it is about it, below this, and above, of how many words the name of
/// the page is that the term stands in.
inline constexpr std::uint32_t levels = 32;
inline constexpr std::uint32_t longest_name = 256 / levels - 1;

/// A term's pages as a shard has them.
struct TermPages {
    std::string_view numbers;     // page_numbers.hpp
    std::string_view levels;      // one byte for each page, as above
    std::uint32_t pages = 0;      // how many
    std::uint32_t rarity = 0;     // log2(1 + pages of the site / pages with the term), in sixteenths
    const Payload* in = nullptr;  // the file of the last index that they lie in, if they do
};

/// What a word shard holds: in order of `sorting`, lines that tell either a term or where to look.
struct Line {
    std::string_view sorting;                 // the key folded: what shards are ordered by
    std::string_view key;                     // unique among terms
    std::span<const std::string_view> forms;  // of the term, or
    std::span<const std::string_view> see;    // the keys meant by this word
    TermPages on;                             // none for a line that only says where to look
    std::uint32_t term = 0;                   // its number, or any for a line that only says where to look
};

/// One shard's share: [begin, end) of the lines, and the shortest text that sorts after all before it.
struct Cut {
    std::size_t begin = 0, end = 0;
    std::string start;
};

/// `sizes`: bytes of each line, more or less; `texts`: what lines sort by, ascending. Shards are about as large as
/// `wanted`, whatever lines are like, and at most twice that unless a single line is.
[[nodiscard]] std::vector<Cut> cut_shards(std::span<const std::string_view> texts, std::span<const std::size_t> sizes,
                                          std::size_t wanted);

/// How much lies in one file. Little, since who wants a part of it loads all; but a site has only so many files. Sizes
/// grow by steps, so that a word or a page more or less doesn't cut everything anew.
[[nodiscard]] std::size_t file_size(std::size_t all, std::size_t smallest, std::size_t most);

/// A word read from behind, as tails are ordered.
[[nodiscard]] std::string reversed(std::string_view text);

/// The bytes of a shard of words, and where in them the first line's numbers and levels begin: the other lines' follow.
struct WordShard {
    Payload payload;  // that of the last index, where it is no other
    std::size_t numbers = 0, levels = 0;
};
[[nodiscard]] WordShard encode_words(std::span<const Line> lines);
/// The bytes of a shard of words that are read from behind.
[[nodiscard]] std::string encode_tails(std::span<const std::string_view> texts);

}  // namespace knav::search
