// The labelled changes of changes.txt: what a reader should be told of each, held up against what is told.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "events/chronicle.hpp"
#include "graph/read_pages.hpp"
#include "tests/events/memory_history.hpp"

using namespace knav;
namespace fs = std::filesystem;

namespace {

struct Change {
    std::string name;
    std::string page;
    std::vector<std::pair<std::string, std::string>> edits;
    std::multiset<std::string> expected;
};

struct Labelled {
    std::map<std::string, std::string> paths;  // by the page's name here
    std::map<std::string, std::string> files;  // by path
    std::vector<Change> changes;
};

std::string unescaped(std::string text) {
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
    return text;
}

/// What a line says after its mark.
std::string said(const std::string& line) { return line.size() < 2 ? std::string{} : unescaped(line.substr(2)); }

Labelled read_labelled() {
    std::ifstream in{fs::path{KNAV_SOURCE_DIR} / "tests/events/changes.txt"};
    REQUIRE(in.good());
    Labelled labelled;
    std::string path;  // of the page that is being read
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("@page ")) {
            std::istringstream words{line.substr(6)};
            std::string name;
            words >> name >> path;
            labelled.paths[name] = path;
        } else if (line == "@end") {
            path.clear();
        } else if (line.starts_with("= ")) {
            const auto bar = line.find(" | ");
            REQUIRE(bar != std::string::npos);
            labelled.changes.push_back({line.substr(2, bar - 2), line.substr(bar + 3), {}, {}});
            path.clear();
        } else if (!path.empty()) {
            labelled.files[path] += line + "\n";
        } else if (line.starts_with('-') && !labelled.changes.empty()) {
            labelled.changes.back().edits.push_back({said(line), {}});
        } else if (line.starts_with('+') && !labelled.changes.empty()) {
            labelled.changes.back().edits.back().second = said(line);
        } else if (line.starts_with("> ")) {
            labelled.changes.back().expected.insert(line.substr(2));
        }
    }
    // The blank line that follows a page in the file is no part of it.
    for (auto& [page, text] : labelled.files) {
        while (text.ends_with("\n\n")) text.pop_back();
    }
    return labelled;
}

Schema own_schema() {
    std::vector<File> files;
    for (const auto& each : fs::directory_iterator(fs::path{KNAV_SOURCE_DIR} / "schema")) {
        std::ifstream in{each.path(), std::ios::binary};
        files.push_back(
            make_file("schema/" + each.path().filename().string(), {std::istreambuf_iterator<char>{in}, {}}));
    }
    Diagnostics found;
    auto schema = read_schema(Snapshot{files}, found);
    REQUIRE(found.errors() == 0);
    return schema;
}

std::string edited(std::string text, const Change& change) {
    INFO(change.name);
    for (const auto& [from, to] : change.edits) {
        const auto at = from.empty() ? text.size() : text.find(from);
        REQUIRE(at != std::string::npos);
        if (!from.empty()) REQUIRE(text.find(from, at + 1) == std::string::npos);
        text.replace(at, from.size(), to);
    }
    return text;
}

/// What is told after the files had become `after`.
std::multiset<std::string> told(const Schema& schema, const std::map<std::string, std::string>& before,
                                const std::map<std::string, std::string>& after) {
    constexpr std::int64_t day = 86'400, start = 1'780'000'000;
    test::MemoryHistory memory;
    memory.commit(start, before);
    memory.commit(start + 3 * day, after);
    std::vector<File> files;
    for (const auto& [path, bytes] : after) files.push_back(make_file(path, bytes));
    const Snapshot snapshot{std::move(files)};
    Diagnostics ignored;
    PageMemo memo;
    auto pages = read_pages(snapshot, schema, Language::sv, 1, memo, ignored);
    const auto graph = assemble_graph(std::move(pages), schema, snapshot, Language::sv, ignored);
    const auto history = memory.history();
    const OldPages old{*history, graph, schema, Language::sv};
    const auto past = work_out_past(old, {}, nullptr, 1);
    const Chronicle chronicle{graph, schema, *history, past};
    std::multiset<std::string> sentences;
    for (const auto& event : chronicle.events("", 100)) {
        if (event.seconds > start) sentences.insert(event.sentence.sv);
    }
    return sentences;
}

}  // namespace

TEST_CASE("what happened is told, and what is no news is not", "[events]") {
    const auto labelled = read_labelled();
    const auto schema = own_schema();
    REQUIRE(labelled.changes.size() >= 120);
    std::size_t wanted = 0, given = 0, right = 0;
    std::string wrong;
    for (const auto& change : labelled.changes) {
        const auto& path = labelled.paths.at(change.page);
        auto after = labelled.files;
        after[path] = edited(after[path], change);
        const auto sentences = told(schema, labelled.files, after);
        std::vector<std::string> common;
        std::set_intersection(sentences.begin(), sentences.end(), change.expected.begin(), change.expected.end(),
                              std::back_inserter(common));
        wanted += change.expected.size();
        given += sentences.size();
        right += common.size();
        if (sentences == change.expected) continue;
        wrong += change.name + "\n";
        for (const auto& sentence : sentences) wrong += "  told:   " + sentence + "\n";
        for (const auto& sentence : change.expected) wrong += "  wanted: " + sentence + "\n";
    }
    const auto precision = static_cast<double>(right) / static_cast<double>(given);
    const auto recall = static_cast<double>(right) / static_cast<double>(wanted);
    INFO(wrong);
    WARN(labelled.changes.size() << " changes, " << wanted << " sentences wanted, " << given << " told, " << right
                                 << " right: precision " << precision << ", recall " << recall << "\n"
                                 << wrong);
    CHECK(precision >= 0.95);
    CHECK(recall >= 0.95);
}
