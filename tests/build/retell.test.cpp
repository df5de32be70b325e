#include <catch2/catch.hpp>

#include "tests/build/site_fixture.hpp"

using namespace knav;
using test::small_site;

namespace {

using Files = std::map<std::string, std::string>;

const std::string meeting = "content/rag/matsal/moten/varmote.md";

Snapshot snapshot_of(const Files& files) {
    std::vector<File> made;
    for (const auto& [path, bytes] : files) made.push_back(make_file(path, bytes));
    return Snapshot{std::move(made)};
}

std::unique_ptr<Site> assembled(const Files& files, PageMemo& memo, Diagnostics& found) {
    Surroundings around;
    around.today = Date{2026, 3, 12};
    return Site::assemble(snapshot_of(files), std::move(around), std::make_shared<Names>(), memo, found);
}

Files published(const Site& site) {
    Files files;
    Diagnostics found;
    static_cast<void>(build(
        site, {}, [](const std::string&) { return false; },
        [&](const File& file) { files[file.path] = std::string{file.bytes()}; }, found));
    return files;
}

void replace(Files& files, const std::string& path, const std::string& from, const std::string& to) {
    auto& text = files.at(path);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a site that takes over new text is the site assembled anew", "[build]") {
    auto files = small_site();
    PageMemo memo;
    Diagnostics before;
    const auto site = assembled(files, memo, before);
    const std::vector<std::pair<std::string, std::string>> edits = {
        {"Kaffe", "Te"}, {"Te", "<b>Saft</b>"}, {"<b>Saft</b>", "Vatten"}};  // markup is a mistake, told in its place
    for (const auto& [from, to] : edits) {
        replace(files, meeting, from, to);
        auto next = snapshot_of(files);
        Diagnostics told;
        REQUIRE(site->retell(next, memo, told));
        PageMemo nothing;
        Diagnostics anew;
        const auto other = assembled(files, nothing, anew);
        CHECK(told.sorted() == anew.sorted());
        CHECK(published(*site) == published(*other));
        CHECK(site->snapshot.find(meeting)->digest == other->snapshot.find(meeting)->digest);
    }
}

TEST_CASE("a site does not take over what joins pages in another way", "[build]") {
    const auto files = small_site();
    PageMemo memo;
    Diagnostics before;
    const auto site = assembled(files, memo, before);
    const auto page = published(*site);
    const auto change = GENERATE(range(0, 8));
    auto changed = files;
    switch (change) {
        case 0: replace(changed, meeting, "Vårmöte", "Majmöte"); break;
        case 1: changed[meeting] += "\nSe [[rag]].\n"; break;
        case 2: changed[meeting] += "\n## Ett avsnitt till\n\nText.\n"; break;
        case 3: changed[meeting] += "\n### En rubrik\n\nText.\n"; break;
        case 4: changed.erase(meeting); break;
        case 5: changed["content/ny.md"] = "+++\ntitle = \"Ny\"\n+++\n"; break;
        case 6: changed["schema/group.toml"] += "\n[fields.ny]\nkind = \"string\"\n"; break;
        default: changed["themes/prov/i18n/sv.toml"] += "ny = \"ny\"\n"; break;
    }
    CAPTURE(change);
    auto next = snapshot_of(changed);
    Diagnostics told;
    CHECK_FALSE(site->retell(next, memo, told));
    CHECK(told.sorted().empty());
    CHECK(next.files().size() == changed.size());
    CHECK(published(*site) == page);
}
