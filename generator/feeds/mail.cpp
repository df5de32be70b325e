#include "feeds/mail.hpp"

#include <algorithm>
#include <string_view>

#include "text/ascii.hpp"
#include "text/digest.hpp"

namespace knav {
namespace {

// RFC 2047: words beyond ASCII, in pieces that fit a line and cut no character.
std::string mail_header(std::string_view text) {
    constexpr std::size_t piece = 20;  // encoded it may be three times as long, and a word has room for 75
    std::string out;
    while (!text.empty()) {
        auto cut = std::min(piece, text.size());
        while (cut < text.size() && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
        out += out.empty() ? "=?utf-8?Q?" : "\r\n =?utf-8?Q?";
        for (const char c : text.substr(0, cut)) {
            const bool plain = is_ascii_letter(c) || is_ascii_digit(c);
            constexpr std::string_view hex = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            if (c == ' ')
                out += '_';
            else if (plain)
                out += c;
            else
                (out += '=').append(1, hex[byte >> 4U]).append(1, hex[byte & 15U]);
        }
        out += "?=";
        text.remove_prefix(cut);
    }
    return out;
}

// RFC 2045 6.7: quoted-printable, lines of at most 76 characters.
std::string quoted_printable(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        const bool last_on_line = i + 1 == text.size() || text[i + 1] == '\n';
        const bool plain = byte > 0x20 && byte < 0x7F && c != '=';
        std::string piece = plain || (c == ' ' && !last_on_line) ? std::string(1, c)
                                                                 : std::string{'=', hex[byte >> 4U], hex[byte & 15U]};
        if (column + piece.size() > 75) {
            out += "=\r\n";
            column = 0;
        }
        column += piece.size();
        out += piece;
    }
    return out;
}

}  // namespace

// A letter with both forms (RFC 2046 5.1.4); who sends it adds From and To.
std::string mail_message(const std::string& subject, const std::string& text, const std::string& html) {
    const auto boundary = "knav-" + digest_of(text + html).hex();
    const auto part = [&](std::string_view type, const std::string& body) {
        return "--" + boundary + "\r\nContent-Type: " + std::string{type} +
               "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(body) +
               "\r\n";
    };
    return "Subject: " + mail_header(subject) +
           "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n" +
           part("text/plain", text) + part("text/html", html) + "--" + boundary + "--\r\n";
}

}  // namespace knav
