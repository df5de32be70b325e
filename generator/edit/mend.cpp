#include "edit/mend.hpp"

#include <algorithm>
#include <span>

#include "edit/mend_steps.hpp"
#include "edit/splice.hpp"
#include "edit/toml_text.hpp"
#include "parse/front_matter.hpp"
#include "schema/check_page.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

const Field* find_field(std::span<const Field> fields, std::string_view name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

class KeyRenamer {
public:
    explicit KeyRenamer(std::string_view text) : text_(text), front_matter_(split_front_matter(text)) {}

    void rename(const Table& table, std::span<const Field> fields) {
        for (const auto& entry : table.entries()) {
            const auto* field = find_field(fields, entry.key);
            if (field == nullptr) continue;
            if (!field->deprecated.empty()) rename_entry(table, entry, field->deprecated);
            rename(entry.value.table(), field->fields);
            for (const auto& element : entry.value.array()) rename(element.table(), field->fields);
        }
    }

    std::vector<Splice> splices;
    std::vector<Mending> done;
    std::vector<Mending> left;

private:
    void rename_entry(const Table& table, const Entry& entry, const std::string& name) {
        Mending mending{Mending::Kind::diagnosed, entry.key_at, &rule::key_deprecated, {entry.key, name}};
        const auto at = offset_of(text_, entry.key_at);
        const bool bare = at && text_.substr(*at, entry.key.size()) == entry.key;
        // With the new key there too, a person has to say which of them is right.
        if (!bare || table.find(name) != nullptr) return left.push_back(std::move(mending));
        splices.push_back({*at, *at + entry.key.size(), name});
        rename_headers(entry.key, name);
        done.push_back(std::move(mending));
    }

    /// The tables that are written [key], [[key]] or [key.more], each time they are.
    void rename_headers(const std::string& key, const std::string& name) {
        const auto begin = static_cast<std::size_t>(front_matter_.toml.data() - text_.data());
        for (std::size_t line = 0; line < front_matter_.toml.size();) {
            const auto open = front_matter_.toml.find_first_not_of(" \t", line);
            const auto word = open == std::string_view::npos ? open : front_matter_.toml.find_first_not_of('[', open);
            const bool header = word != std::string_view::npos && word > open && word - open <= 2;
            const auto behind = header && front_matter_.toml.substr(word, key.size()) == key
                                    ? front_matter_.toml.substr(word + key.size(), 1)
                                    : std::string_view{};
            if (behind == "]" || behind == ".") splices.push_back({begin + word, begin + word + key.size(), name});
            line = std::min(front_matter_.toml.find('\n', line), front_matter_.toml.size() - 1) + 1;
        }
    }

    std::string_view text_;
    FrontMatter front_matter_;
};

Digest record_digest(std::string_view path, const std::string& text, const PageType& type, const Schema& schema) {
    Diagnostics told_elsewhere;
    const auto source = parse_page(make_file(std::string{path}, text), told_elsewhere);
    return digest_of(check_page(path, source, type, schema, Language::sv, told_elsewhere).values);
}

}  // namespace

void rename_keys(std::string_view path, const PageType& type, const Schema& schema, Mended& made) {
    Diagnostics told_elsewhere;
    const auto source = parse_page(make_file(std::string{path}, made.text), told_elsewhere);
    if (!source.front_matter_read) return;
    KeyRenamer keys{made.text};
    keys.rename(source.front_matter, type.fields);
    if (!keys.splices.empty()) {
        auto text = spliced(made.text, keys.splices);
        const bool same = record_digest(path, text, type, schema) == record_digest(path, made.text, type, schema);
        if (same) made.text = std::move(text);
        auto& into = same ? made.done : made.left;
        into.insert(into.end(), keys.done.begin(), keys.done.end());
    }
    made.left.insert(made.left.end(), keys.left.begin(), keys.left.end());
}

Mended mend(std::string_view path, std::string_view bytes, const PageType* type, const Schema& schema) {
    Mended made;
    if (const auto invalid = first_invalid_utf8(bytes)) {
        made.text = std::string{bytes};
        made.left.push_back(
            {Mending::Kind::diagnosed, position_of(bytes.substr(0, *invalid), *invalid), &rule::encoding_invalid, {}});
        return made;
    }
    mend_bytes(bytes, made);
    compose_text(path, made);
    if (type != nullptr && made.text.size() <= largest_page) rename_keys(path, *type, schema, made);
    return made;
}

}  // namespace knav
