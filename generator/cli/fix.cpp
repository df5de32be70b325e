// knav fix: mends what can be mended without anybody having to think, and says what is left.
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "diag/print.hpp"
#include "disk/publish.hpp"
#include "edit/mend.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

/// PATH operands as paths below the root, folders with a last '/'. None: everything.
std::vector<std::string> paths_said(const Arguments& arguments, const fs::path& root) {
    std::vector<std::string> paths;
    for (const auto& said : arguments.all("PATH")) {
        std::error_code unknown;
        const auto absolute = fs::absolute(said).lexically_normal();
        if (!fs::exists(absolute, unknown)) throw UsageError{{said + " finns inte", "there is no " + said}};
        auto path = absolute.lexically_relative(root.lexically_normal()).generic_string();
        if (path.starts_with(".."))
            throw UsageError{{said + " hör inte till sajten", said + " is not part of the site"}};
        if (path == ".") return {};
        if (fs::is_directory(absolute, unknown) && !path.ends_with('/')) path += '/';
        paths.push_back(std::move(path));
    }
    return paths;
}

bool is_wanted(const std::string& path, const std::vector<std::string>& wanted) {
    const bool text = is_page_path(path) || (path.ends_with(".toml") && !path.starts_with("themes/"));
    if (!text || wanted.empty()) return text;
    for (const auto& each : wanted) {
        if (path == each || (each.ends_with('/') && path.starts_with(each))) return true;
    }
    return false;
}

class Fixer {
public:
    Fixer(const Arguments& arguments, const Site& site) : swedish_(arguments.language == Language::sv), site_(site) {}

    void fix(const File& file) {
        const auto* type = is_page_path(file.path) ? site_.schema.of_page(id_of_path(file.path)) : nullptr;
        auto mended = mend(file.path, file.bytes(), type, site_.schema);
        for (const auto& each : mended.done) tell(file.path, each, swedish_ ? "rättat" : "mended");
        for (const auto& each : mended.left) tell(file.path, each, swedish_ ? "kvar" : "left");
        places_ += mended.done.size();
        left_ += mended.left.size();
        if (mended.text != file.bytes()) changes_.write.push_back(make_file(file.path, std::move(mended.text)));
    }

    [[nodiscard]] const Changes& changes() const { return changes_; }
    [[nodiscard]] std::size_t places() const { return places_; }
    [[nodiscard]] std::size_t left() const { return left_; }

private:
    void tell(const std::string& path, const Mending& mending, std::string_view outcome) const {
        const auto language = swedish_ ? Language::sv : Language::en;
        if (mending.rule != nullptr) {
            Diagnostic diagnostic{Severity::note, {path, mending.at}, mending.rule, mending.arguments, ""};
            fmt::print("{}:{}:{}: {}: {} [{}]\n", path, mending.at.line, mending.at.column, outcome,
                       sentence(diagnostic, language), mending.rule->name);
            return;
        }
        fmt::print("{}:{}:{}: {}: {}\n", path, mending.at.line, mending.at.column, outcome,
                   swedish_ ? "sammansatta tecken är skrivna i delar (inte NFC)"
                            : "composed characters are written in pieces (not NFC)");
    }

    bool swedish_;
    const Site& site_;
    Changes changes_;
    std::size_t places_ = 0;
    std::size_t left_ = 0;
};

/// Errors in the chosen files that remain: those are for people.
std::size_t errors_left(const Site& site, const Changes& changes, const std::vector<std::string>& wanted) {
    PageMemo memo;
    Diagnostics after;
    static_cast<void>(Site::assemble(site.snapshot.with(changes), site.surroundings, site.names, memo, after));
    std::size_t errors = 0;
    for (const auto& each : after.sorted()) {
        errors += each.severity == Severity::error && is_wanted(each.place.path, wanted) ? 1 : 0;
    }
    return errors;
}

int run_fix(const Arguments& given) {
    auto options = project_options(given);
    options.drafts = true;
    const auto root = options.root;
    const auto wanted = paths_said(given, root);
    Project project{std::move(options)};
    Diagnostics told_by_check;
    const auto& site = project.read(told_by_check);
    const auto arguments = in_site_language(given, site.language());
    Fixer fixer{arguments, site};
    for (const auto& file : site.snapshot.files()) {
        if (is_wanted(file.path, wanted)) fixer.fix(file);
    }
    const bool dry = arguments.has("dry-run");
    if (!dry) rewrite(root, fixer.changes());
    const auto places = fixer.places(), files = fixer.changes().write.size();
    say(arguments, {fmt::format("{} {} ställen i {} filer.", dry ? "Skulle rätta" : "Rättade", places, files),
                    fmt::format("{} {} places in {} files.", dry ? "Would mend" : "Mended", places, files)});
    const auto errors = errors_left(site, fixer.changes(), wanted);
    if (errors > 0) {
        say(arguments, {fmt::format("{} fel är kvar som en människa får rätta; knav check visar dem.", errors),
                        fmt::format("{} errors are left for a person to mend; knav check shows them.", errors)});
    }
    return errors > 0 ? content_errors : all_right;
}

}  // namespace

const Command fix{
    "fix",
    {"Rätta det som kan rättas säkert, och säg vad som är kvar",
     "Mend what can be mended safely, and say what is left"},
    {{"PATH", {"bara de här filerna och mapparna", "only these files and folders"}, false, true}},
    {{"--dry-run", "", {"säg vad som skulle rättas, men ändra inget", "say what would be mended, but change nothing"}}},
    {{"knav fix --dry-run", {"se först", "look first"}},
     {"knav fix content/rmpo", {"bara en mapp", "only one folder"}}},
    run_fix};

}  // namespace knav::cli
