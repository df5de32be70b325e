#include "search/opensearch.hpp"

#include <set>

#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

// Fields weigh what they weigh in the site's own index: a query says ["title^7", "headings^2.2", "body", "tags^4"].
constexpr std::string_view before_synonyms = R"({
  "settings": {
    "analysis": {
      "filter": {
        "swedish_stop": {"type": "stop", "stopwords": "_swedish_"},
        "swedish_stemmer": {"type": "stemmer", "language": "swedish"},
        "site_synonyms": {"type": "synonym_graph", "lenient": true, "synonyms": [)";

constexpr std::string_view after_synonyms = R"(
        ]}
      },
      "analyzer": {
        "site": {"tokenizer": "standard", "filter": ["lowercase", "swedish_stop", "swedish_stemmer"]},
        "site_search": {"tokenizer": "standard", "filter": ["lowercase", "site_synonyms", "swedish_stop", "swedish_stemmer"]},
        "folded": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}
      }
    }
  },
  "mappings": {
    "dynamic": false,
    "properties": {
      "url": {"type": "keyword"},
      "title": {"type": "text", "analyzer": "site", "search_analyzer": "site_search", "fields": {
        "folded": {"type": "text", "analyzer": "folded"}, "typed": {"type": "search_as_you_type"}}},
      "headings": {"type": "text", "analyzer": "site", "search_analyzer": "site_search"},
      "body": {"type": "text", "analyzer": "site", "search_analyzer": "site_search", "fields": {
        "folded": {"type": "text", "analyzer": "folded"}}},
      "tags": {"type": "text", "analyzer": "site", "search_analyzer": "site_search"},
      "lead": {"type": "text", "index": false},
      "type": {"type": "keyword"},
      "council": {"type": "keyword"},
      "region": {"type": "keyword"},
      "topic": {"type": "keyword"},
      "status": {"type": "keyword"},
      "year": {"type": "keyword"}
    }
  }
}
)";

void append_field(std::string& out, std::string_view key, std::string_view value) {
    if (out.back() != '{') out += ", ";
    append_json(out, key);
    out += ": ";
    append_json(out, value);
}

}  // namespace

std::string opensearch_index(std::span<const Synonym> synonyms) {
    std::set<std::string> rules;
    for (const auto& synonym : synonyms)
        rules.insert(lower(synonym.asked) + " => " + lower(synonym.asked) + ", " + lower(synonym.meant));
    std::string out{before_synonyms};
    for (const auto& rule : rules) {
        out += out.back() == '[' ? "\n          " : ",\n          ";
        append_json(out, rule);
    }
    return out + std::string{after_synonyms};
}

std::string opensearch_bulk(std::span<const Document> documents, std::string_view index_name) {
    std::string bulk;
    for (const auto& document : documents) {
        std::string action = "{\"index\": {";
        append_field(action, "_index", index_name);
        append_field(action, "_id", document.url);
        std::string page = "{";
        append_field(page, "url", document.url);
        append_field(page, "title", document.title);
        append_field(page, "lead", document.lead);
        append_field(page, "headings", document.texts[heading]);
        append_field(page, "body", document.texts[body]);
        append_field(page, "tags", document.texts[tag]);
        std::string key;
        for (const auto& facet :
             std::set<std::pair<std::string, std::string>>{document.facets.begin(), document.facets.end()}) {
            if (facet.first != key) {
                page += key.empty() ? ", " : "], ";
                append_json(page, facet.first);
                page += ": [";
            } else {
                page += ", ";
            }
            append_json(page, facet.second);
            key = facet.first;
        }
        bulk += action + "}}\n" + page + (key.empty() ? "}\n" : "]}\n");
    }
    return bulk;
}

}  // namespace knav::search
