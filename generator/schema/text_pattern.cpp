#include "schema/text_pattern.hpp"

#include <cstdint>
#include <regex>
#include <string>
#include <utility>

namespace knav {

namespace {

/// Well-formed UTF-8 as one wchar_t a character (32 bits here).
std::wstring widen(std::string_view text) {
    std::wstring wide;
    wide.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            wide.push_back(static_cast<wchar_t>(byte));
        } else if (byte >= 0xC0) {
            wide.push_back(static_cast<wchar_t>(byte & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F)));
        } else if (!wide.empty()) {
            wide.back() = static_cast<wchar_t>((static_cast<std::uint32_t>(wide.back()) << 6) | (byte & 0x3Fu));
        }
    }
    return wide;
}

// The library's depth-first matcher recurses once a character and can take exponential time; its breadth-first one,
// chosen by __polynomial, does neither. What a page says must not be able to stop the program.
constexpr auto flags = std::regex_constants::ECMAScript | std::regex_constants::optimize
#ifdef __GLIBCXX__
                       | std::regex_constants::__polynomial
#endif
    ;

}  // namespace

struct TextPattern::Compiled {
    std::wregex expression;
};

TextPattern::TextPattern(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
TextPattern::~TextPattern() = default;

std::shared_ptr<const TextPattern> TextPattern::compile(std::string_view expression) {
    try {
        auto compiled = std::make_unique<const Compiled>(Compiled{std::wregex{widen(expression), flags}});
        return std::shared_ptr<const TextPattern>(new TextPattern(std::move(compiled)));
    } catch (const std::regex_error&) {
        return nullptr;
    }
}

bool TextPattern::matches(std::string_view text) const { return std::regex_match(widen(text), compiled_->expression); }

}  // namespace knav
