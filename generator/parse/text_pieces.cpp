#include "parse/text_pieces.hpp"

#include <algorithm>
#include <array>

#include "text/ascii.hpp"

namespace knav {

namespace {

// What a byte may be the beginning, or the middle, of.
enum class Hint : unsigned char { none, bracket, tilde, colon, at, w, capital, first_of_two };

constexpr std::array<Hint, 256> hints = [] {
    std::array<Hint, 256> made{};
    for (unsigned char c = 'A'; c <= 'Z'; ++c) made[c] = Hint::capital;
    made['['] = Hint::bracket;
    made['~'] = Hint::tilde;
    made[':'] = Hint::colon;
    made['@'] = Hint::at;
    made['w'] = Hint::w;
    made[0xC3] = Hint::first_of_two;  // Å, Ä and Ö begin with it, and å, ä and ö
    return made;
}();

constexpr std::size_t bytes_at_once = 16;

/// Whether none of the hints above is in so many bytes. Without branches, so that the compiler can test them together: most
/// blocks hold nothing, and this sees all running text. One byte more is looked at.
bool holds_nothing(const char* bytes) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < bytes_at_once; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]), next = static_cast<unsigned char>(bytes[i + 1]);
        any |= static_cast<unsigned char>((byte >= '@') & (byte <= '['));  // A to Z lie between these two
        any |= static_cast<unsigned char>((byte == ':') | (byte == '~') | (byte == 'w'));
        any |= static_cast<unsigned char>((byte == 0xC3) & (next < 0xA0));  // what follows is å, ä and ö
    }
    return any == 0;
}

bool begins_word(std::string_view run, std::size_t i) {
    if (i == 0) return true;
    const char before = run[i - 1];
    const bool in_name = before == '.' && i > 1 && is_word_byte(run[i - 2]);  // "EXAMPLE.ORG"
    return !is_word_byte(before) && before != '-' && before != '_' && before != '@' && !in_name;
}

std::optional<Piece> piece(PieceKind kind, const std::optional<BareLink>& link) {
    if (!link) return {};
    return Piece{kind, link->begin, link->end, {}};
}

std::optional<Piece> wiki_piece(std::string_view run, std::size_t i) {
    if (run.substr(i, 2) != "[[") return {};
    auto link = read_wiki_link(run, i);
    if (!link) return {};
    const std::size_t end = link->end;
    return Piece{PieceKind::wiki, i, end, std::move(*link)};
}

/// Two tildes and no more: three or a single one are something else.
std::optional<Piece> strike_piece(std::string_view run, std::size_t i) {
    const bool two =
        run.substr(i, 2) == "~~" && (i + 2 == run.size() || run[i + 2] != '~') && (i == 0 || run[i - 1] != '~');
    if (!two) return {};
    return Piece{PieceKind::strike, i, i + 2, {}};
}

std::optional<Piece> abbreviation_piece(std::string_view run, std::size_t i) {
    if (!begins_word(run, i)) return {};
    const std::size_t length = read_abbreviation(run, i);
    if (length == 0) return {};
    return Piece{PieceKind::abbreviation, i, i + length, {}};
}

std::optional<Piece> piece_at(std::string_view run, std::size_t from, std::size_t i, Hint hint,
                              const PiecesWanted& wanted) {
    switch (hint) {
        case Hint::bracket: return wanted.wiki ? wiki_piece(run, i) : std::nullopt;
        case Hint::tilde: return strike_piece(run, i);
        case Hint::colon: return wanted.links ? piece(PieceKind::web, read_web_address(run, from, i)) : std::nullopt;
        case Hint::at: return wanted.links ? piece(PieceKind::mail, read_mail_address(run, from, i)) : std::nullopt;
        case Hint::w: return wanted.links ? piece(PieceKind::www, read_www_address(run, from, i)) : std::nullopt;
        case Hint::capital:
        case Hint::first_of_two: return wanted.abbreviations ? abbreviation_piece(run, i) : std::nullopt;
        case Hint::none: break;
    }
    return {};
}

}  // namespace

std::optional<Piece> next_piece(std::string_view run, std::size_t from, const PiecesWanted& wanted) {
    for (std::size_t i = from; i < run.size();) {
        const std::size_t end = std::min(i + bytes_at_once, run.size());
        if (end < run.size() && holds_nothing(run.data() + i)) i = end;
        for (; i < end; ++i) {
            const Hint hint = hints[static_cast<unsigned char>(run[i])];
            if (hint == Hint::none) continue;
            if (auto found = piece_at(run, from, i, hint, wanted)) return found;
        }
    }
    return {};
}

}  // namespace knav
