#include "edit/new_page.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "edit/toml_text.hpp"
#include "schema/common_fields.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

constexpr std::size_t comment_width = 108;

/// What is not worth offering on a new page: it follows from elsewhere, or cannot be true of it yet.
constexpr std::array left_out = {std::string_view{"type"}, std::string_view{"updated"}, std::string_view{"aliases"}};

bool is_common(const Field& field) {
    const auto& common = common_fields();
    return std::any_of(common.begin(), common.end(), [&](const Field& each) { return each.name == field.name; });
}

bool is_table(const Field& field) { return field.kind == FieldKind::table || field.is_list_of_tables(); }

std::string joined(const std::vector<std::string>& words) {
    std::string made;
    for (const auto& word : words) made += (made.empty() ? "" : ", ") + word;
    return made;
}

class Writer {
public:
    Writer(const PageType& type, const NewPage& page) : type_(type), page_(page) {}

    std::string write() {
        text_ = "+++\n";
        comment(fmt::format("{}. {}", type_.label.in(page_.language), type_.help.in(page_.language)));
        comment(say("Det som står efter # syns inte på sidan. Ta bort # framför det som ska vara med.",
                    "What stands after # is not shown. Remove the # before what is to be there."));
        blank_line();
        fields([](const Field& field) { return field.required && !is_table(field); });
        hints();
        heading(say("Frivilligt", "Optional"));
        fields([](const Field& field) { return !field.required && !is_table(field) && !is_common(field); });
        fields([](const Field& field) { return !field.required && !is_table(field) && is_common(field); });
        tables();
        seats();
        while (text_.ends_with("\n\n")) text_.pop_back();
        text_ += "+++\n";
        sections();
        return std::move(text_);
    }

private:
    struct First {
        std::string text;
        bool has_value = true;  // false: an example that only the author can replace
    };

    [[nodiscard]] std::string say(std::string_view sv, std::string_view en) const {
        return std::string{page_.language == Language::sv ? sv : en};
    }

    void blank_line() { text_ += "\n"; }

    /// On as many lines as it takes.
    void comment(std::string_view words) {
        std::string line = "#";
        for (std::size_t begin = 0; begin < words.size();) {
            const auto end = std::min(words.find_first_of(" \n", begin), words.size());
            const auto word = words.substr(begin, end - begin);
            begin = end + 1;
            if (word.empty()) continue;
            if (line.size() > 1 && code_points(line) + code_points(word) >= comment_width) {
                text_ += line + "\n";
                line = "#";
            }
            line.append(" ").append(word);
        }
        if (line.size() > 1) text_ += line + "\n";
    }

    void heading(const std::string& words) {
        text_ += "# ---- " + words + "\n";
        blank_line();
    }

    [[nodiscard]] std::string explained(const Field& field) const {
        const auto& label = field.label.in(page_.language);
        std::string made;
        const auto add = [&](const std::string& sentence) {
            made += (made.empty() || sentence.empty() ? "" : " ") + sentence;
        };
        if (!label.empty() && label != field.name) add(label + ".");
        add(field.help.in(page_.language));
        const auto& of = field.item.empty() ? field : field.item.front();
        if (!of.values.empty()) add(say("Ett av: ", "One of: ") + joined(of.values) + ".");
        if (of.kind == FieldKind::reference) {
            add(of.to.empty() ? say("Id för en sida.", "A page's id.")
                              : say("Id för en sida av typen ", "Id of a page of type ") + joined(of.to) + ".");
        }
        if (field.required) add(say("Ska fyllas i.", "Must be filled in."));
        return made;
    }

    template <class Wanted>
    void fields(const Wanted& wanted) {
        for (const auto& field : type_.fields) {
            const bool unwanted = std::find(left_out.begin(), left_out.end(), field.name) != left_out.end();
            if (unwanted || !field.deprecated.empty() || !wanted(field)) continue;
            comment(explained(field));
            line(field);
            blank_line();
        }
    }

    void line(const Field& field) {
        const auto value = field.name == "title" ? First{toml_quoted(page_.title)} : first_value(field);
        text_ += fmt::format("{}{} = {}\n", field.required && value.has_value ? "" : "# ", field.name, value.text);
    }

    [[nodiscard]] First first_value(const Field& field) const {
        if (field.standard) return {toml_written(*field.standard)};
        switch (field.kind) {
            case FieldKind::integer:
            case FieldKind::number: return {number(field), false};
            case FieldKind::boolean: return {"true", false};
            case FieldKind::date:
            case FieldKind::datetime: return date(field);
            case FieldKind::list: return {"[]"};
            case FieldKind::table: return {"{}"};
            default: return {"\"\""};
        }
    }

    [[nodiscard]] std::string number(const Field& field) const {
        // A year is the commonest of numbers with bounds like these.
        const bool year = field.min && *field.min > 1900 && *field.min <= page_.today.year;
        return year ? std::to_string(page_.today.year) : fmt::format("{}", field.min.value_or(1));
    }

    /// For a date that there must be, the day that the page's own address begins with; else today's, as an example.
    [[nodiscard]] First date(const Field& field) const {
        const auto slug = std::string_view{page_.id}.substr(page_.id.rfind('/') + 1);
        const auto said = parse_date(slug.substr(0, 10));
        if (field.required && said) return {iso(*said)};
        return {iso(page_.today), false};
    }

