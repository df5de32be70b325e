// knav serve: the site in a browser, made anew each time a file is saved.
#include <pthread.h>
#include <spawn.h>
#include <unistd.h>
#include <csignal>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <thread>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "serve/preview.hpp"

namespace knav::cli {
namespace {

int port_of(const Arguments& arguments) {
    const auto said = arguments.value("port", "8080");
    int port = -1;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), port);
    if (error != std::errc{} || end != said.data() + said.size() || port < 0 || port > 65535) {
        throw UsageError{{"--port vill ha ett tal från 0 till 65535 (0: vilken som är ledig)",
                          "--port takes a number from 0 to 65535 (0: any that is free)"}};
    }
    return port;
}

bool opens_browser(const Arguments& arguments) {
    const auto said = arguments.value("open", "yes");
    if (said != "yes" && said != "no") throw UsageError{{"--open är yes eller no", "--open is yes or no"}};
    const bool has_screen = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
    return said == "yes" && has_screen && isatty(STDOUT_FILENO) != 0;
}

/// Nobody minds if it can't be done: the address has been printed.
void open_browser(const std::string& address) {
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    std::string program = "xdg-open";
    std::string argument = address;
    char* words[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    posix_spawnp(&child, program.c_str(), nullptr, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
}

std::string with_comma(double number) {
    auto text = fmt::format("{:.1f}", number);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

Label sentence_of(const Round& round) {
    return {fmt::format("{} {}, {} {} på {} ms (fil → svar)", round.changed,
                        round.changed == 1 ? "fil ändrad" : "filer ändrade", round.made,
                        round.made == 1 ? "sida gjord" : "sidor gjorda", with_comma(round.milliseconds)),
            fmt::format("{} {} changed, {} {} made in {:.1f} ms (file → answer)", round.changed,
                        round.changed == 1 ? "file" : "files", round.made, round.made == 1 ? "page" : "pages",
                        round.milliseconds)};
}

/// The saved page is there first; what else has changed by it takes its time.
Label time_of_all(const Round& round) {
    if (round.all_milliseconds == round.milliseconds) return {};
    return {fmt::format(", allt efter {} ms", with_comma(round.all_milliseconds)),
            fmt::format(", all after {:.1f} ms", round.all_milliseconds)};
}

Label sum_of(const Round& round) {
    return {fmt::format("{} fel, {} {}", round.errors, round.warnings, round.warnings == 1 ? "varning" : "varningar"),
            fmt::format("{} {}, {} {}", round.errors, round.errors == 1 ? "error" : "errors", round.warnings,
                        round.warnings == 1 ? "warning" : "warnings")};
}

void tell(const Label& sentence, Language language) { std::cout << sentence.in(language) << std::endl; }

int port_is_taken(int port, Language language) {
    const Label sentence{
        fmt::format("port {} är upptagen av ett annat program; välj en annan med --port, eller --port 0 för vilken som "
                    "är ledig",
                    port),
        fmt::format("port {} is taken by another program; choose another with --port, or --port 0 for any that is free",
                    port)};
    std::cerr << "knav: " << sentence.in(language) << "\n";
    return environment_failed;
}

/// Serves until somebody presses Ctrl-C or asks the program to end. The signals must be blocked in every thread.
void serve_until(const sigset_t& signals, Preview& preview) {
    std::thread waiting{[&] {
        int signal = 0;
        sigwait(&signals, &signal);
        preview.stop();
    }};
    preview.run();
    waiting.join();
}

int run_serve(const Arguments& arguments) {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int each : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, each);
    const bool opens = opens_browser(arguments);
    const auto port = port_of(arguments);

    auto language = arguments.language;
    PreviewOptions options{project_options(arguments), port, {}, {}, {}};
    if (arguments.language_said) options.language = arguments.language;
    options.rebuilt = [&language](const Round& round) {
        const auto what = sentence_of(round);
        const auto all = time_of_all(round);
        const auto sum = sum_of(round);
        tell({what.sv + all.sv + "; " + sum.sv, what.en + all.en + "; " + sum.en}, language);
    };
    options.failed = [](const std::string& what) { std::cerr << "knav: " << what << std::endl; };
    Preview preview{std::move(options)};
    if (!preview.is_open()) return port_is_taken(port, arguments.language);

    const auto first = preview.begin();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // until here Ctrl-C ends the program as it always does
    language = preview.language();
    tell({fmt::format("{} sidor och filer gjorda på {} ms; {}", first.made, with_comma(first.milliseconds),
                      sum_of(first).sv),
          fmt::format("{} pages and files made in {:.1f} ms; {}", first.made, first.milliseconds, sum_of(first).en)},
         language);
    tell({"Förhandsvisning: " + preview.address() + "  (Ctrl-C avslutar)",
          "Preview: " + preview.address() + "  (Ctrl-C ends it)"},
         language);
    if (opens) open_browser(preview.address());
    serve_until(signals, preview);
    return all_right;
}

}  // namespace

const Command serve{
    "serve",
    {"Visa sajten i webbläsaren medan du skriver", "Show the site in the browser while you write"},
    {},
    {{"--port", "PORT", {"porten på den egna datorn (8080)", "the port on this machine (8080)"}},
     {"--open", "yes|no", {"öppna webbläsaren (yes)", "open the browser (yes)"}}},
    {{"knav serve",
      {"http://127.0.0.1:8080/; sidan laddas om när du sparar",
       "http://127.0.0.1:8080/; the page reloads when you save"}},
     {"knav serve --port 0 --open no", {"på vilken port som helst som är ledig", "on any port that is free"}}},
    run_serve};

}  // namespace knav::cli
