#include "graph/joints_memo.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "graph/reference_paths.hpp"
#include "text/binary.hpp"

namespace knav {
namespace {

constexpr std::string_view joints_magic = "knav-joints-1\n";

/// A relation without its field, which is found again by the name.
struct PlainRelation {
    PageNo from = no_page;
    PageNo to = no_page;
    std::uint16_t name = 0;
    std::uint16_t inverse = 0;
    Position at;
};

// ---- one function each way for each sort of value; the two of a pair stand together

// Long lists are written as they lie in memory: what is remembered never leaves the machine.
template <class Plain>
void write(BinaryWriter& out, const std::vector<Plain>& list) {
    static_assert(std::is_trivially_copyable_v<Plain> && std::has_unique_object_representations_v<Plain>);
    out.text({reinterpret_cast<const char*>(list.data()), list.size() * sizeof(Plain)});
}
template <class Plain>
void read(BinaryReader& in, std::vector<Plain>& list) {
    const auto bytes = in.text();
    list.resize(bytes.size() / sizeof(Plain));
    if (!list.empty()) std::memcpy(list.data(), bytes.data(), list.size() * sizeof(Plain));
}

void write(BinaryWriter& out, const std::vector<Relation>& relations) {
    std::vector<PlainRelation> plain;
    plain.reserve(relations.size());
    for (const auto& each : relations) plain.push_back({each.from, each.to, each.name, each.inverse, each.at});
    write(out, plain);
}

/// The field of each type that makes a relation of each name.
class FieldsByName {
public:
    FieldsByName(const Graph& graph, const Schema& schema, const std::vector<std::string>& names)
        : graph_(graph), schema_(schema) {
        for (const auto& type : schema.types) {
            auto& fields = fields_.emplace_back(names.size(), nullptr);
            auto paths = reference_paths(type);
            each_reference(paths, [&](const ReferencePath& path) {
                const auto found = std::lower_bound(names.begin(), names.end(), path.name);
                if (found != names.end() && *found == path.name)
                    fields[static_cast<std::size_t>(found - names.begin())] = path.reference;
            });
        }
    }
    [[nodiscard]] const Field* of(PageNo from, std::uint16_t name) const {
        return fields_[static_cast<std::size_t>(graph_.page(from).type - schema_.types.data())][name];
    }

private:
    const Graph& graph_;
    const Schema& schema_;
    std::vector<std::vector<const Field*>> fields_;
};

void read(BinaryReader& in, std::vector<Relation>& relations, const FieldsByName& fields) {
    std::vector<PlainRelation> plain;
    read(in, plain);
    relations.reserve(plain.size());
    for (const auto& each : plain) {
        const auto* field = fields.of(each.from, each.name);
        relations.push_back({each.from, each.to, field, each.name, each.inverse, each.at});
    }
}

void write(BinaryWriter& out, const std::vector<std::string>& texts) {
    out.number(texts.size());
    for (const auto& text : texts) out.text(text);
}
void read(BinaryReader& in, std::vector<std::string>& texts) {
    texts.resize(in.count());
    for (auto& text : texts) text = in.text();
}

void write(BinaryWriter& out, const std::vector<Wanted>& wanted) {
    out.number(wanted.size());
    for (const auto& each : wanted) {
        out.text(each.target);
        write(out, each.from);
    }
}
void read(BinaryReader& in, std::vector<Wanted>& wanted) {
    wanted.resize(in.count());
    for (auto& each : wanted) {
        each.target = in.text();
        read(in, each.from);
    }
}

void write(BinaryWriter& out, const std::vector<std::pair<std::string, PageNo>>& aliases) {
    out.number(aliases.size());
    for (const auto& [address, page] : aliases) {
        out.text(address);
        out.number(page);
    }
}
void read(BinaryReader& in, std::vector<std::pair<std::string, PageNo>>& aliases) {
    aliases.resize(in.count());
    for (auto& [address, page] : aliases) {
        address = in.text();
        page = static_cast<PageNo>(in.number());
    }
}

}  // namespace

Digest joins_of(std::span<const Page> pages, const Snapshot& snapshot, const Digest& rules) {
    Hasher hasher;
    hasher.add(rules);
    for (const auto& page : pages) hasher.add(page.path).add(page.joins);
    for (const auto& file : snapshot.below("content/")) {
        if (!is_page_path(file.path)) hasher.add(file.path);
    }
    return hasher.finish();
}

std::string serialise(const Graph& graph, const Digest& joins) {
    const auto& all = graph.joints();
    BinaryWriter out;
    out.raw(joints_magic);
    out.digest(joins);
    write(out, all.names);
    write(out, all.outgoing);
    write(out, all.incoming);
    write(out, all.mentions);
    for (const auto* begin : {&all.outgoing_begin, &all.incoming_begin, &all.mentions_begin, &all.link_targets_begin})
        write(out, *begin);
    write(out, all.link_targets);
    write(out, all.wanted);
    write(out, all.aliases);
    out.number(all.backlink_pairs);
    return out.take_sealed();
}

std::optional<Joints> recall_joints(std::string_view bytes, const Digest& joins, const Graph& graph,
                                    const Schema& schema) {
    BinaryReader in{unsealed(bytes)};
    in.skip(joints_magic);
    if (in.digest() != joins || !in.ok) return {};
    Joints all;
    read(in, all.names);
    const FieldsByName fields{graph, schema, all.names};
    read(in, all.outgoing, fields);
    read(in, all.incoming, fields);
    read(in, all.mentions);
    for (auto* begin : {&all.outgoing_begin, &all.incoming_begin, &all.mentions_begin, &all.link_targets_begin})
        read(in, *begin);
    read(in, all.link_targets);
    read(in, all.wanted);
    read(in, all.aliases);
    all.backlink_pairs = in.number();
    return in.ok && in.at_end() ? std::optional{std::move(all)} : std::nullopt;
}

}  // namespace knav
