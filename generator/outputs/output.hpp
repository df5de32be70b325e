// Outputs: what a site publishes, one source file for each sort. An output names its targets from the site and makes each
// of them through a Lens, so that what it looked at is known. Adding one: a file here, and its line in registry.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "render/template.hpp"
#include "site/lens.hpp"

namespace knav {

struct Output;

/// One file to publish. Carries names only, never data read while planning: that would be a dependency nobody noted.
struct Target {
    std::string path;  // below the output folder, "rmpo/index.html"
    const Output* output = nullptr;
    std::string subject;  // what the output makes it from, as it likes: a page's id, a file's path
    std::string detail;   // more of the same
};

/// What a target is made with.
struct Workshop {
    const Lens& lens;
    TemplateEngine& engine;
    Diagnostics& found;
};

/// Bytes, or a file to be copied as it is.
using Content = std::variant<std::string, File>;

struct Output {
    std::string_view name;
    void (*plan)(const Output& self, const Site& site, std::vector<Target>& targets);
    Content (*make)(const Target& target, const Workshop& shop);
    /// "sok/index/": where only this output writes, names made from contents, so that planning takes work. Most have none.
    std::string_view own_folder{};
};

/// Every sort of output, in the order in which a reader would ask for them.
[[nodiscard]] std::span<const Output> all_outputs();
/// The targets of outputs without a folder of their own, by path. Two targets with one path are reported, and the first by
/// output stands; one in another output's folder is reported and left out.
[[nodiscard]] std::vector<Target> plan_by_names(const Site& site, Diagnostics& found);
/// The targets of outputs with a folder of their own, by path.
[[nodiscard]] std::vector<Target> plan_by_contents(const Site& site, Diagnostics& found);

/// "rmpo/endokrina-sjukdomar" -> "rmpo/endokrina-sjukdomar/index.html".
[[nodiscard]] std::string html_path(std::string_view id);

}  // namespace knav
