#include "text/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/eight_bytes.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

// One table a purpose.
using ByteSet = std::array<bool, 256>;

constexpr ByteSet bytes_of(std::string_view members) {
    ByteSet set{};
    for (const char c : members) set[static_cast<std::uint8_t>(c)] = true;
    return set;
}

constexpr ByteSet url_plain = bytes_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");
constexpr ByteSet white = bytes_of(" \n\t\r\f");
constexpr ByteSet white_or_markup = bytes_of(" \n\t\r\f<&");
constexpr ByteSet ends_tag_name = bytes_of(" \n\t\r\f/>");
constexpr ByteSet begins_inline = bytes_of("abcdeikmqsu");
constexpr ByteSet path_plain = bytes_of("/ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

// Which bytes end a run that can be copied as it is.
constexpr auto html_special = [](EightBytes bytes) {
    return bytes.equal('"') | bytes.equal('&') | bytes.equal('<') | bytes.equal('>');
};
constexpr auto xml_special = [](EightBytes bytes) {
    return html_special(bytes) | bytes.below(' ') | bytes.within(0xEF, 0xEF);  // U+FFFE and U+FFFF begin with EF
};
constexpr auto json_special = [](EightBytes bytes) {
    return bytes.equal('"') | bytes.equal('\\') | bytes.equal('<') | bytes.equal('\x7F') | bytes.below(' ');
};

/// Copies runs of ordinary bytes whole; `write(text, i)` writes what stands for the byte at `i` and returns how many
/// bytes it used up.
template <class Special, class Write>
void append_escaped(std::string& out, std::string_view text, Special special, Write write) {
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = find_byte(text, begin, special);
        out.append(text, begin, end - begin);
        begin = end < text.size() ? end + write(text, end) : end;
    }
}

std::string_view entity(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        default: return {};
    }
}

void append_json_byte(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default:
            out += "\\u00";
            out += hex[static_cast<std::uint8_t>(c) >> 4];
            out += hex[static_cast<std::uint8_t>(c) & 15];
    }
}

std::string percent_encoded(std::string_view text, const ByteSet& plain) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (plain[byte])
            out += c;
        else
            out += {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
    }
    return out;
}

// ---- plain_text: our own HTML and what people write of it, not the whole of HTML's error handling.

bool is_white(char c) { return white[static_cast<std::uint8_t>(c)]; }

std::string_view tag_name(std::string_view tag) {  // "/p", "br/", "a href=..." -> p, br, a
    if (tag.starts_with('/')) tag.remove_prefix(1);
    std::size_t end = 0;
    while (end < tag.size() && !ends_tag_name[static_cast<std::uint8_t>(tag[end])]) ++end;
    return tag.substr(0, end);
}

/// Elements that may stand inside a word; any other tag parts words.
bool is_inline(std::string_view name) {
    static constexpr std::array<std::string_view, 21> names = {"a",   "abbr",  "b",    "bdi",    "cite", "code", "del",
                                                               "dfn", "em",    "i",    "ins",    "kbd",  "mark", "q",
                                                               "s",   "small", "span", "strong", "sub",  "sup",  "u"};
    if (name.empty() || !begins_inline[static_cast<std::uint8_t>(name.front())]) return false;  // p, li, td
    return std::binary_search(names.begin(), names.end(), name);
}

struct NamedEntity {
    std::string_view name;
    std::string_view text;
};
constexpr NamedEntity named_entities[] = {
    {"amp", "&"},   {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},  {"nbsp", " "}, {"shy", ""},
    {"aring", "å"}, {"auml", "ä"},  {"ouml", "ö"},   {"Aring", "Å"}, {"Auml", "Ä"},  {"Ouml", "Ö"}, {"eacute", "é"},
    {"ndash", "–"}, {"mdash", "—"}, {"hellip", "…"}, {"laquo", "«"}, {"raquo", "»"}, {"rarr", "→"}, {"larr", "←"}};

std::optional<std::string> numeric_entity(std::string_view digits) {  // "229" or "xE5"
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 7) return std::nullopt;
    char32_t number = 0;
    for (const char c : digits) {
        const char lower_case = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
        const auto value = std::string_view{"0123456789abcdef"}.find(lower_case);
        if (value >= (hexadecimal ? 16U : 10U)) return std::nullopt;
        number = number * (hexadecimal ? 16 : 10) + static_cast<char32_t>(value);
    }
    std::string out;
    append_utf8(out, number == 0 ? 0xFFFD : number);
    return out;
}

std::optional<std::string> decoded(std::string_view name) {
    if (name.starts_with('#')) return numeric_entity(name.substr(1));
    for (const auto& known : named_entities) {
        if (known.name == name) return std::string{known.text};
    }
    return std::nullopt;
}

bool is_plain(char c) { return !white_or_markup[static_cast<std::uint8_t>(c)]; }

