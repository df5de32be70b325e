// Views: the data a template sees. A small tree of texts, truths, lists and named values, built anew for each target.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace knav {

/// A name in a view, with a number by which most others are told from it at once. The text is not copied: it is a literal
/// in the program, or a template's.
struct ViewName {
    template <std::size_t size>
    consteval ViewName(const char (&literal)[size]) : ViewName(std::string_view{literal, size - 1}) {}
    constexpr ViewName(std::string_view name) : text(name) {
        for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;  // FNV-1a
    }

    std::string_view text;
    std::uint32_t hash = 2'166'136'261U;

    friend bool operator==(const ViewName& one, const ViewName& other) {
        return one.hash == other.hash && one.text == other.text;
    }
};

class View {
public:
    using List = std::vector<View>;
    using Object = std::vector<std::pair<ViewName, View>>;

    View() = default;
    View(bool truth) : held_(truth) {}
    View(std::string text) : held_(std::move(text)) {}
    View(std::string_view text) : held_(std::string{text}) {}
    View(const char* text) : held_(std::string{text}) {}
    View(std::size_t number) : held_(std::to_string(number)) {}
    View(List list) : held_(std::move(list)) {}
    View(Object object) : held_(std::move(object)) {}

    /// Adds a name with anything that a view can be made of; a name given twice keeps its first value.
    template <class Value>
    View& set(ViewName name, Value&& value) {
        names().emplace_back(name, std::forward<Value>(value));
        return *this;
    }
    /// Gives a name that is there another value.
    void replace(ViewName name, View value);
    /// Null when this is no object or lacks the name.
    [[nodiscard]] const View* find(ViewName name) const;

    [[nodiscard]] const bool* truth() const { return std::get_if<bool>(&held_); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&held_); }
    [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(held_); }

private:
    Object& names();  // makes it an object, if it is none

    std::variant<bool, std::string, List, Object> held_ = false;
};

}  // namespace knav
