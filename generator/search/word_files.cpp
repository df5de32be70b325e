#include "search/word_files.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "search/sorting.hpp"
#include "search/words.hpp"
#include "task/beside.hpp"
#include "task/parallel.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t smallest_shard = 3U << 9U, most_shards = 440;  // in bytes as they are published, more or less
constexpr std::size_t smallest_tail = 6U << 10U, most_tails = 30;
constexpr std::string_view people_key = "§";

class Maker {
public:
    Maker(const Vocabulary& vocabulary, std::span<const TermPages> terms, unsigned threads)
        : vocabulary_(vocabulary), terms_(terms), threads_(threads), texts_(std::max(1U, threads)) {}

    WordFiles make() {
        made_.places.resize(terms_.size());
        add_terms();
        add_sounds();
        sort();
        cut();
        fold_forms();
        auto tails = beside(threads_, [this] { publish_tails(); });
        tell_elsewhere();
        publish_words();
        tails.get();
        return std::move(made_);
    }

private:
    /// Of a form that lies in another shard than its term.
    struct Elsewhere {
        std::size_t shard = 0;
        std::string_view form, folded, key;
        friend bool operator<(const Elsewhere& one, const Elsewhere& other) {
            return std::tie(one.shard, one.form, one.key) < std::tie(other.shard, other.form, other.key);
        }
    };

    /// Folded: most words are that already.
    std::string_view folded(std::string_view text, unsigned worker) {
        const bool is_folded =
            std::all_of(text.begin(), text.end(), [](char c) { return c >= 0 && ascii_lower(c) == c; });
        return is_folded ? text : texts_[worker].keep(fold(text));
    }

    void add_terms() {
        lines_.reserve(terms_.size());
        for (std::uint32_t i = 0; i < terms_.size(); ++i) {
            if (terms_[i].pages > 0) lines_.push_back({{}, {}, {}, {}, terms_[i], i});
        }
        parallel_for(lines_.size(), threads_, [&](std::size_t i, unsigned worker) {
            auto& line = lines_[i];
            if (line.term == vocabulary_.terms.size()) {
                line.sorting = line.key = people_key;
                return;
            }
            const auto& term = vocabulary_.terms[line.term];
            line.key = term.key;
            line.sorting = folded(term.key, worker);
            line.forms = term.forms;
        });
    }

    // Names by how they sound: "~karlson" leads to "carlsson" and "karlsson".
    void add_sounds() {
        WordNumbers names;
        for (const auto& name : vocabulary_.names) names.add(name);
        std::vector<std::string_view> key_of_name(names.size());
        for (std::size_t i = 0; i < vocabulary_.terms.size(); ++i) {
            if (terms_[i].pages == 0) continue;
            for (const auto form : vocabulary_.terms[i].forms) {
                const auto name = names.find(form);
                if (name != no_word && key_of_name[name].empty()) key_of_name[name] = vocabulary_.terms[i].key;
            }
        }
        for (std::uint32_t i = 0; i < names.size(); ++i) {
            if (!key_of_name[i].empty() && names[i].size() > 2)
                sounds_["~" + name_key(fold(names[i]))].insert(key_of_name[i]);
        }
        for (const auto& [sound, keys] : sounds_) lines_.push_back({sound, sound, {}, see(keys), {}, {}});
    }

    std::span<const std::string_view> see(const std::set<std::string_view>& keys) {
        return seen_.emplace_back(keys.begin(), keys.end());
    }

    static bool is_before(const Line& one, const Line& other) {
        return one.sorting != other.sorting ? one.sorting < other.sorting : one.key < other.key;
    }

    // Terms come by their keys: those that fold to themselves are in order already.
    void sort() {
        std::vector<Line> others, all;
        const auto is_in_order = [](const Line& line) {
            return line.see.empty() && line.sorting.data() == line.key.data();
        };
        std::remove_copy_if(lines_.begin(), lines_.end(), std::back_inserter(others), is_in_order);
        std::erase_if(lines_, [&](const Line& line) { return !is_in_order(line); });
        std::sort(others.begin(), others.end(), is_before);
        all.reserve(lines_.size() + others.size());
        std::merge(lines_.begin(), lines_.end(), others.begin(), others.end(), std::back_inserter(all), is_before);
        lines_ = std::move(all);
    }

    void cut() {
        std::vector<std::string_view> texts;
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        for (const auto& line : lines_) {
            const auto forms = line.forms.empty() ? 0 : line.forms.size() - 1;  // besides the key
            texts.push_back(line.sorting);
            sizes.push_back(6 + 2 * forms + line.on.numbers.size() + line.on.levels.size() / 4);
            all += sizes.back();
        }
        cuts_ = cut_shards(texts, sizes, file_size(all, smallest_shard, most_shards));
    }

    [[nodiscard]] std::size_t shard_of(std::string_view text) const {
        const auto after = std::upper_bound(cuts_.begin(), cuts_.end(), text,
                                            [](std::string_view one, const Cut& cut) { return one < cut.start; });
        return static_cast<std::size_t>(after - cuts_.begin()) - (after == cuts_.begin() ? 0 : 1);
    }

