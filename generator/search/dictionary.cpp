#include "search/dictionary.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "text/utf8.hpp"

namespace knav::search {
namespace {

/// A suffix rule: a word that ends in the ending added may come from one with another ending, if that has the flag and
/// fits the condition. Rules that lead to the same word stand together: it is looked up once.
struct Suffix {
    char flag = 0;
    std::string_view condition;
};
struct Suffixes {
    std::string_view stripped;
    std::vector<Suffix> rules;
};

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::array<std::string_view, 5> columns_of(std::string_view line) {
    std::array<std::string_view, 5> columns;
    for (auto& column : columns) {
        const auto begin = std::min(line.find_first_not_of(" \t"), line.size());
        const auto end = std::min(line.find_first_of(" \t", begin), line.size());
        column = line.substr(begin, end - begin);
        line.remove_prefix(end);
    }
    return columns;
}

/// The last character of `word`, taken off.
char32_t take_last(std::string_view& word) {
    std::size_t begin = word.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(word[begin]) & 0xC0U) == 0x80U) --begin;
    std::size_t at = begin;
    const auto c = next_code_point(word, at);
    word.remove_suffix(word.size() - begin);
    return c;
}

/// A condition such as "[^m]er$" or ".": held up against the word's end, from behind.
bool fits(std::string_view condition, std::string_view word) {
    if (condition.ends_with('$')) condition.remove_suffix(1);
    while (!condition.empty()) {
        if (word.empty()) return false;
        const auto c = take_last(word);
        if (condition.back() == ']') {
            const auto open = condition.rfind('[');
            if (open == std::string_view::npos) return false;
            auto set = condition.substr(open + 1, condition.size() - open - 2);
            condition.remove_suffix(condition.size() - open);
            const bool negated = set.starts_with('^');
            if (negated) set.remove_prefix(1);
            bool among = false;
            for (std::size_t at = 0; at < set.size();) among = next_code_point(set, at) == c || among;
            if (among == negated) return false;
        } else {
            const auto wanted = take_last(condition);
            if (wanted != U'.' && wanted != c) return false;
        }
    }
    return true;
}

/// Whether `word` is surely in lower case already: small ASCII letters, and å ä ö é and their like.
bool is_plainly_lower(std::string_view word) {
    for (std::size_t at = 0; at < word.size(); ++at) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (byte < 0x80 && !(byte >= 'A' && byte <= 'Z')) continue;
        if (byte != 0xC3 || ++at == word.size() || static_cast<unsigned char>(word[at]) < 0xA0U) return false;
    }
    return true;
}

/// 150 000 words and their flags, which are views into the dictionary's file: read each time that a site is indexed.
class WordList {
public:
    /// Room for as many lines as `text` may have.
    void reserve(std::string_view text) {
        entries_.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
        std::size_t places = 64;
        while (places < entries_.capacity() * 2) places *= 2;
        places_.assign(places, 0);
    }

    void add(std::string_view word, std::string_view flags) {
        if (!is_plainly_lower(word)) word = made_.emplace_back(lower(word));
        const auto place = place_of(word);
        if (places_[place] == 0) {
            entries_.push_back({word, flags});
            places_[place] = static_cast<std::uint32_t>(entries_.size());
            return;
        }
        auto& known = entries_[places_[place] - 1].flags;
        if (!flags.empty()) known = made_.emplace_back(std::string{known} + std::string{flags});
    }

    /// The flags of a word, or null.
    [[nodiscard]] const std::string_view* find(std::string_view word) const {
        if (places_.empty()) return nullptr;
        const auto entry = places_[place_of(word)];
        return entry == 0 ? nullptr : &entries_[entry - 1].flags;
    }
    [[nodiscard]] bool empty() const { return entries_.empty(); }

private:
    struct Entry {
        std::string_view word, flags;
    };

    /// Where the word is, or would be.
    [[nodiscard]] std::size_t place_of(std::string_view word) const {
        auto place = std::hash<std::string_view>{}(word);
        for (;; ++place) {
            const auto entry = places_[place & (places_.size() - 1)];
            if (entry == 0 || entries_[entry - 1].word == word) return place & (places_.size() - 1);
        }
    }

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> places_;  // one more than the entry's index; 0: free
    std::deque<std::string> made_;       // what the file doesn't hold as it is asked for
};

}  // namespace

struct Dictionary::Tables {
    std::shared_ptr<const DictionaryFiles> files;
    std::once_flag read;
    // Upper-case entries are names; asked words are in lower case, and names take part as such.
    WordList flags;
    std::unordered_map<std::string_view, std::vector<Suffixes>> by_added;
    std::size_t longest = 0;
    char begin_flag = 0, middle_flag = 0, only_inside = 0, forbidden = 0;

