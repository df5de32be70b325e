// knav pre-receive: git asks, in a bare repository, whether a push may be taken. Anything but a plain yes is a no.
#include <sys/resource.h>

#include <chrono>
#include <iostream>
#include <iterator>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/server.hpp"

namespace knav::cli {
namespace {

constexpr std::size_t largest_request = 1U << 20;
constexpr std::chrono::seconds longest{90};

/// Should all else fail, the system ends this program, and git takes that as a no.
void set_limits() {
    const auto limit = [](auto what, rlim_t value) {
        const rlimit wanted{value, value};
        setrlimit(what, &wanted);
    };
    limit(RLIMIT_CPU, 180);
    limit(RLIMIT_DATA, rlim_t{2} << 30);
    limit(RLIMIT_CORE, 0);
}

/// "OLD NEW REF" a line, as githooks(5) says. Forty zeros stand for nothing.
std::vector<RefUpdate> read_updates(std::istream& in) {
    std::string text(largest_request + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const UsageError wrong{{"pre-receive körs av git", "pre-receive is run by git"}};
    if (text.size() > largest_request || text.empty()) throw wrong;
    std::vector<RefUpdate> updates;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        if (line.size() < 83 || line[40] != ' ' || line[81] != ' ') throw wrong;
        const auto id = [&](std::size_t at) -> std::optional<ObjectId> {
            const auto digits = std::string_view{line}.substr(at, 40);
            if (digits.find_first_not_of('0') == digits.npos) return std::nullopt;
            const auto read = object_id(digits);
            if (!read) throw wrong;
            return read;
        };
        updates.push_back({line.substr(82), id(0), id(41)});
    }
    return updates;
}

int run_pre_receive(const Arguments& arguments) {
    set_limits();
    const auto updates = read_updates(std::cin);
    const auto repository = std::make_shared<Repository>(Repository::of_hook());
    auto options = receive_options(*repository, arguments);
    const auto end = std::chrono::steady_clock::now() + longest;
    options.out_of_time = [end] { return std::chrono::steady_clock::now() > end; };
    const auto judgement = receive(repository, updates, pusher_of(*repository), options);
    return tell_judgement(judgement, arguments.language_said ? arguments.language : judgement.language);
}

}  // namespace

const Command pre_receive{
    "pre-receive",
    {"Gits krok: får det som skickas in tas emot?", "git's hook: may what is pushed be taken?"},
    {},
    {},
    {{"knav hook install --repo /srv/git/webb.git", {"git kör den sedan", "git runs it from then on"}}},
    run_pre_receive};

}  // namespace knav::cli
