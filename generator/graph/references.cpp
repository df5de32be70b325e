#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "graph/assembly.hpp"
#include "graph/query.hpp"
#include "graph/reference_paths.hpp"

namespace knav {

namespace {

/// Every relation's name and inverse as numbers in byte order, so that sorting by number sorts by name.
class RelationNames {
public:
    explicit RelationNames(std::vector<std::vector<ReferencePath>>& of_types) {
        std::set<std::string> names{""};
        each_path(of_types, [&](const ReferencePath& path) { names.insert({path.name, path.reference->inverse}); });
        names_.assign(names.begin(), names.end());
        each_path(of_types, [this](ReferencePath& path) {
            path.number = number(path.name);
            path.inverse = number(path.reference->inverse);
        });
    }
    std::vector<std::string> take() { return std::move(names_); }

private:
    template <class Function>
    static void each_path(std::vector<std::vector<ReferencePath>>& of_types, const Function& each) {
        for (auto& paths : of_types) each_reference(paths, each);
    }
    [[nodiscard]] std::uint16_t number(const std::string& name) const {
        return static_cast<std::uint16_t>(std::lower_bound(names_.begin(), names_.end(), name) - names_.begin());
    }

    std::vector<std::string> names_;
};

/// Which types a name stands for: the type itself, or all that extend it.
class TypesByName {
public:
    explicit TypesByName(const Schema& schema) : count_(schema.types.size()) {
        for (std::size_t i = 0; i < count_; ++i) {
            for (const auto& name : schema.types[i].lineage) mark(name, i);
            mark(schema.types[i].name, i);
        }
    }

    [[nodiscard]] std::vector<char> allowed(const std::vector<std::string>& names) const {
        std::vector<char> types(count_, static_cast<char>(names.empty()));
        for (const auto& name : names) {
            const auto found = types_.find(name);
            for (std::size_t i = 0; found != types_.end() && i < count_; ++i)
                types[i] = static_cast<char>(types[i] | found->second[i]);
        }
        return types;
    }

private:
    void mark(const std::string& name, std::size_t type) {
        types_.try_emplace(name, std::vector<char>(count_)).first->second[type] = 1;
    }