    /// Whether a word with these flags is one by itself.
    [[nodiscard]] bool is_word(std::string_view marks) const {
        return only_inside == 0 || marks.find(only_inside) == std::string_view::npos;
    }

    void read_affixes(std::string_view text) {
        while (!text.empty()) {
            const auto columns = columns_of(take_line(text));
            const char flag = columns[1].empty() ? '\0' : columns[1][0];
            if (columns[0] == "COMPOUNDBEGIN") begin_flag = flag;
            if (columns[0] == "COMPOUNDMIDDLE") middle_flag = flag;
            if (columns[0] == "ONLYINCOMPOUND") only_inside = flag;
            if (columns[0] == "FORBIDDENWORD") forbidden = flag;
            if (columns[0] != "SFX" || columns[4].empty()) continue;
            const auto stripped = columns[2] == "0" ? std::string_view{} : columns[2];
            const auto added = columns[3];
            // A suffix with flags of its own makes parts of compounds; those are found by their linking letters.
            if (added.find('/') != std::string_view::npos || added == "0") continue;
            longest = std::max(longest, added.size());
            auto& all = by_added[added];
            auto same =
                std::find_if(all.begin(), all.end(), [&](const Suffixes& one) { return one.stripped == stripped; });
            if (same == all.end()) same = all.insert(all.end(), {stripped, {}});
            same->rules.push_back({flag, columns[4]});
        }
    }

    void read_words(std::string_view text) {
        take_line(text);  // the count
        flags.reserve(text);
        while (!text.empty()) {
            auto line = take_line(text);
            line = line.substr(0, line.find_first_of(" \t"));
            const auto slash = line.find('/', 1);
            const auto word = line.substr(0, slash);
            if (word.empty()) continue;
            const auto marks = slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
            if (forbidden != 0 && marks.find(forbidden) != std::string_view::npos) continue;
            flags.add(word, marks);
        }
    }
};

Digest DictionaryFiles::digest() const { return Hasher{}.add(affixes).add(words).finish(); }

Dictionary::Dictionary() : Dictionary(std::make_shared<DictionaryFiles>()) {}
Dictionary::Dictionary(std::shared_ptr<const DictionaryFiles> files) : tables_(std::make_unique<Tables>()) {
    digest_ = files->digest();
    tables_->files = std::move(files);
}
Dictionary::~Dictionary() = default;

const Dictionary::Tables& Dictionary::tables() const {
    std::call_once(tables_->read, [this] {
        tables_->read_affixes(tables_->files->affixes);
        tables_->read_words(tables_->files->words);
    });
    return *tables_;
}

/// take(lemma) for each word of which `word` is a form, until one says that it is enough; some come more than once.
template <class Take>
void Dictionary::each_lemma(std::string_view word, Take take) const {
    const auto& tables = this->tables();
    const auto* listed = tables.flags.find(word);
    if (listed != nullptr && tables.is_word(*listed) && take(word) == Enough::yes) return;
    std::string base;
    for (std::size_t length = 1; length <= std::min(tables.longest, word.size() - 1); ++length) {
        const auto rules = tables.by_added.find(word.substr(word.size() - length));
        if (rules == tables.by_added.end()) continue;
        for (const auto& [stripped, of_base] : rules->second) {
            base.assign(word.substr(0, word.size() - length)).append(stripped);
            const auto* flags = tables.flags.find(base);
            if (flags == nullptr || !tables.is_word(*flags)) continue;
            const bool fitting = std::any_of(of_base.begin(), of_base.end(), [&](const Suffix& rule) {
                return flags->find(rule.flag) != std::string_view::npos && fits(rule.condition, base);
            });
            if (fitting && take(std::string_view{base}) == Enough::yes) return;
        }
    }
}

std::vector<std::string> Dictionary::lemmas(std::string_view word) const {
    std::vector<std::string> found;
    each_lemma(word, [&](std::string_view lemma) {
        if (std::find(found.begin(), found.end(), lemma) == found.end()) found.emplace_back(lemma);
        return Enough::no;
    });
    std::sort(found.begin(), found.end(), [](const std::string& one, const std::string& other) {
        return one.size() != other.size() ? one.size() > other.size() : one < other;
    });
    return found;
}

bool Dictionary::knows(std::string_view word) const {
    bool known = false;
    if (word.empty()) return known;
    each_lemma(word, [&](std::string_view) {
        known = true;
        return Enough::yes;
    });
    return known;
}

bool Dictionary::lists_as_part(std::string_view word) const {
    const auto* flags = tables().flags.find(word);
    if (flags == nullptr) return false;
    if (tables().is_word(*flags)) return true;
    const auto has = [&](char flag) { return flag != 0 && flags->find(flag) != std::string_view::npos; };
    return has(tables().begin_flag) || has(tables().middle_flag);
}

bool Dictionary::empty() const { return tables().flags.empty(); }

}  // namespace knav::search
