// TOML as text: where a value that has been read ends, how a value is written, and the few edits made to the TOML of a
// page. Never writes a whole document anew. Reading TOML is parse/toml.hpp's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edit/splice.hpp"
#include "parse/value.hpp"

namespace knav {

/// A string as it stands in TOML, quotes included: [begin, end), and what is between them.
struct TomlString {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t inside_begin = 0;
    std::size_t inside_end = 0;
};

/// The string whose opening quote stands at `offset`, of any of the four kinds; nothing if none stands there.
[[nodiscard]] std::optional<TomlString> toml_string_at(std::string_view text, std::size_t offset);

/// "a \"quoted\" text" as TOML writes it on one line.
[[nodiscard]] std::string toml_quoted(std::string_view text);
/// A value on one line: arrays in brackets, tables in braces.
[[nodiscard]] std::string toml_written(const Value& value);

/// A list of strings that has been read, with `add` put last, or in the place of an element that equals `instead_of`.
/// Nothing to do if `add` is there already. Nothing if the list is not written as it was read.
[[nodiscard]] std::optional<std::vector<Splice>> toml_list_with(std::string_view text, const Value& list,
                                                                std::string_view add, std::string_view instead_of);
/// The list without the element that equals `word`; without its last one, the whole line goes. Nothing as above.
[[nodiscard]] std::optional<std::vector<Splice>> toml_list_without(std::string_view text, const Entry& list,
                                                                   std::string_view word);

/// The line of a key and its string, to be removed; nothing if anything but a comment stands on it too.
[[nodiscard]] std::optional<Splice> toml_line_of(std::string_view text, const Entry& entry);

/// A line `key = value` behind the one that `after` stands on, its equals sign below that one's; `after` is an entry
/// whose value is written on its own lines.
[[nodiscard]] std::optional<Splice> toml_line_after(std::string_view text, const Entry& after, std::string_view key,
                                                    std::string_view value);

}  // namespace knav
