// Words as search sees them: cut from running text, folded, and brought back towards a base form by their endings.
// The browser does the same in themes/navet/assets/search.js, with the tables it finds in the index's root file;
// tests/search/forms.json is read by the tests of both.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knav::search {

/// The words of a text (UTF-8) in lower case (NFC), in order: runs of letters and digits. What Swedish hangs on an
/// abbreviation with a colon is dropped ("RMPO:s", "SVF:er").
class WordReader {
public:
    explicit WordReader(std::string_view text);
    WordReader(const WordReader&) = delete;
    WordReader& operator=(const WordReader&) = delete;
    /// The next word, good until the one after it is asked for; empty at the end.
    std::string_view next();

private:
    [[nodiscard]] std::size_t hanging() const;
    void finish_word();

    std::string small_;  // the text composed, and A to Z made small
    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;  // one that does not stand so in the text
};
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// A character that belongs to a word, once in lower case. Only such as are one unit in UTF-16: the browser counts so.
[[nodiscard]] bool is_word_character(char32_t c);

/// What a word might be a form of, by its endings alone, given folded: "registren" -> registren, registr, registre ...
/// Two words are related when these meet. Endings are listed once, for both languages, in endings().
[[nodiscard]] std::vector<std::string> stems_of(std::string_view folded);

/// How a name sounds: "Karlson", "Carlsson" -> "karlson". Given folded.
[[nodiscard]] std::string name_key(std::string_view folded);

[[nodiscard]] std::span<const std::string_view> endings();
/// Words that say nothing of what is sought ("och", "hur"), folded; sorted.
[[nodiscard]] std::span<const std::string_view> stop_words();
/// Base forms of words that ask for people and groups ("vem", "ordförande"), folded.
[[nodiscard]] std::span<const std::string_view> people_words();
[[nodiscard]] bool is_stop_word(std::string_view folded);

}  // namespace knav::search
