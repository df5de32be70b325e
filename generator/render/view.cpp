#include "render/view.hpp"

namespace knav {

View::Object& View::names() {
    if (!is_object()) held_ = Object{};
    auto& object = std::get<Object>(held_);
    if (object.capacity() == 0) object.reserve(12);
    return object;
}

void View::replace(ViewName name, View value) {
    for (auto& [key, held] : std::get<Object>(held_)) {
        if (!(key == name)) continue;
        held = std::move(value);
        return;
    }
}

const View* View::find(ViewName name) const {
    const auto* object = std::get_if<Object>(&held_);
    if (object == nullptr) return nullptr;
    for (const auto& [key, value] : *object) {
        if (key == name) return &value;
    }
    return nullptr;
}

}  // namespace knav
