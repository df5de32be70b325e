// New sites and new pages, made of what the program really brings along.
#include <catch2/catch.hpp>

#include <filesystem>

#include "build/build.hpp"
#include "cli/command.hpp"
#include "disk/publish.hpp"
#include "disk/tree.hpp"
#include "edit/new_page.hpp"
#include "edit/starter.hpp"
#include "site/site.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;

namespace {

const Snapshot& share() {
    static const Snapshot read = [] {
        Diagnostics found;
        StatCache nothing_known;
        TreeOptions options;
        options.folders = {"schema", "themes"};
        return read_tree(KNAV_SOURCE_DIR, options, nothing_known, 1, found).snapshot;
    }();
    return read;
}

std::unique_ptr<const Site> assembled(Snapshot snapshot, Diagnostics& found) {
    PageMemo memo;
    Surroundings around;
    around.today = {2026, 11, 22};
    return Site::assemble(std::move(snapshot), around, std::make_shared<Names>(), memo, found);
}

std::vector<std::string> said(const Diagnostics& found) {
    std::vector<std::string> lines;
    for (const auto& each : found.sorted()) {
        if (each.severity != Severity::note) lines.push_back(each.place.path + ": " + std::string{each.rule->name});
    }
    return lines;
}

}  // namespace

TEST_CASE("a new site has no mistakes and can be published, with and without the example", "[cli]") {
    const bool example = GENERATE(false, true);
    Diagnostics found;
    const auto site = assembled(Snapshot{}.with(starter_site(share(), {"Vår \"sajt\"", example})), found);
    CHECK(site->settings.title == "Vår \"sajt\"");
    CHECK((site->graph.pages().size() > 5) == example);
    const auto made = build(
        *site, {}, [](const std::string&) { return false; }, [](const File&) {}, found);
    CHECK(made.made > 5);
    CHECK(said(found) == std::vector<std::string>{});
}

TEST_CASE("a new site's editors are its own, not those of the site the program came with", "[cli]") {
    const auto changes = starter_site(share(), {});
    const Snapshot site = Snapshot{}.with(changes);
    REQUIRE(site.find("schema/editors.toml") != nullptr);
    const auto editors = site.find("schema/editors.toml")->bytes();
    CHECK(editors == share().find("themes/starter/site/schema/editors.toml")->bytes());
    CHECK(site.find("content/rmpo/_index.md") == nullptr);
}

TEST_CASE("a new page of every type is read without a mistake in its form", "[cli]") {
    Diagnostics found;
    const auto site = assembled(Snapshot{}.with(starter_site(share(), {})), found);
    for (const auto& type : site->schema.types) {
        if (type.abstract) continue;
        const auto place = place_of_new(site->schema, type, "prov", "", site->snapshot);
        INFO(type.name);
        REQUIRE(place);
        const auto text = text_of_new(type, {place->id, "Prov", {2026, 11, 22}, Language::sv});
        Diagnostics told;
        static_cast<void>(assembled(site->snapshot.with({{make_file(place->path, text)}, {}}), told));
        for (const auto& each : told.sorted()) {
            INFO(each.rule->name);
            // A rule of the schema may ask for a field or relation that only the author knows.
            const bool to_fill_in = *each.rule == rule::field_required || *each.rule == rule::section_empty ||
                                    *each.rule == rule::relation_count || *each.rule == rule::rule_broken;
            CHECK((each.severity == Severity::note || to_fill_in));
        }
    }
}

TEST_CASE("a type is named by its name; for another word the type that was meant is proposed", "[cli]") {
    Diagnostics found;
    const auto site = assembled(Snapshot{}.with(starter_site(share(), {})), found);
    const auto refused = [&](const std::string& word) {
        try {
            return std::string{cli::type_said(site->schema, word).name};
        } catch (const cli::UsageError& error) {
            return error.sentence.sv;
        }
    };
    CHECK(refused("rmpo") == "rmpo");
    CHECK(refused("rmp") == "sidtypen rmp finns inte; menade du rmpo?");
    CHECK(refused("möte") == "sidtypen möte finns inte; menade du meeting?");
    CHECK(refused("xyzzyxyz") == "sidtypen xyzzyxyz finns inte");
}

TEST_CASE("rewriting a folder changes what is to change and leaves no trace of itself", "[cli]") {
    const TemporaryFolder folder;
    folder.write("content/a.md", "a");
    folder.write("content/sub/b.md", "b");
    rewrite(folder.path(),
            {{make_file("content/a.md", "A"), make_file("content/new/c.md", "c")}, {"content/sub/b.md"}});
    CHECK(folder.read("content/a.md") == "A");
    CHECK(folder.read("content/new/c.md") == "c");
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder.path())) {
        names.push_back(each.path().lexically_relative(folder.path()).generic_string());
    }
    std::sort(names.begin(), names.end());
    CHECK(names == std::vector<std::string>{"content", "content/a.md", "content/new", "content/new/c.md"});
}

TEST_CASE("help names every command, operand and option, in both languages", "[cli]") {
    for (const auto language : {Language::sv, Language::en}) {
        const auto top = cli::help_text(language);
        for (const auto& command : cli::all_commands()) {
            INFO(command.name);
            CHECK(top.find("\n  " + std::string{command.name} + " ") != std::string::npos);
            CHECK(top.find(command.help.in(language)) != std::string::npos);
            const auto own = cli::help_text(command, language);
            for (const auto& operand : command.operands)
                CHECK(own.find("  " + std::string{operand.name}) != std::string::npos);
            for (const auto& option : command.options) CHECK(own.find(option.help.in(language)) != std::string::npos);
            CHECK(own.find(language == Language::sv ? "Usage" : "Användning") == std::string::npos);
        }
    }
}
