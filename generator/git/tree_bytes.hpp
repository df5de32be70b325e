// git's tree objects as they lie in the object store: "mode name\0" and 20 bytes of id for each entry, in git's order.
// Read in place: parsing them into objects is what makes comparing thousands of commits slow.
#pragma once

#include <cstring>
#include <functional>
#include <string_view>

#include "files/history.hpp"

namespace knav {

/// Longer ones are not looked at: no system could check them out, and trees may be nested to no end.
inline constexpr std::size_t longest_path = 4096;

struct ObjectIdHash {  // ids are digests already
    std::size_t operator()(const ObjectId& id) const {
        std::size_t hash = 0;
        std::memcpy(&hash, id.data(), sizeof hash);
        return hash;
    }
};

struct TreeEntry {
    std::string_view mode;  // "100644", "40000"
    std::string_view name;
    std::string_view id;  // 20 bytes
    [[nodiscard]] bool is_folder() const { return mode == "40000"; }
    [[nodiscard]] ObjectId object() const;
    friend bool operator==(const TreeEntry&, const TreeEntry&) = default;
};

/// Gives one entry after the other. A damaged tree ends early; then not all of it has been read.
class TreeReader {
public:
    explicit TreeReader(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] bool next(TreeEntry& entry);
    [[nodiscard]] bool has_read_all() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    void skip(std::size_t bytes) { rest_.remove_prefix(bytes); }

private:
    std::string_view rest_;
};

/// git's order of names: byte by byte, a folder as if its name ended in '/'. Below, at or above 0.
[[nodiscard]] int tree_order(const TreeEntry& left, const TreeEntry& right);

/// Gives a tree's bytes; they stay while one comparison lasts.
using LoadTree = std::function<std::string_view(const ObjectId& tree)>;

/// The entry at a '/'-separated path below `tree`. False if there is none.
[[nodiscard]] bool find_entry(const ObjectId& tree, std::string_view path, const LoadTree& load, TreeEntry& entry);

/// How many bytes of whole entries two trees begin with alike.
[[nodiscard]] std::size_t shared_beginning(std::string_view tree, std::string_view other);

/// Calls `differs(was, is)` for each entry that the two trees do not have alike; null where one lacks it. False if one of
/// them turned out to be damaged: not all of it has been compared.
template <class Differs>
[[nodiscard]] bool compare_trees(std::string_view before, std::string_view after, Differs differs) {
    // One commit's trees are mostly those of the next: what is alike is passed over unread.
    const auto alike = shared_beginning(before, after);
    TreeReader olds{before.substr(alike)}, news{after.substr(alike)};
    TreeEntry was, is;
    bool has_old = olds.next(was), has_new = news.next(is);
    while (has_old || has_new) {
        const int order = !has_old ? 1 : !has_new ? -1 : tree_order(was, is);
        const bool same = order == 0 && was == is;
        if (!same) differs(order <= 0 ? &was : nullptr, order >= 0 ? &is : nullptr);
        if (order == 0 && !same) {
            if (olds.rest() == news.rest()) return true;
            const auto again = shared_beginning(olds.rest(), news.rest());
            olds.skip(again);
            news.skip(again);
        }
        if (order <= 0) has_old = olds.next(was);
        if (order >= 0) has_new = news.next(is);
    }
    return olds.has_read_all() && news.has_read_all();
}

}  // namespace knav
