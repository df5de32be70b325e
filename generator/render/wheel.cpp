#include "render/wheel.hpp"

#include <algorithm>

#include "render/drawing.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"
#include "render/wheel_layout.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

// The drawing's own units; the theme's letters are 15 of them high. Words that don't fit give way to the row's number.
constexpr Point centre{340, 340};
constexpr double rim = 336, months_inside = 298, lanes_outside = 292, hub = 92;
constexpr double thickest_lane = 68, line_height = 17, letter = 7.3, degrees_in_month = 30;
constexpr double gap = 0.9;  // degrees left open at each end of a bow
constexpr std::size_t hub_width = 20, hub_lines = 3;

const Field* ring_column(const Field& field) {
    const auto found = std::find_if(field.fields.begin(), field.fields.end(), [](const Field& column) {
        return column.kind == FieldKind::enumeration && !column.vocabulary.empty();
    });
    return found == field.fields.end() ? nullptr : &*found;
}

class Wheel {
public:
    Wheel(const Lens& lens, const Field& field, const Array& rows)
        : lens_(lens), field_(field), ring_(ring_column(field)), dial_(centre) {
        for (const auto& row : rows) {
            const auto& said = row.table();
            rows_.push_back({&said, rows_.size() + 1, months_of(said), ring_of(said), 0});
        }
        lanes_ = lay_lanes(rows_);
    }

    View whole(std::string id) {
        View view;
        view.set("months", months_view()).set("arcs", arcs_view(id)).set("hub", hub_view()).set("key", key_view());
        view.set("untold", untold_view());
        view.set("tracks", tracks_view()).set("columns", heads()).set("rows", rows_view());
        view.set("label", field_.label.in(lens_.language()));
        return std::move(view.set("id", std::move(id)));
    }

private:
    std::size_t ring_of(const Table& row) const {
        if (ring_ == nullptr) return 0;
        const auto& values = ring_->values;
        return static_cast<std::size_t>(std::find(values.begin(), values.end(), row.text(ring_->name)) -
                                        values.begin());
    }

    [[nodiscard]] double thickness() const {
        return std::min(thickest_lane,
                        (lanes_outside - hub - 8) / static_cast<double>(std::max<std::size_t>(lanes_, 1)));
    }
    [[nodiscard]] double outside(std::size_t lane) const {
        return lanes_outside - thickness() * static_cast<double>(lane);
    }

    View::List months_view() const {
        View::List items;
        for (int month = 1; month <= months_in_year; ++month) {
            const auto& name = lens_.word("month_" + std::to_string(month));
            const auto from = (month - 1) * degrees_in_month, middle = from + degrees_in_month / 2;
            const auto place = dial_.at((rim + months_inside) / 2, middle);
            const auto turn = Dial::is_below(middle) ? middle + 180 : middle;
            View item;
            item.set("path", dial_.sector(months_inside, rim, from, from + degrees_in_month)).set("name", name);
            item.set("short", name.substr(0, 3)).set("now", month == lens_.today().month);
            item.set("x", svg_number(place.x)).set("y", svg_number(place.y)).set("turn", svg_number(turn));
            items.push_back(std::move(item));
        }
        return items;
    }

    View ring_view(std::size_t ring) const {
        View view;
        if (ring_ == nullptr || ring >= ring_->values.size()) return std::move(view.set("value", "").set("tone", ""));
        const auto* term = term_of(lens_, *ring_, ring_->values[ring]);
        view.set("value", ring_->values[ring]).set("tone", term == nullptr ? std::string{} : term->tone);
        const auto label = term == nullptr ? std::string{} : term->label.in(lens_.language());
        return std::move(view.set("label", label.empty() ? ring_->values[ring] : label));
    }

    View::List key_view() const {
        View::List items;
        for (std::size_t ring = 0; ring_ != nullptr && ring < ring_->values.size(); ++ring) {
            const bool used =
                std::any_of(rows_.begin(), rows_.end(), [&](const WheelRow& row) { return row.ring == ring; });
            if (used) items.push_back(ring_view(ring));
        }
        return items;
    }

    // The rings themselves, faint, so that an empty month is seen to be empty.
    View::List tracks_view() const {
        View::List items;
        for (std::size_t lane = 0; lane < lanes_; ++lane) {
            items.push_back(std::move(View{}
                                          .set("radius", svg_number(outside(lane) - thickness() / 2))
                                          .set("thickness", svg_number(thickness() - 3))));
        }
        return items;
    }

    View::List arcs_view(const std::string& id) {
        View::List items;
        for (const auto& row : rows_) {
            if (row.span) items.push_back(arc(row, id));
        }
        return items;
    }

    View arc(const WheelRow& row, const std::string& id) {
        const auto from = (row.span->from - 1) * degrees_in_month + gap;
        const auto to = from + row.span->length * degrees_in_month - 2 * gap;
        const auto out = outside(row.lane) - 1.5, in = outside(row.lane) - thickness() + 1.5;
        const auto place = dial_.at((in + out) / 2, (from + to) / 2);
        View item;
        item.set("path", dial_.sector(in, out, from, to)).set("ring", ring_view(row.ring)).set("number", row.number);
        item.set("x", svg_number(place.x)).set("y", svg_number(place.y));
        auto lines = lines_of(row, id, from, to);
        if (lines.empty()) untold_.push_back(&row);
        return std::move(item.set("wordless", lines.empty()).set("lines", std::move(lines)));
    }

