// The rooms of generator/ import one way. generator/rooms.toml is the table; here every #include is held against it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "parse/toml.hpp"

namespace {

using Names = std::set<std::string, std::less<>>;

struct Rooms {
    std::map<std::string, Names, std::less<>> imports;      // room -> rooms it may import besides itself
    std::map<std::string, Names, std::less<>> third_party;  // header prefix -> the files that may include it
};

struct Source {
    std::string path;  // relative to generator/
    std::string text;
};

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in.good());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::map<std::string, Names, std::less<>> lists(const knav::Table& table) {
    std::map<std::string, Names, std::less<>> result;
    for (const auto& entry : table.entries()) {
        auto& names = result[entry.key];
        for (const auto& name : entry.value.array()) names.emplace(name.text());
    }
    return result;
}

Rooms read_rooms(std::string_view text) {
    knav::Diagnostics found;
    const auto table = knav::parse_toml("generator/rooms.toml", text, 1, found);
    REQUIRE(table);
    const auto* rooms = table->find("rooms");
    const auto* third_party = table->find("third_party");
    REQUIRE(rooms);
    REQUIRE(third_party);
    return {lists(rooms->table()), lists(third_party->table())};
}

std::string room_of(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

/// What stands between the quotes or angle brackets of an #include line; nothing for any other line.
std::optional<std::string> included(std::string_view line) {
    const auto skip_space = [&line] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    skip_space();
    if (!line.starts_with('#')) return std::nullopt;
    line.remove_prefix(1);
    skip_space();
    if (!line.starts_with("include")) return std::nullopt;
    const auto open = line.find_first_of("\"<");
    if (open == std::string_view::npos) return std::nullopt;
    const auto close = line.find_first_of("\">", open + 1);
    return std::string(line.substr(open + 1, close - open - 1));
}

std::string complaint(const Rooms& rooms, const std::string& path, const std::string& header) {
    const auto from = room_of(path);
    for (const auto& [prefix, files] : rooms.third_party) {
        if (header.starts_with(prefix)) return files.contains(path) ? "" : "<" + header + "> is hidden elsewhere";
    }
    const auto to = room_of(header);
    if (to == from || !header.ends_with(".hpp") || !rooms.imports.contains(to)) return "";
    return rooms.imports.at(from).contains(to) ? "" : "room " + from + " may not import room " + to;
}

/// "file:line: why" for every #include that the table does not allow.
std::vector<std::string> violations(const Rooms& rooms, const std::vector<Source>& sources) {
    std::vector<std::string> result;
    for (const auto& source : sources) {
        if (!rooms.imports.contains(room_of(source.path))) {
            result.push_back("generator/" + source.path + ":1: this room is not in the table");
            continue;
        }
        std::istringstream lines(source.text);
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            const auto header = included(line);
            const auto why = header ? complaint(rooms, source.path, *header) : "";
            if (!why.empty()) {
                result.push_back("generator/" + source.path + ":" + std::to_string(number) + ": " + why);
            }
        }
    }
    return result;
}

/// The rooms of one circle in the table, in order; empty when there is none.
std::vector<std::string> circle(const Rooms& rooms) {
    std::vector<std::string> trail;
    Names settled;
    const std::function<bool(const std::string&)> visit = [&](const std::string& room) {
        if (settled.contains(room)) return false;
        const auto seen = std::find(trail.begin(), trail.end(), room);
        if (seen != trail.end()) {
            trail.erase(trail.begin(), seen);
            return true;
        }
        trail.push_back(room);
        if (const auto found = rooms.imports.find(room); found != rooms.imports.end()) {
            for (const auto& next : found->second) {
                if (visit(next)) return true;
            }
        }
        trail.pop_back();
        settled.insert(room);
        return false;
    };
    for (const auto& [room, _] : rooms.imports) {
        if (visit(room)) return trail;
    }
    return {};
}

std::vector<Source> sources_of_generator() {
    const std::filesystem::path root = std::filesystem::path(KNAV_SOURCE_DIR) / "generator";
    std::vector<Source> sources;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp") continue;
        sources.push_back({entry.path().lexically_relative(root).generic_string(), read(entry.path())});
    }
    std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return sources;
}

Rooms house() { return read_rooms(read(std::filesystem::path(KNAV_SOURCE_DIR) / "generator/rooms.toml")); }

}  // namespace

TEST_CASE("no room imports a room, or a library, that the table does not give it", "[house]") {
    const auto sources = sources_of_generator();
    REQUIRE(sources.size() > 20);
    std::string all;
    for (const auto& violation : violations(house(), sources)) all += violation + "\n";
    INFO(all);
    CHECK(all.empty());
}

TEST_CASE("the table of rooms has no circle and names no room that is not in it", "[house]") {
    const auto rooms = house();
    CHECK(circle(rooms).empty());
    for (const auto& [room, imports] : rooms.imports) {
        for (const auto& import : imports) {
            INFO(room << " -> " << import);
            CHECK(rooms.imports.contains(import));
        }
    }
}

TEST_CASE("the check of rooms finds what it is there to find", "[house]") {
    const auto rooms = read_rooms(R"(
[rooms]
text = []
parse = ["text"]
[third_party]
"lib/" = ["parse/lib.cpp"]
)");
    const auto of = [&rooms](std::string path, std::string text) {
        return violations(rooms, {{std::move(path), std::move(text)}});
    };
    SECTION("an import against the table, with its line") {
        const std::vector<std::string> expected{"generator/text/a.cpp:2: room text may not import room parse"};
        CHECK(of("text/a.cpp", "#include <vector>\n  #  include \"parse/b.hpp\"\n") == expected);
    }
    SECTION("a library outside the one file that hides it") {
        const std::vector<std::string> expected{"generator/parse/b.cpp:1: <lib/lib.h> is hidden elsewhere"};
        CHECK(of("parse/b.cpp", "#include <lib/lib.h>\n") == expected);
        CHECK(of("parse/lib.cpp", "#include <lib/lib.h>\n").empty());
    }
    SECTION("a room that the table lacks") { CHECK(of("attic/a.cpp", "").size() == 1); }
    SECTION("and lets the room itself, allowed rooms, the standard library and comments pass") {
        const auto* text =
            "#include \"parse/c.hpp\"\n#include \"text/a.hpp\"\n#include <string>\n// #include \"attic/x.hpp\"\n";
        CHECK(of("parse/b.cpp", text).empty());
    }
}

TEST_CASE("a circle in the table is found and named", "[house]") {
    const auto rooms = read_rooms("[rooms]\na = [\"b\"]\nb = [\"c\"]\nc = [\"b\"]\n[third_party]\n");
    CHECK(circle(rooms) == std::vector<std::string>{"b", "c"});
}
