#include "search/index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "search/page_numbers.hpp"
#include "search/postings.hpp"
#include "search/shards.hpp"
#include "search/vocabulary.hpp"
#include "search/words.hpp"
#include "task/parallel.hpp"
#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

// A site of 10 000 pages has some 950 files; a smaller one has fewer, with less in each.
constexpr std::size_t smallest_page_block = 8, most_page_blocks = 310;  // in pages
constexpr std::size_t smallest_text_block = 4, most_text_blocks = 205;
constexpr std::size_t name_length = 5;
constexpr std::size_t smallest_shard = 3U << 9U, most_shards = 440;  // in bytes as they are published, more or less
constexpr std::size_t smallest_tail = 6U << 10U, most_tails = 30;

/// How much lies in one file. Little, since who wants a part of it loads all; but a site has only so many files. Sizes
/// grow by steps, so that a word or a page more or less doesn't cut everything anew.
std::size_t file_size(std::size_t all, std::size_t smallest, std::size_t most) {
    auto size = smallest;
    while (all > size * most) size += (size + 7) / 8;
    return size;
}

std::string one_line(std::string_view text) {
    std::string out{text};
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
    return out;
}

class Maker {
public:
    Maker(const IndexInput& input, const Dictionary& dictionary)
        : input_(input),
          dictionary_(dictionary),
          pages_in_block_(file_size(input.documents.size(), smallest_page_block, most_page_blocks)),
          texts_in_block_(file_size(input.documents.size(), smallest_text_block, most_text_blocks)) {}

