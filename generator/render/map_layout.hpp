// Where everything of a map stands, in the drawing's own units. Knows names and lines, no pages.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace knav {

inline constexpr double map_line_height = 19;  // of a box's name

struct MapBox {
    std::size_t band = 0;            // by rank, from above
    std::vector<std::string> lines;  // its name, as broken
    std::string key;                 // decides where nothing else does
    double y = 0;
    double height = 0;
};

struct MapWay {
    std::vector<std::size_t> from;  // boxes
    std::vector<std::size_t> to;
    std::size_t lane = 0;
    std::vector<double> ports;  // the heights at which it meets `from`, then `to`
};

struct MapBand {
    std::size_t band = 0;
    double y = 0;
    double height = 0;
};

struct MapLayout {
    std::vector<MapBand> bands;
    std::vector<MapBox> boxes;  // as given, with their places
    std::vector<MapWay> ways;   // as given, with lanes and ports
    std::size_t lanes = 0;
    double height = 0;
};

[[nodiscard]] MapLayout lay_map(std::vector<MapBox> boxes, std::vector<MapWay> ways);

}  // namespace knav
