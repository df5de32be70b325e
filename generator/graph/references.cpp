#include <algorithm>
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

bool meets(const Page& page, const std::string& field, const std::string& value) {
    const auto values = values_at(page.values(), field);
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// The file that would be the page, were it not left out as a draft; null if there is none.
const File* draft_file(const Assembly& assembly, std::string_view id) {
    const std::string stem = "content/" + std::string{id};
    for (const auto* ending : {".md", "/_index.md", "/index.md"}) {
        const auto* file = assembly.snapshot.find(stem + ending);
        if (file == nullptr) continue;
        Diagnostics already_told;
        const auto source = parse_page(*file, already_told);
        const auto* draft = source.front_matter.find("draft");
        return draft != nullptr && draft->as<bool>() != nullptr && *draft->as<bool>() ? file : nullptr;
    }
    return nullptr;
}

class ReferenceReader {
public:
    ReferenceReader(const Assembly& assembly, std::vector<Relation>& into) : assembly_(assembly), into_(into) {}

    void read_page(PageNo page, const std::vector<ReferencePath>& paths) {
        from_ = page;
        read_table(assembly_.pages[page].values(), paths);
    }

private:
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
        if (to == no_page) return report_unknown(value, path);
        const auto* type = assembly_.pages[to].type;
        if (path.allowed[static_cast<std::size_t>(type - assembly_.schema.types.data())] == 0) {
            return report_type(value, path, *type);
        }
        check_target(value, path, assembly_.pages[to]);
        into_.push_back({from_, to, path.reference, path.number, path.inverse, value.at()});
    }

    void report_unknown(const Value& value, const ReferencePath& path) const {
        const std::string id{value.text()};
        std::string detail;
        if (draft_file(assembly_, id) != nullptr) {
            detail = assembly_.language == Language::sv ? "sidan är ett utkast" : "the page is a draft";
        }
        auto proposal = detail.empty() ? assembly_.proposals.nearest_id(id, path.reference->to) : std::string{};
        assembly_.found.error(assembly_.at(from_, value.at()), rule::reference_unknown, {id, std::move(detail)},
                              std::move(proposal));
    }

    void report_type(const Value& value, const ReferencePath& path, const PageType& type) const {
        std::string allowed;
        for (const auto& name : path.reference->to) allowed += (allowed.empty() ? "" : ", ") + name;
        assembly_.found.error(assembly_.at(from_, value.at()), rule::reference_type,
                              {std::string{value.text()}, type.name, std::move(allowed)},
                              assembly_.proposals.nearest_id(value.text(), path.reference->to));
    }

    void check_target(const Value& value, const ReferencePath& path, const Page& target) const {
        for (const auto& [field, wanted] : path.target) {
            if (meets(target, field, wanted)) continue;
            assembly_.found.error(assembly_.at(from_, value.at()), rule::reference_condition,
                                  {std::string{value.text()}, field + " = " + wanted});
        }
    }

    const Assembly& assembly_;
    std::vector<Relation>& into_;
    PageNo from_ = no_page;
};

}  // namespace

References join_references(const Assembly& assembly) {
    std::vector<std::vector<ReferencePath>> of_types;
    for (const auto& type : assembly.schema.types) of_types.push_back(reference_paths(type, assembly.schema));
    RelationNames names{of_types};
    References references;
    references.outgoing.begin.reserve(assembly.pages.size() + 1);
    references.outgoing.close_page();
    ReferenceReader reader{assembly, references.outgoing.all};
    for (PageNo page = 0; page < assembly.pages.size(); ++page) {
        const auto type = static_cast<std::size_t>(assembly.pages[page].type - assembly.schema.types.data());
        reader.read_page(page, of_types[type]);
        references.outgoing.close_page();
    }
    references.names = names.take();
    return references;
}

}  // namespace knav