/// First offset at or after `offset` that holds markup, a control character or a blank after a blank, but for rare
/// mistakes: it may be anything else, too.
std::size_t skip_words(std::string_view html, std::size_t offset) {
    return find_byte(html, offset, [before = EightBytes::Marks{0}](EightBytes bytes) mutable {
        const auto blanks = bytes.equal(' '), second = blanks & (blanks << 8 | before);
        before = blanks >> 56;
        return bytes.below(' ') | bytes.equal('<') | bytes.equal('&') | second;
    });
}

/// Where the words end that begin at `begin`, with one blank between each two and maybe one after them.
std::size_t end_of_words(std::string_view html, std::size_t begin) {
    auto end = skip_words(html, begin);
    while (end < html.size() && is_plain(html[end])) end = skip_words(html, end + 1);
    return end;
}

/// Text with white space folded as it is added.
class FoldedText {
public:
    explicit FoldedText(std::string& text) : text_(text), begin_(text.size()) {}
    void space() { gap_ = true; }
    /// Adds what begins with no blank, and holds none but single ones between words and after them.
    void words(std::string_view text) {
        if (gap_ && text_.size() > begin_) text_ += ' ';
        gap_ = text.ends_with(' ');
        text_.append(text, 0, text.size() - (gap_ ? 1 : 0));
    }
    /// Adds what an entity stands for.
    void character(std::string_view text) {
        if (text.empty()) return;
        is_white(text.front()) ? space() : words(text);
    }

private:
    std::string& text_;
    std::size_t begin_;  // what was there before is none of it
    bool gap_ = false;
};

/// Reads the tag or comment at `begin`, which holds '<'; gives the offset after it, or `begin` if it is only a '<'.
std::size_t skip_tag(std::string_view html, std::size_t begin, FoldedText& out) {
    const auto rest = html.substr(begin + 1);
    if (rest.starts_with("!--")) {
        const auto end = html.find("-->", begin + 4);
        return end == html.npos ? html.size() : end + 3;
    }
    const bool is_tag = !rest.empty() && (rest[0] == '/' || rest[0] == '!' || (rest[0] >= 'a' && rest[0] <= 'z') ||
                                          (rest[0] >= 'A' && rest[0] <= 'Z'));
    const auto close = html.find('>', begin);
    if (!is_tag || close == html.npos) return begin;
    const auto name = tag_name(rest);
    if (!is_inline(name)) out.space();
    if (name != "script" && name != "style") return close + 1;
    const auto end = html.find(name == "script" ? "</script" : "</style", close);
    return rest[0] == '/' || end == html.npos ? close + 1 : end;
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
    append_escaped(out, text, html_special, [&out](std::string_view from, std::size_t i) {
        out += entity(from[i]);
        return std::size_t{1};
    });
}

std::string html_escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    append_html(out, text);
    return out;
}

void append_xml(std::string& out, std::string_view text) {
    append_escaped(out, text, xml_special, [&out](std::string_view from, std::size_t i) {
        const char c = from[i];
        if (c == '\xEF') {
            const auto sequence = from.substr(i, 3);
            if (sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF") return std::size_t{3};
            out += c;
        } else if (is_white(c) && c != '\f') {
            out += c;
        } else {
            out += entity(c);  // nothing for a control character
        }
        return std::size_t{1};
    });
}

void append_json(std::string& out, std::string_view text) {
    out += '"';
    append_escaped(out, text, json_special, [&out](std::string_view from, std::size_t i) {
        append_json_byte(out, from[i]);
        return std::size_t{1};
    });
    out += '"';
}

std::string url_path(std::string_view path) { return percent_encoded(path, path_plain); }

std::string url_value(std::string_view value) { return percent_encoded(value, url_plain); }

void append_plain_text(std::string& text, std::string_view html) {
    text.reserve(text.size() + html.size());
    FoldedText out{text};
    for (std::size_t i = 0; i < html.size();) {
        if (is_plain(html[i])) {
            const auto end = end_of_words(html, i);
            out.words(html.substr(i, end - i));
            i = end;
        } else if (is_white(html[i])) {
            out.space();
            ++i;
        } else if (html[i] == '<') {
            const auto after = skip_tag(html, i, out);
            if (after == i)
                out.words(html.substr(i++, 1));
            else
                i = after;
        } else {
            const auto semicolon = html.substr(i, 12).find(';');
            const auto said = semicolon == html.npos ? std::nullopt : decoded(html.substr(i + 1, semicolon - 1));
            out.character(said ? std::string_view{*said} : html.substr(i, 1));
            i += said ? semicolon + 1 : 1;
        }
    }
}

std::string plain_text(std::string_view html) {
    std::string text;
    append_plain_text(text, html);
    return text;
}

}  // namespace knav
