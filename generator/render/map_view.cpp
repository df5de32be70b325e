#include "render/map_view.hpp"

#include <algorithm>
#include <map>

#include "render/drawing.hpp"
#include "render/listing.hpp"
#include "render/map_layout.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

constexpr double margin = 10, box_width = 206, lane_step = 21, first_lane = 30, arrow = 8, bend = 7;
constexpr std::size_t name_width = 24, name_lines = 4;

// A folder speaks for the pages of its index: "RMPO" is all of them.
const PageType& speaks_for(const Lens& lens, PageNo page) {
    const auto* type = lens.card(page).type;
    const auto* listed = type->name == "page" ? listed_type(lens, page) : nullptr;
    return listed == nullptr ? *type : *listed;
}

class MapView {
public:
    MapView(const Lens& lens, const PageType& type) : lens_(lens), rule_(type.map) {}

    View whole(const std::vector<PageNo>& pages) {
        for (std::size_t i = 0; i < pages.size(); ++i) add(pages[i], i + 1);
        if (boxes_.empty()) return false;
        const auto layout = lay_map(std::move(boxes_), std::move(ways_));
        View view;
        width_ = 2 * margin + box_width + first_lane + static_cast<double>(layout.lanes) * lane_step;
        view.set("width", svg_number(width_)).set("height", svg_number(layout.height));
        view.set("bands", bands(layout)).set("boxes", boxes(layout));
        return std::move(view.set("ways", ways(layout)));
    }

private:
    // A value of the field by which they are ranked: the page's own, or what pages of its kind have unless they say.
    std::size_t band_of(PageNo page) {
        const auto* field = speaks_for(lens_, page).find(rule_.rank);
        if (field == nullptr) return SIZE_MAX;
        if (field_ == nullptr) field_ = field;
        auto value = lens_.page(page).values().text(rule_.rank);
        if (value.empty() && field->standard) value = field->standard->text();
        const auto found = std::find(field->values.begin(), field->values.end(), value);
        return found == field->values.end() ? SIZE_MAX : static_cast<std::size_t>(found - field->values.begin());
    }

    std::vector<std::size_t> ends(const Table& values, std::string_view field) {
        std::vector<std::size_t> found;
        for (const auto& id : values_at(values, field)) {
            const auto page = lens_.find(id);
            if (page != no_page) found.push_back(box_of(page));
        }
        return found;
    }

    std::size_t box_of(PageNo page) {
        const auto [known, is_new] = known_.try_emplace(page, boxes_.size());
        if (!is_new) return known->second;
        const auto card = lens_.card(page);
        auto lines = in_lines(card.title, name_width, name_lines);
        if (lines.empty()) lines.push_back(std::string{card.title});
        boxes_.push_back({band_of(page), std::move(lines), std::string{card.sort_key}, 0, 0});
        pages_.push_back(page);
        return known->second;
    }

    void add(PageNo page, std::size_t number) {
        const auto& values = lens_.page(page).values();
        MapWay way;
        way.from = ends(values, rule_.from);
        way.to = ends(values, rule_.to);
        if (way.from.empty() || way.to.empty()) return;
        const auto* both = rule_.both.empty() ? nullptr : values.find(rule_.both);
        both_.push_back(both != nullptr && both->as<bool>() != nullptr && *both->as<bool>());
        ways_.push_back(std::move(way));
        numbers_.push_back(number);
    }

    View::List bands(const MapLayout& layout) {
        View::List items;
        for (const auto& band : layout.bands) {
            View item;
            item.set("y", svg_number(band.y)).set("height", svg_number(band.height));
            item.set("label_y", svg_number(band.y + 21)).set("label", band_label(band.band));
            items.push_back(std::move(item));
        }
        return items;
    }

    std::string band_label(std::size_t band) const {
        if (field_ == nullptr || band >= field_->values.size()) return {};
        const auto* term = term_of(lens_, *field_, field_->values[band]);
        const auto label = term == nullptr ? std::string{} : term->label.in(lens_.language());
        return label.empty() ? field_->values[band] : label;
    }

    std::string ring_of(std::size_t band) const {
        return field_ == nullptr || band >= field_->values.size() ? std::string{} : field_->values[band];
    }

