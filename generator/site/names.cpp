#include "site/names.hpp"

#include <mutex>

namespace knav {

NameNo Names::of(std::string_view text) {
    {
        const std::shared_lock reading{mutex_};
        const auto found = numbers_.find(text);
        if (found != numbers_.end()) return found->second;
    }
    const std::unique_lock writing{mutex_};
    return add(text);
}

std::vector<NameNo> Names::of_all(std::span<const std::string_view> texts) {
    std::vector<NameNo> numbers;
    numbers.reserve(texts.size());
    const std::unique_lock writing{mutex_};
    numbers_.reserve(numbers_.size() + texts.size());
    for (const auto text : texts) numbers.push_back(add(text));
    return numbers;
}

NameNo Names::add(std::string_view text) {
    const auto found = numbers_.find(text);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<NameNo>(texts_.size());
    texts_.emplace_back(text);
    numbers_.emplace(texts_.back(), number);
    return number;
}

std::string_view Names::text(NameNo number) const {
    const std::shared_lock reading{mutex_};
    return texts_[number];
}

std::size_t Names::size() const {
    const std::shared_lock reading{mutex_};
    return texts_.size();
}

}  // namespace knav
