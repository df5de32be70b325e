// Which page is meant by these words? The index behind wiki links that do not write a whole id.
// Made at the first question that needs it: most sites write ids, and then never pay for it. Internal to this room.
#pragma once

#include <cstddef>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace knav {

/// Words to pages, many to many.
class WordTable {
public:
    void add(std::string word, PageNo page);
    /// After the last add, before the first find.
    void seal();
    [[nodiscard]] std::vector<PageNo> find(std::string_view word) const;  // by number, each once

private:
    struct Row {
        std::size_t hash = 0;  // sorted by this first: comparing numbers is what makes ten thousand rows cheap
        PageNo page = no_page;
        std::string word;
    };
    std::vector<Row> rows_;
};

/// Safe to ask from several threads.
class Words {
public:
    using Aliases = std::span<const std::pair<std::string, PageNo>>;

    /// Pages and aliases must stay where they are in memory.
    Words(std::span<const Page> pages, PageIndex index, Aliases aliases)
        : pages_(pages), index_(std::move(index)), aliases_(aliases) {}

    /// The first of these that gives any page decides: id, tail of an id by whole parts, title, old address,
    /// abbreviation or other name. Titles and names are compared without case.
    [[nodiscard]] Resolution resolve(std::string_view words) const;
    /// By an old address as address_of() gives it; no_page if it is nobody's.
    [[nodiscard]] PageNo at_address(std::string_view address) const;

private:
    [[nodiscard]] std::vector<PageNo> with_tail(std::string_view tail) const;
    void read_names() const;

    std::span<const Page> pages_;
    PageIndex index_;
    Aliases aliases_;
    mutable std::once_flag tails_read_, names_read_;
    mutable WordTable last_parts_, titles_, names_;
};

/// "a/b", "/a/b" and "/a/b/" -> "/a/b/"; nothing but slashes -> "/".
[[nodiscard]] std::string address_of(std::string_view written);
/// Without slashes at either end.
[[nodiscard]] std::string_view without_slashes(std::string_view text);
[[nodiscard]] std::string_view last_part(std::string_view id);

}  // namespace knav
