#include "search/word_files.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "search/words.hpp"
#include "task/beside.hpp"
#include "task/parallel.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t smallest_shard = 3U << 9U, most_shards = 440;  // in bytes as they are published, more or less
constexpr std::size_t smallest_tail = 6U << 10U, most_tails = 30;
constexpr std::string_view people_key = "§";

class Maker {
public:
    Maker(const Vocabulary& vocabulary, std::span<const TermPages> terms, unsigned threads)
        : vocabulary_(vocabulary), terms_(terms), threads_(threads) {}

    WordFiles make() {
        made_.places.resize(terms_.size());
        add_terms();
        add_sounds();
        sort(lines_);
        cut();
        tell_elsewhere();
        auto tails = beside(threads_, [this] { publish_tails(); });
        publish_words();
        tails.get();
        return std::move(made_);
    }

private:
    void add_terms() {
        for (std::uint32_t i = 0; i < terms_.size(); ++i) {
            if (terms_[i].pages > 0) lines_.push_back({{}, {}, {}, {}, terms_[i], i});
        }
        parallel_for(lines_.size(), threads_, [&](std::size_t i, unsigned) {
            auto& line = lines_[i];
            if (line.term == vocabulary_.terms.size()) {
                line.sorting = line.key = people_key;
                return;
            }
            const auto& term = vocabulary_.terms[line.term];
            line.key = term.key;
            line.sorting = fold(term.key);
            for (const auto& form : term.forms) {
                if (form != term.key) line.forms.push_back(form);
            }
        });
    }

    // Names by how they sound: "~karlson" leads to "carlsson" and "karlsson".
    void add_sounds() {
        std::unordered_map<std::string_view, const Term*> term_of_name;
        for (std::size_t i = 0; i < vocabulary_.terms.size(); ++i) {
            if (terms_[i].pages == 0) continue;
            const auto& term = vocabulary_.terms[i];
            for (const auto& form : term.forms) {
                if (std::binary_search(vocabulary_.names.begin(), vocabulary_.names.end(), form))
                    term_of_name.emplace(form, &term);
            }
        }
        std::map<std::string, std::set<std::string>> by_sound;
        for (const auto& name : vocabulary_.names) {
            const auto term = term_of_name.find(name);
            if (term != term_of_name.end() && name.size() > 2)
                by_sound["~" + name_key(fold(name))].insert(term->second->key);
        }
        for (const auto& [sound, keys] : by_sound)
            lines_.push_back({sound, sound, {}, {keys.begin(), keys.end()}, {}, {}});
    }

    static void sort(std::vector<Line>& lines) {
        std::sort(lines.begin(), lines.end(), [](const Line& one, const Line& other) {
            return one.sorting != other.sorting ? one.sorting < other.sorting : one.key < other.key;
        });
    }

    void cut() {
        std::vector<std::string_view> texts;
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        for (const auto& line : lines_) {
            texts.push_back(line.sorting);
            sizes.push_back(6 + 2 * line.forms.size() + line.on.numbers.size() + line.on.levels.size() / 4);
            all += sizes.back();
        }
        cuts_ = cut_shards(texts, sizes, file_size(all, smallest_shard, most_shards));
    }

    [[nodiscard]] std::size_t shard_of(std::string_view text) const {
        const auto after = std::upper_bound(cuts_.begin(), cuts_.end(), text,
                                            [](std::string_view one, const Cut& cut) { return one < cut.start; });
        return static_cast<std::size_t>(after - cuts_.begin()) - (after == cuts_.begin() ? 0 : 1);
    }

    // A form that lies in another shard than its term is told there too. That can be one word for several terms.
    void tell_elsewhere() {
        std::vector<std::vector<std::string>> folded(lines_.size());  // of each line's forms
        parallel_for(lines_.size(), threads_, [&](std::size_t i, unsigned) {
            for (const auto& form : lines_[i].forms) folded[i].push_back(fold(form));
        });
        elsewhere_.resize(cuts_.size());
        for (std::size_t home = 0; home < cuts_.size(); ++home) {
            for (auto i = cuts_[home].begin; i < cuts_[home].end; ++i) {
                const auto& line = lines_[i];
                if (line.see.empty() && line.sorting.size() > 3) tails_.push_back(reversed(line.sorting));
                for (std::size_t form = 0; form < line.forms.size(); ++form) {
                    if (line.forms[form].size() > 3) tails_.push_back(reversed(folded[i][form]));
                    const auto shard = shard_of(folded[i][form]);
                    if (shard != home) elsewhere_[shard][line.forms[form]].insert(line.key);
                }
            }
        }
    }

    void publish_words() {
        made_.words.resize(cuts_.size());
        parallel_for(cuts_.size(), threads_, [&](std::size_t i, unsigned) {
            const auto at = [&](std::size_t line) { return lines_.begin() + static_cast<std::ptrdiff_t>(line); };
            std::vector<Line> shard{std::make_move_iterator(at(cuts_[i].begin)),
                                    std::make_move_iterator(at(cuts_[i].end))};
            for (const auto& [form, keys] : elsewhere_[i])
                shard.push_back({fold(form), form, {}, {keys.begin(), keys.end()}, {}, {}});
            sort(shard);
            auto encoded = encode_words(shard);
            place(shard, encoded, static_cast<std::uint32_t>(i));
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

    void publish_tails() {
        std::sort(tails_.begin(), tails_.end());
        tails_.erase(std::unique(tails_.begin(), tails_.end()), tails_.end());
        const std::vector<std::string_view> texts{tails_.begin(), tails_.end()};
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        for (const auto text : texts) {
            sizes.push_back(text.size() / 3 + 1);
            all += sizes.back();
        }
        const auto cuts = cut_shards(texts, sizes, file_size(all, smallest_tail, most_tails));
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            made_.tail_starts += (i > 0 ? " " : "") + cuts[i].start;
            made_.tails.push_back(encode_tails(std::span{texts}.subspan(cuts[i].begin, cuts[i].end - cuts[i].begin)));
        }
    }

    const Vocabulary& vocabulary_;
    std::span<const TermPages> terms_;
    unsigned threads_;
    std::vector<Line> lines_;
    std::vector<Cut> cuts_;
    std::vector<std::map<std::string, std::set<std::string>>> elsewhere_;  // of each shard: a form, and whose it is
    std::vector<std::string> tails_;
    WordFiles made_;
};

}  // namespace

WordFiles make_word_files(const Vocabulary& vocabulary, std::span<const TermPages> terms, unsigned threads) {
    return Maker{vocabulary, terms, threads}.make();
}

}  // namespace knav::search
