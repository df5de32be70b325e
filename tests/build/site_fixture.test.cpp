#include "tests/build/site_fixture.hpp"

#include <catch2/catch.hpp>

#include <mutex>

#include "graph/joints_memo.hpp"
#include "graph/page_memo.hpp"
#include "tests/graph/fixture.hpp"

namespace knav::test {
namespace {

constexpr std::string_view program = "the program under test";

constexpr std::string_view small = R"(-- content/site.toml --
title = "Provsajten"
base_url = "https://example.org/prov/"
theme = "prov"
-- themes/prov/i18n/sv.toml --
home = "Start"
unknown = "okänt"
page_missing = "sidan saknas"
transcluded_from = "Ur {0}"
table_region = "Tabell"
task_open = "att göra"
task_done = "gjort"
-- themes/prov/i18n/en.toml --
home = "Home"
unknown = "unknown"
page_missing = "page missing"
transcluded_from = "From {0}"
table_region = "Table"
task_open = "to do"
task_done = "done"
-- themes/prov/templates/_foot.mustache --
<footer>{{site.title}}</footer>
-- themes/prov/templates/page.mustache --
<h1>{{page.title}}</h1>{{#children}}{{#items}}<li>{{title}}</li>{{/items}}{{/children}}{{{lead}}}
{{#sections}}<h2 id="{{id}}">{{heading}}</h2>{{{html}}}{{/sections}}
{{#relations}}<p>{{label}}:{{#items}} {{title}}{{/items}}</p>{{/relations}}
{{#backlinks}}<q>{{before}}<b>{{text}}</b>{{after}}</q>{{/backlinks}}
{{#meta}}<p>{{keepers}} {{path}}</p>{{/meta}}
{{> _foot}}
-- schema/page.toml --
label = { sv = "Sida", en = "Page" }
plural = { sv = "Sidor", en = "Pages" }
path = "**"
other_sections = true
-- schema/group.toml --
label = { sv = "Grupp", en = "Group" }
plural = { sv = "Grupper", en = "Groups" }
path = "rag/{slug}/_index.md"
other_sections = true
editors = ["editor"]
[fields.parents]
kind = "list"
item = { kind = "reference", inverse = "below", inverse_label = { sv = "Under", en = "Below" } }
-- schema/meeting.toml --
label = { sv = "Möte", en = "Meeting" }
plural = { sv = "Möten", en = "Meetings" }
path = "rag/{slug}/moten/{day}.md"
feed = true
other_sections = true
-- content/_index.md --
+++
title = "Hem"
+++

Välkommen till [[rag/matsal]].
-- content/rag/_index.md --
+++
title = "Arbetsgrupper"
+++

## Uppdrag

Att ordna.
-- content/rag/matsal/_index.md --
+++
title = "Matsalen"
parents = ["rag"]
+++

![[rag#uppdrag]]

## Mat

Vi ses i [[rag/matsal/moten/varmote|våren]]. Sedan äter vi.
-- content/rag/matsal/moten/varmote.md --
+++
title = "Vårmöte"
date = 2026-03-01
+++

Kaffe finns.
-- content/rag/matsal/moten/hostmote.md --
+++
title = "Höstmöte"
date = 2026-09-01
+++

Te finns, men inte [[rag/skogen]].
)";

Snapshot snapshot_of(const std::map<std::string, std::string>& files) {
    std::vector<File> made;
    for (const auto& [path, bytes] : files) made.push_back(make_file(path, bytes));
    return Snapshot{std::move(made)};
}

Surroundings surroundings(const Date& today, unsigned threads, const MemoryHistory& history,
                          std::shared_ptr<const Past> past) {
    Surroundings around;
    around.history = history.history();
    around.past = std::move(past);
    around.today = today;
    around.threads = threads;
    around.program = digest_of(program);
    return around;
}

void take_over(std::map<std::string, std::string>& published, const Changes& changes) {
    for (const auto& file : changes.write) published[file.path] = std::string{file.bytes()};
    for (const auto& path : changes.remove) published.erase(path);
}

}  // namespace

std::map<std::string, std::string> small_site() {
    std::map<std::string, std::string> files;
    for (const auto& file : graph_test::files_of(small)) files[file.path] = std::string{file.bytes()};
    return files;
}
void SiteFixture::replace(const std::string& path, const std::string& from, const std::string& to) {
    auto& text = files_.at(path);
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

void SiteFixture::commit(std::int64_t when) {
    std::map<std::string, std::string> moved;
    for (const auto& [path, bytes] : files_) {
        if (committed_.contains(path)) continue;
        for (const auto& [old_path, old_bytes] : committed_) {
            if (old_bytes == bytes && !files_.contains(old_path)) moved[path] = old_path;
        }
    }
    history.commit(when, files_, moved);
    committed_ = files_;
}

Ledger SiteFixture::last_ledger() {
    if (ledger_.empty()) return {};
    auto ledger = Ledger::parse(ledger_, *names_).value();
    REQUIRE(take_written(ledger, steps_, *names_));
    return ledger;
}

// Now and then as a whole, and in between what is new.
void SiteFixture::remember(const Built& built) {
    if (!built.step || stepped % 5 == 4) {
        ledger_ = built.ledger.serialise(*names_);
        steps_.clear();
        stepped = 0;
    } else {
        ++stepped;
        steps_ += serialise(*built.step, *names_);
    }
}

// What one build leaves to the next goes through bytes and back, as between two runs of the program.
std::set<std::string> SiteFixture::build() {
    found_ = std::make_unique<Diagnostics>();
    auto around = surroundings(today, 1, history, past_);
    around.search.words = words_;
    around.joints = joints_;
    auto memo = parse_memo(*pages_, pages_);
    const auto site = Site::assemble(snapshot_of(files_), std::move(around), names_, memo, *found_);
    pages_ = std::make_shared<const std::string>(serialise(memo, 1));
    if (recall_joints(joints_, site->joins(), site->graph, site->schema)) ++recalled;
    if (site->joined_anew()) joints_ = serialise(site->graph, site->joins());
    past_ = site->past == nullptr ? nullptr : parse_past(serialise(*site->past));
    const auto present = [&](const std::string& path) { return published_.contains(path); };
    Changes changes;
    auto built = knav::build(
        *site, last_ledger(), present, [&](File file) { changes.write.push_back(std::move(file)); }, *found_);
    changes.remove = built.remove;
    take_over(published_, changes);
    remember(built);
    verdicts_ = std::move(built.verdicts);
    std::set<std::string> made;
    for (const auto& verdict : verdicts_) {
        if (verdict.reason != ReasonKind::clean) made.insert(verdict.path);
    }
    return made;
}

std::string SiteFixture::reason(const std::string& path) const {
    for (const auto& verdict : verdicts_) {
        if (verdict.path == path) return describe(verdict, *names_);
    }
    return "no target";
}

std::map<std::string, std::string> SiteFixture::built_clean(unsigned threads) const {
    Diagnostics found;
    PageMemo memo;
    const auto site = Site::assemble(snapshot_of(files_), surroundings(today, threads, history, nullptr),
                                     std::make_shared<Names>(), memo, found);
    std::map<std::string, std::string> published;
    std::mutex mutex;
    const auto take = [&](const File& file) {
        const std::lock_guard lock{mutex};
        published[file.path] = std::string{file.bytes()};
    };
    static_cast<void>(knav::build(
        *site, {}, [](const std::string&) { return false; }, take, found));
    return published;
}

}  // namespace knav::test
