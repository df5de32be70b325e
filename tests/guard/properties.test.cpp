// The judge against a slow reference that knows nothing of it: random edits, and for each unit what a reader would see of
// it, compared as rendered text with links followed to what they point at.
#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

#include "graph/page.hpp"
#include "schema/check_page.hpp"
#include "tests/guard/world.hpp"
#include "text/escape.hpp"

using namespace knav;
using namespace knav::guard_test;

namespace {

/// What stands in a section for a reader: its words, and every address and anchor in it.
struct Seen {
    std::string words;
    std::vector<std::string> marks;
    friend bool operator==(const Seen&, const Seen&) = default;
};

struct Reference {
    std::map<std::string, Seen> sections;
    std::map<std::string, std::string> fields;
    std::vector<std::string> order;
    std::set<std::string> anchors;
    bool readable = true;
};

std::string one_line(const Value& value) {
    if (value.kind() == ValueKind::array) {
        std::string out = "[";
        for (const auto& each : value.array()) out += one_line(each) + "|";
        return out + "]";
    }
    if (value.kind() == ValueKind::table) {
        std::map<std::string, std::string> sorted;
        for (const auto& entry : value.table().entries()) sorted[entry.key] = one_line(entry.value);
        std::string out = "{";
        for (const auto& [key, said] : sorted) out += key + "=" + said + "|";
        return out + "}";
    }
    return value.written();
}

/// Tags are kept by name, so that emphasis and lists count; white space between words does not.
std::string words_of(const std::string& html) {
    std::string out;
    bool blank = false;
    for (const char c : html) {
        if (c == ' ' || c == '\n' || c == '\t') {
            blank = true;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        out += c;
    }
    return out;
}

Reference read(const Snapshot& files, const Schema& schema) {
    Reference page;
    const auto* file = files.find(group);
    Diagnostics found;
    const auto source = parse_page(*file, found);
    const auto& type = *schema.of_page("grupper/ett");
    const auto record = check_page(group, source, type, schema, Language::sv, found);
    page.readable = source.front_matter_read;
    for (const auto& each : found.sorted()) page.readable = page.readable && *each.rule != rule::section_twice;
    for (const auto& entry : source.front_matter.entries()) {
        page.fields[entry.key == "old_npo" ? "npo" : entry.key] += one_line(entry.value) + "\n";
    }
    for (std::size_t i = 0; i < source.document.sections.size(); ++i) {
        const auto& section = source.document.sections[i];
        if (i == 0 && section.html.empty() && section.holes.empty()) continue;
        Seen seen;
        std::string html = section.heading + "\n";
        std::size_t from = 0;
        for (const auto& hole : section.holes) {
            html.append(section.html, from, hole.offset - from);
            from = hole.offset;
            if (hole.kind == HoleKind::abbreviation) html += source.document.candidates[hole.number];
        }
        html.append(section.html, from);
        seen.words = words_of(html);
        for (const auto& link : source.document.links) {
            if (link.section != i || link.kind == LinkKind::external) continue;
            seen.marks.push_back(link.target + "?" + link.query + "#" + link.fragment + (link.image ? "!" : ""));
        }
        for (const auto& each : section.subheadings) {
            seen.marks.push_back("#" + each.anchor);
            page.anchors.insert(each.anchor);
        }
        page.sections[record.section_ids[i]] = std::move(seen);
        page.order.push_back(record.section_ids[i]);
    }
    return page;
}

const std::set<std::string> locked_sections = {"uppdrag", "mal", "patienter"};

bool reference_allows(const Reference& before, const Reference& after) {
    if (!after.readable) return false;
    const auto same = [](const auto& left, const auto& right, const std::string& key) {
        const auto a = left.find(key), b = right.find(key);
        if (a == left.end() || b == right.end()) return a == left.end() && b == right.end();
        return a->second == b->second;
    };
    for (const auto& id : locked_sections) {
        if (!same(before.sections, after.sections, id)) return false;
        if (after.anchors.contains(id) && !before.anchors.contains(id)) return false;
    }
    std::vector<std::string> was, is;
    for (const auto& id : before.order) {
        if (locked_sections.contains(id)) was.push_back(id);
    }
    for (const auto& id : after.order) {
        if (locked_sections.contains(id)) is.push_back(id);
    }
    return was == is && same(before.fields, after.fields, "npo");
}

/// Lines that a careless or a cunning person might put anywhere.
const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all = {"Text.",
                                                 "",
                                                 "## Uppdrag",
                                                 "## Insatser",
                                                 "## Mål",
                                                 "## Kontakt",
                                                 "### Delmål",
                                                 "### Nytt",
                                                 "```",
                                                 "~~~",
                                                 "> citat",
                                                 "- punkt",
                                                 "  ## Mål",
                                                 "Mål\n---",
                                                 "[plan]: https://example.com/",
                                                 "[plan]: /grupper/ett/planer/a/",
                                                 "[Kurvan]: x",
                                                 "<!--",
                                                 "-->",
                                                 "<div>",
                                                 "    kod",
                                                 "| a | b |\n|---|---|\n| 1 | 2 |",
                                                 "RMPO och NPO.",
                                                 "![bild](x.png)",
                                                 "[[grupper/tva]]",
                                                 "![[grupper/tva#lead]]",
                                                 "***",
                                                 "## Annat",
                                                 "1. ett",
                                                 "\\",
                                                 "`",
                                                 "**"};
    return all;
}

std::string random_edit(std::string text, std::mt19937& random) {
    const auto pick = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
    };
    std::vector<std::string> lines;
    std::string rest = text;
    for (std::size_t at; (at = rest.find('\n')) != std::string::npos; rest = rest.substr(at + 1))
        lines.push_back(rest.substr(0, at));
    // Mostly in the body; now and then in the front matter.
    const std::size_t first = pick(5) == 0 ? 1 : 12;
    const auto at = first + pick(lines.size() - first);
    const auto offset = static_cast<std::ptrdiff_t>(at);
    switch (pick(5)) {
        case 0: lines.insert(lines.begin() + offset, pieces()[pick(pieces().size())]); break;
        case 1: lines.erase(lines.begin() + offset); break;
        case 2: lines[at] = pieces()[pick(pieces().size())]; break;
        case 3: std::swap(lines[at], lines[12 + pick(lines.size() - 12)]); break;
        default: lines[at] += " " + pieces()[pick(pieces().size())]; break;
    }
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    return out;
}

}  // namespace

TEST_CASE("for random edits the judge says what a slow reference says that compares what readers see", "[guard]") {
    const World world;
    const auto before = read(world.before, world.types);
    std::mt19937 random{20261122};
    int allowed = 0, refused = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string text{world.before.find(group)->bytes()};
        const int edits = 1 + round % 3;
        for (int i = 0; i < edits; ++i) text = random_edit(std::move(text), random);
        const auto after = world.written(group, text);
        const auto page = read(after, world.types);
        auto refusals = world.refusals("ett", after);
        // What no reference of sections knows of: names, addresses, headings' disguises and locked columns.
        std::erase_if(refusals, [](const std::string& each) {
            return each.find("heading-disguised") != std::string::npos ||
                   each.find("address-taken") != std::string::npos || each.find("field members") != std::string::npos;
        });
        INFO(text);
        CAPTURE(refusals);
        const bool wanted = reference_allows(before, page);
        CHECK(refusals.empty() == wanted);
        ++(wanted ? allowed : refused);
    }
    CHECK(allowed > 100);
    CHECK(refused > 100);
}
