#include "render/drawing.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "text/utf8.hpp"

namespace knav {
namespace {

std::string in_path(Point point) { return svg_number(point.x) + " " + svg_number(point.y); }

std::string arc_to(double radius, bool large, bool clockwise, Point end) {
    const auto size = svg_number(radius);
    return "A" + size + " " + size + " 0 " + (large ? "1 " : "0 ") + (clockwise ? "1 " : "0 ") + in_path(end);
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

// Each line takes as many words as it holds.
std::vector<std::string> filled(const std::vector<std::string_view>& words, std::size_t width) {
    std::vector<std::string> lines;
    for (const auto word : words) {
        if (code_points(word) > width) return {};
        if (!lines.empty() && code_points(lines.back()) + 1 + code_points(word) <= width) {
            lines.back().append(" ").append(word);
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

}  // namespace

std::string svg_number(double value) {
    const auto tenths = std::lround(value * 10);
    auto said = (tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10);
    if (tenths % 10 != 0) said += "." + std::to_string(std::labs(tenths) % 10);
    return said;
}

Point Dial::at(double radius, double angle) const {
    const auto turn = angle * std::numbers::pi / 180;
    return {centre_.x + radius * std::sin(turn), centre_.y - radius * std::cos(turn)};
}

std::string Dial::sector(double inner, double outer, double from, double to) const {
    const bool large = to - from > 180;
    return "M" + in_path(at(outer, from)) + arc_to(outer, large, true, at(outer, to)) + "L" + in_path(at(inner, to)) +
           arc_to(inner, large, false, at(inner, from)) + "Z";
}

std::string Dial::bow(double radius, double from, double to) const {
    const bool large = to - from > 180;
    if (is_below((from + to) / 2)) std::swap(from, to);
    return "M" + in_path(at(radius, from)) + arc_to(radius, large, from < to, at(radius, to));
}

double Dial::along(double radius, double degrees) { return radius * degrees * std::numbers::pi / 180; }

bool Dial::is_below(double angle) {
    const auto turned = std::fmod(std::fmod(angle, 360) + 360, 360);
    return turned > 90 && turned < 270;
}

std::vector<std::string> in_lines(std::string_view text, std::size_t width, std::size_t most) {
    const auto words = words_of(text);
    auto lines = filled(words, width);
    if (lines.size() > most) return {};
    while (width > 1) {
        auto narrower = filled(words, --width);
        if (narrower.empty() || narrower.size() > lines.size()) return lines;
        lines = std::move(narrower);
    }
    return lines;
}

}  // namespace knav