    std::size_t count_;
    std::map<std::string, std::vector<char>> types_;
};

/// For each type of the schema, where its references stand and what they may lead to.
std::vector<std::vector<ReferencePath>> paths_of_types(const Schema& schema) {
    const TypesByName by_name{schema};
    std::vector<std::vector<ReferencePath>> of_types;
    for (const auto& type : schema.types) {
        of_types.push_back(reference_paths(type));
        each_reference(of_types.back(),
                       [&](ReferencePath& path) { path.allowed = by_name.allowed(path.reference->to); });
    }
    return of_types;
}

bool meets(const Page& page, const std::string& field, const std::string& value) {
    const auto values = values_at(page.values(), field);
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// Whether there is a file that would be the page, were it not left out as a draft.
bool is_draft(const Assembly& assembly, std::string_view id) {
    const std::string stem = "content/" + std::string{id};
    for (const auto* ending : {".md", "/_index.md", "/index.md"}) {
        const auto* file = assembly.snapshot.find(stem + ending);
        if (file == nullptr) continue;
        Diagnostics already_told;
        const auto source = parse_page(*file, already_told);
        const auto* draft = source.front_matter.find("draft");
        return draft != nullptr && draft->as<bool>() != nullptr && *draft->as<bool>();
    }
    return false;
}

/// A reference that leads nowhere, or to a page of the wrong type.
struct Broken {
    PageNo from = no_page;
    PageNo to = no_page;
    const Value* value = nullptr;
    const ReferencePath* path = nullptr;
};

/// What a run of pages says.
struct FoundReferences {
    ByPage<Relation> outgoing;
    std::vector<AliasClaim> aliases;
    std::vector<Broken> broken;
};

class FrontMatterReader {
public:
    FrontMatterReader(const Assembly& assembly, PageNo from, FoundReferences& into)
        : assembly_(assembly), from_(from), into_(into) {}

    void read(const std::vector<ReferencePath>& paths) {
        const auto& values = assembly_.pages[from_].values();
        for (const auto& entry : values.entries()) {
            if (entry.key == "aliases") read_aliases(entry.value);
        }
        read_table(values, paths);
        into_.outgoing.close_page();
    }

private:
    void read_aliases(const Value& value) {
        for (const auto& alias : value.array()) into_.aliases.push_back({address_of(alias.text()), from_, alias.at()});
    }

    void read_table(const Table& table, const std::vector<ReferencePath>& paths) {
        for (const auto& entry : table.entries()) {
            for (const auto& path : paths) {
                if (path.field->name == entry.key) read_value(entry.value, path);
            }
        }
    }

    void read_value(const Value& value, const ReferencePath& path) {
        if (const auto* list = value.as<Array>()) {
            for (const auto& element : *list) read_value(element, path);
        } else if (const auto* table = value.as<Table>()) {
            read_table(*table, path.below);
        } else if (path.reference != nullptr && value.as<std::string>() != nullptr) {
            refer(value, path);
        }
    }

    void refer(const Value& value, const ReferencePath& path) {
        const auto to = assembly_.index.find(value.text());
        if (to == no_page || path.allowed[assembly_.type_number(to)] == 0) {
            into_.broken.push_back({from_, to, &value, &path});
            return;
        }
        if (!path.target.empty()) check_target(value, path, assembly_.pages[to]);
        into_.outgoing.all.push_back({from_, to, path.reference, path.number, path.inverse, value.at()});
    }

    void check_target(const Value& value, const ReferencePath& path, const Page& target) const {
        for (const auto& [field, wanted] : path.target) {
            if (meets(target, field, wanted)) continue;
            assembly_.found.error(assembly_.at(from_, value.at()), rule::reference_condition,
                                  {std::string{value.text()}, field + " = " + wanted});
        }
    }

    const Assembly& assembly_;
    PageNo from_;
    FoundReferences& into_;
};

void report_unknown(const Assembly& assembly, const Broken& broken) {
    const std::string id{broken.value->text()};
    std::string detail;
    if (is_draft(assembly, id)) {
        detail = assembly.language == Language::sv ? "sidan är ett utkast" : "the page is a draft";
    }
    auto proposal = detail.empty() ? assembly.proposals.nearest_id(id, broken.path->reference->to) : std::string{};
    assembly.found.error(assembly.at(broken.from, broken.value->at()), rule::reference_unknown, {id, std::move(detail)},
                         std::move(proposal));
}

void report_type(const Assembly& assembly, const Broken& broken) {
    const auto& types = broken.path->reference->to;
    std::string allowed;
    for (const auto& name : types) allowed += (allowed.empty() ? "" : ", ") + name;
    assembly.found.error(assembly.at(broken.from, broken.value->at()), rule::reference_type,
                         {std::string{broken.value->text()}, assembly.pages[broken.to].type->name, std::move(allowed)},
                         assembly.proposals.nearest_id(broken.value->text(), types));
}

}  // namespace

References join_references(const Assembly& assembly) {
    auto of_types = paths_of_types(assembly.schema);
    RelationNames names{of_types};
    References references;
    for (auto& part : read_in_parts<FoundReferences>(assembly, [&](PageNo page, FoundReferences&into) {
             FrontMatterReader{assembly, page, into}.read(of_types[assembly.type_number(page)]);
         })) {
        references.outgoing.append(part.outgoing);
        std::move(part.aliases.begin(), part.aliases.end(), std::back_inserter(references.aliases));
        for (const auto& broken : part.broken) {
            broken.to == no_page ? report_unknown(assembly, broken) : report_type(assembly, broken);
        }
    }
    references.names = names.take();
    return references;
}

}  // namespace knav