    void fold_forms() {
        forms_begin_.reserve(lines_.size() + 1);
        for (const auto& line : lines_) {
            forms_begin_.push_back(forms_.size());
            forms_.insert(forms_.end(), line.forms.begin(), line.forms.end());
        }
        forms_begin_.push_back(forms_.size());
        parallel_for(forms_.size(), threads_,
                     [&](std::size_t i, unsigned worker) { forms_[i] = folded(forms_[i], worker); });
    }

    // A form that lies in another shard than its term is told there too. That can be one word for several terms.
    void tell_elsewhere() {
        for (std::size_t home = 0; home < cuts_.size(); ++home) {
            for (auto i = cuts_[home].begin; i < cuts_[home].end; ++i) {
                const auto& line = lines_[i];
                for (std::size_t form = 0; form < line.forms.size(); ++form) {
                    if (line.forms[form] == line.key) continue;
                    const auto folded = forms_[forms_begin_[i] + form];
                    const auto shard = shard_of(folded);
                    if (shard != home) elsewhere_.push_back({shard, line.forms[form], folded, line.key});
                }
            }
        }
        std::sort(elsewhere_.begin(), elsewhere_.end());
    }

    /// The lines of one shard, with those that tell where others are.
    std::vector<Line> lines_of(std::size_t shard, std::deque<std::vector<std::string_view>>& seen) const {
        std::vector<Line> lines{lines_.begin() + static_cast<std::ptrdiff_t>(cuts_[shard].begin),
                                lines_.begin() + static_cast<std::ptrdiff_t>(cuts_[shard].end)};
        auto next = std::lower_bound(elsewhere_.begin(), elsewhere_.end(), Elsewhere{shard, {}, {}, {}});
        while (next != elsewhere_.end() && next->shard == shard) {
            const auto& first = *next;
            auto& keys = seen.emplace_back();
            for (; next != elsewhere_.end() && next->shard == shard && next->form == first.form; ++next)
                keys.push_back(next->key);
            lines.push_back({first.folded, first.form, {}, keys, {}, {}});
        }
        std::sort(lines.begin(), lines.end(), is_before);
        return lines;
    }

    void publish_words() {
        made_.words.resize(cuts_.size());
        parallel_for(cuts_.size(), threads_, [&](std::size_t i, unsigned) {
            std::deque<std::vector<std::string_view>> seen;
            const auto lines = lines_of(i, seen);
            auto encoded = encode_words(lines);
            place(lines, encoded, static_cast<std::uint32_t>(i));
            made_.words[i] = std::move(encoded.payload);
        });
        for (std::size_t i = 0; i < cuts_.size(); ++i) made_.word_starts += (i > 0 ? " " : "") + cuts_[i].start;
    }

    void place(std::span<const Line> shard, const WordShard& encoded, std::uint32_t file) {
        auto numbers = static_cast<std::uint32_t>(encoded.numbers), levels = static_cast<std::uint32_t>(encoded.levels);
        for (const auto& line : shard) {
            if (!line.see.empty()) continue;
            const auto size = static_cast<std::uint32_t>(line.on.numbers.size());
            made_.places[line.term] = {file, numbers, size, levels, line.on.pages, line.on.rarity};
            numbers += size;
            levels += line.on.pages;
        }
    }

    /// Words that are long enough, folded and read from behind, in order.
    [[nodiscard]] std::vector<std::string_view> tails(TextArena& texts) const {
        std::vector<Sortable> tails;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto& line = lines_[i];
            if (line.see.empty() && line.sorting.size() > 3) tails.emplace_back(texts.keep(reversed(line.sorting)));
            for (std::size_t form = 0; form < line.forms.size(); ++form) {
                if (line.forms[form].size() > 3 && line.forms[form] != line.key)
                    tails.emplace_back(texts.keep(reversed(forms_[forms_begin_[i] + form])));
            }
        }
        std::sort(tails.begin(), tails.end());
        tails.erase(std::unique(tails.begin(), tails.end()), tails.end());
        std::vector<std::string_view> sorted;
        sorted.reserve(tails.size());
        for (const auto& tail : tails) sorted.push_back(tail.text);
        return sorted;
    }

    void publish_tails() {
        TextArena own;
        const auto texts = tails(own);
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        for (const auto text : texts) {
            sizes.push_back(text.size() / 3 + 1);
            all += sizes.back();
        }
        const auto cuts = cut_shards(texts, sizes, file_size(all, smallest_tail, most_tails));
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            made_.tail_starts += (i > 0 ? " " : "") + cuts[i].start;
            made_.tails.emplace_back(
                encode_tails(std::span{texts}.subspan(cuts[i].begin, cuts[i].end - cuts[i].begin)));
        }
    }

    const Vocabulary& vocabulary_;
    std::span<const TermPages> terms_;
    unsigned threads_;
    std::vector<Line> lines_;
    std::vector<Cut> cuts_;
    std::vector<std::string_view> forms_;   // of all lines, folded
    std::vector<std::size_t> forms_begin_;  // of line n; they end where those of n + 1 begin
    std::vector<Elsewhere> elsewhere_;
    std::map<std::string, std::set<std::string_view>> sounds_;
    std::deque<std::vector<std::string_view>> seen_;
    std::vector<TextArena> texts_;  // of each thread
    WordFiles made_;
};

}  // namespace

WordFiles make_word_files(const Vocabulary& vocabulary, std::span<const TermPages> terms, unsigned threads) {
    return Maker{vocabulary, terms, threads}.make();
}

}  // namespace knav::search
