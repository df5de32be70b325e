// Where lines are cut into shards: of the wanted size, and where they were cut before.
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "search/shards.hpp"

using namespace knav;

namespace {

struct Lines {
    std::vector<std::string> texts;  // ascending
    std::vector<std::size_t> sizes;
    std::size_t all = 0;

    Lines(std::size_t count, std::size_t least, std::size_t most) {
        std::mt19937 random{static_cast<unsigned>(count + most)};
        std::uniform_int_distribution<std::size_t> size{least, most};
        std::uniform_int_distribution<int> letter{'a', 'z'};
        std::set<std::string> words;
        while (words.size() < count) {
            std::string word;
            for (int i = 0; i < 7; ++i) word += static_cast<char>(letter(random));
            words.insert(word);
        }
        texts.assign(words.begin(), words.end());
        for (std::size_t i = 0; i < count; ++i) sizes.push_back(size(random));
        for (const auto each : sizes) all += each;
    }

    [[nodiscard]] std::vector<search::Cut> cuts(std::size_t wanted) const {
        const std::vector<std::string_view> views{texts.begin(), texts.end()};
        return search::cut_shards(views, sizes, wanted);
    }
};

}  // namespace

TEST_CASE("shards are of the wanted size whether lines are many and short or few and long", "[search]") {
    const auto [count, least, most] =
        GENERATE(std::tuple{20000, 5, 30}, std::tuple{3000, 5, 400}, std::tuple{800, 300, 2000});
    const Lines lines{static_cast<std::size_t>(count), static_cast<std::size_t>(least), static_cast<std::size_t>(most)};
    constexpr std::size_t wanted = 2500;
    const auto cuts = lines.cuts(wanted);
    CHECK(cuts.front().start.empty());
    CHECK(cuts.back().end == lines.texts.size());
    CHECK(static_cast<double>(cuts.size() * wanted) / static_cast<double>(lines.all) == Approx(1).margin(0.3));
    for (const auto& cut : cuts) {
        std::size_t size = 0;
        for (auto i = cut.begin; i < cut.end; ++i) size += lines.sizes[i];
        CHECK((size <= 2 * wanted || cut.end == cut.begin + 1));
    }
}

TEST_CASE("a line more moves the cuts around it and no others", "[search]") {
    Lines lines{5000, 5, 60};
    const auto starts_of = [&] {
        std::set<std::string> starts;
        for (const auto& cut : lines.cuts(2500)) starts.insert(lines.texts[cut.begin]);
        return starts;
    };
    const auto before = starts_of();
    lines.texts.insert(lines.texts.begin() + 2500, lines.texts[2500] + "a");
    lines.sizes.insert(lines.sizes.begin() + 2500, 40);
    auto after = starts_of();
    std::size_t moved = 0;
    for (const auto& start : before) moved += after.contains(start) ? 0 : 1;
    CHECK(moved <= 3);
}
