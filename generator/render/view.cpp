#include "render/view.hpp"

namespace knav {

View& View::set(std::string_view name, View value) {
    if (!is_object()) held_ = Object{};
    auto& object = std::get<Object>(held_);
    if (object.empty()) object.reserve(12);
    object.emplace_back(name, std::move(value));
    return *this;
}

void View::replace(std::string_view name, View value) {
    for (auto& [key, held] : std::get<Object>(held_)) {
        if (key == name) held = std::move(value);
    }
}

const View* View::find(std::string_view name) const {
    const auto* object = std::get_if<Object>(&held_);
    if (object == nullptr) return nullptr;
    for (const auto& [key, value] : *object) {
        if (key == name) return &value;
    }
    return nullptr;
}

}  // namespace knav
