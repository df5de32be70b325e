// What the commands that ask about rights share: the law of the folder one works in.
#pragma once

#include <memory>
#include <string>

#include "cli/command.hpp"
#include "guard/judge.hpp"

namespace knav::cli {

/// The policy and schema of a site's folder as they lie there. Throws UsageError if the policy cannot be read, after
/// printing why.
struct FolderLaw {
    Snapshot files;
    Schema schema;
    Policy policy;
    std::unique_ptr<Law> law;
};
[[nodiscard]] std::unique_ptr<FolderLaw> folder_law(const Arguments& arguments);

/// The editor of that id or address. Throws UsageError with the nearest one.
[[nodiscard]] const Editor& editor_named(const Policy& policy, const std::string& said);

/// "rmpo/tandvard#uppdrag" taken apart and looked up.
struct UnitName {
    std::string page;
    std::string part;  // field or section; empty: the page
    const PageType* type = nullptr;
    std::vector<std::string> roles;  // that may change it
};
[[nodiscard]] UnitName unit_named(const Law& law, const std::string& said);

}  // namespace knav::cli