    /// What may be written below which heading: on the page itself it would be published.
    void hints() {
        if (type_.sections.empty()) return;
        heading(say("Avsnitt i texten nedanför", "Sections of the text below"));
        for (const auto& section : type_.sections) {
            const auto& name = section.heading.in(page_.language);
            std::string words = name.empty() ? say("Före första rubriken", "Before the first heading") : "## " + name;
            if (section.required) words += say(" (ska finnas)", " (required)");
            if (!section.help.sv.empty()) words += ": " + section.help.in(page_.language);
            if (section.max_words)
                words += say(" Högst ", " At most ") + std::to_string(*section.max_words) + say(" ord.", " words.");
            comment(words);
        }
        blank_line();
    }

    [[nodiscard]] const Field* seat_field() const {
        if (type_.seats.empty()) return nullptr;
        const auto found = std::find_if(type_.fields.begin(), type_.fields.end(),
                                        [](const Field& field) { return field.display == Display::seats; });
        return found == type_.fields.end() ? nullptr : &*found;
    }

    void tables() {
        for (const bool common : {false, true}) tables(common);
    }

    void tables(bool common) {
        for (const auto& field : type_.fields) {
            if (!is_table(field) || !field.deprecated.empty() || &field == seat_field()) continue;
            if (is_common(field) != common) continue;
            comment(explained(field));
            const std::string mark = field.required ? "" : "# ";
            text_ += mark + (field.kind == FieldKind::table ? "[" + field.name + "]" : "[[" + field.name + "]]") + "\n";
            columns(field, mark, {});
            blank_line();
        }
    }

    /// The fields of a table, each on its line with its label behind it, but the one named `said`.
    void columns(const Field& table, const std::string& mark, std::string_view said) {
        for (const auto& column : table.fields) {
            if (column.name == said || !column.deprecated.empty()) continue;
            const auto value = first_value(column);
            const bool active = column.required && value.has_value;
            const auto words = explained(column);
            text_ += fmt::format("{}{} = {}{}\n", active ? mark : "# ", column.name, value.text,
                                 words.empty() ? "" : "   # " + words);
        }
    }

    void seats() {
        const auto* field = seat_field();
        if (field == nullptr) return;
        comment(explained(*field));
        comment(say("En plats utan innehavare visas som vakans.", "A seat that nobody holds is shown as a vacancy."));
        bool first = true;
        for (const auto& seat : type_.seats) {
            for (std::uint32_t i = 0; i < std::max(seat.min, 1U); ++i) {
                const std::string mark = seat.min == 0 ? "# " : "";
                const auto& note = seat.note.in(page_.language);
                text_ += fmt::format("{}[[{}]]\n{}role = {}{}\n", mark, field->name, mark, toml_quoted(seat.role),
                                     note.empty() ? "" : "   # " + note);
                if (first) columns(*field, mark, "role");
                first = false;
                blank_line();
            }
        }
    }

    void sections() {
        for (const auto& section : type_.sections) {
            const auto& name = section.heading.in(page_.language);
            if (section.required && !name.empty()) text_ += fmt::format("\n## {}\n", name);
        }
    }

    const PageType& type_;
    const NewPage& page_;
    std::string text_;
};

/// A pattern as a file's path once its gaps are filled; nothing if it has more gaps than that, or others.
std::optional<std::string> filled(std::string pattern, std::string_view slug, std::string_view below) {
    if (pattern.starts_with("**/")) {
        if (below.empty()) return {};
        pattern.replace(0, 2, below);
    } else if (!below.empty()) {
        return {};
    }
    const auto open = pattern.find('{'), close = pattern.find('}');
    if (open == pattern.npos || close == pattern.npos || close < open) return {};
    pattern.replace(open, close + 1 - open, slug);
    const bool more = pattern.find('{') != pattern.npos || pattern.find('*') != pattern.npos;
    return more ? std::nullopt : std::optional{pattern};
}

bool fits(std::string_view pattern, std::string_view id) {
    const auto read = PathPattern::parse(pattern);
    return read && read->fits(id_parts(id));
}

/// The file that a page with this id is, written the way the pattern is.
std::string path_as(std::string_view pattern, const std::string& id, const Snapshot& snapshot) {
    for (const std::string_view ending : {"/_index.md", "/index.md"}) {
        if (pattern.ends_with(ending)) return "content/" + id + std::string{ending};
    }
    const bool folder = !snapshot.below("content/" + id + "/").empty();
    return "content/" + id + (folder && !pattern.ends_with(".md") ? "/_index.md" : ".md");
}

}  // namespace

std::optional<NewPlace> place_of_new(const Schema& schema, const PageType& type, std::string_view wanted,
                                     std::string_view below, const Snapshot& snapshot) {
    std::vector<std::pair<std::string, std::string>> tried;  // pattern, id
    if (below.empty()) {
        for (const auto& pattern : type.paths) {
            if (fits(pattern, wanted)) tried.emplace_back(pattern, wanted);
        }
    }
    if (wanted.find('/') == wanted.npos) {
        for (const auto& pattern : type.paths) {
            const auto path = filled(pattern, wanted, below);
            const auto parts = path ? PathPattern::parse(*path) : std::nullopt;
            if (parts) tried.emplace_back(pattern, parts->shape());
        }
    }
    for (const auto& [pattern, id] : tried) {
        if (is_page_id(id) && schema.of_page(id) == &type) return NewPlace{id, path_as(pattern, id, snapshot)};
    }
    return {};
}

std::string text_of_new(const PageType& type, const NewPage& page) { return Writer{type, page}.write(); }

}  // namespace knav
