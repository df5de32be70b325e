#include "parse/value.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace knav {

const Entry* Table::entry(std::string_view key) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
    return found == entries_.end() ? nullptr : &*found;
}

const Value* Table::find(std::string_view key) const {
    const Entry* found = entry(key);
    return found ? &found->value : nullptr;
}

std::string_view Table::text(std::string_view key) const {
    const Value* value = find(key);
    return value ? value->text() : std::string_view{};
}

void Table::set(std::string key, Value value) {
    for (Entry& old : entries_) {
        if (old.key == key) {
            old.value = std::move(value);
            return;
        }
    }
    add({std::move(key), {}, std::move(value)});
}

void Table::add(Entry entry) { entries_.push_back(std::move(entry)); }

std::string_view Value::text() const {
    const auto* held = as<std::string>();
    return held ? std::string_view{*held} : std::string_view{};
}

const Array& Value::array() const {
    static const Array none;
    const auto* held = as<Array>();
    return held ? *held : none;
}

const Table& Value::table() const {
    static const Table none;
    const auto* held = as<Table>();
    return held ? *held : none;
}

std::string Value::written() const {
    switch (kind()) {
        case ValueKind::string: return *as<std::string>();
        case ValueKind::integer: return fmt::format("{}", *as<std::int64_t>());
        case ValueKind::number: return fmt::format("{}", *as<double>());
        case ValueKind::boolean: return *as<bool>() ? "true" : "false";
        case ValueKind::date: return iso(*as<Date>());
        case ValueKind::time: return iso(*as<TimeOfDay>());
        case ValueKind::datetime: return iso(*as<DateTime>());
        case ValueKind::array:
        case ValueKind::table: return {};
    }
    return {};
}

namespace {

void add_table(Hasher& hasher, const Table& table);

void add_value(Hasher& hasher, const Value& value) {
    hasher.add(static_cast<std::uint64_t>(value.kind()));  // so that "1" and 1 differ
    if (const auto* array = value.as<Array>()) {
        hasher.add(std::uint64_t{array->size()});
        for (const Value& element : *array) add_value(hasher, element);
    } else if (const auto* table = value.as<Table>()) {
        add_table(hasher, *table);
    } else if (const auto* text = value.as<std::string>()) {
        hasher.add(*text);
    } else {
        hasher.add(value.written());
    }
}

void add_table(Hasher& hasher, const Table& table) {
    hasher.add(std::uint64_t{table.entries().size()});
    for (const Entry& entry : table.entries()) {
        hasher.add(entry.key);
        add_value(hasher, entry.value);
    }
}

}  // namespace

Digest digest_of(const Value& value) {
    Hasher hasher;
    add_value(hasher, value);
    return hasher.finish();
}

Digest digest_of(const Table& table) {
    Hasher hasher;
    add_table(hasher, table);
    return hasher.finish();
}

}  // namespace knav
