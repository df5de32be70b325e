// Values: what TOML says, each with the place where it says it. Also the form in which checked records travel upward.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "diag/diagnostic.hpp"
#include "text/date.hpp"
#include "text/digest.hpp"

namespace knav {

class Value;
struct Entry;

/// Keys in the order of the file. Small by nature: looked through, not indexed.
class Table {
public:
    // Written out below Entry: clang does not take a vector of what is not yet complete.
    Table();
    Table(const Table& other);
    Table(Table&& other) noexcept;
    Table& operator=(const Table& other);
    Table& operator=(Table&& other) noexcept;
    ~Table();

    [[nodiscard]] const Value* find(std::string_view key) const;  // null when absent
    [[nodiscard]] const Entry* entry(std::string_view key) const;
    /// The text of a string value, or empty.
    [[nodiscard]] std::string_view text(std::string_view key) const;
    /// Replaces or appends.
    void set(std::string key, Value value);
    void add(Entry entry);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] std::vector<Entry>& entries() { return entries_; }
    [[nodiscard]] bool empty() const;

private:
    std::vector<Entry> entries_;
};

using Array = std::vector<Value>;

enum class ValueKind { string, integer, number, boolean, date, time, datetime, array, table };

class Value {
public:
    using Holder = std::variant<std::string, std::int64_t, double, bool, Date, TimeOfDay, DateTime, Array, Table>;

    Value() = default;
    Value(Holder held, Position at = {}) : held_(std::move(held)), at_(at) {}

    [[nodiscard]] ValueKind kind() const { return static_cast<ValueKind>(held_.index()); }
    [[nodiscard]] Position at() const { return at_; }  // of the value itself, not of its key

    template <class T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&held_);
    }
    template <class T>
    [[nodiscard]] T* as() {
        return std::get_if<T>(&held_);
    }

    /// The text of a string; empty for other kinds.
    [[nodiscard]] std::string_view text() const;
    /// The elements of an array; empty for other kinds.
    [[nodiscard]] const Array& array() const;
    /// The table; empty for other kinds.
    [[nodiscard]] const Table& table() const;
    /// Any scalar as a person would write it: dates in ISO form, true/false, numbers without needless zeros.
    [[nodiscard]] std::string written() const;

private:
    Holder held_;
    Position at_;
};

struct Entry {
    std::string key;
    Position key_at;
    Value value;
};

inline Table::Table() = default;
inline Table::Table(const Table& other) = default;
inline Table::Table(Table&& other) noexcept = default;
inline Table& Table::operator=(const Table& other) = default;
inline Table& Table::operator=(Table&& other) noexcept = default;
inline Table::~Table() = default;
inline bool Table::empty() const { return entries_.empty(); }

/// What the values say, whatever their places: a moved line changes no digest.
[[nodiscard]] Digest digest_of(const Value& value);
[[nodiscard]] Digest digest_of(const Table& table);

}  // namespace knav
