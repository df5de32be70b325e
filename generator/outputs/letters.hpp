// Long lists in the order of the alphabet: which letter a name is found under, and the anchor one jumps to.
// Their order among themselves is text/collate.hpp's business.
#pragma once

#include <string>

namespace knav::outputs {

/// The letter a name is filed under, as Swedish has it: accents other than å ä ö do not count. "0–9" for figures and
/// signs, "#" for nothing.
[[nodiscard]] std::string filing_letter(const std::string& words);
/// "bokstav_aa" of "Å": an id in plain letters.
[[nodiscard]] std::string letter_anchor(const std::string& letter);

}  // namespace knav::outputs
