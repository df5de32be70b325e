#include <algorithm>

#include "graph/assembly.hpp"

namespace knav {

std::vector<std::pair<std::string, PageNo>> join_aliases(const Assembly& assembly, std::vector<AliasClaim> claims) {
    std::stable_sort(claims.begin(), claims.end(),
                     [](const AliasClaim& left, const AliasClaim& right) { return left.address < right.address; });
    std::vector<std::pair<std::string, PageNo>> aliases;
    for (auto& claim : claims) {
        const auto refuse = [&](std::string_view other) {
            assembly.found.error(assembly.at(claim.page, claim.at), rule::alias_taken,
                                 {claim.address, std::string{other}});
        };
        const auto id = without_slashes(claim.address);
        const auto& generated = assembly.generated;
        if (const auto page = assembly.index.find(id); page != no_page) {
            refuse(assembly.pages[page].path);
        } else if (std::find(generated.begin(), generated.end(), id) != generated.end()) {
            refuse(claim.address);
        } else if (aliases.empty() || aliases.back().first != claim.address) {
            aliases.emplace_back(std::move(claim.address), claim.page);
        } else if (aliases.back().second != claim.page) {
            refuse(assembly.pages[aliases.back().second].path);
        }
    }
    return aliases;
}

}  // namespace knav
