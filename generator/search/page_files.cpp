#include "search/page_files.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "search/shards.hpp"
#include "text/eight_bytes.hpp"
#include "text/escape.hpp"

namespace knav::search {
namespace {

// A site of 10 000 pages has some 950 files; a smaller one has fewer, with less in each.
constexpr std::size_t smallest_page_block = 8, most_page_blocks = 310;  // in pages
constexpr std::size_t smallest_text_block = 4, most_text_blocks = 205;

/// Adds a text on one line: control characters become blanks.
void append_line(std::string& out, std::string_view text) {
    const auto next_control = [&out](std::size_t from) {
        return find_byte(out, from, [](EightBytes bytes) { return bytes.below(' '); });
    };
    auto at = out.size();
    out += text;
    for (at = next_control(at); at < out.size(); at = next_control(at + 1)) out[at] = ' ';
}

std::string block_of(std::span<const Document> documents) {
    std::string block;
    for (const auto& page : documents) {
        append_line(block += page.url + "\t", page.title);
        block += "\t" + page.type + "\t" + page.year + "\n";
    }
    return block;
}

std::string facets_of(std::span<const Document> documents) {
    std::map<std::string, std::map<std::string, std::string>> facets;  // key, value: gaps
    std::map<std::pair<std::string, std::string>, std::size_t> next;
    for (std::size_t page = 0; page < documents.size(); ++page) {
        std::set<std::pair<std::string, std::string>> own{documents[page].facets.begin(), documents[page].facets.end()};
        for (const auto& facet : own) {
            auto& gaps = facets[facet.first][facet.second];
            gaps += (gaps.empty() ? "" : " ") + std::to_string(page - next[facet]);
            next[facet] = page + 1;
        }
    }
    std::string json = "{";
    for (const auto& [key, values] : facets) {
        json += json.size() > 1 ? "," : "";
        append_json(json, key);
        json += ":{";
        for (const auto& [value, gaps] : values) {
            json += json.back() == '{' ? "" : ",";
            append_json(json, value);
            json += ":\"" + gaps + "\"";
        }
        json += "}";
    }
    return json + "}";
}

void append_named(std::string& json, std::string_view key, const std::vector<Named>& all) {
    json += ",\"" + std::string{key} + "\":[";
    for (const auto& each : all) {
        json += json.back() == '[' ? "[" : ",[";
        append_json(json, each.title);
        json += ",";
        append_json(json, each.url);
        json += ",";
        append_json(json, each.type);
        json += "]";
    }
    json += "]";
}

std::string answers_of(std::span<const Document> documents) {
    std::string json = "{";
    for (std::size_t page = 0; page < documents.size(); ++page) {
        const auto& answer = documents[page].answer;
        if (answer.empty()) continue;
        json += (json.size() > 1 ? ",\"" : "\"") + std::to_string(page) + "\":{\"p\":" + std::to_string(page);
        append_named(json, "groups", answer.groups);
        append_named(json, "roles", answer.roles);
        append_named(json, "topics", answer.topics);
        append_named(json, "contacts", answer.contacts);
        std::vector<Named> meetings;
        for (const auto& [day, meeting] : answer.meetings) meetings.push_back({meeting.title, meeting.url, day});
        append_named(json, "meetings", meetings);
        json += "}";
    }
    return json + "}";
}

}  // namespace

void set_block_sizes(PageFiles& files, std::size_t pages) {
    files.pages_in_block = file_size(pages, smallest_page_block, most_page_blocks);
    files.texts_in_block = file_size(pages, smallest_text_block, most_text_blocks);
}

PageFiles make_page_files(std::span<const Document> documents) {
    PageFiles made;
    set_block_sizes(made, documents.size());
    const auto among = [&](std::size_t begin, std::size_t most) {
        return documents.subspan(begin, std::min(most, documents.size() - begin));
    };
    for (std::size_t begin = 0; begin < documents.size(); begin += made.pages_in_block)
        made.blocks.emplace_back(block_of(among(begin, made.pages_in_block)));
    for (std::size_t begin = 0; begin < documents.size(); begin += made.texts_in_block)
        made.texts.push_back(digest_of_texts(among(begin, made.texts_in_block)));
    made.facets = Payload{facets_of(documents)};
    made.answers = Payload{answers_of(documents)};
    return made;
}

Digest digest_of_texts(std::span<const Document> documents) {
    Hasher hasher;
    for (const auto& page : documents) hasher.add(page.digest).add(page.lead);
    return hasher.finish();
}

std::string text_block(std::span<const Document> documents) {
    std::string block;
    std::size_t size = 0;
    for (const auto& page : documents)
        size += page.lead.size() + page.texts[heading].size() + page.texts[body].size() + 3;
    block.reserve(size);
    for (const auto& page : documents) {
        append_line(block, page.lead);
        append_line(block += '\t', page.texts[heading]);
        append_line(block += '\t', page.texts[body]);
        block += '\n';
    }
    return block;
}

}  // namespace knav::search