    Index make() {
        number_forms();
        const auto vocabulary = make_vocabulary(forms_, input_.words->lookups(), dictionary_);
        const Postings postings{input_.documents, input_.pages, words_, vocabulary, input_.threads};
        make_words(vocabulary, postings);
        make_blocks();
        make_facets();
        make_answers();
        make_root();
        report_unmatched(vocabulary, postings);
        std::sort(index_.files.begin(), index_.files.end(),
                  [](const IndexFile& one, const IndexFile& other) { return one.name < other.name; });
        return std::move(index_);
    }

private:
    // The words that pages have, in order, and on how many each stands.
    void number_forms() {
        const auto& words = input_.words->words();
        std::vector<std::uint32_t> pages_with(words.size()), order;
        words_.resize(words.size());
        for (const auto* page : input_.pages) {
            page->each_word([&](const CountedWord& each) {
                ++pages_with[each.word];
                if (each.name == 1) words_[each.word].is_name = true;
            });
        }
        for (std::uint32_t i = 0; i < words.size(); ++i) {
            if (pages_with[i] > 0) order.push_back(i);
        }
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t one, std::uint32_t other) { return words[one] < words[other]; });
        for (const auto number : order) {
            auto& word = words_[number];
            word.form = static_cast<std::uint32_t>(forms_.words.size());
            word.says_nothing = is_stop_word(fold(words[number]));
            forms_.words.push_back(words[number]);
            forms_.pages.push_back(pages_with[number]);
        }
        std::set<std::string> names;
        for (std::size_t page = 0; page < input_.documents.size(); ++page) {
            if (input_.documents[page].person) names.merge(name_words(input_.documents[page].title));
            const auto& own = input_.pages[page]->abbreviations;
            forms_.abbreviations.insert(forms_.abbreviations.end(), own.begin(), own.end());
        }
        forms_.names.assign(names.begin(), names.end());
        forms_.synonyms = input_.synonyms;
        forms_.threads = input_.threads;
    }

    static std::set<std::string> name_words(std::string_view title) {
        std::set<std::string> names;
        for (auto& word : words_of(title)) names.insert(std::move(word));
        return names;
    }

    [[nodiscard]] Line line_of(const Term& term, const TermPostings& found) const {
        Line line{fold(term.key), term.key, {}, {}, {}, {}, static_cast<std::uint32_t>(found.pages.size()),
                  found.rarity};
        for (const auto& form : term.forms) {
            if (form != term.key) line.forms.push_back(form);
        }
        std::vector<std::uint32_t> pages;
        pages.reserve(found.pages.size());
        for (const auto& posting : found.pages) {
            pages.push_back(posting.page);
            line.levels += static_cast<char>(posting.level + levels * posting.name);
        }
        line.numbers = encode_numbers(pages, static_cast<std::uint32_t>(input_.documents.size()));
        return line;
    }

    /// Not a word: the pages of people and groups, for questions that ask for them.
    [[nodiscard]] Line people_line() const {
        std::vector<Posting> pages;
        for (std::uint32_t page = 0; page < input_.documents.size(); ++page) {
            if (input_.documents[page].person || input_.documents[page].group) pages.push_back({page, 1, 0});
        }
        return line_of({"§", {"§"}}, {pages, 1});
    }

    /// A name that no other file has: of the content, not of the place in the list.
    std::string name_of(char kind, const Digest& content) {
        for (std::uint64_t salt = 0;; ++salt) {
            auto number = Hasher{}.add(salt).add(content).finish().low;
            std::string name{kind, '-'};
            for (std::size_t i = 0; i < name_length; ++i, number /= 36)
                name += "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
            if (names_.insert(name).second) return name;
        }
    }

    /// The name without its kind.
    std::string add_file(char kind, std::string payload) {
        auto name = name_of(kind, digest_of(payload));
        index_.files.push_back({name, std::move(payload)});
        return name.substr(2);
    }

    void make_words(const Vocabulary& vocabulary, const Postings& postings) {
        std::vector<Line> lines(vocabulary.terms.size());
        parallel_for(lines.size(), input_.threads, [&](std::size_t i, unsigned) {
            const auto number = static_cast<TermNo>(i);
            lines[i] = line_of(vocabulary.terms[i], postings.of(number));
        });
        std::unordered_map<std::string_view, const Term*> term_of_name;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].pages == 0) continue;
            const auto& term = vocabulary.terms[i];
            for (const auto& form : term.forms) {
                if (std::binary_search(vocabulary.names.begin(), vocabulary.names.end(), form))
                    term_of_name.emplace(form, &term);
            }
        }
        std::erase_if(lines, [](const Line& line) { return line.pages == 0; });
        lines.push_back(people_line());
        // Names by how they sound: "~karlson" leads to "carlsson" and "karlsson".
        std::map<std::string, std::set<std::string>> by_sound;
        for (const auto& name : vocabulary.names) {
            const auto term = term_of_name.find(name);
            if (term != term_of_name.end() && name.size() > 2)
                by_sound["~" + name_key(fold(name))].insert(term->second->key);
        }
        for (const auto& [sound, keys] : by_sound)
            lines.push_back({sound, sound, {}, {keys.begin(), keys.end()}, {}, {}, 0, 0});
        publish_words(std::move(lines));
    }

    static void sort_lines(std::vector<Line>& lines) {
        std::sort(lines.begin(), lines.end(), [](const Line& one, const Line& other) {
            return one.sorting != other.sorting ? one.sorting < other.sorting : one.key < other.key;
        });
    }

    void publish_words(std::vector<Line> lines) {
        sort_lines(lines);
        std::vector<std::string_view> texts;
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        std::vector<std::string> tails;
        std::vector<std::vector<std::string>> folded(lines.size());  // of each line's forms
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& line = lines[i];
            texts.push_back(line.sorting);
            sizes.push_back(6 + 2 * line.forms.size() + line.numbers.size() + line.levels.size() / 4);
            all += sizes.back();
            if (line.see.empty() && line.sorting.size() > 3) tails.push_back(reversed(line.sorting));
            for (const auto& form : line.forms) {
                folded[i].push_back(fold(form));
                if (form.size() > 3) tails.push_back(reversed(folded[i].back()));
            }
        }
        const auto cuts = cut_shards(texts, sizes, file_size(all, smallest_shard, most_shards));
        const auto shard_of = [&](std::string_view text) {
            const auto after = std::upper_bound(cuts.begin(), cuts.end(), text,
                                                [](std::string_view one, const Cut& cut) { return one < cut.start; });
            return static_cast<std::size_t>(after - cuts.begin()) - (after == cuts.begin() ? 0 : 1);
        };
        // A form that lies in another shard than its term is told there too. That can be one word for several terms.
        std::vector<std::map<std::string, std::set<std::string>>> elsewhere(cuts.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& line = lines[i];
            const auto home = shard_of(line.sorting);
            for (std::size_t form = 0; form < line.forms.size(); ++form) {
                const auto shard = shard_of(folded[i][form]);
                if (shard != home) elsewhere[shard][line.forms[form]].insert(line.key);
            }
        }
        std::vector<std::string> payloads(cuts.size());
        parallel_for(cuts.size(), input_.threads, [&](std::size_t i, unsigned) {
            std::vector<Line> shard{std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(cuts[i].begin)),
                                    std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(cuts[i].end))};
            for (const auto& [form, keys] : elsewhere[i])
                shard.push_back({fold(form), form, {}, {keys.begin(), keys.end()}, {}, {}, 0, 0});
            sort_lines(shard);
            payloads[i] = encode_words(shard);
        });
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            word_starts_ += (i > 0 ? " " : "") + cuts[i].start;
            word_names_ += add_file('w', std::move(payloads[i]));
        }
        std::sort(tails.begin(), tails.end());
        tails.erase(std::unique(tails.begin(), tails.end()), tails.end());
        publish_tails(tails);
    }

    void publish_tails(std::span<const std::string> tails) {
        const std::vector<std::string_view> texts{tails.begin(), tails.end()};
        std::vector<std::size_t> sizes;
        std::size_t all = 0;
        for (const auto text : texts) {
            sizes.push_back(text.size() / 3 + 1);
            all += sizes.back();
        }
        const auto cuts = cut_shards(texts, sizes, file_size(all, smallest_tail, most_tails));
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            tail_starts_ += (i > 0 ? " " : "") + cuts[i].start;
            tail_names_ +=
                add_file('t', encode_tails(std::span{texts}.subspan(cuts[i].begin, cuts[i].end - cuts[i].begin)));
        }
    }

    void make_blocks() {
        const auto& documents = input_.documents;
        for (std::size_t begin = 0; begin < documents.size(); begin += pages_in_block_) {
            std::string block;
            for (const auto& page : documents.subspan(begin, std::min(pages_in_block_, documents.size() - begin)))
                block += page.url + "\t" + one_line(page.title) + "\t" + page.type + "\t" + page.year + "\n";
            block_names_ += add_file('p', std::move(block));
        }
        std::string names;
        for (std::size_t begin = 0; begin < documents.size(); begin += texts_in_block_) {
            const auto end = std::min(begin + texts_in_block_, documents.size());
            Hasher hasher;
            for (auto page = begin; page < end; ++page) hasher.add(documents[page].digest).add(documents[page].lead);
            index_.texts.push_back({name_of('x', hasher.finish()), begin, end});
            names += index_.texts.back().name.substr(2);
        }
        text_list_ = add_file('l', std::move(names));
    }

    void make_facets() {
        std::map<std::string, std::map<std::string, std::string>> facets;  // key, value: gaps
        std::map<std::pair<std::string, std::string>, std::size_t> next;
        for (std::size_t page = 0; page < input_.documents.size(); ++page) {
            std::set<std::pair<std::string, std::string>> own{input_.documents[page].facets.begin(),
                                                              input_.documents[page].facets.end()};
            for (const auto& facet : own) {
                auto& gaps = facets[facet.first][facet.second];
                gaps += (gaps.empty() ? "" : " ") + std::to_string(page - next[facet]);
                next[facet] = page + 1;
            }
        }
        std::string json = "{";
        for (const auto& [key, values] : facets) {
            json += json.size() > 1 ? "," : "";
            append_json(json, key);
            json += ":{";
            for (const auto& [value, gaps] : values) {
                json += json.back() == '{' ? "" : ",";
                append_json(json, value);
                json += ":\"" + gaps + "\"";
            }
            json += "}";
        }
        facets_ = add_file('f', json + "}");
    }

    static void append_named(std::string& json, std::string_view key, const std::vector<Named>& all) {
        json += ",\"" + std::string{key} + "\":[";
        for (const auto& each : all) {
            json += json.back() == '[' ? "[" : ",[";
            append_json(json, each.title);
            json += ",";
            append_json(json, each.url);
            json += ",";
            append_json(json, each.type);
            json += "]";
        }
        json += "]";
    }

    void make_answers() {
        std::string json = "{";
        for (std::size_t page = 0; page < input_.documents.size(); ++page) {
            const auto& answer = input_.documents[page].answer;
            if (answer.empty()) continue;
            json += (json.size() > 1 ? ",\"" : "\"") + std::to_string(page) + "\":{\"p\":" + std::to_string(page);
            append_named(json, "groups", answer.groups);
            append_named(json, "roles", answer.roles);
            append_named(json, "topics", answer.topics);
            append_named(json, "contacts", answer.contacts);
            std::vector<Named> meetings;
            for (const auto& [day, meeting] : answer.meetings) meetings.push_back({meeting.title, meeting.url, day});
            append_named(json, "meetings", meetings);
            json += "}";
        }
        answers_ = add_file('a', json + "}");
    }

    static std::string joined(std::span<const std::string_view> words) {
        std::string out;
        for (const auto word : words) out += (out.empty() ? "" : " ") + std::string{word};
        return out;
    }

    void make_root() {
        std::string json = "{\"v\":1,\"pages\":" + std::to_string(input_.documents.size()) +
                           ",\"rows\":" + std::to_string(pages_in_block_) +
                           ",\"textRows\":" + std::to_string(texts_in_block_);
        const auto add = [&](std::string_view key, std::string_view value) {
            json += ",\"" + std::string{key} + "\":";
            append_json(json, value);
        };
        add("wordStarts", word_starts_);
        add("words", word_names_);
        add("tailStarts", tail_starts_);
        add("tails", tail_names_);
        add("blocks", block_names_);
        add("texts", text_list_);
        add("facets", facets_);
        add("answers", answers_);
        add("endings", joined(endings()));
        add("stop", joined(stop_words()));
        add("people", joined(people_words()));
        json += ",\"types\":{";
        for (const auto& [name, label] : input_.types) {
            json += json.back() == '{' ? "" : ",";
            append_json(json, name);
            json += ":";
            append_json(json, label);
        }
        index_.files.push_back({"root", json + "}}"});
    }

    void report_unmatched(const Vocabulary& vocabulary, const Postings& postings) {
        std::set<std::string_view> known;
        for (TermNo number = 0; number < vocabulary.terms.size(); ++number) {
            if (postings.of(number).pages.empty()) continue;
            for (const auto& form : vocabulary.terms[number].forms) known.insert(form);
        }
        for (const auto& synonym : input_.synonyms) {
            if (synonym.general) continue;
            const auto words = words_of(synonym.meant);
            const bool there = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return is_stop_word(fold(word)) || known.contains(word);
            });
            if (!there) index_.unmatched.push_back(synonym);
        }
    }

    const IndexInput& input_;
    const Dictionary& dictionary_;
    std::size_t pages_in_block_, texts_in_block_;
    Forms forms_;
    std::vector<SiteWord> words_;  // of the store
    std::set<std::string> names_;
    std::string word_starts_, word_names_, tail_starts_, tail_names_, block_names_, text_list_, facets_, answers_;
    Index index_;
};

}  // namespace

const IndexFile* Index::find(std::string_view name) const {
    const auto found =
        std::lower_bound(files.begin(), files.end(), name,
                         [](const IndexFile& file, std::string_view wanted) { return file.name < wanted; });
    return found != files.end() && found->name == name ? &*found : nullptr;
}

std::string text_block(std::span<const Document> documents) {
    std::string block;
    for (const auto& page : documents)
        block += one_line(page.lead) + "\t" + one_line(page.texts[heading]) + "\t" + one_line(page.texts[body]) + "\n";
    return block;
}

Index make_index(const IndexInput& input, const Dictionary& dictionary) { return Maker{input, dictionary}.make(); }

}  // namespace knav::search
