#include "parse/page_bytes.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr std::string_view byte_order = "\xEF\xBB\xBF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr int most_of_a_kind = 10;

bool is_unwanted_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return ((byte < 0x20) & (byte != '\n') & (byte != '\t')) | (byte == 0x7F);
}

bool any_control(std::string_view bytes) { return std::any_of(bytes.begin(), bytes.end(), is_unwanted_control); }

/// U+0080 ... U+009F, which HTML forbids too: C2 80 ... C2 9F.
bool is_c1_control(std::string_view bytes, std::size_t i) {
    return bytes[i] == '\xC2' && i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) < 0xA0;
}

bool any_c1_control(std::string_view bytes) {
    for (auto i = bytes.find('\xC2'); i != bytes.npos; i = bytes.find('\xC2', i + 1)) {
        if (is_c1_control(bytes, i)) return true;
    }
    return false;
}

/// U+202A ... U+202E and U+2066 ... U+2069, which make text read in another order than it is written: what a person sees
/// is then not what it says.
bool is_direction(std::string_view bytes, std::size_t i) {
    if (bytes[i] != '\xE2' || i + 2 >= bytes.size()) return false;
    const auto second = bytes[i + 1];
    const auto third = static_cast<unsigned char>(bytes[i + 2]);
    return (second == '\x80' && third >= 0xAA && third <= 0xAE) || (second == '\x81' && third >= 0xA6 && third <= 0xA9);
}

bool any_direction(std::string_view bytes) {
    for (const std::string_view lead : {"\xE2\x80", "\xE2\x81"}) {
        for (auto i = bytes.find(lead); i != bytes.npos; i = bytes.find(lead, i + 2)) {
            if (is_direction(bytes, i)) return true;
        }
    }
    return false;
}

constexpr std::size_t letters_at_once = 32;

/// Whether so many bytes are ASCII without control characters and letters of two bytes, as nearly all are. Without branches,
/// so that the compiler can test many at a time: this sees every byte of every page. One byte more is looked at: the last
/// may be the first of two.
bool is_plain(const char* bytes) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < letters_at_once; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]), next = static_cast<unsigned char>(bytes[i + 1]);
        any |= static_cast<unsigned char>(is_unwanted_control(bytes[i]));
        any |= static_cast<unsigned char>(((byte >= 0xC0) & (byte < 0xC3)) | (byte >= 0xE0));
        any |= static_cast<unsigned char>((byte >= 0xC3) ^ ((next >= 0x80) & (next < 0xC0)));
    }
    return any == 0 && !continues_character(bytes[0]);
}

/// Whether there is nothing to mend but perhaps a byte order mark.
bool is_clean(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t end = std::min(i + letters_at_once, bytes.size());
        if (end < bytes.size() && is_plain(bytes.data() + i)) {
            i = continues_character(bytes[end]) ? end + 1 : end;
            continue;
        }
        while (end < bytes.size() && continues_character(bytes[end])) ++end;
        const auto part = bytes.substr(i, end - i);
        if (any_control(part) || any_c1_control(part) || any_direction(part) || first_invalid_utf8(part)) return false;
        i = end;
    }
    return true;
}

class Mender {
public:
    Mender(std::string_view path, std::string_view bytes, Diagnostics& found)
        : path_(path), bytes_(bytes), found_(found) {
        next_invalid_ = first_invalid_utf8(bytes).value_or(bytes.size());
    }

    std::string mend() {
        made_.reserve(bytes_.size());
        std::size_t i = 0;
        if (bytes_.starts_with(byte_order)) {
            found_.error(place(), rule::byte_order_mark);
            i = byte_order.size();
        }
        while (i < bytes_.size()) i = step(i);
        return std::move(made_);
    }

private:
    [[nodiscard]] Place place() const { return {std::string{path_}, at_}; }

    /// Mends what stands at `i`; returns where the next thing stands.
    std::size_t step(std::size_t i) {
        const char c = bytes_[i];
        if (i == next_invalid_) return invalid(i);
        if (c == '\r') return line_end(i);
        if (is_unwanted_control(c)) return control(i, 1, static_cast<unsigned char>(c));
        if (is_c1_control(bytes_, i)) return control(i, 2, static_cast<unsigned char>(bytes_[i + 1]));
        if (is_direction(bytes_, i)) {
            std::size_t end = i;
            return control(i, 3, static_cast<unsigned>(next_code_point(bytes_, end)));
        }
        made_ += c;
        if (c == '\n') {
            at_ = {at_.line + 1, 1};
        } else if (i + 1 == bytes_.size() || !continues_character(bytes_[i + 1]) || i + 1 == next_invalid_) {
            ++at_.column;  // the last byte of its character
        }
        return i + 1;
    }

    std::size_t invalid(std::size_t i) {
        if (++invalids_ <= most_of_a_kind) {
            const auto byte = static_cast<unsigned char>(bytes_[i]);
            found_.error(place(), rule::encoding_invalid, {fmt::format("0x{:02X}", byte)});
        }
        made_ += replacement;
        ++at_.column;
        const auto further = first_invalid_utf8(bytes_.substr(i + 1));
        next_invalid_ = further ? i + 1 + *further : bytes_.size();
        return i + 1;
    }

    std::size_t line_end(std::size_t i) {
        const bool pair = i + 1 < bytes_.size() && bytes_[i + 1] == '\n';
        if (!line_ends_reported_) found_.error(place(), rule::line_ending, {pair ? "CRLF" : "CR"});
        line_ends_reported_ = true;
        made_ += '\n';
        at_ = {at_.line + 1, 1};
        return i + (pair ? 2 : 1);
    }

    std::size_t control(std::size_t i, std::size_t length, unsigned code) {
        if (++controls_ <= most_of_a_kind) {
            found_.error(place(), rule::control_character, {fmt::format("U+{:04X}", code)});
        }
        ++at_.column;
        return i + length;
    }

    std::string_view path_;
    std::string_view bytes_;
    Diagnostics& found_;
    std::string made_;
    Position at_{1, 1};
    std::size_t next_invalid_ = 0;
    int invalids_ = 0;
    int controls_ = 0;
    bool line_ends_reported_ = false;
};

void check_last_line(std::string_view path, std::string_view bytes, Diagnostics& found) {
    if (bytes.empty() || bytes.back() == '\n' || bytes.back() == '\r') return;
    const auto line = 1 + std::count(bytes.begin(), bytes.end(), '\n');
    found.warning({std::string{path}, {static_cast<std::uint32_t>(line), 0}}, rule::final_newline);
}

}  // namespace

std::optional<std::string> mended_bytes(std::string_view path, std::string_view bytes, Diagnostics& found) {
    check_last_line(path, bytes, found);
    if (!bytes.starts_with(byte_order) && is_clean(bytes)) return {};
    return Mender{path, bytes, found}.mend();
}

}  // namespace knav
