#include "parse/toml.hpp"

#include <algorithm>
#include <tuple>

#include "parse/toml_bounds.hpp"
#include "text/utf8.hpp"

// toml++ 3.3 guards five kinds of malformed input with an assertion alone, which would end the process; with NDEBUG it
// reports them. So this file is always compiled with it, whatever the build.
#ifndef NDEBUG
#define NDEBUG
#endif
// Debian's shared library is built with exceptions; we compile the header in without them.
#undef TOML_SHARED_LIB
#undef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace knav {

namespace {

/// toml++ counts columns in code points, as we do; lines from the text's first.
class Converter {
public:
    explicit Converter(std::uint32_t first_line) : first_line_(first_line) {}

    [[nodiscard]] Position position(const toml::source_region& region) const {
        return {region.begin.line + first_line_ - 1, region.begin.column};
    }

    [[nodiscard]] Table table(const toml::table& from) const {
        Table made;
        made.entries().reserve(from.size());
        for (const auto& [key, node] : from) {
            made.add({std::string{key.str()}, position(key.source()), value(node)});
        }
        // toml++ sorts keys; the author's order is the one to show and to compare.
        std::stable_sort(made.entries().begin(), made.entries().end(),
                         [](const Entry& a, const Entry& b) { return a.key_at < b.key_at; });
        return made;
    }

private:
    [[nodiscard]] Array array(const toml::array& from) const {
        Array made;
        made.reserve(from.size());
        for (const auto& node : from) made.push_back(value(node));
        return made;
    }

    [[nodiscard]] Value value(const toml::node& node) const { return {held(node), position(node.source())}; }

    [[nodiscard]] Value::Holder held(const toml::node& node) const {
        switch (node.type()) {
            case toml::node_type::table: return table(*node.as_table());
            case toml::node_type::array: return array(*node.as_array());
            case toml::node_type::string: return node.as_string()->get();
            case toml::node_type::integer: return node.as_integer()->get();
            case toml::node_type::floating_point: return node.as_floating_point()->get();
            case toml::node_type::boolean: return node.as_boolean()->get();
            case toml::node_type::date: return date(node.as_date()->get());
            case toml::node_type::time: return time(node.as_time()->get());
            case toml::node_type::date_time: return date_time(node.as_date_time()->get());
            default: return std::string{};
        }
    }

    static Date date(const toml::date& from) { return {from.year, from.month, from.day}; }
    // Fractions of a second are dropped: nothing here happens that fast.
    static TimeOfDay time(const toml::time& from) { return {from.hour, from.minute, from.second}; }
    static DateTime date_time(const toml::date_time& from) {
        DateTime made{date(from.date), time(from.time), {}};
        if (from.offset) made.offset_minutes = from.offset->minutes;
        return made;
    }

    std::uint32_t first_line_;
};

std::string kilobytes(std::size_t bytes) { return std::to_string((bytes + 999) / 1000) + " kB"; }

bool within_bounds(std::string_view path, std::string_view text, std::uint32_t first_line, Diagnostics& found) {
    const auto place = [&](std::uint32_t line) { return Place{std::string{path}, {line + first_line - 1, 1}}; };
    if (text.size() > largest_toml) {
        found.error(place(1), rule::file_too_large, {kilobytes(text.size()), kilobytes(largest_toml)});
        return false;
    }
    if (const auto line = too_long_toml_line(text)) {
        found.error(place(*line), rule::file_too_large, {kilobytes(text.size()), kilobytes(longest_toml_line)});
        return false;
    }
    if (const auto obstacle = toml_obstacle(text)) {
        Place at = place(obstacle->line);
        if (obstacle->kind == TomlObstacle::Kind::depth) {
            found.error(std::move(at), rule::nesting_too_deep, {std::to_string(deepest_toml)});
        } else {
            const std::size_t line_begin = text.rfind('\n', obstacle->offset) + 1;  // npos + 1 is the text's begin
            at.at.column += static_cast<std::uint32_t>(code_points(text.substr(line_begin, obstacle->offset - line_begin)));
            found.error(std::move(at), rule::toml_syntax, {"outside quotes only A-Z, a-z, 0-9, '-' and '_' may stand"});
        }
        return false;
    }
    return true;
}

}  // namespace

std::optional<Table> parse_toml(std::string_view path, std::string_view text, std::uint32_t first_line,
                                Diagnostics& found) {
    if (!within_bounds(path, text, first_line, found)) return {};
    const toml::parse_result result = toml::parse(text);
    const Converter converter{first_line};
    if (!result) {
        const toml::parse_error& error = result.error();
        found.error({std::string{path}, converter.position(error.source())}, rule::toml_syntax,
                    {std::string{error.description()}});
        return {};
    }
    return converter.table(result.table());
}

}  // namespace knav
