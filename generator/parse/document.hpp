// A Markdown document, read once: its sections as HTML with holes in it.
// A hole is a place whose text depends on the rest of the site (a wiki link's address, a transclusion, whether a word
// is in the glossary). render fills the holes, so one parse serves every page that shows the section, and is kept
// between builds by the file's digest alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "text/digest.hpp"

namespace knav {

enum class LinkKind : std::uint8_t {
    wiki,         // [[target#fragment|label]]
    path,         // [label](/target/#fragment): a page or file of this site by its address
    resource,     // [label](fil.pdf), ![label](bild.png): a file beside the page
    external,     // http, https, mailto, tel
    transclusion  // ![[target#fragment]] on a line of its own
};

/// Around a link's number, a blank and its words in LinkWords::before and ::after: the title of what the link leads to goes
/// there, or the words if it leads nowhere. A sentence that was cut may hold only one of the two.
constexpr char title_begin = '\x1A';
constexpr char title_end = '\x1B';

struct Link {
    LinkKind kind = LinkKind::wiki;
    bool image = false;
    // As written, percent-decoded for path and resource; without query and fragment. Empty: a place on the same page.
    std::string target;
    std::string query;          // of a path or resource: what follows '?', as written
    std::string fragment;       // without '#'; empty when there is none
    Position at;                // of the link's first character
    std::uint32_t section = 0;  // index into Document::sections
    Digest said;                // of its LinkWords
};

/// What a reader is told at a link.
struct LinkWords {
    std::string label;  // plain text; empty: the target's title is to be shown
    // The sentence the link stands in, as plain text around it, for backlinks. At most some 160 bytes on either side.
    // Other links in it that show their target's title are not known by it yet: see title_begin.
    std::string before;
    std::string after;
};

enum class HoleKind : std::uint8_t {
    link_open,     // number = link: an <a ...> start tag (render writes it; an unresolved wiki link becomes a <span>)
    link_close,    // number = link: its end tag
    link_label,    // number = link: the target's title, for a wiki link without a label
    image,         // number = link: a whole <img ...>
    transclusion,  // number = link: a block
    abbreviation,  // number = index into Document::candidates: a word to be explained if the glossary has it. The word
                   // itself is not in the html: render writes it, plain or within <abbr>
    anchor,        // number = index into Section::subheadings: the attribute ` id="..."`, left out when transcluded
    table_label,   // the attributes of a scrollable table's region (its name is in the interface language)
    task_open,  // first in <li class="task">: an item not yet done / done, a mark with a name in the interface language
    task_done
};

struct Hole {
    std::uint32_t offset = 0;  // into Section::html: what fills the hole comes before this byte
    HoleKind kind = HoleKind::link_open;
    std::uint32_t number = 0;
};

struct Subheading {
    int level = 3;  // 3 … 6
    std::string text;
    std::string anchor;  // unique in the document
    Position at;
};

/// A level-2 heading at the top level of the document and what follows it; the first section is the lead, which has no
/// heading and may be empty. Together the sections cover the body exactly once.
struct Section {
    std::string heading;    // plain text; empty for the lead
    std::string anchor;     // slug of the heading, made unique; "lead" for the lead. The schema may say another id
    Position at;            // of the heading; of the body's start for the lead
    std::size_t begin = 0;  // bytes of the whole file: [begin, end)
    std::size_t end = 0;
    std::uint32_t words = 0;  // words a reader sees below the heading
    std::string html;         // below the heading; the heading itself is not in it
    std::vector<Hole> holes;  // by offset
    std::vector<Subheading> subheadings;
    // Of heading, raw text, HTML and where its links lead, so of all that its own page decides (a link's address may be
    // defined in another section). Where it stands and what its holes become is not in it.
    Digest digest;
};

struct Document {
    std::vector<Section> sections;        // document order, lead first; never empty
    std::vector<Link> links;              // document order; external ones have no holes, their HTML is complete
    std::vector<LinkWords> link_words;    // of each link
    std::vector<std::string> candidates;  // words of two or more capitals ("RMPO", "S-KiS"), first use in the document
                                          // only; not in links, code and headings
    std::string excerpt;                  // plain text of the first paragraph, at most 300 bytes, cut between words
};

}  // namespace knav
