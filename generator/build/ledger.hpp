// The ledger: what the last build asked in order to make each of its files, and what the answers were. A target whose
// questions would all get the same answers again would come out the same, so it need not be made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "site/fact.hpp"
#include "text/digest.hpp"

namespace knav {

struct LedgerEntry {
    std::vector<std::uint32_t> facts;  // indexes into Ledger::facts, in the order they were asked
    Digest output;                     // of the bytes published
};

struct Ledger {
    struct Fact {
        FactKey key;
        Digest answer;
    };

    Digest recipe;  // of the program that wrote it
    std::vector<Fact> facts;
    std::map<std::string, LedgerEntry, std::less<>> targets;  // by path

    /// Compact bytes; names are written out, since their numbers mean nothing to another run.
    [[nodiscard]] std::string serialise(const Names& names) const;
    /// Nothing if the bytes are not a whole ledger of this version.
    static std::optional<Ledger> parse(std::string_view bytes, Names& names);
};

}  // namespace knav
