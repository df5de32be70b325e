// "Menade du ...?" for pages: the id nearest to one that does not exist. Asked only about mistakes, but then perhaps
// hundreds of times over ten thousand ids, so answers are kept and hopeless candidates are sifted out by cheap means.
// Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/page.hpp"

namespace knav {

class Proposals {
public:
    explicit Proposals(std::span<const Page> pages) : pages_(pages) {}

    /// The id nearest to `word` among pages of these types, or of any if none is named; empty if none is near. Words
    /// that are no id ("Endokrina sjukdomar") are compared as ids are made of titles.
    [[nodiscard]] std::string nearest_id(std::string_view word, std::span<const std::string> types = {});

private:
    [[nodiscard]] std::string search(const std::string& word, std::span<const std::string> types);
    void read_letters();

    std::span<const Page> pages_;
    std::vector<std::uint64_t> letters_;  // of each page's id
    std::map<std::string, std::string, std::less<>> told_;
};

}  // namespace knav
