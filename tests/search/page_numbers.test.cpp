// Ascending numbers in few bits: what is written is read again, whole or not at all.
#include <random>

#include <catch2/catch.hpp>

#include "search/page_numbers.hpp"

using namespace knav;

namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers some_below(std::uint32_t limit, double share, std::mt19937& random) {
    Numbers numbers;
    std::bernoulli_distribution there{share};
    for (std::uint32_t number = 0; number < limit; ++number) {
        if (there(random)) numbers.push_back(number);
    }
    return numbers;
}

}  // namespace

TEST_CASE("page numbers are read as they were written", "[search]") {
    std::mt19937 random{20261122};
    for (const std::uint32_t limit : {1U, 2U, 3U, 5U, 17U, 400U, 10006U}) {
        for (const double share : {0.0, 0.01, 0.3, 0.9, 0.999, 1.0}) {
            const auto numbers = some_below(limit, share, random);
            const auto bytes = search::encode_numbers(numbers, limit);
            CHECK(search::decode_numbers(bytes, numbers.size(), limit) == numbers);
        }
    }
    const Numbers far = {0, 16777214};
    CHECK(search::decode_numbers(search::encode_numbers(far, 16777215), 2, 16777215) == far);
}

TEST_CASE("page numbers cost little where they are near each other or nearly all", "[search]") {
    Numbers all(10000), run;
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    CHECK(search::encode_numbers(all, 10000).empty());
    for (std::uint32_t i = 0; i < 100; ++i) run.push_back(5000 + i);
    CHECK(search::encode_numbers(run, 10000).size() < 25);
}

TEST_CASE("page numbers that are cut short, or are more than there is room for, are nothing", "[search]") {
    std::mt19937 random{7};
    const auto numbers = some_below(4000, 0.2, random);
    const auto bytes = search::encode_numbers(numbers, 4000);
    for (std::size_t size = 0; size < bytes.size(); size += 11)
        CHECK_FALSE(search::decode_numbers(bytes.substr(0, size), numbers.size(), 4000));
    CHECK_FALSE(search::decode_numbers(bytes, 4001, 4000));
    // Other bytes give other numbers, ascending and below the limit all the same.
    auto wrong = bytes;
    for (auto& byte : wrong) byte = static_cast<char>(random());
    const auto read = search::decode_numbers(wrong + std::string(8000, '\x55'), numbers.size(), 4000);
    REQUIRE(read);
    CHECK(std::is_sorted(read->begin(), read->end(), std::less_equal<>{}));
    CHECK(read->back() < 4000);
}
