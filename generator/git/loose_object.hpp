// Loose objects, read here and not by libgit2: 1.5 never comes back from reading one that was cut short, which is what a
// power failure leaves behind. Whether one is whole is known when it has been unpacked, and then it has been read.
#pragma once

#include <array>
#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_set>

#include "git/tree_bytes.hpp"

namespace knav {

enum class LooseState {
    none,   // no such file: the object is packed, elsewhere or missing
    whole,  // unpacks to as many bytes as it says
    damaged
};

struct LooseObject {
    LooseState state = LooseState::none;
    std::string kind;   // "blob"; as the rest, of a whole one only
    std::string bytes;  // what it holds
};

/// One repository's. Safe to ask from several threads.
class LooseObjects {
public:
    /// `objects` is a repository's folder of objects.
    explicit LooseObjects(std::filesystem::path objects) : objects_(std::move(objects)) {}

    /// Of a file that was there when its folder was first looked at: most objects are packed, and asking the system for
    /// each of them costs more than reading it.
    [[nodiscard]] LooseObject read(const ObjectId& id);

private:
    [[nodiscard]] bool is_listed(const ObjectId& id);
    void list(const std::filesystem::path& folder, const std::string& first);

    std::filesystem::path objects_;
    std::mutex listing_;
    std::array<bool, 256> has_listed_{};  // by an id's first byte
    std::unordered_set<ObjectId, ObjectIdHash> listed_;
};

}  // namespace knav
