// A page as search takes it in: texts by how much they weigh, and what the lists beside the results show of it. Where it
// came from (a site, or a file of documents) is forgotten here.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/digest.hpp"

namespace knav::search {

/// Where on a page a word stands. Tags: names of its groups and topics, other names, names of attachments.
enum Field { title, heading, body, tag, field_count };

/// "RMPO" and what it stands for; each finds the other.
struct Abbreviation {
    std::string abbreviation;
    std::vector<std::string> words;  // in lower case
    friend bool operator==(const Abbreviation&, const Abbreviation&) = default;
};

/// Of a group: what "vem arbetar med ..." is answered with. Pages by their addresses.
struct Named {
    std::string title, url, type;
};
struct Answer {
    std::vector<Named> groups, roles, topics, contacts;
    std::vector<std::pair<std::string, Named>> meetings;  // by day, "2026-03-12"
    [[nodiscard]] bool empty() const { return groups.empty() && roles.empty() && contacts.empty() && meetings.empty(); }
};

struct Document {
    std::string url;    // "/rmpo/tandvard/"
    std::string title;  // as shown
    std::string type;   // "rmpo"
    std::string year;   // "2026", or empty
    std::string lead;   // shown when no part of the text fits better
    std::array<std::string, field_count> texts;
    std::vector<std::pair<std::string, std::string>> facets;  // key and shown value; a key may come more than once
    std::vector<Abbreviation> abbreviations;                  // of the glossary: those in running text are found there
    std::vector<std::string> names;                           // what it is called besides its title: "RMPO"
    bool person = false;                                      // its title is a name
    bool group = false;                                       // people sit on it
    int weight = 100;                                         // in percent: an older page gives way to a newer
    Answer answer;
    Digest digest;  // of what the words come from: texts, title, names and abbreviations

    /// A copy of what its words come from.
    [[nodiscard]] Document words_only() const;
    /// For documents that carry all their texts.
    void seal();
};

}  // namespace knav::search
