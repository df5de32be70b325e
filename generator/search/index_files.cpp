#include "search/index_files.hpp"

#include <algorithm>
#include <set>

#include "search/words.hpp"
#include "text/escape.hpp"

namespace knav::search {
namespace {

constexpr std::size_t name_length = 5;

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words) out += (out.empty() ? "" : " ") + std::string{word};
    return out;
}

/// The names without their kinds, one after another.
std::string joined(std::span<const std::string> names) {
    std::string out;
    for (const auto& name : names) out += name.substr(2);
    return out;
}

class Namer {
public:
    NamedIndex name(WordFiles words, PageFiles pages, std::size_t page_count,
                    std::span<const std::pair<std::string, std::string>> types) {
        made_.names.words = add_files('w', std::move(words.words));
        tails_ = add_files('t', std::move(words.tails));
        made_.names.blocks = add_files('p', std::move(pages.blocks));
        add_texts(pages, page_count);
        made_.names.facets = add_file('f', std::move(pages.facets));
        made_.names.answers = add_file('a', std::move(pages.answers));
        add_root(words, pages, page_count, types);
        std::sort(made_.index.files.begin(), made_.index.files.end(),
                  [](const IndexFile& one, const IndexFile& other) { return one.name < other.name; });
        return std::move(made_);
    }

private:
    /// A name that no other file has: of the content, not of the place in the list.
    std::string name_of(char kind, const Digest& content) {
        for (std::uint64_t salt = 0;; ++salt) {
            auto number = Hasher{}.add(salt).add(content).finish().low;
            std::string name{kind, '-'};
            for (std::size_t i = 0; i < name_length; ++i, number /= 36)
                name += "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
            if (taken_.insert(name).second) return name;
        }
    }

    std::string add_file(char kind, Payload payload) {
        auto name = name_of(kind, payload.digest);
        made_.index.files.push_back({name, std::move(payload)});
        return name;
    }

    std::vector<std::string> add_files(char kind, std::vector<Payload> payloads) {
        std::vector<std::string> names;
        names.reserve(payloads.size());
        for (auto& payload : payloads) names.push_back(add_file(kind, std::move(payload)));
        return names;
    }

    void add_texts(const PageFiles& pages, std::size_t page_count) {
        std::string names;
        for (std::size_t i = 0; i < pages.texts.size(); ++i) {
            const auto begin = i * pages.texts_in_block;
            made_.index.texts.push_back(
                {name_of('x', pages.texts[i]), begin, std::min(begin + pages.texts_in_block, page_count)});
            names += made_.index.texts.back().name.substr(2);
        }
        text_list_ = add_file('l', Payload{std::move(names)});
    }

    void add_root(const WordFiles& words, const PageFiles& pages, std::size_t page_count,
                  std::span<const std::pair<std::string, std::string>> types) {
        std::string json = "{\"v\":1,\"pages\":" + std::to_string(page_count) +
                           ",\"rows\":" + std::to_string(pages.pages_in_block) +
                           ",\"textRows\":" + std::to_string(pages.texts_in_block);
        const auto add = [&](std::string_view key, std::string_view value) {
            json += ",\"" + std::string{key} + "\":";
            append_json(json, value);
        };
        add("wordStarts", words.word_starts);
        add("words", joined(made_.names.words));
        add("tailStarts", words.tail_starts);
        add("tails", joined(tails_));
        add("blocks", joined(made_.names.blocks));
        add("texts", text_list_.substr(2));
        add("facets", made_.names.facets.substr(2));
        add("answers", made_.names.answers.substr(2));
        add("endings", joined(endings()));
        add("stop", joined(stop_words()));
        add("people", joined(people_words()));
        json += ",\"types\":{";
        for (const auto& [name, label] : types) {
            json += json.back() == '{' ? "" : ",";
            append_json(json, name);
            json += ":";
            append_json(json, label);
        }
        made_.index.files.push_back({"root", Payload{json + "}}"}});
    }

    std::set<std::string> taken_;
    std::vector<std::string> tails_;
    std::string text_list_;
    NamedIndex made_;
};

}  // namespace

const IndexFile* Index::find(std::string_view name) const {
    const auto found =
        std::lower_bound(files.begin(), files.end(), name,
                         [](const IndexFile& file, std::string_view wanted) { return file.name < wanted; });
    return found != files.end() && found->name == name ? &*found : nullptr;
}

NamedIndex name_files(WordFiles words, PageFiles pages, std::size_t page_count,
                      std::span<const std::pair<std::string, std::string>> types) {
    return Namer{}.name(std::move(words), std::move(pages), page_count, types);
}

}  // namespace knav::search
