#include "git/tree_bytes.hpp"

#include <algorithm>
#include <cstring>

namespace knav {

namespace {

constexpr std::size_t id_size = std::tuple_size_v<ObjectId>;

std::size_t shared_bytes(std::string_view one, std::string_view other) {
    constexpr std::size_t block = 256;
    const auto most = std::min(one.size(), other.size());
    std::size_t at = 0;
    while (at + block <= most && std::memcmp(one.data() + at, other.data() + at, block) == 0) at += block;
    while (at < most && one[at] == other[at]) ++at;
    return at;
}

}  // namespace

ObjectId TreeEntry::object() const {
    ObjectId object;
    std::memcpy(object.data(), id.data(), object.size());
    return object;
}

bool TreeReader::next(TreeEntry& entry) {
    const auto space = rest_.find(' ');
    if (space == rest_.npos) return false;
    const auto end = rest_.find('\0', space);
    if (end == rest_.npos || rest_.size() - end - 1 < id_size) return false;
    entry = {rest_.substr(0, space), rest_.substr(space + 1, end - space - 1), rest_.substr(end + 1, id_size)};
    rest_.remove_prefix(end + 1 + id_size);
    return true;
}

std::size_t shared_beginning(std::string_view tree, std::string_view other) {
    const auto alike = tree.substr(0, shared_bytes(tree, other));
    std::size_t at = 0;
    for (;;) {
        const auto end = alike.find('\0', at);
        if (end == alike.npos || end + 1 + id_size > alike.size()) return at;
        at = end + 1 + id_size;
    }
}

int tree_order(const TreeEntry& left, const TreeEntry& right) {
    const auto common = std::min(left.name.size(), right.name.size());
    if (const int order = std::memcmp(left.name.data(), right.name.data(), common)) return order;
    const auto after = [common](const TreeEntry& entry) {
        if (entry.name.size() > common) return static_cast<int>(static_cast<unsigned char>(entry.name[common]));
        return entry.is_folder() ? int{'/'} : 0;
    };
    return after(left) - after(right);
}

bool find_entry(const ObjectId& tree, std::string_view path, const LoadTree& load, TreeEntry& entry) {
    const auto slash = path.find('/');
    const auto name = path.substr(0, slash);
    TreeReader entries{load(tree)};
    while (entries.next(entry)) {
        if (entry.name != name) continue;
        if (slash == path.npos) return true;
        return entry.is_folder() && find_entry(entry.object(), path.substr(slash + 1), load, entry);
    }
    return false;
}

}  // namespace knav
