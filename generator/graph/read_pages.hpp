// Every page of a snapshot read and checked one by one, in parallel, with what an earlier run already read.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "files/snapshot.hpp"
#include "graph/page.hpp"
#include "schema/schema.hpp"

namespace knav {

/// What reading one page gave, kept by the digest of its bytes.
struct ReadPage {
    Digest file;
    std::shared_ptr<const PageSource> source;
    std::shared_ptr<const Record> record;
    std::vector<Diagnostic> found;      // told again each time the page is taken from here
};

/// What an earlier run read. Only good for the schema and language it was made with.
struct PageMemo {
    Digest made_with;                               // schema, language and program
    std::map<std::string, ReadPage, std::less<>> pages;   // by path
};

/// Pages by id. Two files with one id, and ids outside the alphabet, are reported; the first by path stands.
/// `memo` is read and then replaced by what this run read.
[[nodiscard]] std::vector<Page> read_pages(const Snapshot& snapshot, const Schema& schema, Language language, unsigned threads,
                                           PageMemo& memo, Diagnostics& found);

}  // namespace knav
