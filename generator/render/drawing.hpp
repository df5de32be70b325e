// What pictures that follow data are drawn with: numbers as SVG writes them, points and bows round a centre, and words
// broken into lines by a guess at their width. Which picture, and of what, is the business of wheel.hpp and map.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace knav {

/// "12", "12.3", "-0.5": tenths are finer than any screen, and hide what sine and cosine leave to the machine.
[[nodiscard]] std::string svg_number(double value);

struct Point {
    double x = 0;
    double y = 0;
};

/// A circle's centre; angles count in degrees, clockwise from twelve o'clock.
class Dial {
public:
    explicit Dial(Point centre) : centre_(centre) {}
    [[nodiscard]] Point at(double radius, double angle) const;
    /// A piece of the ring between two radii, as the `d` of a path.
    [[nodiscard]] std::string sector(double inner, double outer, double from, double to) const;
    /// A bow for words to stand on: left to right for who reads, so below the middle it runs the other way round.
    [[nodiscard]] std::string bow(double radius, double from, double to) const;
    /// How long a bow is.
    [[nodiscard]] static double along(double radius, double degrees);
    /// Whether words at this angle stand on a bow that runs the other way round.
    [[nodiscard]] static bool is_below(double angle);

private:
    Point centre_;
};

/// Words in lines of at most `width` characters (code points), about as long as each other; empty when a word is longer
/// than that or when there would be more than `most` lines.
[[nodiscard]] std::vector<std::string> in_lines(std::string_view text, std::size_t width, std::size_t most);

}  // namespace knav
