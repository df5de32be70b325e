#include "render/neighbours.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "render/layout.hpp"
#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

// The drawing's units are CSS pixels at full width; it shrinks with its container.
constexpr int width = 760;
constexpr int box_height = 64;
constexpr int row_gap = 56;
constexpr std::size_t most_in_row = 4;  // more are counted in a last box: the words below the picture name them all

struct Neighbour {
    PageNo page = no_page;
    std::string label;  // the relation, in words
};

bool is_actor(const Card& card) { return card.type->is_a("group") || card.type->is_a("body"); }

// Whether a reference points upward: to what this group mirrors, belongs to or reports to.
std::vector<Neighbour> above(const Lens& lens, const Page& page) {
    std::vector<Neighbour> found;
    for (const auto& field : page.type->fields) {
        const auto& reference = field.kind == FieldKind::list && !field.item.empty() ? field.item.front() : field;
        if (reference.kind != FieldKind::reference || field.name == "cooperates_with" || field.name == "contact")
            continue;
        for (const auto& id : values_at(page.values(), field.name)) {
            const auto target = lens.find(id);
            if (target == no_page || !is_actor(lens.card(target))) continue;
            const auto& label = field.label.in(lens.language());
            found.push_back({target, label.empty() ? field.name : label});
        }
    }
    return found;
}

std::vector<Neighbour> below(const Lens& lens, PageNo page) {
    std::vector<Neighbour> found;
    for (const auto& relation : lens.incoming(page)) {
        if (relation.inverse == 0) continue;
        const auto card = lens.card(relation.from);
        const auto& name = lens.relation_name(relation.name);
        if (!is_actor(card) || name == "cooperates_with" || name == "contact") continue;
        const auto& label = relation.field->inverse_label.in(lens.language());
        found.push_back({relation.from, label.empty() ? card.type->plural.in(lens.language()) : label});
    }
    std::stable_sort(found.begin(), found.end(), [&](const auto& one, const auto& other) {
        return std::pair{one.label, lens.card(one.page).sort_key} <
               std::pair{other.label, lens.card(other.page).sort_key};
    });
    return found;
}

class Drawing {
public:
    explicit Drawing(const Lens& lens) : lens_(lens) {}

    void row(const std::vector<Neighbour>& all, int y, int other_y) {
        const auto shown = std::min(all.size(), most_in_row);
        const bool more = all.size() > shown;
        const auto boxes = static_cast<int>(shown + (more ? 1 : 0));
        const int box_width = std::min(220, (width - 16 * (boxes - 1)) / std::max(boxes, 1));
        int x = (width - boxes * box_width - 16 * (boxes - 1)) / 2;
        for (std::size_t i = 0; i < shown; ++i, x += box_width + 16) {
            line(x + box_width / 2, y > other_y ? y : y + box_height, width / 2,
                 y > other_y ? other_y + box_height : other_y);
            const auto card = lens_.card(all[i].page);
            box(x, y, box_width, card.title, all[i].label, lens_.settings().link(card.url), "node");
        }
        if (more) box(x, y, box_width, fmt::format("+ {}", all.size() - shown), "", "", "node more");
    }

    void centre(const Card& card, int y) {
        box((width - 320) / 2, y, 320, card.title, card.type->label.in(lens_.language()), "", "node here");
    }

    std::string finish(int height, const std::string& title) {
        return fmt::format(
            "<svg class=\"neighbours\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\"><g "
            "class=\"edges\">{}</g>{}</svg>",
            width, height, html_escape(title), edges_, boxes_);
    }

private:
    void line(int x1, int y1, int x2, int y2) {
        const int middle = (y1 + y2) / 2;
        edges_ += fmt::format("<path d=\"M{} {}C{} {} {} {} {} {}\"/>", x1, y1, x1, middle, x2, middle, x2, y2);
    }

    void box(int x, int y, int box_width, std::string_view title, const std::string& label, const std::string& url,
             std::string_view kind) {
        if (!url.empty()) boxes_ += fmt::format("<a href=\"{}\">", html_escape(url));
        boxes_ += fmt::format("<g class=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>", kind, x,
                              y, box_width, box_height);
        const auto characters = static_cast<std::size_t>(box_width / 8);
        const auto lines = wrapped(title, characters, 2);
        int text_y = y + box_height / 2 + 5 - static_cast<int>(lines.size() - 1) * 9 + (label.empty() ? 0 : 7);
        if (!label.empty()) {
            const auto shortened = wrapped(label, characters + 6, 1);
            boxes_ += fmt::format("<text class=\"label\" x=\"{}\" y=\"{}\">{}</text>", x + box_width / 2, y + 15,
                                  html_escape(shortened.front()));
        }
        for (const auto& line_text : lines) {
            boxes_ +=
                fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", x + box_width / 2, text_y, html_escape(line_text));
            text_y += 18;
        }
        boxes_ += url.empty() ? "</g>" : "</g></a>";
    }

    const Lens& lens_;
    std::string edges_;
    std::string boxes_;
};

View::List in_text(const Lens& lens, std::vector<Neighbour> all) {
    View::List groups;
    std::vector<std::pair<std::string, View::List>> by_label;
    for (const auto& each : all) {
        auto group = std::find_if(by_label.begin(), by_label.end(),
                                  [&](const auto& known) { return known.first == each.label; });
        if (group == by_label.end()) group = by_label.insert(by_label.end(), {each.label, {}});
        const auto card = lens.card(each.page);
        group->second.push_back(link_item(lens, std::string{card.title}, card.url));
    }
    for (auto& [label, items] : by_label)
        groups.push_back(std::move(View{}.set("label", label).set("items", std::move(items))));
    return groups;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t line_width, std::size_t most_lines) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        auto& last = lines.back();
        if (!last.empty() && code_points(last) + 1 + code_points(word) > line_width) {
            if (lines.size() == most_lines) {
                last += " …";
                return lines;
            }
            lines.emplace_back(word);
        } else {
            last += (last.empty() ? "" : " ") + std::string{word};
        }
    }
    return lines;
}

Neighbours neighbours(const Lens& lens, PageNo number) {
    const auto here = lens.card(number);
    if (!is_actor(here)) return {};
    const auto up = above(lens, lens.page(number));
    const auto down = below(lens, number);
    if (up.empty() && down.empty()) return {};

    Drawing drawing{lens};
    int y = 8;
    const int centre_y = up.empty() ? y : y + box_height + row_gap;
    if (!up.empty()) drawing.row(up, y, centre_y);
    if (!down.empty()) drawing.row(down, centre_y + box_height + row_gap, centre_y);
    drawing.centre(here, centre_y);
    y = centre_y + box_height + (down.empty() ? 0 : row_gap + box_height) + 8;

    auto all = up;
    all.insert(all.end(), down.begin(), down.end());
    return {drawing.finish(y, lens.word("neighbours") + ": " + std::string{here.title}), in_text(lens, std::move(all))};
}

}  // namespace knav
