// Values as views: what a field says, ready to be shown: references as links, enumerations with their tone and symbol,
// dates in words.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// One shown value: {text url html note tone symbol}; exactly one of text and html is filled.
[[nodiscard]] View value_item(std::string text, std::string url = {}, std::string tone = {}, std::string symbol = {});
/// A field's value as a list of items: several for lists.
[[nodiscard]] View::List values_view(const Lens& lens, const Field& field, const Value& value);
/// The values of a column of a table that a page declares: a field, a relation, or one of the computed columns
/// (vacancies, updated, due, type, summary, children:TYPE).
[[nodiscard]] View::List column_values(const Lens& lens, PageNo page, std::string_view column);
/// Values as they stand under a label that says their first word already: "Medicin och akut vård" under "Kunskapsråd".
[[nodiscard]] View::List under_label(View::List values, std::string_view label);
[[nodiscard]] std::string under_label(std::string text, std::string_view label);
/// What heads such a column.
[[nodiscard]] std::string column_label(const Lens& lens, const PageType* type, std::string_view column);

/// Where a text leads that is nothing but an address, with or without its scheme; empty if it is something else.
[[nodiscard]] std::string address_in(std::string_view text);
/// An address as far as a reader knows it: "sbu.se", "1177.se/…". The link has all of it.
[[nodiscard]] std::string address_in_short(std::string_view address);
/// The link to a page: its title and address.
[[nodiscard]] View page_item(const Lens& lens, PageNo page);
/// {text tone symbol} of a page's status field, or false.
[[nodiscard]] View status_view(const Lens& lens, const Card& card);
/// The term of a vocabulary that a field's value is, or null.
[[nodiscard]] const Term* term_of(const Lens& lens, const Field& field, std::string_view value);

}  // namespace knav
