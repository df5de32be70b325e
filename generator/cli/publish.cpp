// knav publish and knav post-receive: from a branch in a repository to what readers see.
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "diag/environment_error.hpp"
#include "diag/print.hpp"
#include "disk/program_digest.hpp"
#include "git/repository.hpp"
#include "project/publishing.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes longest_wait{10};
constexpr std::size_t most_diagnostics = 50;

Repository open_repository(const fs::path& place) {
    try {
        return Repository{place};
    } catch (const GitFailure& failure) {
        throw EnvironmentError("open", place.string(), failure.what());
    }
}

/// Said once, when it turns out that somebody else is publishing.
std::function<bool()> wait_politely(Language language) {
    return [language, end = Clock::now() + longest_wait, told = false]() mutable {
        if (!told)
            std::cerr << (language == Language::sv ? "knav: en annan publicering pågår; väntar på den\n"
                                                   : "knav: something else is being published; waiting for it\n");
        told = true;
        return Clock::now() < end;
    };
}

/// What the repository's own settings say (knav.publish, knav.branch, knav.site, knav.strict), unless the command line
/// says otherwise. `to` is empty if neither says where.
PublishOptions publish_options(const Repository& repository, const Arguments& arguments) {
    const auto said = [&](const char* option, const std::string& otherwise) {
        const auto setting = repository.setting(std::string{"knav."} + option);
        return arguments.value(option, setting.value_or(otherwise));
    };
    PublishOptions options;
    options.repository = fs::canonical(repository.folder());
    options.branch = said("branch", repository.head_ref());
    if (!options.branch.starts_with("refs/")) options.branch = "refs/heads/" + options.branch;
    options.site = said("site", "");
    while (options.site.ends_with('/')) options.site.pop_back();
    options.to = arguments.value("to", repository.setting("knav.publish").value_or(""));
    options.strict = arguments.has("strict") || repository.setting("knav.strict").value_or("false") == "true";
    options.anew = arguments.has("anew");
    options.today = today_of(arguments);
    options.threads = threads_of(arguments);
    options.program = program_digest();
    options.patience = wait_politely(arguments.language);
    return options;
}

void tell_end(const PublishResult& result, const PublishOptions& options, double seconds, Language language) {
    const bool swedish = language == Language::sv;
    const auto commit = result.commit.substr(0, 12);
    switch (result.end) {
        case PublishEnd::published:
            std::cerr << fmt::format(
                fmt::runtime(swedish ? "knav: publicerat {}, skrivna filer: {}, borttagna: {} ({:.2f} s)\n"
                                     : "knav: published {}, files written: {}, removed: {} ({:.2f} s)\n"),
                commit, result.outcome.written, result.outcome.removed, seconds);
            break;
        case PublishEnd::nothing_new:
            std::cerr << fmt::format(fmt::runtime(swedish ? "knav: {} är redan publicerat\n"  //
                                                          : "knav: {} is published already\n"),
                                     commit);
            break;
        case PublishEnd::refused:
            std::cerr << fmt::format(
                fmt::runtime(swedish
                                 ? "knav: {} är sparat men inte publicerat: webbplatsen visar det den visade förut\n"
                                 : "knav: {} is saved but not published: the site shows what it showed before\n"),
                commit);
            break;
        case PublishEnd::no_commits:
            std::cerr << fmt::format(fmt::runtime(swedish ? "knav: {} finns inte än; inget att publicera\n"
                                                          : "knav: {} does not exist yet; nothing to publish\n"),
                                     options.branch);
            break;
    }
}

void tell_found(const std::vector<Diagnostic>& found, Language language) {
    const auto shown = std::min(found.size(), most_diagnostics);
    std::cerr << print(std::span{found}.first(shown), DiagnosticFormat::text, language);
    if (shown == found.size()) return;
    std::cerr << fmt::format(fmt::runtime(language == Language::sv ? "… och {} till\n" : "… and {} more\n"),
                             found.size() - shown);
}

/// Whether somebody waits for an answer. Cron does not, and what it is told it sends by mail.
enum class Listener { somebody, nobody };

int publish_and_tell(const PublishOptions& options, const Arguments& arguments, Listener listener) {
    const auto began = Clock::now();
    // Who serves the site is seldom who publishes it, and what readers get must not depend on whose umask was in force.
    ::umask(022);
    const auto result = publish_branch(options);
    const std::chrono::duration<double> took = Clock::now() - began;
    const auto language = arguments.language_said ? arguments.language : result.language;
    if (result.end == PublishEnd::nothing_new && listener == Listener::nobody) return all_right;
    tell_found(result.found, language);
    tell_end(result, options, took.count(), language);
    return result.end == PublishEnd::refused ? content_errors : all_right;
}

int run_publish(const Arguments& arguments) {
    enter_folder(arguments);
    const auto options = publish_options(open_repository(arguments.value("repo", ".")), arguments);
    if (options.to.empty())
        throw UsageError{{"--to säger i vilken mapp det ska publiceras (eller git config knav.publish MAPP)",
                          "--to says into which folder to publish (or git config knav.publish DIR)"}};
    return publish_and_tell(options, arguments, isatty(STDERR_FILENO) != 0 ? Listener::somebody : Listener::nobody);
}

/// Whether git says that the branch has moved. All is read, so that git need not wait for a reader.
bool has_moved(const std::string& branch) {
    bool moved = false;
    for (std::string line; std::getline(std::cin, line);) {
        moved = moved || (line.size() > 82 && std::string_view{line}.substr(82) == branch);
    }
    return moved;
}

int run_post_receive(const Arguments& arguments) {
    // Who pushed may hang up; what is pushed is to be published all the same.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    const char* place = std::getenv("GIT_DIR");
    const auto options = publish_options(open_repository(place == nullptr ? "." : place), arguments);
    if (!has_moved(options.branch)) return all_right;
    if (options.to.empty()) return all_right;  // a repository that is not published from here
    return publish_and_tell(options, arguments, Listener::somebody);
}

const Option strict_option{"--strict", "", {"döda länkar stoppar också", "dead links stop it too"}};

}  // namespace

const Command publish{
    "publish",
    {"Publicera en gren ur ett arkiv: hela den nya sajten eller den gamla",
     "Publish a branch of a repository: the whole new site or the old one"},
    {},
    {{"--repo", "DIR", {"arkivet (.)", "the repository (.)"}},
     {"--to", "DIR", {"mappen med utgåvor; DIR/current är den som visas", "folder of releases; DIR/current is shown"}},
     {"--branch", "NAME", {"grenen (HEAD)", "the branch (HEAD)"}},
     {"--site", "DIR", {"sajtens mapp i arkivet", "the site's folder in the repository"}},
     {"--anew", "", {"lita inte på något som finns sedan förut", "trust nothing that is there already"}},
     strict_option},
    {{"knav publish --repo /srv/git/webb.git --to /srv/www/webb",
      {"för hand, eller från cron: tyst när inget är nytt", "by hand, or from cron: silent when nothing is new"}}},
    run_publish};

const Command post_receive{
    "post-receive",
    {"Gits krok: publicera det som har tagits emot", "git's hook: publish what has been taken"},
    {},
    {{"--to", "DIR", {"mappen med utgåvor (git config knav.publish)", "folder of releases (git config knav.publish)"}},
     strict_option},
    {{"knav hook install --repo /srv/git/webb.git --publish /srv/www/webb",
      {"git kör den sedan", "git runs it from then on"}}},
    run_post_receive};

}  // namespace knav::cli
