#include "schema/common_fields.hpp"

#include <utility>

namespace knav {

namespace {

Field common(std::string name, FieldKind kind, Label label, Label help) {
    Field field;
    field.name = std::move(name);
    field.kind = kind;
    field.label = std::move(label);
    field.help = std::move(help);
    field.display = Display::hidden;
    return field;
}

Field list_of_texts(std::string name, Label label, Label help) {
    Field field = common(std::move(name), FieldKind::list, std::move(label), std::move(help));
    field.item.emplace_back();
    return field;
}

Field part(std::string name, FieldKind kind = FieldKind::string) {
    Field field;
    field.name = std::move(name);
    field.kind = kind;
    if (kind == FieldKind::list) field.item.emplace_back();
    return field;
}

// Tables that a page has made of other pages: conditions, columns, order (graph/query.hpp).
Field lists() {
    Field field = common("lists", FieldKind::list, {"Listor", "Lists"},
                         {"Listor som webbplatsen gör själv: vilka sidor, vilka kolumner och i vilken ordning.",
                          "Lists that the site makes by itself: which pages, which columns, in which order."});
    for (const auto* name : {"title", "intro", "type", "below", "sort", "group_by", "empty"})
        field.fields.push_back(part(name));
    for (const auto* name : {"has", "missing", "columns"}) field.fields.push_back(part(name, FieldKind::list));
    field.fields.push_back(part("limit", FieldKind::integer));
    field.fields.push_back(part("where", FieldKind::table));  // no fields of its own: any field of the listed pages
    field.fields.front().required = true;
    return field;
}

Field required(Field field) {
    field.required = true;
    return field;
}

}  // namespace

const std::vector<Field>& common_fields() {
    static const std::vector<Field> fields = {
        required(common("title", FieldKind::string, {"Titel", "Title"},
                        {"Sidans namn, som läsaren söker det.", "The page's name, as readers look for it."})),
        common("summary", FieldKind::text, {"Sammanfattning", "Summary"},
               {"En eller två meningar som visas i listor och sökresultat.",
                "One or two sentences shown in lists and search results."}),
        common("date", FieldKind::datetime, {"Datum", "Date"},
               {"När det som sidan berättar om skedde eller publicerades.",
                "When what the page tells of happened or was published."}),
        common("updated", FieldKind::datetime, {"Uppdaterad", "Updated"},
               {"Senaste ändring i sak. Utelämnad: senaste ändring i historiken.",
                "Last change of substance. Left out: the last change in the history."}),
        common("example", FieldKind::boolean, {"Exempel", "Example"},
               {"Visar hur något kan se ut. Räknas inte med bland det verkliga; gäller också sidorna under.",
                "Shows what something may look like. Not counted among what is real; holds for the pages below too."}),
        common("draft", FieldKind::boolean, {"Utkast", "Draft"},
               {"Ett utkast publiceras inte.", "A draft is not published."}),
        list_of_texts("aliases", {"Tidigare adresser", "Former addresses"},
                      {"Adresser som sidan har haft och som ska leda hit.",
                       "Addresses the page has had, which are to lead here."}),
        common("first_id", FieldKind::string, {"Första id", "First id"},
               {"Det id som flöden och kalendrar känner sidan vid. Skrivs av knav mv när sidan flyttas.",
                "The id by which feeds and calendars know the page. Written by knav mv when the page moves."}),
        list_of_texts("tags", {"Nyckelord", "Keywords"},
                      {"Ord som samlar sidor om samma sak.", "Words that gather pages on one subject."}),
        common("weight", FieldKind::integer, {"Ordning", "Order"},
               {"Plats bland syskonsidorna: lägre tal kommer först.",
                "Place among sibling pages: lower numbers come first."}),
        common("expires", FieldKind::date, {"Gäller till och med", "Valid through"},
               {"Sista dagen som sidan gäller.", "The last day the page holds."}),
        common("review_by", FieldKind::date, {"Granskas senast", "Review by"},
               {"Dagen då någon senast ska ha sett över sidan.",
                "The day by which somebody is to have reviewed the page."}),
        lists(),
        common("type", FieldKind::string, {"Sidtyp", "Page type"},
               {"Följer av var sidan ligger och behöver inte skrivas.",
                "Follows from where the page lies and need not be written."})};
    return fields;
}

}  // namespace knav
