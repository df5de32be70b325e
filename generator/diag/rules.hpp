// The catalogue of rules: every way content, a schema, a theme or the surroundings can be wrong. Names are stable: they
// are printed in brackets after each diagnostic, documented by `knav explain RULE`, and searched for.
// The sentences stand in rules.cpp, in both languages; tests demand both of each, that the program uses it
// and that a test names it.
#pragma once

#include <span>
#include <string_view>

namespace knav {

struct Rule {
    std::string_view name;         // "reference-unknown"
    std::string_view sentence_sv;  // one line; {0}, {1} ... stand for the arguments; [ ] see rules.cpp
    std::string_view sentence_en;
    std::string_view help_sv;  // what the rule is for and what to do, a few sentences
    std::string_view help_en;
    friend bool operator==(const Rule& left, const Rule& right) { return left.name == right.name; }
};

// clang-format off
// identifier, name as printed
#define KNAV_RULES(X)                                      \
    /* bytes and files */                                  \
    X(encoding_invalid, "encoding-invalid")                \
    X(byte_order_mark, "byte-order-mark")                  \
    X(line_ending, "line-ending")                          \
    X(final_newline, "final-newline")                      \
    X(control_character, "control-character")              \
    X(file_too_large, "file-too-large")                    \
    X(file_unreadable, "file-unreadable")                  \
    X(file_not_regular, "file-not-regular")                \
    X(file_name_invalid, "file-name-invalid")              \
    X(nesting_too_deep, "nesting-too-deep")                \
    /* front matter */                                     \
    X(front_matter_missing, "front-matter-missing")        \
    X(front_matter_unclosed, "front-matter-unclosed")      \
    X(toml_syntax, "toml-syntax")                          \
    X(toml_text_open, "toml-text-open")                    \
    X(toml_text_unquoted, "toml-text-unquoted")            \
    X(toml_key_twice, "toml-key-twice")                    \
    X(toml_key, "toml-key")                                \
    X(toml_equals, "toml-equals")                          \
    X(toml_value_missing, "toml-value-missing")            \
    X(toml_more, "toml-more")                              \
    X(toml_list, "toml-list")                              \
    X(toml_header, "toml-header")                          \
    X(toml_date, "toml-date")                              \
    X(key_unknown, "key-unknown")                          \
    X(key_deprecated, "key-deprecated")                    \
    X(field_required, "field-required")                    \
    X(field_kind, "field-kind")                            \
    X(field_pattern, "field-pattern")                      \
    X(field_range, "field-range")                          \
    X(field_words, "field-words")                          \
    X(field_value, "field-value")                          \
    X(field_unique, "field-unique")                        \
    X(date_order, "date-order")                            \
    X(type_unknown, "type-unknown")                        \
    X(type_mismatch, "type-mismatch")                      \
    X(date_range, "date-range")                            \
    X(placeholder, "placeholder")                          \
    /* sections and Markdown */                            \
    X(section_missing, "section-missing")                  \
    X(section_unknown, "section-unknown")                  \
    X(section_order, "section-order")                      \
    X(section_twice, "section-twice")                      \
    X(section_words, "section-words")                      \
    X(section_empty, "section-empty")                      \
    X(heading_level, "heading-level")                      \
    X(raw_html, "raw-html")                                \
    X(link_scheme, "link-scheme")                          \
    X(link_text, "link-text")                              \
    X(image_text, "image-text")                            \
    X(table_too_large, "table-too-large")                  \
    /* pages together */                                   \
    X(id_twice, "id-twice")                                \
    X(id_invalid, "id-invalid")                            \
    X(reference_unknown, "reference-unknown")              \
    X(reference_type, "reference-type")                    \
    X(reference_condition, "reference-condition")          \
    X(reference_circle, "reference-circle")                \
    X(relation_count, "relation-count")                    \
    X(link_unknown, "link-unknown")                        \
    X(link_ambiguous, "link-ambiguous")                    \
    X(section_link_unknown, "section-link-unknown")        \
    X(resource_unknown, "resource-unknown")                \
    X(transclusion_circle, "transclusion-circle")          \
    X(transclusion_depth, "transclusion-depth")            \
    X(alias_taken, "alias-taken")                          \
    X(first_id_taken, "first-id-taken")                    \
    X(seat_count, "seat-count")                            \
    X(rule_broken, "rule-broken")                          \
    /* schema, theme, site */                              \
    X(schema_key, "schema-key")                            \
    X(schema_value, "schema-value")                        \
    X(schema_extends, "schema-extends")                    \
    X(schema_path, "schema-path")                          \
    X(site_missing, "site-missing")                        \
    X(site_value, "site-value")                            \
    X(template_missing, "template-missing")                \
    X(template_syntax, "template-syntax")                  \
    X(template_name_unknown, "template-name-unknown")      \
    X(word_missing, "word-missing")                        \
    X(output_twice, "output-twice")                        \
    X(synonym_unmatched, "synonym-unmatched")              \
    /* the surroundings */                                 \
    X(history_unknown, "history-unknown")                  \
    X(history_none, "history-none")                        \
    X(history_shallow, "history-shallow")                  \
    X(version_unreadable, "version-unreadable")            \
    X(history_date, "history-date")
// clang-format on

namespace rule {
#define KNAV_DECLARE_RULE(identifier, name) extern const Rule identifier;
KNAV_RULES(KNAV_DECLARE_RULE)
#undef KNAV_DECLARE_RULE
}  // namespace rule

/// Every rule, in the order above.
[[nodiscard]] std::span<const Rule* const> all_rules();
/// Null when there is none of that name.
[[nodiscard]] const Rule* find_rule(std::string_view name);

}  // namespace knav
