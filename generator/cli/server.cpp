#include "cli/server.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "diag/print.hpp"
#include "disk/program_digest.hpp"
#include "git/run_git.hpp"
#include "guard/refusal.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

// What a person's shell or another hook may have set, and that would make git look elsewhere.
const std::vector<std::string> git_variables = {"GIT_DIR",
                                                "GIT_WORK_TREE",
                                                "GIT_INDEX_FILE",
                                                "GIT_OBJECT_DIRECTORY",
                                                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                "GIT_QUARANTINE_PATH",
                                                "KNAV_USER",
                                                "REMOTE_USER",
                                                "GL_USER",
                                                "GL_USERNAME",
                                                "GITEA_PUSHER_NAME"};

std::string file_text(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool runs(const fs::path& path) { return access(path.c_str(), X_OK) == 0; }

std::vector<std::string> identities(const Repository& repository) {
    std::vector<std::string> names;
    const auto said = repository.setting("knav.identity").value_or("KNAV_USER");
    for (std::size_t at = 0; at < said.size();) {
        const auto end = std::min(said.find_first_of(", ", at), said.size());
        if (end > at) names.push_back(said.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

/// git asks its hook when something is pushed: to a ref that knav never takes, so that nothing can change. The repository
/// pushes to itself what it has.
Check check_by_push(const fs::path& place, const Repository& repository) {
    Check check{{"git frågar knav när någon skickar in", "git asks knav when somebody pushes"},
                false,
                {},
                {"kör `knav hook install --repo " + place.string() +
                     "` igen; ligger arkivet på en disk som inte kör "
                     "program (noexec) måste det flyttas",
                 "run `knav hook install --repo " + place.string() +
                     "` again; a repository on a disk that runs no programs (noexec) must be moved"}};
    const auto branch = repository.setting("knav.branch").value_or(repository.head_ref());
    const auto tip = repository.find_ref(branch);
    if (!tip) {
        check.found = branch + " ∅";
        check.advice = {
            "arkivet är tomt: lägg in webbplatsen först, med `git fetch MAPP main:main` på servern",
            "the repository is empty: put the site there first, with `git fetch FOLDER main:main` on the server"};
        return check;
    }
    const auto answer = run_git(
        place,
        {"push", "--porcelain", "--no-verify", fs::absolute(place).string(), hexadecimal(*tip) + ":refs/knav/check"},
        git_variables);
    check.holds = answer.status != 0 && answer.output.find("remote: knav") != std::string::npos;
    if (!check.holds) check.found = answer.output.substr(0, answer.output.find('\n'));
    if (answer.status == 0) (void)run_git(place, {"update-ref", "-d", "refs/knav/check"}, git_variables);
    return check;
}

constexpr std::size_t most_shown = 100;

void print_some(const std::vector<Diagnostic>& all, Language language) {
    const auto shown = std::min(all.size(), most_shown);
    std::cerr << print(std::span{all}.first(shown), DiagnosticFormat::text, language);
    if (shown < all.size()) {
        std::cerr << fmt::format(fmt::runtime(language == Language::sv ? "… och {} till\n" : "… and {} more\n"),
                                 all.size() - shown);
    }
}

}  // namespace

std::span<const ServerSetting> server_settings() {
    static const std::array settings = {
        ServerSetting{"receive.fsckObjects", "true", {"skadade objekt tas inte emot", "damaged objects are not taken"}},
        ServerSetting{
            "receive.maxInputSize", "104857600", {"en inskickning är högst 100 MB", "a push is at most 100 MB"}},
        ServerSetting{"receive.denyNonFastForwards", "true", {"historiken skrivs inte om", "history is not rewritten"}},
        ServerSetting{
            "receive.shallowUpdate", "false", {"hela historiken, inte en bit", "all of history, not a piece"}},
        ServerSetting{"core.fsync",
                      "committed",
                      {"sparat är sparat, också vid strömavbrott", "saved is saved, also when power fails"}},
        ServerSetting{
            "core.logAllRefUpdates", "true", {"varje flytt av en gren antecknas", "every move of a branch is logged"}}};
    return settings;
}

ReceiveOptions receive_options(const Repository& repository, const Arguments& arguments) {
    ReceiveOptions options;
    options.branch = repository.setting("knav.branch").value_or(repository.head_ref());
    if (!options.branch.starts_with("refs/heads/")) options.branch = "refs/heads/" + options.branch;
    options.site = repository.setting("knav.site").value_or("");
    while (options.site.ends_with('/')) options.site.pop_back();
    if (!options.site.empty()) options.site += '/';
    options.strict = repository.setting("knav.strict").value_or("false") == "true";
    options.today = today_of(arguments);
    options.threads = threads_of(arguments);
    options.program = program_digest();
    options.memory = repository.folder() / "knav";
    return options;
}

std::string pusher_of(const Repository& repository) {
    for (const auto& name : identities(repository)) {
        const char* said = std::getenv(name.c_str());
        if (said != nullptr && *said != '\0') return said;
    }
    return {};
}

fs::path hook_path(const fs::path& repository) {
    const Repository opened{repository};
    auto folder = opened.folder() / "hooks";
    if (const auto elsewhere = opened.setting("core.hooksPath")) folder = opened.folder() / *elsewhere;
    // Forgejo and Gitea keep a pre-receive of their own, which runs all that lie in this folder.
    if (fs::is_directory(folder / "pre-receive.d")) return folder / "pre-receive.d" / "knav";
    return folder / "pre-receive";
}

std::vector<Check> check_server(const fs::path& place) {
    const Repository repository{place};
    std::vector<Check> checks;
    const auto hook = hook_path(place);
    const auto again = "knav hook install --repo " + place.string();
    const Label install{"kör `" + again + "`", "run `" + again + "`"};
    const bool is_ours = file_text(hook).find("knav") != std::string::npos;
    checks.push_back({{"kroken finns", "the hook is there"}, is_ours, hook.string(), install});
    checks.push_back({{"kroken får köras", "the hook may run"},
                      runs(hook),
                      hook.string(),
                      {"kör `chmod +x " + hook.string() + "`: git hoppar tyst över en krok som inte får köras",
                       "run `chmod +x " + hook.string() + "`: git silently passes over a hook that may not run"}});
    const auto elsewhere = repository.setting("core.hooksPath");
    checks.push_back({{"inga krokar någon annanstans (core.hooksPath)", "no hooks elsewhere (core.hooksPath)"},
                      !elsewhere.has_value(),
                      elsewhere.value_or(""),
                      {"ta bort core.hooksPath ur gits inställningar för kontot som tar emot",
                       "remove core.hooksPath from the settings of the account that receives"}});
    for (const auto& setting : server_settings()) {
        const auto value = repository.setting(setting.name);
        checks.push_back(
            {{std::string{setting.name} + ": " + setting.why.sv, std::string{setting.name} + ": " + setting.why.en},
             value == setting.value,
             value.value_or("∅"),
             install});
    }
    checks.push_back(check_by_push(place, repository));
    return checks;
}

int tell_judgement(const Judgement& judgement, Language language) {
    if (!judgement.refusals.empty()) {
        std::vector<RefusedIn> refused;
        for (const auto& each : judgement.refusals) refused.push_back({&each.ruling, each.commit});
        std::cerr << refusal_text(refused, judgement.law.get(), language);
    }
    if (!judgement.mistakes.empty()) {
        const auto* opening = language == Language::sv
                                  ? "knav: så här skulle webbplatsen inte gå att bygga; inget har tagits emot:\n"
                                  : "knav: the site could not be built like this; nothing was taken:\n";
        if (judgement.refusals.empty()) std::cerr << opening;
        print_some(judgement.mistakes, language);
    }
    if (judgement.accepted() && !judgement.remarks.empty()) {
        std::cerr << (language == Language::sv ? "knav: mottaget. Att se över:\n" : "knav: taken. To look over:\n");
        print_some(judgement.remarks, language);
    }
    return judgement.accepted() ? all_right : content_errors;
}

}  // namespace knav::cli
