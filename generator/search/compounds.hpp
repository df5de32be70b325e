// Swedish compounds taken apart: "kunskapsstyrningssystem" -> kunskap, styrning, system. The cheapest way through the
// word by dynamic programming, over the site's own words first and the dictionary's second, with the linking letters
// and the changed ends that first parts have (kvinno-, hälso-, skol-).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/dictionary.hpp"

namespace knav::search {

struct Part {
    std::size_t begin = 0, end = 0;  // bytes of the word, the linking letter included
    std::string word;                // the word it is: "hälsa" of "hälso"; the last part as it stands
};

class Splitter {
public:
    /// `on_site` says whether a word stands on the site by itself. It is asked about pieces of the split word, and about
    /// pieces with another last letter.
    Splitter(const Dictionary& dictionary, std::function<bool(std::string_view)> on_site)
        : dictionary_(dictionary), on_site_(std::move(on_site)) {}

    /// Two parts or more, or none.
    [[nodiscard]] std::vector<Part> split(std::string_view word) const;

private:
    struct Head;
    struct Step;
    [[nodiscard]] double first_part(std::string_view text, std::string& word) const;
    [[nodiscard]] double last_part(std::string_view text) const;

    const Dictionary& dictionary_;
    std::function<bool(std::string_view)> on_site_;
};

}  // namespace knav::search
