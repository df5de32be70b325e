// The judge: two pages, divided by a line of equals signs. The same page is no change; and whatever an editor is allowed
// leaves what readers see of the locked section and field as it was.
#include "guard/judge.hpp"
#include "guard/units.hpp"
#include "tests/fuzz/target.hpp"

using namespace knav;

namespace {

constexpr std::string_view path = "content/grupper/ett/_index.md";

std::string locked(const File& file) {
    const auto units = units_of(file, *fuzz::schema().of_page("grupper/ett"), fuzz::schema(), Language::sv);
    if (!units.readable) return "?";
    const auto* section = units.section("uppdrag");
    const auto* field = units.field("npo");
    return (section == nullptr ? "-" : "+" + section->seen) + (field == nullptr ? "-" : "+" + field->value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view divider = "\n====\n";
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto at = bytes.find(divider);
    if (at == std::string_view::npos) return 0;
    const auto before = make_file(std::string{path}, std::string{bytes.substr(0, at + 1)});
    const auto after = make_file(std::string{path}, std::string{bytes.substr(at + divider.size())});
    Diagnostics found;
    const auto policy = read_policy(fuzz::site().find("schema/editors.toml"), fuzz::schema(), found);
    const Law law{policy, fuzz::schema(), Language::sv, {2026, 1, 1}, [](std::string_view) { return std::nullopt; }};
    const Rights rights{law, *policy.find("ett")};
    const auto old = fuzz::site().with({{before}, {}});
    fuzz::promise(judge(rights, old, old).empty());
    bool allowed = true;
    for (const auto& each : judge(rights, old, old.with({{after}, {}}))) allowed = allowed && each.allowed();
    if (allowed) fuzz::promise(locked(before) == locked(after));
    return 0;
}
