// Every page of a snapshot read and checked one by one, in parallel, with what an earlier run already read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "files/snapshot.hpp"
#include "graph/page.hpp"
#include "schema/schema.hpp"

namespace knav {

inline constexpr std::uint32_t no_field = 0xffffffffU;

/// What reading one page gave, kept by the digest of its bytes.
struct ReadPage {
    Digest file;
    std::string type;  // name of its page type; empty: no type claims the place, and there is no page
    bool draft = false;
    bool example = false;         // says so itself; what lies below it is one too
    Recalled<PageSource> source;  // null, as the record, where there is no page
    Recalled<Record> record;
    std::vector<Diagnostic> found;  // told again each time the page is taken from here

    // What Page says in the same words.
    std::string title;
    std::string summary;
    std::string sort_key;
    std::optional<DateTime> date;
    std::int64_t weight = 0;
    std::uint32_t status_field = no_field;  // index into the type's fields
    std::string status;
    Digest card;
    Digest record_digest;
    Digest body_digest;
    Digest joins;
};

/// What an earlier run read. Only good for the schema and language it was made with: who keeps it sees to that.
struct PageMemo {
    Digest made_with;                                    // schema, language and program
    std::map<std::string, ReadPage, std::less<>> pages;  // by path
};

/// What becomes of pages that say `draft = true`. One that is left out is left out whole: its mistakes are not told.
enum class Drafts { leave_out, keep };

/// One page as read_pages() reads it. Never throws for what a file may hold.
[[nodiscard]] ReadPage read_page(const File& file, const Schema& schema, Language language);
/// Whether two readings of one file differ in running text alone: what it says in its front matter, its sections, its
/// anchors and where its links lead are the same, and so is the graph.
[[nodiscard]] bool differs_in_text_alone(const ReadPage& before, const ReadPage& after);

/// Pages by id. Two files with one id, and ids outside the alphabet, are reported; the first by path stands. A file that
/// no type claims is reported and left out. `memo` is read and then replaced by what this run read; a file that is in it
/// is not read again, nor are its bytes asked for.
[[nodiscard]] std::vector<Page> read_pages(const Snapshot& snapshot, const Schema& schema, Language language,
                                           unsigned threads, PageMemo& memo, Diagnostics& found,
                                           Drafts drafts = Drafts::leave_out);

}  // namespace knav
