#include "outputs/letters.hpp"

#include "text/collate.hpp"
#include "text/utf8.hpp"

namespace knav::outputs {

std::string filing_letter(const std::string& words) {
    if (words.empty()) return "#";
    const auto small = lower(words);
    for (const std::string_view own : {"å", "ä", "ö"}) {
        if (small.starts_with(own)) return own == "å" ? "Å" : own == "ä" ? "Ä" : "Ö";
    }
    const char first = fold(small).front();
    if (first < 'a' || first > 'z') return "0–9";
    return std::string(1, static_cast<char>(first - 32));
}

std::string letter_anchor(const std::string& letter) {
    if (letter == "Å") return "bokstav_aa";
    if (letter == "Ä") return "bokstav_ae";
    if (letter == "Ö") return "bokstav_oe";
    return letter == "0–9" ? "bokstav_tal" : "bokstav_" + lower(letter);
}

}  // namespace knav::outputs
