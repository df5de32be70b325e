// What the dictionary says of words and how compounds are taken apart: the slow part of a vocabulary, remembered between
// runs. An entry is a function of the word, the dictionary and the words that the site has; it is looked up again as
// soon as one of the others could make it say something else.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/compounds.hpp"
#include "search/dictionary.hpp"
#include "text/binary.hpp"
#include "text/digest.hpp"

namespace knav::search {

/// Of a word in lower case. Empty for what is no word to a dictionary: "2026", "nr".
struct Looked {
    std::vector<std::string> lemmas;  // of which it is a form, longest first
    std::string stem;                 // Snowball's
    std::vector<Part> parts;          // of a compound
};

class Lookups {
public:
    Lookups() = default;
    Lookups(const Lookups&) = delete;
    Lookups& operator=(const Lookups&) = delete;

    /// Makes entries for the words of the site (sorted), for `others`, and for all that they are made of.
    void look_up(std::span<const std::string> site, std::span<const std::string> others, const Dictionary& dictionary,
                 unsigned threads);
    /// Of a word that was looked up.
    [[nodiscard]] const Looked& of(const std::string& word) const { return entries_.at(word).looked; }
    /// Whether the last look_up found anything to do.
    [[nodiscard]] bool changed() const { return changed_; }

    void write(BinaryWriter& out) const;
    /// Takes in what write() gave; of bytes that are not whole, nothing.
    void read(BinaryReader& in);
    void forget() { entries_.clear(); }

private:
    struct Entry {
        Looked looked;
        bool on_site = false, was_on_site = false;
        bool wanted = false;  // by the last look_up
        bool good = false;    // says what it would say if it were looked up now
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Entries = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

    void take_in(std::span<const std::string> site);
    void doubt(std::span<const std::string> changed);
    std::vector<Entries::value_type*> wanted_anew(std::span<const std::string> words);

    Entries entries_;
    Digest dictionary_;
    bool changed_ = false;
};

}  // namespace knav::search
