#include "search/synonyms.hpp"

#include "diag/rules.hpp"
#include "parse/toml.hpp"

namespace knav::search {
namespace {

class Reader {
public:
    Reader(const File& file, Diagnostics& found)
        : file_(file), found_(found), general_(!file.path.starts_with("content/")) {}

    std::vector<Synonym> read() {
        const auto table = parse_toml(file_.path, file_.bytes(), 1, found_);
        if (!table) return {};
        for (const auto& entry : table->entries()) {
            if (entry.key == "same" && entry.value.kind() == ValueKind::array)
                read_groups(entry.value.array());
            else if (entry.key == "words" && entry.value.kind() == ValueKind::table)
                read_words(entry.value.table());
            else
                found_.error({file_.path, entry.key_at}, rule::key_unknown, {entry.key});
        }
        return std::move(synonyms_);
    }

private:
    void wrong(const Value& value, std::string_view key) {
        found_.error({file_.path, value.at()}, rule::schema_value, {std::string{key}});
    }

    /// The strings of a list; what is none is reported.
    std::vector<const Value*> texts_of(const Value& value, std::string_view key) {
        std::vector<const Value*> texts;
        if (value.kind() != ValueKind::array) {
            wrong(value, key);
            return texts;
        }
        for (const auto& each : value.array()) {
            if (each.as<std::string>() != nullptr)
                texts.push_back(&each);
            else
                wrong(each, key);
        }
        return texts;
    }

    void add(const std::string& asked, const Value& meant) {
        synonyms_.push_back({asked, *meant.as<std::string>(), general_, {file_.path, meant.at()}});
    }

    void read_groups(const Array& groups) {
        for (const auto& group : groups) {
            const auto texts = texts_of(group, "same");
            for (const auto* asked : texts) {
                for (const auto* meant : texts) {
                    if (asked != meant) add(*asked->as<std::string>(), *meant);
                }
            }
        }
    }

    void read_words(const Table& table) {
        for (const auto& entry : table.entries()) {
            for (const auto* meant : texts_of(entry.value, entry.key)) add(entry.key, *meant);
        }
    }

    const File& file_;
    Diagnostics& found_;
    bool general_;
    std::vector<Synonym> synonyms_;
};

}  // namespace

std::vector<Synonym> read_synonyms(const File& file, Diagnostics& found) { return Reader{file, found}.read(); }

}  // namespace knav::search
