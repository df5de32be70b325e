// What a file of the index holds, before it is packed. Made anew, or what the last index had, where that lies.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "text/digest.hpp"

namespace knav::search {

struct Payload {
    std::string_view bytes;
    Digest digest;                      // of them
    std::shared_ptr<const void> owner;  // keeps them

    Payload() = default;
    Payload(std::string_view said, const Digest& of_it, std::shared_ptr<const void> whose)
        : bytes(said), digest(of_it), owner(std::move(whose)) {}
    explicit Payload(std::string made) {
        auto kept = std::make_shared<const std::string>(std::move(made));
        bytes = *kept;
        digest = digest_of(bytes);
        owner = std::move(kept);
    }
};

}  // namespace knav::search
