// A hunspell dictionary, as far as search asks: of which words is this a form, and may it begin a compound? Affixes are
// taken off the asked word, never put on the listed ones: 150 000 lines are read in a few hundredths of a second.
// Compounds that hunspell would accept are not looked for here: compounds.hpp asks the site's own words first.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/digest.hpp"

namespace knav::search {

/// The bytes of the two files, where they lie; both empty when the dictionary is not there.
class DictionaryFiles {
public:
    DictionaryFiles() = default;
    /// `owner` keeps the bytes, if somebody is to.
    DictionaryFiles(std::string_view affixes, std::string_view words, std::shared_ptr<const void> owner = {});

    [[nodiscard]] std::string_view affixes() const { return affixes_; }
    [[nodiscard]] std::string_view words() const { return words_; }
    [[nodiscard]] bool present() const { return !words_.empty(); }
    [[nodiscard]] const Digest& digest() const { return digest_; }

private:
    std::string_view affixes_, words_;
    std::shared_ptr<const void> owner_;
    Digest digest_;
};

class Dictionary {
public:
    /// An empty dictionary: knows no word.
    Dictionary();
    /// Takes both files (UTF-8), and reads them at the first question. Lines it does not understand are passed over.
    explicit Dictionary(std::shared_ptr<const DictionaryFiles> files);
    ~Dictionary();
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    /// The words of which `word` (lower case) is a form, itself included; by length, longest first. Empty if unknown.
    [[nodiscard]] std::vector<std::string> lemmas(std::string_view word) const;
    [[nodiscard]] bool knows(std::string_view word) const;
    /// Whether it stands as it is in the list, as a word ("register") or as first or middle part of compounds ("kvinno").
    [[nodiscard]] bool lists_as_part(std::string_view word) const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] const Digest& digest() const { return digest_; }

private:
    struct Tables;
    enum class Enough { no, yes };
    template <class Take>
    void each_lemma(std::string_view word, Take take) const;
    [[nodiscard]] const Tables& tables() const;

    std::unique_ptr<Tables> tables_;
    Digest digest_;
};

}  // namespace knav::search
