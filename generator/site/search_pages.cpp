#include "site/search_pages.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "diag/rules.hpp"
#include "parse/page_source.hpp"
#include "search/word_store.hpp"
#include "search/words.hpp"
#include "task/parallel.hpp"
#include "text/ascii.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

constexpr std::string_view own_synonyms = "content/synonymer.toml";
constexpr std::string_view general_synonyms = "schema/synonyms.toml";
constexpr int of_one_day = 96;    // percent that a page of a year or a day weighs: what lasts comes before it
constexpr int invented = 60;      // in percent: what is an example gives way to what is real
constexpr int older_by_year = 4;  // percent that a dated page weighs less for each year
constexpr int oldest = 20;

/// A page's front matter as words: what it says itself, and the names of the pages it refers to.
class RecordWords {
public:
    RecordWords(const Lens& lens, search::Document& document) : lens_(lens), document_(document) {}

    void add(const std::vector<Field>& fields, const Table& values) {
        for (const auto& field : fields) {
            const auto* value = values.find(field.name);
            const bool own = field.name != "title" && field.name != "source" && field.name != "inferred" &&
                             field.name != "aliases" && field.name != "template";
            if (value != nullptr && own) add(field, *value);
        }
    }

    /// The pages referred to, in order.
    [[nodiscard]] const std::vector<PageNo>& referred() const { return referred_; }

private:
    void add(const Field& field, const Value& value) {
        switch (field.kind) {
            case FieldKind::string: return add_text(search::tag, value.text());
            case FieldKind::text:
            case FieldKind::markdown: return add_said(value.text());
            case FieldKind::enumeration: return add_text(search::tag, label_of(field, value.text()));
            case FieldKind::reference: return add_page(value.text());
            case FieldKind::list:
                for (const auto& each : value.array()) {
                    if (field.is_list_of_tables())
                        add(field.fields, each.table());
                    else if (!field.item.empty())
                        add(field.item.front(), each);
                }
                return;
            case FieldKind::table: return add(field.fields, value.table());
            default: return;  // numbers, days and addresses are not looked for by their words
        }
    }

    /// What a reader sees of a field. Most are plain sentences, in which Markdown finds nothing to do.
    void add_said(std::string_view markdown) {
        const bool begins_plainly =
            !markdown.empty() && is_word_byte(markdown.front()) && !is_ascii_digit(markdown.front());
        const bool has_marks = std::any_of(markdown.begin(), markdown.end(), is_mark);
        if (begins_plainly && !has_marks && markdown.find("  ") == std::string_view::npos)
            return add_text(search::body, markdown);
        add_text(search::body, plain_text(field_html(markdown)));
    }

    /// A character by which Markdown may mean something.
    static bool is_mark(char c) {
        static constexpr auto marks = [] {
            std::array<bool, 256> set{};
            for (const char mark : std::string_view{"\\`*_[]<>&!|~#\t\n"}) set[static_cast<unsigned char>(mark)] = true;
            return set;
        }();
        return marks[static_cast<unsigned char>(c)];
    }

    std::string label_of(const Field& field, std::string_view value) const {
        const auto& vocabularies = lens_.schema().vocabularies;
        const auto vocabulary = vocabularies.find(field.vocabulary);
        const auto* term = vocabulary == vocabularies.end() ? nullptr : vocabulary->second.find(value);
        const auto label = term == nullptr ? std::string{} : term->label.in(lens_.language());
        return label.empty() ? std::string{value} : label;
    }

    void add_page(std::string_view id) {
        const auto page = lens_.find(id);
        if (page == no_page) return;
        referred_.push_back(page);
        add_text(search::tag, lens_.card(page).title);
    }

    void add_text(search::Field field, std::string_view text) {
        if (!text.empty()) (document_.texts[field] += text) += '\n';
    }

    const Lens& lens_;
    search::Document& document_;
    std::vector<PageNo> referred_;
};

class PageReader {
public:
    PageReader(const Lens& lens, PageNo number) : lens_(lens), number_(number), page_(lens.page(number)) {}

    /// Lead, and what the front matter gives to the texts.
    search::Document read_texts() {
        add_record();
        return std::move(document_);
    }

    /// All but the texts of headings and body, which cost most and are only needed for pages that changed.
    search::Document read() {
        document_.url = lens_.settings().link(page_.url);
        document_.title = document_.texts[search::title] = page_.title;
        document_.type = page_.type->name;
        document_.person = page_.type->is_a("person");
        document_.group = seats_field(*page_.type) != nullptr;
        add_record();
        for (const auto& file : lens_.resources(number_))
            document_.texts[search::tag] += file.path.substr(file.path.rfind('/') + 1) + "\n";
        read_year();
        if (page_.example) document_.weight = document_.weight * invented / 100;
        read_facets();
        read_names();
        read_abbreviations();
        read_answer();
        seal();
        return std::move(document_);
    }

private:
    void add_record() {
        document_.lead = page_.summary.empty() ? lens_.excerpt(number_) : page_.summary;
        RecordWords words{lens_, document_};
        words.add(page_.type->fields, page_.values());
        referred_ = words.referred();
    }

