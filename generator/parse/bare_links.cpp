// Addresses in running text, by GFM §6.9. cmark-gfm's own extension for them shares a table between threads (measured:
// pages come out wrong), so it is not attached.
#include <algorithm>

#include "parse/text_pieces.hpp"
#include "text/ascii.hpp"

namespace knav {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool may_precede(std::string_view run, std::size_t begin) {
    return begin == 0 || is_space(run[begin - 1]) ||
           std::string_view{"*_~("}.find(run[begin - 1]) != std::string_view::npos;
}

/// Letters, digits, '-', '_' and at least one period when `periods` asks for it; no '_' in the last two parts.
std::size_t domain_length(std::string_view text, int periods) {
    std::size_t i = 0;
    int found = 0;
    int underscores_in_last = 0;
    int underscores_before = 0;
    for (; i < text.size(); ++i) {
        if (text[i] == '_') {
            ++underscores_in_last;
        } else if (text[i] == '.') {
            underscores_before = underscores_in_last;
            underscores_in_last = 0;
            ++found;
        } else if (!is_word_byte(text[i]) && text[i] != '-') {
            break;
        }
    }
    const bool valid =
        underscores_before == 0 && underscores_in_last == 0 && found >= periods && i > 0 && text[0] != '.';
    return valid ? i : 0;
}

bool is_entity_tail(std::string_view link) {
    const auto ampersand = link.rfind('&');
    if (ampersand == link.npos || ampersand + 2 >= link.size()) return false;
    const auto name = link.substr(ampersand + 1, link.size() - ampersand - 2);
    return std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); });
}

/// Where the address ends: at white space or '<', without the punctuation of the sentence around it.
std::size_t address_end(std::string_view run, std::size_t begin, std::size_t end) {
    while (end < run.size() && !is_space(run[end]) && run[end] != '<') ++end;
    auto opened = std::count(run.begin() + static_cast<std::ptrdiff_t>(begin),
                             run.begin() + static_cast<std::ptrdiff_t>(end), '(');
    auto closed = std::count(run.begin() + static_cast<std::ptrdiff_t>(begin),
                             run.begin() + static_cast<std::ptrdiff_t>(end), ')');
    while (end > begin) {
        const char last = run[end - 1];
        if (last == ')' && closed > opened) {
            --closed;
            --end;
        } else if (last == ';' && is_entity_tail(run.substr(begin, end - begin))) {
            end = begin + run.substr(begin, end - begin).rfind('&');
        } else if (std::string_view{"?!.,:*_~'\""}.find(last) != std::string_view::npos || last == ';') {
            --end;
        } else {
            break;
        }
    }
    return end;
}

std::optional<BareLink> address(std::string_view run, std::size_t begin, std::size_t domain, int periods) {
    const std::size_t length = domain_length(run.substr(domain), periods);
    if (length == 0) return {};
    const std::size_t end = address_end(run, begin, domain + length);
    if (end <= domain) return {};
    return BareLink{begin, end};
}

}  // namespace

std::optional<BareLink> read_web_address(std::string_view run, std::size_t from, std::size_t colon) {
    if (run.substr(colon, 3) != "://") return {};
    std::size_t begin = colon;
    while (begin > from && colon - begin < 6 && is_ascii_letter(run[begin - 1])) --begin;
    std::string scheme{run.substr(begin, colon - begin)};
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    if ((scheme != "http" && scheme != "https") || !may_precede(run, begin)) return {};
    return address(run, begin, colon + 3, 0);
}

std::optional<BareLink> read_www_address(std::string_view run, std::size_t from, std::size_t begin) {
    if (begin < from || run.substr(begin, 4) != "www." || !may_precede(run, begin)) return {};
    const auto link = address(run, begin, begin, 1);
    return link && link->end > begin + 4 ? link : std::nullopt;
}

std::optional<BareLink> read_mail_address(std::string_view run, std::size_t from, std::size_t at) {
    const auto local = [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view{".-_+"}.find(c) != std::string_view::npos;
    };
    constexpr std::size_t longest = 254;  // RFC 5321 §4.5.3.1; it also bounds the walk back over "a@a@a@..."
    std::size_t begin = at;
    while (begin > from && at - begin < longest && local(run[begin - 1])) --begin;
    if (begin == at) return {};
    std::size_t end = at + 1;
    int periods = 0;
    while (end < run.size() && end - at < longest) {
        const bool inner_period =
            run[end] == '.' && end + 1 < run.size() && (is_ascii_letter(run[end + 1]) || is_ascii_digit(run[end + 1]));
        if (inner_period) ++periods;
        if (!inner_period && !is_ascii_letter(run[end]) && !is_ascii_digit(run[end]) && run[end] != '-' &&
            run[end] != '_')
            break;
        ++end;
    }
    if (periods == 0 || run[end - 1] == '-' || run[end - 1] == '_' || (end < run.size() && run[end] == '@')) return {};
    return BareLink{begin, end};
}

}  // namespace knav
