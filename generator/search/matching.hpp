// What a word of a query means on this site: the first of several ways of looking that finds anything, from the word as
// it is written to a word that is nearly spelled so.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/index_reader.hpp"

namespace knav::search {

struct MeantTerm {
    const Entry* entry = nullptr;
    double weight = 0;
    std::uint32_t rarity =
        0;  // what it counts for: its own, or of words that are guesses at one, the most common one's
};
using Terms = std::vector<MeantTerm>;

struct Match {
    std::string_view kind = "none";  // "form", "stem", "prefix", "split", "part", "typo"
    Terms terms;                     // of the word as a whole
    Terms first, last;               // of its parts, where few pages or none have it as a whole
    std::string guess;               // the word that was probably meant, or empty
};

class Matcher {
public:
    explicit Matcher(IndexReader& index) : index_(index) {}

    /// `last`: the word that is being typed, perhaps unfinished. `strict`: only as it is written.
    [[nodiscard]] Match match(const std::string& word, bool last, bool strict);
    /// As written, and as another form of a word; nothing looser.
    [[nodiscard]] Terms as_word(const std::string& word);
    /// As written; typed without å, ä and ö also with them.
    [[nodiscard]] Terms as_form(const std::string& word, const std::string& folded);
    /// How far a way of looking goes: one shard is one file more for the reader's browser to load.
    enum class Reach { shard, neighbours };
    /// As the beginning of longer words.
    [[nodiscard]] Terms as_prefix(const std::string& folded, double weight, Reach reach);

private:
    struct Near {
        double best = 0;
        std::vector<const Item*> items;
    };
    void each_item(const std::string& folded, const std::string& beginning, Reach reach,
                   const std::function<void(const Item&)>& take);
    Terms terms(const std::vector<const Item*>& items, double weight);
    Terms as_stem(const std::string& folded, Reach reach);
    /// A compound that the site doesn't have, in two words that it has; of several ways, the one whose rarer word is on
    /// most pages. Of a word that is being typed, the last part may be unfinished.
    std::optional<Match> as_split(const std::string& folded, bool typed);
    Terms as_last(const std::string& rest, bool typed);
    /// The same with a slip in one of the two.
    std::optional<Match> as_slipped_split(const std::string& folded);
    Terms slipped(const std::string& folded);
    Near nearly_spelled(const std::string& word, const std::string& folded);
    std::optional<Match> as_typo(const std::string& word, const std::string& folded, double& edits);
    /// The words that one could have meant, and how many slips away they are; half a slip more where another form of the
    /// word was meant. Who slips twice begins right.
    static Near nearest(const std::string& folded, const std::vector<Item>& items);

    IndexReader& index_;
};

}  // namespace knav::search
