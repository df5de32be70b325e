// What Markdown's own syntax leaves in running text but this site means something by: wiki links, bare addresses,
// struck text and words that may be abbreviations. Finds them; what becomes of them is inline_writer's business.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace knav {

/// [[target#fragment|label]], every part of which is plain text on at most two lines.
struct WikiLink {
    std::string target;
    std::string fragment;
    std::string label;
    std::size_t end = 0;  // just past "]]"
};
/// Reads the wiki link whose "[[" stands at `begin`. Unclosed, empty or with brackets inside it is no link.
[[nodiscard]] std::optional<WikiLink> read_wiki_link(std::string_view run, std::size_t begin);

/// An address in running text, by the rules of GFM §6.9 (extended autolinks). `begin` may lie before where it was
/// noticed, but not before `from`.
struct BareLink {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// "http://" or "https://" before `colon`, which holds a ':'.
[[nodiscard]] std::optional<BareLink> read_web_address(std::string_view run, std::size_t from, std::size_t colon);
/// "www." at `begin`.
[[nodiscard]] std::optional<BareLink> read_www_address(std::string_view run, std::size_t from, std::size_t begin);
/// A mail address around `at`, which holds a '@'.
[[nodiscard]] std::optional<BareLink> read_mail_address(std::string_view run, std::size_t from, std::size_t at);

/// The length of the abbreviation that begins at `begin`, or 0: two or more capitals (A-Z, Å, Ä, Ö), digits, and parts
/// joined by hyphens that hold a capital or a digit themselves ("RMPO", "S-KiS", "NSK-S", "ICD-10"). What Swedish hangs
/// on an abbreviation is not part of it: "RMPO:s", "RMPO-dagar", "SVFer".
[[nodiscard]] std::size_t read_abbreviation(std::string_view run, std::size_t begin);

enum class PieceKind { wiki, web, www, mail, strike, abbreviation };

struct Piece {
    PieceKind kind = PieceKind::wiki;
    std::size_t begin = 0;
    std::size_t end = 0;
    WikiLink wiki;  // for PieceKind::wiki
};

struct PiecesWanted {
    bool wiki = true;
    bool links = true;  // bare addresses
    bool abbreviations = true;
};

/// The first piece that begins at or after `from`.
[[nodiscard]] std::optional<Piece> next_piece(std::string_view run, std::size_t from, const PiecesWanted& wanted);

}  // namespace knav
