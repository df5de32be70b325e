#include <algorithm>

#include "graph/assembly.hpp"

namespace knav {

namespace {

/// An old address as a page claims it.
struct Claim {
    std::string address;
    PageNo page = no_page;
    Position at;
};

std::vector<Claim> read_claims(std::span<const Page> pages) {
    std::vector<Claim> claims;
    for (PageNo page = 0; page < pages.size(); ++page) {
        const auto* written = pages[page].values().find("aliases");
        if (written == nullptr) continue;
        for (const auto& alias : written->array()) claims.push_back({address_of(alias.text()), page, alias.at()});
    }
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& left, const Claim& right) { return left.address < right.address; });
    return claims;
}

}  // namespace

std::vector<std::pair<std::string, PageNo>> join_aliases(const Assembly& assembly) {
    std::vector<std::pair<std::string, PageNo>> aliases;
    for (auto& claim : read_claims(assembly.pages)) {
        const auto refuse = [&](std::string_view other) {
            assembly.found.error(assembly.at(claim.page, claim.at), rule::alias_taken, {claim.address, std::string{other}});
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
