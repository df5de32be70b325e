#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>

#include "task/parallel.hpp"

using namespace knav;

TEST_CASE("every index is worked once, whatever the number of threads", "[task]") {
    const auto count = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{5000});
    const auto threads = GENERATE(0U, 1U, 3U, 16U);
    std::vector<std::atomic<int>> times(count);
    std::atomic<bool> workers_fit{true};
    parallel_for(count, threads, [&](std::size_t index, unsigned worker) {
        ++times[index];
        if (worker >= std::max(threads, 1U)) workers_fit = false;
    });
    CHECK(workers_fit);
    CHECK(std::all_of(times.begin(), times.end(), [](const auto& seen) { return seen == 1; }));
}

TEST_CASE("the failure with the lowest index is the one that is heard", "[task]") {
    for (int round = 0; round < 50; ++round) {
        std::string heard;
        try {
            parallel_for(1000, 4, [](std::size_t index, unsigned) {
                if (index >= 100 && index % 3 == 0) throw std::runtime_error(std::to_string(index));
            });
        } catch (const std::runtime_error& failure) {
            heard = failure.what();
        }
        REQUIRE(heard == "102");
    }
}

TEST_CASE("there is at least one thread and at most eight", "[task]") {
    CHECK(default_threads() >= 1);
    CHECK(default_threads() <= 8);
}
