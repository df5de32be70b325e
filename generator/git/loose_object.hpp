// Whether a loose object's file is whole. libgit2 1.5 never comes back from reading one that was cut short, which is what
// a power failure leaves behind; so its reader is asked only for files that have been seen to end as they should.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "git/tree_bytes.hpp"

namespace knav {

enum class LooseState {
    none,   // no such file: the object is packed, elsewhere or missing
    whole,  // unpacks to as many bytes as it says
    damaged
};

class LooseObjects {
public:
    /// `objects` is a repository's folder of objects.
    explicit LooseObjects(std::filesystem::path objects) : objects_(std::move(objects)) {}

    /// Of a file that was there when its folder was first looked at: most objects are packed, and asking the system for
    /// each of them costs more than reading it.
    [[nodiscard]] LooseState state(const ObjectId& id);

private:
    std::filesystem::path objects_;
    std::array<std::optional<std::set<std::string>>, 256> listed_;  // by an id's first byte: the rest, as digits
};

}  // namespace knav
