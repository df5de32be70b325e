#include "task/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace knav {

namespace {

using Work = std::function<void(std::size_t, unsigned)>;

/// What the threads share while one parallel_for lasts.
class Runs {
public:
    Runs(std::size_t count, unsigned threads, const Work& work)
        : work_(work), count_(count), length_(std::clamp<std::size_t>(count / (std::size_t{threads} * 64), 1, 16)) {}

    /// Takes runs until none is left. After a failure no new run is begun, but those begun go on: a lower index may
    /// fail too, and the lowest is the one to tell.
    void take(unsigned worker) {
        while (!failed_.load(std::memory_order_relaxed)) {
            const std::size_t begin = next_.fetch_add(length_);
            if (begin >= count_) return;
            do_run(begin, std::min(begin + length_, count_), worker);
        }
    }

    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    void do_run(std::size_t begin, std::size_t end, unsigned worker) {
        std::size_t index = begin;
        try {
            for (; index < end; ++index) work_(index, worker);
        } catch (...) {
            const std::lock_guard lock{mutex_};
            if (!failure_ || index < failed_index_) {
                failure_ = std::current_exception();
                failed_index_ = index;
            }
            failed_ = true;
        }
    }

    const Work& work_;
    std::size_t count_;
    std::size_t length_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::size_t failed_index_ = 0;
    std::exception_ptr failure_;
};

}  // namespace

unsigned default_threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 8U); }

void parallel_for(std::size_t count, unsigned threads, const Work& work) {
    threads = static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1)));
    Runs runs{count, threads, work};
    {
        std::vector<std::jthread> helpers;
        helpers.reserve(threads - 1);
        try {
            for (unsigned worker = 1; worker < threads; ++worker) {
                helpers.emplace_back([&runs, worker] { runs.take(worker); });
            }
        } catch (const std::system_error&) {
            // The system gives no more threads: those we have do the work, with the same outcome.
        }
        runs.take(0);
    }
    runs.rethrow();
}

}  // namespace knav
