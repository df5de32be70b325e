// A query as it is understood before the index is asked: which words count, which stand in quotation marks, and whether
// it is people who are sought.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace knav::search {

struct Asked {
    std::vector<std::vector<std::string>> phrases;
    std::vector<std::string> words;  // without those that say nothing, unless there are no others
    std::string unfinished;          // the last one of those, if it is still being typed: "rmpo ta"
    bool people = false;
};

/// Of the first 256 characters, counted as browsers count, and of those the first twelve words.
[[nodiscard]] Asked parse_query(std::string_view query);

}  // namespace knav::search
