#include "search/shards.hpp"

#include <algorithm>

#include "text/binary.hpp"
#include "text/digest.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t most_shared = 80;
constexpr std::size_t marks = 4096;

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// How much of `text` the one before it has too, in characters and bytes, and what follows: '!' for none, '"' for one ...
void append_rest(std::string& out, std::string_view before, std::string_view text) {
    const auto most = std::min(text.size(), before.size());
    auto at = static_cast<std::size_t>(
        std::mismatch(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(most), before.begin()).first -
        text.begin());
    while (at < text.size() && is_inside_character(text[at])) --at;
    auto shared = code_points(text.substr(0, at));
    for (; shared > most_shared; --shared) {
        while (is_inside_character(text[--at])) {
        }
    }
    out += static_cast<char>('!' + shared);
    out += text.substr(at);
}

/// The shortest beginning of `text` that is not one of `before` and sorts after it.
std::string apart(std::string_view before, std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = at;
        static_cast<void>(next_code_point(text, at));
        if (before.size() < at || before.substr(begin, at - begin) != text.substr(begin, at - begin)) break;
    }
    return std::string{text.substr(0, at)};
}

/// The payload that begins with `head`, and in which the pages of all lines lie already as they are to; or null.
const Payload* known_payload(std::span<const Line> lines, std::string_view head, std::size_t numbers_size,
                             std::size_t levels_size) {
    const Payload* payload = nullptr;
    const char *numbers = nullptr, *levels = nullptr;
    for (const auto& line : lines) {
        if (!line.see.empty()) continue;
        if (payload == nullptr) {
            payload = line.on.in;
            if (payload == nullptr || !payload->bytes.starts_with(head)) return nullptr;
            if (payload->bytes.size() != head.size() + numbers_size + levels_size) return nullptr;
            numbers = payload->bytes.data() + head.size();
            levels = numbers + numbers_size;
        }
        if (line.on.numbers.data() != numbers || line.on.levels.data() != levels) return nullptr;
        numbers += line.on.numbers.size();
        levels += line.on.levels.size();
    }
    return payload;
}

}  // namespace

std::vector<Cut> cut_shards(std::span<const std::string_view> texts, std::span<const std::size_t> sizes,
                            std::size_t wanted) {
    std::vector<Cut> cuts;
    std::size_t size = 0;
    const auto ends = [&](std::size_t i) {  // before line i
        if (texts[i] == texts[i - 1]) return false;
        if (size + sizes[i] > 2 * wanted) return true;
        if (size < wanted / 2) return false;
        const auto mark = digest_of(texts[i].substr(0, 6)).low % marks;
        return mark * wanted < marks * sizes[i] * 2;
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (cuts.empty() || ends(i)) {
            if (!cuts.empty()) cuts.back().end = i;
            cuts.push_back({i, texts.size(), cuts.empty() ? std::string{} : apart(texts[i - 1], texts[i])});
            size = 0;
        }
        size += sizes[i];
    }
    return cuts;
}

std::size_t file_size(std::size_t all, std::size_t smallest, std::size_t most) {
    auto size = smallest;
    while (all > size * most) size += (size + 7) / 8;
    return size;
}

std::string reversed(std::string_view text) {
    if (std::none_of(text.begin(), text.end(), is_inside_character)) return {text.rbegin(), text.rend()};
    std::string out(text.size(), '\0');
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        static_cast<void>(next_code_point(text, at));
        std::copy(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(at),
                  out.end() - static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

WordShard encode_words(std::span<const Line> lines) {
    std::string text;
    BinaryWriter counts;
    std::string_view before;
    std::size_t numbers = 0, on_pages = 0;
    for (const auto& line : lines) {
        append_rest(text, before, line.key);
        for (const auto form : line.forms) {
            if (form == line.key) continue;
            text += ' ';
            append_rest(text, line.key, form);
        }
        for (const auto other : line.see) (text += '\t') += other;
        text += '\n';
        before = line.key;
        if (!line.see.empty()) continue;
        counts.number(line.on.rarity);
        counts.number(line.on.pages);
        counts.number(line.on.numbers.size());
        numbers += line.on.numbers.size();
        on_pages += line.on.levels.size();
    }
    BinaryWriter out{text.size() + 10 * lines.size() + numbers + on_pages + 8};
    out.text(text);
    out.raw(counts.take());
    auto made = out.take();
    const WordShard known{{}, made.size(), made.size() + numbers};
    if (const auto* same = known_payload(lines, made, numbers, on_pages)) return {*same, known.numbers, known.levels};
    for (const auto& line : lines) made += line.on.numbers;
    for (const auto& line : lines) made += line.on.levels;
    return {Payload{std::move(made)}, known.numbers, known.levels};
}

std::string encode_tails(std::span<const std::string_view> texts) {
    std::string out;
    std::string_view before;
    for (const auto text : texts) {
        append_rest(out, before, text);
        out += '\n';
        before = text;
    }
    return out;
}

}  // namespace knav::search
