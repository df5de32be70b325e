// What is new in an index when nothing but the texts of a few pages is: the pages of the terms that these have, or had.
// All the rest is as it was, and is checked to be.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "search/index.hpp"
#include "search/postings.hpp"

namespace knav::search {

class IndexUpdate {
public:
    /// To be told from what the store keeps.
    IndexUpdate(const Source& source, WordStore& store) : source_(source), store_(store), last_(store.kept()) {}

    /// Counts the changed pages' words anew. False if they are too many, or lengths are no longer those of last time.
    [[nodiscard]] bool take_in_texts();
    [[nodiscard]] const SiteWords& words() const { return words_; }
    /// The pages of each term of the new vocabulary, and of the people after them: as long-lived as this and what is
    /// kept. Nothing if pages that are as they were would be found otherwise than they were.
    [[nodiscard]] std::optional<std::vector<TermPages>> term_pages(const Vocabulary& vocabulary, const Ways& ways);
    [[nodiscard]] PageFiles page_files() const;

private:
    struct Changed {
        std::size_t page = 0;
        int percent = 100;
        Lengths lengths_before{};
        std::vector<CountedWord> before;
    };
    /// What changed pages have of one term; by page.
    struct Touched {
        std::vector<Posting> lost, found;
    };

    [[nodiscard]] std::map<TermNo, Touched> touched(const std::vector<TermNo>& number, const Ways& ways) const;
    [[nodiscard]] bool patch(TermPages& term, std::string_view key, const Touched& touched);

    const Source& source_;
    WordStore& store_;
    const KeptIndex& last_;
    std::vector<Changed> changed_;
    SiteWords words_;
    std::deque<EncodedPages> encoded_;
};

}  // namespace knav::search
