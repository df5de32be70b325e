// Views: the data a template sees. A small tree of texts, truths, lists and named values, built anew for each target.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace knav {

class View {
public:
    using List = std::vector<View>;
    /// Keys are literals in the program: they are not copied.
    using Object = std::vector<std::pair<std::string_view, View>>;

    View() = default;
    View(bool truth) : held_(truth) {}
    View(std::string text) : held_(std::move(text)) {}
    View(std::string_view text) : held_(std::string{text}) {}
    View(const char* text) : held_(std::string{text}) {}
    View(std::size_t number) : held_(std::to_string(number)) {}
    View(List list) : held_(std::move(list)) {}
    View(Object object) : held_(std::move(object)) {}

    /// Adds a name; a name given twice keeps its first value.
    View& set(std::string_view name, View value);
    /// Gives a name that is there another value.
    void replace(std::string_view name, View value);
    /// Null when this is no object or lacks the name.
    [[nodiscard]] const View* find(std::string_view name) const;

    [[nodiscard]] const bool* truth() const { return std::get_if<bool>(&held_); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&held_); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&held_); }
    [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(held_); }

private:
    std::variant<bool, std::string, List, Object> held_ = false;
};

}  // namespace knav
