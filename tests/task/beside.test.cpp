#include "task/beside.hpp"

#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>

using namespace knav;

TEST_CASE("work beside gives the same however many threads there are", "[task]") {
    for (const unsigned threads : {1U, 2U}) {
        auto work = beside(threads, [] { return 42; });
        CHECK(work.get() == 42);
    }
}

TEST_CASE("work beside is on another thread, and with one thread where it is asked for", "[task]") {
    const auto own = [] { return std::this_thread::get_id(); };
    CHECK(beside(2, own).get() != std::this_thread::get_id());
    CHECK(beside(1, own).get() == std::this_thread::get_id());
}

TEST_CASE("what work beside throws comes to who asks for it", "[task]") {
    for (const unsigned threads : {1U, 2U}) {
        auto work = beside(threads, [] { throw std::runtime_error{"full"}; });
        CHECK_THROWS_AS(work.get(), std::runtime_error);
    }
}

TEST_CASE("who lets go of work beside waits for its end", "[task]") {
    bool ended = false;
    {
        const auto work = beside(2, [&] { ended = true; });
    }
    CHECK(ended);
}
