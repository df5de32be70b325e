// Names as small numbers. The ledger and the traces speak of pages, relations and templates hundreds of thousands of
// times; here each text stands once. Append-only and safe to use from several threads.
#pragma once

#include <cstdint>
#include <deque>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace knav {

using NameNo = std::uint32_t;

class Names {
public:
    Names() { of(""); }  // the empty name is always 0
    NameNo of(std::string_view text);
    /// Many at once: quicker than one by one.
    [[nodiscard]] std::vector<NameNo> of_all(std::span<const std::string_view> texts);
    [[nodiscard]] std::string_view text(NameNo number) const;
    [[nodiscard]] std::size_t size() const;

private:
    NameNo add(std::string_view text);  // unless it is there

    mutable std::shared_mutex mutex_;
    std::deque<std::string> texts_;  // a deque, so that the views in numbers_ stay good
    std::unordered_map<std::string_view, NameNo> numbers_;
};

}  // namespace knav
