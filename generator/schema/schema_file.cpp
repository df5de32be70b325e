#include "schema/schema_file.hpp"

#include <limits>

#include "text/nearest.hpp"

namespace knav {

namespace {

constexpr std::size_t most_listed = 8;  // of more, only the nearest is told

}  // namespace

void SchemaFile::wrong(Position position, std::string_view key, std::string_view expected, std::string proposal) const {
    ++mistakes_;
    found_.error(at(position), rule::schema_value, {std::string{key}, std::string{expected}}, std::move(proposal));
}

void SchemaFile::unknown_key(const Entry& entry, std::span<const std::string_view> known) const {
    ++mistakes_;
    found_.error(at(entry.key_at), rule::schema_key, {entry.key}, nearest(entry.key, known).value_or(""));
}

void SchemaFile::unknown_value(const Value& value, std::string_view key,
                               std::span<const std::string_view> known) const {
    std::string expected;
    for (const auto name : known) expected += (expected.empty() ? "\"" : " | \"") + std::string{name} + '"';
    if (known.size() > most_listed) expected.clear();
    if (value.kind() == ValueKind::string) {
        expected = '"' + std::string{value.text()} + '"' + (expected.empty() ? "" : " ≠ ") + expected;
    } else if (expected.empty()) {
        expected = "\"...\"";
    }
    wrong(value.at(), key, expected, nearest(value.text(), known).value_or(""));
}

void SchemaFile::read(const Entry& entry, std::string& into) const {
    if (const auto* text = entry.value.as<std::string>()) {
        into = *text;
    } else {
        wrong(entry.value.at(), entry.key, "\"...\"");
    }
}

void SchemaFile::read(const Entry& entry, bool& into) const {
    if (const auto* flag = entry.value.as<bool>()) {
        into = *flag;
    } else {
        wrong(entry.value.at(), entry.key, "true | false");
    }
}

void SchemaFile::read(const Entry& entry, double& into) const {
    if (const auto* whole = entry.value.as<std::int64_t>()) {
        into = static_cast<double>(*whole);
    } else if (const auto* number = entry.value.as<double>()) {
        into = *number;
    } else {
        wrong(entry.value.at(), entry.key, "0, 1, 2.5 ...");
    }
}

void SchemaFile::read(const Entry& entry, std::uint32_t& into) const {
    const auto* whole = entry.value.as<std::int64_t>();
    if (whole != nullptr && *whole >= 0 && *whole <= std::numeric_limits<std::uint32_t>::max()) {
        into = static_cast<std::uint32_t>(*whole);
    } else {
        wrong(entry.value.at(), entry.key, "0, 1, 2 ...");
    }
}

void SchemaFile::read(const Entry& entry, Label& into) const {
    if (const auto* text = entry.value.as<std::string>()) {
        into = {*text, {}};
        return;
    }
    static constexpr Key<Label> keys[] = {{"sv", read_member<Label, &Label::sv>},
                                          {"en", read_member<Label, &Label::en>}};
    const auto* table = entry.value.as<Table>();
    if (table != nullptr) {
        into = {};
        read_keys(*this, *table, keys, into);
    }
    if (table == nullptr || table->find("sv") == nullptr) {
        wrong(entry.value.at(), entry.key, "{ sv = \"...\", en = \"...\" }");
    }
}

void SchemaFile::read(const Entry& entry, std::vector<std::string>& into) const {
    if (entry.value.kind() != ValueKind::array) return wrong(entry.value.at(), entry.key, "[ \"...\" ]");
    into.clear();
    for (const auto& element : entry.value.array()) {
        if (const auto* text = element.as<std::string>()) {
            into.push_back(*text);
        } else {
            wrong(element.at(), entry.key, "[ \"...\" ]");
        }
    }
}

void SchemaFile::read(const Entry& entry, std::map<std::string, std::string>& into) const {
    const auto* table = entry.value.as<Table>();
    if (table == nullptr) return wrong(entry.value.at(), entry.key, "{ ... = \"...\" }");
    into.clear();
    for (const auto& [key, key_at, value] : table->entries()) {
        if (value.kind() == ValueKind::array || value.kind() == ValueKind::table) {
            wrong(value.at(), key, "\"...\"");
        } else {
            into[key] = value.written();
        }
    }
}

}  // namespace knav
