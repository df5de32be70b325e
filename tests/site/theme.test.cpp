#include "site/theme.hpp"

#include <catch2/catch.hpp>

using namespace knav;

namespace {

Theme theme_with(std::string name, std::string bytes) {
    Diagnostics found;
    return read_theme(Snapshot{{make_file("themes/bas/i18n/sv.toml", ""), make_file("themes/bas/i18n/en.toml", ""),
                                make_file("themes/bas/assets/" + name, std::move(bytes))}},
                      "bas", found);
}

}  // namespace

TEST_CASE("scripts are published without their comment lines and indentation", "[site][theme]") {
    const auto theme = theme_with("a.js", "// Why.\n(() => {\n  // Here.\n  go(\"//host\"); // said\n\n})();");
    CHECK(theme.assets.at("a.js").bytes == "(() => {\ngo(\"//host\"); // said\n})();\n");
}

TEST_CASE("a script's address changes with what is published of it", "[site][theme]") {
    const auto address = [](const std::string& script) { return theme_with("a.js", script).assets.at("a.js").url; };
    CHECK(address("// One.\ngo();\n") == address("// Two, longer.\ngo();\n"));
    CHECK(address("go();\n") != address("stop();\n"));
}
