// Many short texts that live as long as one another, without an allocation for each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace knav::search {

class TextArena {
public:
    /// A copy that stays where it is for as long as this does.
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (left_ < text.size()) grow(text.size());
        const std::string_view kept{at_, text.copy(at_, text.size())};
        at_ += text.size();
        left_ -= text.size();
        return kept;
    }

private:
    static constexpr std::size_t block = 1U << 15U;

    void grow(std::size_t wanted) {
        left_ = std::max(block, wanted);
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
        at_ = blocks_.back().get();
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* at_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace knav::search