    void read_year() {
        int year = page_.date ? page_.date->date.year : 0;
        const auto* value = page_.values().find("year");
        if (year == 0 && value != nullptr && value->as<std::int64_t>() != nullptr)
            year = static_cast<int>(*value->as<std::int64_t>());
        if (year == 0) return;
        document_.year = std::to_string(year);
        document_.weight = of_one_day - std::clamp(older_by_year * (lens_.today().year - year), 0, oldest);
        document_.facets.emplace_back("year", document_.year);
    }

    void read_facets() {
        const auto& label = page_.type->label.in(lens_.language());
        document_.facets.emplace_back("type", label.empty() ? page_.type->name : label);
        const auto card = lens_.card(number_);
        if (card.status_field != nullptr) document_.facets.emplace_back("status", status_of(card));
        for (const auto& [key, type] : {std::pair{"council", "council"}, {"region", "region"}, {"topic", "topic"}}) {
            for (const auto page : referred_) {
                const auto other = lens_.card(page);
                if (other.type->is_a(type)) document_.facets.emplace_back(key, other.title);
            }
        }
    }

    std::string status_of(const Card& card) const {
        const auto& vocabularies = lens_.schema().vocabularies;
        const auto vocabulary = vocabularies.find(card.status_field->vocabulary);
        const auto* term = vocabulary == vocabularies.end() ? nullptr : vocabulary->second.find(card.status);
        const auto label = term == nullptr ? std::string{} : term->label.in(lens_.language());
        return label.empty() ? std::string{card.status} : label;
    }

    // What else a page is called: its abbreviation, and its title without it.
    void read_names() {
        for (auto& abbreviation : values_of("abbr")) {
            std::string_view full = page_.title;
            if (full.starts_with(abbreviation)) full.remove_prefix(abbreviation.size());
            document_.names.emplace_back(full);
            document_.names.push_back(std::move(abbreviation));
        }
    }

    // A glossary entry: its abbreviation and other names stand for its title, which says it in full.
    void read_abbreviations() {
        if (!page_.type->is_a("term")) return;
        const auto meaning = search::words_of(page_.title);
        for (const auto* key : {"abbr", "also", "synonyms"}) {
            for (const auto& said : values_of(key)) {
                const auto words = search::words_of(said);
                if (words.size() != 1) continue;
                auto rest = meaning;  // "RMPO – regionalt medicinskt programområde": what it stands for is the rest
                std::erase(rest, words.front());
                if (rest.size() > 1) document_.abbreviations.push_back({words.front(), std::move(rest)});
            }
        }
    }

    std::vector<std::string> values_of(std::string_view key) const {
        const auto* value = page_.values().find(key);
        if (value == nullptr) return {};
        if (value->kind() == ValueKind::string) return {std::string{value->text()}};
        std::vector<std::string> all;
        for (const auto& each : value->array()) all.emplace_back(each.text());
        return all;
    }

    search::Named named(PageNo page) const {
        const auto card = lens_.card(page);
        return {std::string{card.title}, lens_.settings().link(card.url), card.type->name};
    }

    // Of a topic: the groups that work with it. Of a group: itself, who sits there, whom to ask, when it meets.
    void read_answer() {
        auto& answer = document_.answer;
        if (page_.type->is_a("topic")) {
            answer.topics.push_back(named(number_));
            for (const auto group : lens_.related(number_, "groups")) answer.groups.push_back(named(group));
        }
        if (!document_.group) return;
        answer.groups.push_back(named(number_));
        for (const auto topic : lens_.related(number_, "topics")) answer.topics.push_back(named(topic));
        for (const auto contact : lens_.related(number_, "contact")) answer.contacts.push_back(named(contact));
        for (const auto& seat : lens_.seats(number_)) {
            if (seat.phase != SeatPhase::now || seat.entry == nullptr) continue;
            const auto person = lens_.find(seat.entry->text("person"));
            if (seat.entry->text("person").empty() || person == no_page) continue;
            auto role = named(person);
            role.title = seat.role + ": " + role.title;
            answer.roles.push_back(std::move(role));
        }
        for (const auto meeting : lens_.children(number_)) {
            const auto card = lens_.card(meeting);
            if (card.type->is_a("meeting") && card.date)
                answer.meetings.emplace_back(iso(card.date->date), named(meeting));
        }
    }

    // Of all that the words come from, so that they need not be counted to know whether they changed.
    void seal() {
        Hasher hasher;
        hasher.add(page_.body_digest).add(page_.title);
        for (const auto& text : document_.texts) hasher.add(text);
        for (const auto& name : document_.names) hasher.add(name);
        for (const auto& each : document_.abbreviations) {
            hasher.add(each.abbreviation);
            for (const auto& word : each.words) hasher.add(word);
        }
        for (const auto target : lens_.link_targets(number_))
            hasher.add(target == no_page ? std::string_view{} : lens_.card(target).title);
        document_.digest = hasher.finish();
    }

