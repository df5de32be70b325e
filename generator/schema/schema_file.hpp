// One schema file while it is read: values of the kind wanted, mistakes reported at their own place.
// What a key means is known by who asks; only the shape of values is judged here. Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.hpp"
#include "parse/value.hpp"
#include "schema/page_type.hpp"

namespace knav {

/// The names that files of one schema may use of each other.
struct SchemaNames {
    std::vector<std::string_view> types;  // by byte order
    const std::map<std::string, Vocabulary, std::less<>>& vocabularies;
};

class SchemaFile {
public:
    SchemaFile(std::string path, const SchemaNames& names, Diagnostics& found)
        : path_(std::move(path)), names_(names), found_(found) {}

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const SchemaNames& names() const { return names_; }
    [[nodiscard]] Diagnostics& found() const { return found_; }
    [[nodiscard]] Place at(Position position) const { return {path_, position}; }

    /// `expected` is said in TOML ("a" | "b", [ "..." ], 1, 2, 3 ...), which is the same in every language.
    void wrong(Position position, std::string_view key, std::string_view expected, std::string proposal = {}) const;
    void unknown_key(const Entry& entry, std::span<const std::string_view> known) const;
    /// Reports a value that is not among those there are.
    void unknown_value(const Value& value, std::string_view key, std::span<const std::string_view> known) const;

    // Each leaves `into` alone after a mistake.
    void read(const Entry& entry, std::string& into) const;
    void read(const Entry& entry, bool& into) const;
    void read(const Entry& entry, double& into) const;
    void read(const Entry& entry, std::uint32_t& into) const;
    void read(const Entry& entry, Label& into) const;                     // { sv = "", en = "" }, or Swedish alone
    void read(const Entry& entry, std::vector<std::string>& into) const;  // [ "" ]
    void read(const Entry& entry, std::map<std::string, std::string>& into) const;  // { key = scalar }
    template <class T>
    void read(const Entry& entry, std::optional<T>& into) const {
        T value = into.value_or(T{});
        const auto before = mistakes_;
        read(entry, value);
        if (mistakes_ == before) into = std::move(value);
    }
    template <class E>
    void read_choice(const Entry& entry, std::span<const std::pair<std::string_view, E>> choices, E& into) const {
        std::vector<std::string_view> names;
        for (const auto& [name, value] : choices) {
            if (entry.value.as<std::string>() != nullptr && entry.value.text() == name) {
                into = value;
                return;
            }
            names.push_back(name);
        }
        unknown_value(entry.value, entry.key, names);
    }
    /// Calls `each` with every table of an array of tables; reports what is none.
    template <class Function>
    void each_table(const Entry& entry, Function each) const {
        if (entry.value.kind() != ValueKind::array) return wrong(entry.value.at(), entry.key, "[[" + entry.key + "]]");
        for (const auto& element : entry.value.array()) {
            if (const auto* table = element.template as<Table>()) {
                each(*table, element.at());
            } else {
                wrong(element.at(), entry.key, "{ ... }");
            }
        }
    }

private:
    std::string path_;
    const SchemaNames& names_;
    Diagnostics& found_;
    mutable std::uint32_t mistakes_ = 0;  // so that an optional stays empty after one
};

/// A key a table may have, and what reads it.
template <class T>
struct Key {
    std::string_view name;
    void (*read)(const SchemaFile& file, const Entry& entry, T& into);
};

/// For a key that is read elsewhere, before or after the others.
template <class T>
void read_elsewhere(const SchemaFile&, const Entry&, T&) {}

template <class T, auto member>
void read_member(const SchemaFile& file, const Entry& entry, T& into) {
    file.read(entry, into.*member);
}

template <class T, std::size_t count>
void read_keys(const SchemaFile& file, const Table& table, const Key<T> (&keys)[count], T& into) {
    for (const auto& entry : table.entries()) {
        const Key<T>* known = nullptr;
        for (const auto& key : keys) known = key.name == entry.key ? &key : known;
        if (known != nullptr) {
            known->read(file, entry, into);
            continue;
        }
        std::vector<std::string_view> names;
        for (const auto& key : keys) names.push_back(key.name);
        file.unknown_key(entry, names);
    }
}

}  // namespace knav
