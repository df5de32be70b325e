// git's tree objects as they lie in the object store: "mode name\0" and 20 bytes of id for each entry, in git's order.
// Read in place: parsing them into objects is what makes comparing thousands of commits slow.
#pragma once

#include <functional>
#include <string_view>

#include "files/history.hpp"

namespace knav {

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

/// Calls `differs` for each entry of `tree` that `other` lacks or has otherwise. Not for what `other` alone has.
template <class Differs>
void compare_trees(std::string_view tree, std::string_view other, Differs differs) {
    // One commit's trees are mostly those of the next: what is alike is passed over unread.
    const auto alike = shared_beginning(tree, other);
    TreeReader ours{tree.substr(alike)}, theirs{other.substr(alike)};
    TreeEntry entry, counterpart;
    bool more = theirs.next(counterpart);
    while (ours.next(entry)) {
        int order = 1;
        while (more && (order = tree_order(counterpart, entry)) < 0) more = theirs.next(counterpart);
        const bool found = more && order == 0;
        const bool same = found && counterpart == entry;
        if (!same) differs(entry, found ? &counterpart : nullptr);
        if (found && !same && ours.rest() == theirs.rest()) return;
        if (found) more = theirs.next(counterpart);
    }
}

}  // namespace knav