    View::List boxes(const MapLayout& layout) {
        View::List items;
        for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
            const auto& box = layout.boxes[i];
            const auto card = lens_.card(pages_[i]);
            View::List lines;
            auto y = box.y + box.height / 2 - static_cast<double>(box.lines.size() - 1) * map_line_height / 2 + 5.5;
            for (const auto& line : box.lines) {
                lines.push_back(std::move(View{}.set("text", line).set("y", svg_number(y))));
                y += map_line_height;
            }
            View item;
            item.set("url", lens_.settings().link(card.url)).set("ring", ring_of(box.band));
            item.set("x", svg_number(margin)).set("y", svg_number(box.y)).set("width", svg_number(box_width));
            item.set("middle", svg_number(margin + box_width / 2)).set("height", svg_number(box.height));
            items.push_back(std::move(item.set("lines", std::move(lines))));
        }
        return items;
    }

    View::List ways(const MapLayout& layout) {
        View::List items;
        for (std::size_t i = 0; i < layout.ways.size(); ++i) {
            const auto& way = layout.ways[i];
            const auto x = margin + box_width + first_lane + static_cast<double>(way.lane) * lane_step;
            const auto [top, bottom] = std::minmax_element(way.ports.begin(), way.ports.end());
            View item;
            item.set("number", numbers_[i]).set("path", path(way, x)).set("x", svg_number(x));
            item.set("ring", ring_of(layout.boxes[way.from.front()].band));
            item.set("y", svg_number(label_height(layout, i, *top, *bottom)));
            items.push_back(std::move(item.set("arrows", arrows(way, both_[i]))));
        }
        return items;
    }

    // The number stands where no line of another way passes under it: tried from the middle of the way outward.
    static double label_height(const MapLayout& layout, std::size_t number, double top, double bottom) {
        const auto& mine = layout.ways[number];
        const auto is_clear = [&](double y) {
            return std::none_of(layout.ways.begin(), layout.ways.end(), [&](const MapWay& other) {
                if (other.lane < mine.lane) return false;
                return std::any_of(other.ports.begin(), other.ports.end(),
                                   [&](double port) { return std::abs(port - y) < 11.5; });
            });
        };
        const auto middle = (top + bottom) / 2;
        for (double step = 0; middle + step <= bottom - 9; step += 3) {
            if (is_clear(middle - step)) return middle - step;
            if (is_clear(middle + step)) return middle + step;
        }
        return middle;
    }

    static std::string path(const MapWay& way, double lane) {
        const auto [top, bottom] = std::minmax_element(way.ports.begin(), way.ports.end());
        const auto edge = margin + box_width;
        std::string drawn;
        for (const auto port : way.ports) {
            const auto turn = port == *top ? bend : port == *bottom ? -bend : 0;
            drawn +=
                "M" + svg_number(edge + 2) + " " + svg_number(port) + "H" + svg_number(lane - (turn == 0 ? 0 : bend));
            if (turn != 0)
                drawn += "Q" + svg_number(lane) + " " + svg_number(port) + " " + svg_number(lane) + " " +
                         svg_number(port + turn);
        }
        return drawn + "M" + svg_number(lane) + " " + svg_number(*top + bend) + "V" + svg_number(*bottom - bend);
    }

    // Heads point at who hears; where it goes both ways, at everyone.
    static View::List arrows(const MapWay& way, bool both) {
        View::List items;
        const auto edge = margin + box_width + 1;
        for (std::size_t i = both ? 0 : way.from.size(); i < way.ports.size(); ++i) {
            const auto y = way.ports[i];
            items.push_back(std::move(View{}.set("path", "M" + svg_number(edge + arrow) + " " + svg_number(y - 4.5) +
                                                             "L" + svg_number(edge) + " " + svg_number(y) + "L" +
                                                             svg_number(edge + arrow) + " " + svg_number(y + 4.5))));
        }
        return items;
    }

    const Lens& lens_;
    const MapRule& rule_;
    const Field* field_ = nullptr;
    std::map<PageNo, std::size_t> known_;
    std::vector<PageNo> pages_;
    std::vector<MapBox> boxes_;
    std::vector<MapWay> ways_;
    std::vector<bool> both_;            // of each way
    std::vector<std::size_t> numbers_;  // of each way
    double width_ = 0;
};

}  // namespace

View map_view(const Lens& lens, const PageType& type, const std::vector<PageNo>& pages) {
    return type.map.from.empty() ? View{false} : MapView{lens, type}.whole(pages);
}

}  // namespace knav
