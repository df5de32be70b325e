#include "search/index_reader.hpp"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "search/page_numbers.hpp"
#include "search/shards.hpp"
#include "search/words.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr const char* after_all = "\uffff";  // sorts after every character of a word
constexpr std::size_t name_length = 5;       // of a file, without its kind

/// Written by encode_words and encode_tails: how much is shared with the word before, then the rest.
std::string rest(std::string_view before, std::string_view coded) {
    const auto shared = static_cast<std::size_t>(coded.front() - '!');
    std::size_t at = 0;
    for (std::size_t i = 0; i < shared && at < before.size(); ++i) static_cast<void>(next_code_point(before, at));
    return std::string{before.substr(0, at)} + std::string{coded.substr(1)};
}

std::vector<std::string> split_at(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(mark, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::uint64_t number_at(const std::string& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (at >= bytes.size() || shift > 56) throw std::runtime_error("not whole");
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value |= static_cast<std::uint64_t>(byte & 127U) << shift;
        if (byte < 128) return value;
    }
}

/// Which of the files, by their starts, a text lies in.
std::size_t place(const std::vector<std::string>& starts, const std::string& text) {
    const auto after = std::upper_bound(starts.begin(), starts.end(), text);
    return after == starts.begin() ? 0 : static_cast<std::size_t>(after - starts.begin()) - 1;
}

std::string name_at(const std::string& names, std::size_t i) { return names.substr(i * name_length, name_length); }

}  // namespace

void Entry::each(const std::function<void(const OnPage&)>& take) const {
    const auto pages = decode_numbers(numbers, count, limit);
    if (!pages) throw std::runtime_error("not whole");
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto byte = static_cast<unsigned char>(levels[i]);
        take({(*pages)[i], byte % search::levels, byte / search::levels});
    }
}

const std::vector<std::string>& stems_of(const Item& item) {
    if (item.stems.empty()) item.stems = stems_of(item.folded);
    return item.stems;
}

Shard::Shard(std::string payload, std::size_t pages) : bytes_(std::move(payload)) {
    std::size_t at = 0;
    const auto size = static_cast<std::size_t>(number_at(bytes_, at));
    const auto text = bytes_.substr(at, size);
    at += size;
    std::string before;
    std::vector<std::pair<Entry*, std::size_t>> terms;  // and how many bytes their numbers take
    for (const auto& line : split_at(text, '\n')) {
        if (line.empty()) continue;
        auto see = split_at(line, '\t');
        const auto words = split_at(see.front(), ' ');
        see.erase(see.begin());
        auto& entry = entries_.emplace_back(std::make_unique<Entry>());
        entry->key = before = rest(before, words.front());
        entry->forms.push_back(entry->key);
        for (std::size_t i = 1; i < words.size(); ++i) entry->forms.push_back(rest(entry->key, words[i]));
        entry->see = std::move(see);
        if (!entry->see.empty()) continue;
        entry->limit = static_cast<std::uint32_t>(pages);
        entry->rarity = static_cast<std::uint32_t>(number_at(bytes_, at));
        entry->count = static_cast<std::uint32_t>(number_at(bytes_, at));
        terms.emplace_back(entry.get(), number_at(bytes_, at));
    }
    std::string_view left = std::string_view{bytes_}.substr(at);
    const auto take = [&](std::size_t bytes) {
        if (bytes > left.size()) throw std::runtime_error("not whole");
        const auto taken = left.substr(0, bytes);
        left.remove_prefix(bytes);
        return taken;
    };
    for (const auto& [entry, bytes] : terms) entry->numbers = take(bytes);
    for (const auto& [entry, bytes] : terms) entry->levels = take(entry->count);
    if (!left.empty()) throw std::runtime_error("not whole");
    for (auto& entry : entries_) {
        for (const auto& form : entry->forms) items_.push_back({fold(form), form, entry.get(), {}});
    }
    for (const auto& item : items_) by_form_[item.folded].push_back(&item);
}

std::vector<const Item*> Shard::of(const std::string& folded) const {
    const auto found = by_form_.find(folded);
    return found == by_form_.end() ? std::vector<const Item*>{} : found->second;
}

IndexReader::IndexReader(Load load) : load_(std::move(load)), root_(read_root(load_("root"))) {}

IndexReader::Root IndexReader::read_root(const std::string& payload) {
    const auto json = nlohmann::json::parse(payload);
    const auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
    const auto count = [&](const char* key) { return json.at(key).get<std::size_t>(); };
    return {count("pages"),
            count("rows"),
            count("textRows"),
            text("words"),
            text("tails"),
            text("blocks"),
            text("texts"),
            split_at(text("wordStarts"), ' '),
            split_at(text("tailStarts"), ' ')};
}

const Shard& IndexReader::shard_at(std::size_t place) {
    const auto name = "w-" + name_at(root_.words, place);
    auto& shard = shards_[name];
    if (!shard) shard = std::make_unique<Shard>(load_(name), root_.pages);
    return *shard;
}

const Shard& IndexReader::shard(const std::string& folded) { return shard_at(place(root_.word_starts, folded)); }

std::vector<const Shard*> IndexReader::shards_near(const std::string& folded, const std::string& beginning) {
    const auto here = place(root_.word_starts, folded);
    const auto first = std::max(here - std::min<std::size_t>(here, 1), place(root_.word_starts, beginning));
    const auto last = std::min(here + 1, place(root_.word_starts, beginning + after_all));
    std::vector<const Shard*> shards;
    for (auto i = first; i <= last; ++i) shards.push_back(&shard_at(i));
    return shards;
}

const std::vector<Item>& IndexReader::tails(const std::string& folded) {
    const auto name = "t-" + name_at(root_.tails, place(root_.tail_starts, reversed(folded)));
    const auto [found, fresh] = tails_.try_emplace(name);
    if (fresh) {
        std::string before;
        for (const auto& line : split_at(load_(name), '\n')) {
            if (line.empty()) continue;
            before = rest(before, line);
            found->second.push_back({reversed(before), {}, nullptr, {}});
        }
    }
    return found->second;
}

std::vector<std::string> IndexReader::row(const std::string& file, std::size_t number) {
    auto& lines = lines_[file];
    if (lines.empty()) lines = split_at(load_(file), '\n');
    return split_at(lines.at(number), '\t');
}

std::vector<std::string> IndexReader::page(std::uint32_t number) {
    return row("p-" + name_at(root_.blocks, number / root_.rows), number % root_.rows);
}

std::vector<std::string> IndexReader::texts(std::uint32_t number) {
    const auto list = row("l-" + root_.texts, 0).front();
    return row("x-" + name_at(list, number / root_.text_rows), number % root_.text_rows);
}

}  // namespace knav::search
