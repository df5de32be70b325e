#include "render/letter.hpp"

#include <algorithm>

#include "feeds/deadlines.hpp"
#include "render/format.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

constexpr std::size_t line_width = 72;

// Words broken into lines of their own, each begun with `indent` blanks; the first with `mark` after them, and the others
// stand under what follows it.
void append_wrapped(std::string& out, std::string_view words, std::size_t indent, std::string_view mark = "") {
    out.append(indent, ' ').append(mark);
    indent += mark.size();
    std::size_t column = indent;
    bool first = true;
    while (!words.empty()) {
        const auto end = std::min(words.find_first_of(" \n"), words.size());
        const auto word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        if (word.empty()) continue;
        const auto width = code_points(word);
        if (!first && column + 1 + width > line_width) {
            out.append("\n").append(indent, ' ');
            column = indent;
            first = true;
        }
        if (!first) out += ' ';
        column += width + (first ? 0 : 1);
        out += word;
        first = false;
    }
    out += '\n';
}

// Of what happened to a page, at which hour somebody saved it is of no interest.
std::string date_of(const Lens& lens, const FeedItem& item) {
    return item.category == happened_category ? in_words(item.updated.date, lens) : in_words(item.published, lens);
}

void append_item(std::string& out, const Lens& lens, const FeedItem& item) {
    append_wrapped(out, item.title, 0, "* ");
    append_wrapped(out, date_of(lens, item), 2);
    if (!item.summary.empty()) append_wrapped(out, item.summary, 2);
    for (const auto& line : item.lines) append_wrapped(out, line, 2, "- ");
    out += "  " + item.url + "\n\n";
}

void append_heading(std::string& out, const std::string& title) {
    out += title + "\n" + std::string(code_points(title), '-') + "\n\n";
}

View item_view(const Lens& lens, const FeedItem& item) {
    View::List lines;
    for (const auto& line : item.lines) lines.push_back(std::move(View{}.set("line", line)));
    View view;
    view.set("title", item.title).set("url", item.url).set("summary", item.summary).set("type_label", item.label);
    view.set("lines", std::move(lines));
    return std::move(view.set("date", date_of(lens, item)).set("date_iso", iso(item.published.date)));
}

View::List item_views(const Lens& lens, const std::vector<FeedItem>& items) {
    View::List views;
    for (const auto& item : items) views.push_back(item_view(lens, item));
    return views;
}

// Soonest first.
std::vector<FeedItem> coming(const Lens& lens, const Scope& scope, int days) {
    std::vector<FeedItem> items;
    if (days == 0) return items;
    const auto occurrences = scope.kind == Scope::Kind::page ? lens.gathered(scope.page) : lens.occurrences("");
    const auto last = add_days(lens.today(), days);
    for (const auto& [page, type, date, announced] : occurrences) {
        if (!date || !type->dated || !type->feed || date->date > last) continue;
        if (lens.compared_to_today(date->date) < 0) break;
        if (is_cancelled(lens, page)) continue;
        items.push_back(page_item(lens, page, unix_seconds(*date)));
    }
    std::reverse(items.begin(), items.end());
    return items;
}

}  // namespace

Letter letter_of(const Lens& lens, std::string title, std::span<const Novelty> all, const Date& from,
                 const Date& until) {
    Letter letter;
    letter.title = std::move(title);
    letter.period = period_in_words(from, until, lens);
    for (const auto& news : all) {
        const auto day = stockholm_time(news.when).date;
        if (day > until || day < from) continue;
        auto item = feed_item(lens, news);
        const auto* type = lens.schema().find(item.category);
        const auto kind = type == nullptr ? item.label : type->plural.in(lens.language());
        auto part = std::find_if(letter.parts.begin(), letter.parts.end(),
                                 [&](const LetterPart& each) { return each.title == kind; });
        if (part == letter.parts.end()) part = letter.parts.insert(letter.parts.end(), {kind, {}});
        part->items.push_back(std::move(item));
    }
    // What somebody wrote to be read comes before what the site noticed.
    const auto rank = [](const LetterPart& part) {
        return std::pair{part.items.front().category != happened_category, part.items.size()};
    };
    std::stable_sort(letter.parts.begin(), letter.parts.end(),
                     [&](const LetterPart& one, const LetterPart& other) { return rank(one) > rank(other); });
    return letter;
}

Letter read_letter(const Lens& lens, const Scope& scope, const Date& from, const Date& until, int coming_days) {
    auto letter = letter_of(lens, scope_title(lens, scope), lens.news(news_scope(lens, scope)), from, until);
    letter.coming = coming(lens, scope, coming_days);
    return letter;
}

View letter_view(const Lens& lens, const Letter& letter) {
    View::List parts;
    std::size_t count = 0;
    for (const auto& part : letter.parts) {
        View view;
        view.set("title", part.title).set("id", "_" + slugify(part.title)).set("count", part.items.size());
        parts.push_back(std::move(view.set("items", item_views(lens, part.items))));
        count += part.items.size();
    }
    const auto& settings = lens.settings();
    View view;
    view.set("title", letter.title).set("period", letter.period).set("count", count).set("parts", std::move(parts));
    view.set("coming", item_views(lens, letter.coming)).set("responsible", settings.responsible);
    return std::move(view.set("subscribe_url", settings.absolute("/prenumerera/")).set("site_url", settings.base_url));
}

std::string letter_text(const Lens& lens, const Letter& letter) {
    const auto& settings = lens.settings();
    std::string out;
    append_wrapped(out, lens.word("digest_title") + ": " + letter.title, 0);
    append_wrapped(out, letter.period, 0);
    out += '\n';
    if (letter.parts.empty()) append_wrapped(out, lens.word("no_news") + "\n", 0);
    for (const auto& part : letter.parts) {
        append_heading(out, part.title);
        for (const auto& item : part.items) append_item(out, lens, item);
    }
    if (!letter.coming.empty()) append_heading(out, lens.word("coming_up"));
    for (const auto& item : letter.coming) append_item(out, lens, item);
    out += "-- \n";  // what mail programs take for the beginning of the foot
    append_wrapped(out, lens.word("digest_foot"), 0);
    out += settings.absolute("/prenumerera/") + "\n";
    if (!settings.responsible.empty())
        append_wrapped(out, lens.word("responsible_for_site") + ": " + settings.responsible, 0);
    return out;
}

}  // namespace knav
