// The ledger: what the last build asked in order to make each of its files, and what the answers were. A target whose
// questions would all get the same answers again would come out the same, so it need not be made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "site/fact.hpp"
#include "text/binary.hpp"
#include "text/digest.hpp"

namespace knav {

/// What a site was made of, in a few words. Answers that follow from one of them stand as long as it does.
struct Basis {
    Digest program;
    Digest records;  // Site::records()
    Digest joins;    // Site::joins()
    Digest past;     // Site::told_past()

    friend bool operator==(const Basis&, const Basis&) = default;
};

/// Flat lists: a large site has hundreds of thousands of facts, and each run reads and writes them all.
struct Ledger {
    struct Fact {
        FactKey key;
        Digest answer;
    };
    struct Target {
        std::string path;
        Digest output;            // of the bytes published
        std::uint32_t begin = 0;  // what was asked for it is [begin, end) of `asked`
        std::uint32_t end = 0;
    };

    Basis basis;
    std::vector<Fact> facts;
    std::vector<Target> targets;       // by path
    std::vector<std::uint32_t> asked;  // indexes into facts, in the order they were asked

    [[nodiscard]] const Target* find(std::string_view path) const;  // null when absent
    [[nodiscard]] std::span<const std::uint32_t> asked_for(const Target& target) const {
        return std::span{asked}.subspan(target.begin, target.end - target.begin);
    }
    /// A target after those there are, for which `fact_of` each of `questions` was asked, in that order.
    template <class FactOf>
    void add_target(std::string path, const Digest& output, std::span<const std::uint32_t> questions, FactOf fact_of) {
        const auto begin = static_cast<std::uint32_t>(asked.size());
        asked.resize(begin + questions.size());
        std::transform(questions.begin(), questions.end(), asked.begin() + begin, fact_of);
        targets.push_back({std::move(path), output, begin, static_cast<std::uint32_t>(asked.size())});
    }

    /// Compact bytes; names are written out, since their numbers mean nothing to another run.
    [[nodiscard]] std::string serialise(const Names& names) const;
    /// Nothing if the bytes are not a whole ledger of this version.
    static std::optional<Ledger> parse(std::string_view bytes, Names& names);
};

void write(BinaryWriter& out, const Basis& basis);
[[nodiscard]] Basis read_basis(BinaryReader& in);

}  // namespace knav
