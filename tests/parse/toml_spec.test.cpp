// The published TOML test suite, through our own reader: what must be read, with the values it must give, and what must
// be refused. Version 1.0.0, which is what toml++ 3.3 reads.
#include <cmath>
#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "parse/toml.hpp"

using namespace knav;
using nlohmann::json;

namespace {

json suite() {
    std::ifstream file{std::string{KNAV_SOURCE_DIR} + "/tests/specs/toml-test.json", std::ios::binary};
    REQUIRE(file);
    return json::parse(file);
}

bool in_version(const json& test) {
    const auto& versions = test["versions"];
    return std::find(versions.begin(), versions.end(), "1.0.0") != versions.end();
}

std::string base64_decoded(const std::string& text) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string made;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto digit = digits.find(c);
        if (digit == digits.npos) break;
        bits = bits << 6 | static_cast<unsigned>(digit);
        count += 6;
        if (count >= 8) made += static_cast<char>(bits >> (count -= 8) & 255);
    }
    return made;
}

std::string text_of(const json& test) {
    return test.contains("toml") ? test["toml"].get<std::string>()
                                 : base64_decoded(test["toml_base64"].get<std::string>());
}

/// Dates and times as the suite writes them, without fractions (which we drop) and with seconds always.
std::string without_fraction(std::string text) {
    const auto dot = text.find('.');
    if (dot != text.npos) {
        auto end = dot + 1;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
        text.erase(dot, end - dot);
    }
    return text;
}

bool same_number(double value, const std::string& expected) {
    if (expected.ends_with("nan")) return std::isnan(value);
    if (expected.ends_with("inf")) return std::isinf(value) && std::signbit(value) == expected.starts_with("-");
    return value == std::stod(expected);
}

bool same(const Value& value, const json& expected);

bool same(const Table& table, const json& expected) {
    if (table.entries().size() != expected.size()) return false;
    for (const auto& [key, held] : expected.items()) {
        const Value* value = table.find(key);
        if (!value || !same(*value, held)) return false;
    }
    return true;
}

bool same(const Value& value, const json& expected) {
    if (expected.is_array()) {
        if (value.kind() != ValueKind::array || value.array().size() != expected.size()) return false;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (!same(value.array()[i], expected[i])) return false;
        }
        return true;
    }
    const bool leaf =
        expected.contains("type") && expected.contains("value") && expected["type"].is_string() && expected.size() == 2;
    if (!leaf) return value.kind() == ValueKind::table && same(value.table(), expected);
    const auto type = expected["type"].get<std::string>();
    const auto text = expected["value"].get<std::string>();
    if (type == "string") return value.kind() == ValueKind::string && value.text() == text;
    if (type == "integer") return value.kind() == ValueKind::integer && value.written() == text;
    if (type == "bool") return value.kind() == ValueKind::boolean && value.written() == text;
    if (type == "float") return value.kind() == ValueKind::number && same_number(*value.as<double>(), text);
    if (type == "date-local") return value.kind() == ValueKind::date && value.written() == text;
    if (type == "time-local") {
        const auto* time = value.as<TimeOfDay>();
        return time && iso(DateTime{{2000, 1, 1}, *time, {}}).ends_with("T" + without_fraction(text));
    }
    const auto* time = value.as<DateTime>();
    return time && iso(*time) == without_fraction(text) && time->offset_minutes.has_value() == (type == "datetime");
}

}  // namespace

TEST_CASE("every valid document of the TOML suite is read, with its values", "[parse][specs]") {
    int read = 0;
    const json all = suite();
    for (const auto& test : all["valid"]) {
        if (!in_version(test)) continue;
        INFO(test["name"].get<std::string>());
        Diagnostics found;
        const auto table = parse_toml("x.toml", text_of(test), 1, found);
        REQUIRE(table);
        CHECK(same(*table, test["expected"]));
        CHECK(found.errors() == 0);
        ++read;
    }
    CHECK(read == 210);
}

TEST_CASE("every invalid document of the TOML suite is refused, with a place", "[parse][specs]") {
    int refused = 0;
    const json all = suite();
    for (const auto& test : all["invalid"]) {
        if (!in_version(test)) continue;
        INFO(test["name"].get<std::string>());
        Diagnostics found;
        CHECK_FALSE(parse_toml("x.toml", text_of(test), 11, found));
        REQUIRE(found.sorted().size() == 1);
        CHECK(found.sorted()[0].place.at.line >= 11);
        ++refused;
    }
    CHECK(refused == 499);
}
