// knav hook install and knav doctor: a bare repository set up so that git asks knav about every push, and whether it still
// does.
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/server.hpp"
#include "diag/environment_error.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = "knav: pre-receive";

fs::path own_path() {
    std::error_code failed;
    auto path = fs::read_symlink("/proc/self/exe", failed);
    if (failed) throw EnvironmentError{"read", "/proc/self/exe", failed.message()};
    return path;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string{"'\\''"} : std::string(1, c);
    return out + "'";
}

fs::path repository_of(const Arguments& arguments) {
    enter_folder(arguments);
    fs::path place = fs::absolute(arguments.value("repo", "."));
    if (!fs::exists(place / "HEAD") && !fs::exists(place / ".git")) {
        throw UsageError{{"inget git-arkiv i " + place.string() + "; --repo säger var det ligger",
                          "no git repository in " + place.string() + "; --repo says where it is"}};
    }
    return place;
}

/// Written beside and renamed, so that git finds the old hook or the new one.
void write_hook(const fs::path& path, const std::string& text) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    const auto beside = path.parent_path() / ("." + path.filename().string() + ".knav-new");
    {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << text;
        out.close();
        if (!out) throw EnvironmentError{"write", beside.string(), "not writable"};
    }
    fs::permissions(beside,
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                        fs::perms::others_exec,
                    failed);
    if (!failed) fs::rename(beside, path, failed);
    if (failed) throw EnvironmentError{"write", path.string(), failed.message()};
}

std::string hook_text(std::string_view title, const std::string& command) {
    return "#!/bin/sh\n# " + std::string{title} +
           ", written by `knav hook install`. git silently passes over a hook that may not run: `knav doctor` sees "
           "that\n"
           "# it does.\nexec " +
           quoted(own_path().string()) + " " + command + "\n";
}

int report(const fs::path& place, Language language) {
    bool all = true;
    for (const auto& check : check_server(place)) {
        std::cout << (check.holds ? "✓ " : "✗ ") << check.what.in(language);
        if (!check.holds) {
            if (!check.found.empty()) std::cout << " (" << check.found << ")";
            std::cout << "\n    → " << check.advice.in(language);
        }
        std::cout << "\n";
        all = all && check.holds;
    }
    return all ? all_right : environment_failed;
}

/// The variable that the way in sets. Names of ways stand for their variables.
std::string identity_of(const std::string& said) {
    static constexpr std::pair<std::string_view, std::string_view> ways[] = {
        {"ssh", "KNAV_USER"},           {"http", "REMOTE_USER"},
        {"gitolite", "GL_USER"},        {"forgejo", "GITEA_PUSHER_NAME"},
        {"gitea", "GITEA_PUSHER_NAME"}, {"gitlab", "GL_USERNAME"}};
    for (const auto& [way, variable] : ways) {
        if (said == way) return std::string{variable};
    }
    return said;
}

int run_hook(const Arguments& arguments) {
    if (arguments.operand("ACTION") != "install") {
        throw UsageError{{"knav hook install --repo MAPP", "knav hook install --repo DIR"}};
    }
    const auto place = repository_of(arguments);
    const auto path = hook_path(place);
    std::ifstream old{path, std::ios::binary};
    const std::string there{std::istreambuf_iterator<char>{old}, {}};
    if (!there.empty() && there.find(mark) == std::string::npos && !arguments.has("force")) {
        throw UsageError{{path.string() + " finns redan och är inte knavs; --force ersätter den",
                          path.string() + " is there already and not knav's; --force replaces it"}};
    }
    write_hook(path, hook_text(mark, "pre-receive"));
    if (arguments.has("publish")) {
        const auto after = path.parent_path().filename() == "pre-receive.d"
                               ? path.parent_path().parent_path() / "post-receive.d" / "knav"
                               : path.parent_path() / "post-receive";
        write_hook(after, hook_text("knav: post-receive", "post-receive"));
    }
    Repository repository{place};
    for (const auto& setting : server_settings()) repository.set(setting.name, setting.value);
    if (arguments.has("identity")) repository.set("knav.identity", identity_of(arguments.value("identity")));
    if (arguments.has("branch")) repository.set("knav.branch", "refs/heads/" + arguments.value("branch"));
    if (arguments.has("site")) repository.set("knav.site", arguments.value("site"));
    if (arguments.has("publish")) repository.set("knav.publish", fs::absolute(arguments.value("publish")).string());
    if (arguments.has("strict")) repository.set("knav.strict", "true");
    return report(place, arguments.language);
}

int run_doctor(const Arguments& arguments) { return report(repository_of(arguments), arguments.language); }

const Option repository_option{"--repo", "DIR", {"arkivet på servern (.)", "the repository on the server (.)"}};

}  // namespace

const Command hook{
    "hook",
    {"Ställ in ett arkiv på servern så att knav bedömer det som skickas in",
     "Set up a repository on the server so that knav judges what is pushed"},
    {{"ACTION", {"install", "install"}}},
    {repository_option,
     {"--identity",
      "NAME",
      {"var namnet på den som skickar står: ssh, http, forgejo, gitolite, gitlab, eller en variabel",
       "where who pushes is named: ssh, http, forgejo, gitolite, gitlab, or a variable"}},
     {"--branch", "NAME", {"grenen som publiceras (HEAD)", "the branch that is published (HEAD)"}},
     {"--site", "DIR", {"sajtens mapp i arkivet", "the site's folder in the repository"}},
     {"--publish", "DIR", {"publicera det som tas emot, i den här mappen", "publish what is taken, in this folder"}},
     {"--strict", "", {"döda länkar tas inte emot", "dead links are not taken"}},
     {"--force", "", {"ersätt en krok som någon annan har lagt dit", "replace a hook that somebody else put there"}}},
    {{"knav hook install --repo /srv/git/webb.git --identity ssh",
      {"namnet kommer från ssh-nyckelns rad", "the name comes from the ssh key's line"}}},
    run_hook};

const Command doctor{"doctor",
                     {"Se efter att arkivet på servern verkligen bedömer det som skickas in",
                      "See that the repository on the server really judges what is pushed"},
                     {},
                     {repository_option},
                     {{"knav doctor --repo /srv/git/webb.git", {"också från cron", "from cron as well"}}},
                     run_doctor};

}  // namespace knav::cli
