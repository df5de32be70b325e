// A field's `pattern`, compiled. Regular expressions are ECMAScript's, over characters rather than bytes, so that
// [a-zåäö] means what it says.
// Matching takes time in proportion to text and pattern, whatever either holds; the price is that back references
// (\1) are refused.
#pragma once

#include <memory>
#include <string_view>

namespace knav {

class TextPattern {
public:
    /// Null if `expression` is no regular expression.
    [[nodiscard]] static std::shared_ptr<const TextPattern> compile(std::string_view expression);
    ~TextPattern();
    TextPattern(const TextPattern&) = delete;
    TextPattern& operator=(const TextPattern&) = delete;

    /// Whether the whole of `text` (well-formed UTF-8) matches. Safe to ask from several threads.
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    struct Compiled;
    explicit TextPattern(std::unique_ptr<const Compiled> compiled);
    std::unique_ptr<const Compiled> compiled_;  // <regex> stays out of every file that includes page_type.hpp
};

}  // namespace knav
