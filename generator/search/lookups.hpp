// What the dictionary says of words and how compounds are taken apart: the slow part of a vocabulary, remembered between
// runs. An entry is a function of the word, the dictionary and the words that the site has; it is looked up again as
// soon as one of the others could make it say something else.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "search/compounds.hpp"
#include "search/dictionary.hpp"
#include "search/text_arena.hpp"
#include "search/word_numbers.hpp"
#include "text/binary.hpp"
#include "text/digest.hpp"

namespace knav::search {

/// The number of a word that was looked up.
using LookNo = std::uint32_t;

/// One part of a compound: bytes of it, and the word that they are, which is looked up as well.
struct LookedPart {
    std::uint32_t begin = 0, end = 0;
    LookNo word = 0;
};

/// Of a word in lower case. Empty for what is no word to a dictionary: "2026", "nr".
struct Looked {
    std::span<const std::string_view> lemmas;  // of which it is a form, longest first
    std::string_view stem;                     // Snowball's
    std::span<const LookedPart> parts;         // of a compound
};

class Lookups {
public:
    Lookups() = default;
    Lookups(const Lookups&) = delete;
    Lookups& operator=(const Lookups&) = delete;

    /// Makes entries for the words of the site, for `others`, and for all that they are made of. The numbers of the site's.
    std::vector<LookNo> look_up(std::span<const std::string_view> site, std::span<const std::string_view> others,
                                const Dictionary& dictionary, unsigned threads);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Of a word that was looked up, or no_word.
    [[nodiscard]] LookNo number(std::string_view word) const { return words_.find(word); }
    [[nodiscard]] std::string_view word(LookNo number) const { return words_[number]; }
    [[nodiscard]] Looked of(LookNo number) const;
    /// Whether the last look_up found anything to do.
    [[nodiscard]] bool changed() const { return changed_; }

    void write(BinaryWriter& out) const;
    /// Takes in what write() gave, which is to live as long as this; of bytes that are not whole, nothing.
    void read(BinaryReader& in);
    void forget();

private:
    struct Entry {
        std::string_view stem;
        std::uint32_t lemmas = 0, parts = 0;  // where they begin
        std::uint32_t lemma_count = 0, part_count = 0;
        bool on_site = false, was_on_site = false;
        bool wanted = false;  // by the last look_up
        bool good = false;    // says what it would say if it were looked up now
    };
    struct Found;

    LookNo entry_of(std::string_view word);
    std::vector<LookNo> take_in(std::span<const std::string_view> site);
    void doubt(std::span<const LookNo> changed);
    void want(LookNo number, std::vector<LookNo>& anew);
    void look_up(std::span<const LookNo> wave, const Splitter& splitter, const Dictionary& dictionary,
                 unsigned threads);
    void take(LookNo number, const Found& found);
    void read_entry(BinaryReader& in, std::size_t count);

    WordNumbers words_;
    std::vector<Entry> entries_;  // by number
    std::vector<std::string_view> lemmas_;
    std::vector<LookedPart> parts_;
    TextArena texts_;
    Digest dictionary_;
    bool changed_ = false;
};

}  // namespace knav::search
