// The words of all pages, counted, with each word told once: what is kept between runs. A page's entry is good for as
// long as its document's digest is the same.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/page_words.hpp"
#include "text/digest.hpp"

namespace knav::search {

struct CountedWord {
    std::uint32_t word = 0;  // index into WordStore::words()
    std::array<std::uint8_t, field_count> counts{};
};

struct CountedPage {
    Digest digest;  // of the document it was counted from
    std::vector<CountedWord> words;
    std::array<std::uint32_t, field_count> lengths{};
    std::vector<Abbreviation> abbreviations;
};

class WordStore {
public:
    WordStore() = default;
    WordStore(const WordStore&) = delete;
    WordStore& operator=(const WordStore&) = delete;

    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
    /// Null if the page is not known with this digest.
    [[nodiscard]] const CountedPage* find(std::string_view url, const Digest& digest) const;
    const CountedPage& keep(const std::string& url, const Digest& digest, PageWords counted);
    /// Forgets all pages but these.
    void keep_only(const std::vector<std::string>& urls);
    [[nodiscard]] bool changed() const { return changed_; }

    [[nodiscard]] std::string serialise() const;
    /// Takes in what serialise gave; bytes that are not whole leave the store empty.
    void parse(std::string_view bytes);

private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::map<std::string, CountedPage, std::less<>> pages_;
    bool changed_ = false;
};

}  // namespace knav::search
