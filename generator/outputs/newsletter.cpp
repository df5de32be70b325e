// The newsletter: an issue for every month that is over and had news, made of what the pages say, and an archive of all.
// A site has one if site.toml gives it a name.
#include <map>

#include <fmt/format.h>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/follow_view.hpp"
#include "render/format.hpp"
#include "render/layout.hpp"
#include "render/letter.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view folder = "nyhetsbrev";

std::string month_of(const Date& day) { return fmt::format("{:04}-{:02}", day.year, day.month); }

Date first_day(std::string_view month) { return *parse_date(std::string{month} + "-01"); }

Date last_day(std::string_view month) { return add_days(add_months(first_day(month), 1), -1); }

std::string month_in_words(const Lens& lens, std::string_view month) {
    const auto day = first_day(month);
    return lens.word("month_" + std::to_string(day.month)) + " " + std::to_string(day.year);
}

/// Months that are over and had news, newest first, with how many.
std::map<std::string, std::size_t, std::greater<>> issues(const Lens& lens) {
    std::map<std::string, std::size_t, std::greater<>> months;
    for (const auto& news : lens.news("")) ++months[month_of(stockholm_time(news.when).date)];
    while (!months.empty() && lens.compared_to_today(last_day(months.begin()->first)) >= 0)
        months.erase(months.begin());
    return months;
}

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (site.settings.newsletter.empty()) return;
    Trace unread;
    const Lens lens{site, unread};
    targets.push_back({html_path(folder), &self, {}, {}});
    for (const auto& [month, count] : issues(lens))
        targets.push_back({html_path(std::string{folder} + "/" + month), &self, month, {}});
}

View layout(const Lens& lens, std::string title, std::string description, std::string url, bool issue) {
    PageHead head;
    head.title = title;
    head.description = description;
    head.url = std::move(url);
    head.type = issue ? "letter" : "letters";
    head.feeds = feed_links(lens, Scope::of_site(), true, false);
    if (const auto home = lens.find(""); home != no_page) head.ancestors.push_back(home);
    auto view = layout_view(lens, std::move(head));
    view.set("title", std::move(title)).set("summary", std::move(description)).set("lead", false);
    set_absent(view);
    return view;
}

std::string archive(const Workshop& shop) {
    const auto& lens = shop.lens;
    View::List years;
    View::List rows;
    std::string year;
    const auto close = [&] {
        if (!rows.empty()) years.push_back(std::move(View{}.set("year", year).set("issues", std::exchange(rows, {}))));
    };
    for (const auto& [month, count] : issues(lens)) {
        if (month.substr(0, 4) != year) close();
        year = month.substr(0, 4);
        auto row = link_item(lens, month_in_words(lens, month), url_of_id(std::string{folder} + "/" + month));
        rows.push_back(std::move(row.set("count", count)));
    }
    close();
    auto view = layout(lens, lens.settings().newsletter, lens.word("newsletter_intro"), url_of_id(folder), false);
    view.set("years", std::move(years)).set("subscribe_url", lens.settings().link("/prenumerera/"));
    view.set("responsible", lens.settings().responsible);
    return shop.engine.render("special-letters", "page", view, lens, shop.found);
}

Content make(const Target& target, const Workshop& shop) {
    if (target.subject.empty()) return archive(shop);
    const auto& lens = shop.lens;
    const auto& month = target.subject;
    const auto letter =
        letter_of(lens, lens.settings().newsletter, lens.news("month:" + month), first_day(month), last_day(month));
    auto view = layout(lens, lens.settings().newsletter + ", " + month_in_words(lens, month),
                       lens.word("newsletter_issue"), url_of_id(std::string{folder} + "/" + month), true);
    view.set("letter", letter_view(lens, letter)).set("archive_url", lens.settings().link(url_of_id(folder)));
    return shop.engine.render("special-letter", "page", view, lens, shop.found);
}

}  // namespace

const Output newsletter{"newsletter", plan, make};

}  // namespace knav::outputs