    View::List lines_of(const WheelRow& row, const std::string& id, double from, double to) const {
        const auto middle = outside(row.lane) - thickness() / 2;
        const auto innermost = outside(row.lane) - thickness() + line_height / 2;
        const auto width = static_cast<std::size_t>(std::max(0.0, Dial::along(innermost, to - from) / letter - 1));
        const auto most = static_cast<std::size_t>((thickness() - 8) / line_height);
        const auto words = in_lines(row.said->text("title"), width, most);
        const bool below = Dial::is_below((from + to) / 2);
        View::List items;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto step = (static_cast<double>(words.size() - 1) / 2 - static_cast<double>(i)) * line_height;
            const auto radius = middle + (below ? -step + 5 : step - 5);  // 5: from the middle of a letter to its foot
            View item;
            item.set("path", dial_.bow(radius, from, to)).set("text", words[i]);
            item.set("id", id + "_" + std::to_string(row.number) + "_" + std::to_string(i + 1));
            items.push_back(std::move(item));
        }
        return items;
    }

    // What comes back all year stands in the middle, as far as there is room.
    View hub_view() {
        View::List lines;
        const auto add = [&](std::string text, bool strong) {
            lines.push_back(std::move(View{}.set("text", std::move(text)).set("strong", strong)));
        };
        View::List numbers;
        for (const auto& row : rows_) {
            if (row.span) continue;
            auto words = in_lines(row.said->text("title"), hub_width, hub_lines);
            if (words.empty() || lines.size() + words.size() + 1 > 2 * (hub_lines + 1)) {
                untold_.push_back(&row);
                continue;
            }
            add(std::string{row.said->text("every")}, true);
            for (auto& line : words) add(std::move(line), false);
            numbers.push_back(View{row.number});
        }
        if (lines.empty()) return false;
        View::List placed;
        auto y = centre.y + 3 - static_cast<double>(lines.size() - 1) * line_height / 2;
        for (auto& line : lines) {
            if (!placed.empty() && *line.find("strong")->truth()) y += line_height / 3;
            placed.push_back(std::move(line.set("y", svg_number(y))));
            y += line_height;
        }
        View view;
        std::string all;
        for (const auto& number : numbers) all += (all.empty() ? "" : " · ") + *number.text();
        return std::move(view.set("lines", std::move(placed)).set("numbers", all).set("radius", svg_number(hub)));
    }

    // What the drawing has no room to say, to be read right below it.
    View::List untold_view() const {
        View::List items;
        for (const auto* row : untold_) {
            View item;
            item.set("number", row->number).set("title", row->said->text("title"));
            items.push_back(std::move(item.set("ring", ring_view(row->ring))));
        }
        return items;
    }

    std::vector<const Field*> columns() const {
        std::vector<const Field*> shown;
        for (const auto& column : field_.fields) {
            const bool drawn = column.name == "title" || column.name == "text" || column.name == "from" ||
                               column.name == "to" || column.name == "every";
            const bool used = std::any_of(rows_.begin(), rows_.end(),
                                          [&](const WheelRow& row) { return row.said->find(column.name) != nullptr; });
            if (!drawn && used && column.display != Display::hidden) shown.push_back(&column);
        }
        return shown;
    }

    View::List heads() const {
        View::List heads;
        for (const auto* column : columns()) heads.push_back(std::move(View{}.set("label", label_of(*column))));
        return heads;
    }

    View::List rows_view() const {
        View::List items;
        const auto shown = columns();
        for (const auto& row : rows_) {
            View::List cells;
            for (const auto* column : shown) {
                const auto* value = row.said->find(column->name);
                View cell;
                cell.set("values", value == nullptr ? View::List{} : values_view(lens_, *column, *value));
                cells.push_back(std::move(cell.set("label", label_of(*column))));
            }
            View item;
            item.set("number", row.number).set("title", row.said->text("title")).set("text", row.said->text("text"));
            item.set("when", when(row)).set("now", row.span && row.span->holds(lens_.today().month));
            items.push_back(std::move(item.set("ring", ring_view(row.ring)).set("cells", std::move(cells))));
        }
        return items;
    }

    std::string when(const WheelRow& row) const {
        if (!row.span) return std::string{row.said->text("every")};
        const auto name = [&](int month) {
            return lens_.word("month_" + std::to_string((month - 1) % months_in_year + 1));
        };
        const auto& span = *row.span;
        if (span.length == 1) return name(span.from);
        return name(span.from) + "–" + name(span.from + span.length - 1);
    }

    std::string label_of(const Field& column) const {
        const auto& label = column.label.in(lens_.language());
        return label.empty() ? column.name : label;
    }

    const Lens& lens_;
    const Field& field_;
    const Field* ring_;
    Dial dial_;
    std::vector<WheelRow> rows_;
    std::vector<const WheelRow*> untold_;
    std::size_t lanes_ = 0;
};

}  // namespace

View::List wheels_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    View::List items;
    for (const auto& field : page.type->fields) {
        if (field.display != Display::wheel || !field.is_list_of_tables()) continue;
        const auto* value = page.values().find(field.name);
        if (value == nullptr || value->array().empty()) continue;
        items.push_back(Wheel{lens, field, value->array()}.whole("hjul_" + field.name));
    }
    return items;
}

}  // namespace knav