    const Lens& lens_;
    PageNo number_;
    const Page& page_;
    search::Document document_;
    std::vector<PageNo> referred_;
};

/// A section's words: its HTML with what the page itself would show in the holes. What it takes from other pages is not
/// its own to be found by.
void append_text(std::string& text, const Lens& lens, PageNo page, const Document& document, const Section& section) {
    if (section.holes.empty()) return append_plain_text(text, section.html);
    std::string html;
    html.reserve(section.html.size() * 2);
    std::size_t at = 0;
    for (const auto& hole : section.holes) {
        html.append(section.html, at, hole.offset - at);
        at = hole.offset;
        if (hole.kind == HoleKind::abbreviation) append_html(html, document.candidates[hole.number]);
        if (hole.kind != HoleKind::link_label) continue;
        const auto target = lens.link_targets(page)[hole.number];
        append_html(html,
                    target == no_page ? document.links[hole.number].target : std::string{lens.card(target).title});
    }
    html.append(section.html, at);
    append_plain_text(text, html);
}

void add_page_text(const Lens& lens, PageNo page, search::Document& document) {
    const auto& source = lens.document(page);
    for (const auto& section : source.sections) {
        if (!section.heading.empty()) document.texts[search::heading] += section.heading + "\n";
        for (const auto& heading : section.subheadings) document.texts[search::heading] += heading.text + "\n";
        append_text(document.texts[search::body], lens, page, source, section);
        document.texts[search::body] += '\n';
    }
}

}  // namespace

search::Document search_texts(const Lens& lens, PageNo page) {
    auto document = PageReader{lens, page}.read_texts();
    add_page_text(lens, page, document);
    return document;
}

bool is_searchable(const Site& site) { return site.theme.assets.contains("search.js"); }

std::vector<search::Synonym> search_synonyms(const Site& site) {
    std::vector<search::Synonym> all;
    Diagnostics told_elsewhere;
    for (const auto path : {own_synonyms, general_synonyms}) {
        const auto* file = site.snapshot.find(path);
        if (file == nullptr) continue;
        const auto synonyms = search::read_synonyms(*file, told_elsewhere);
        all.insert(all.end(), synonyms.begin(), synonyms.end());
    }
    return all;
}

void check_synonyms(const Site& site, Diagnostics& found) {
    if (!is_searchable(site)) return;
    for (const auto path : {own_synonyms, general_synonyms}) {
        if (const auto* file = site.snapshot.find(path)) static_cast<void>(search::read_synonyms(*file, found));
    }
    const auto& unmatched = site.search_index().unmatched;
    if (unmatched.empty()) return;
    const auto synonyms = search_synonyms(site);
    for (const auto number : unmatched) {
        const auto& synonym = synonyms.at(number);
        found.warning(synonym.place, rule::synonym_unmatched, {synonym.asked, synonym.meant});
    }
}

namespace {

search::Source search_source(const Site& site) {
    search::Source source;
    source.pages = site.graph.pages().size();
    source.situation = Hasher{}.add(site.surroundings.program).add(site.records()).finish();
    for (const auto& page : site.graph.pages()) source.texts.push_back(page.body_digest);
    source.document = [&site](std::size_t i) {
        Trace own;  // not kept: what the index looked at is told by the names of its files
        return PageReader{Lens{site, own}, static_cast<PageNo>(i)}.read();
    };
    source.add_texts = [&site](std::size_t i, search::Document& document) {
        Trace own;
        add_page_text(Lens{site, own}, static_cast<PageNo>(i), document);
    };
    return source;
}

}  // namespace

std::vector<search::Document> search_documents(const Site& site) {
    const auto source = search_source(site);
    std::vector<search::Document> documents(source.pages);
    parallel_for(documents.size(), site.surroundings.threads,
                 [&](std::size_t i, unsigned) { source.add_texts(i, documents[i] = source.document(i)); });
    return documents;
}

std::shared_ptr<const search::Index> make_search_index(const Site& site) {
    const auto threads = site.surroundings.threads;
    const auto own_store = std::make_shared<search::WordStore>();
    auto& store = site.surroundings.search.words ? *site.surroundings.search.words : *own_store;
    std::vector<std::pair<std::string, std::string>> types;
    for (const auto& type : site.schema.types) {
        const auto& label = type.label.in(site.language());
        if (!type.abstract) types.emplace_back(type.name, label.empty() ? type.name : label);
    }
    const auto synonyms = search_synonyms(site);
    const auto& files = site.surroundings.search.dictionary;
    const auto dictionary = files && files->present() ? std::make_unique<search::Dictionary>(files)
                                                      : std::make_unique<search::Dictionary>();
    return search::make_index({search_source(site), store, types, synonyms, threads}, *dictionary);
}

}  // namespace knav
