// Feeds: an Atom file (RFC 4287) for the site and for each page that news, meetings or events lie below.
#include <algorithm>

#include "outputs/registry.hpp"
#include "text/escape.hpp"

namespace knav::outputs {
namespace {

constexpr std::size_t entries_shown = 30;
constexpr std::string_view file_name = "feed.xml";

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    const auto& pages = site.graph.pages();
    targets.push_back({std::string{file_name}, &self, {}, {}});
    for (PageNo number = 0; number < pages.size(); ++number) {
        if (pages[number].id.empty() || !site.has_feed(number)) continue;
        targets.push_back({pages[number].id + "/" + std::string{file_name}, &self, pages[number].id, {}});
    }
}

std::vector<PageNo> entries_of(const Lens& lens, PageNo page) {
    std::vector<PageNo> dated;
    const auto consider = [&](PageNo each) {
        const auto card = lens.card(each);
        if (card.type->feed && card.date && lens.compared_to_today(card.date->date) <= 0) dated.push_back(each);
    };
    if (page == no_page || lens.card(page).id.empty()) {
        Query real;
        real.examples = false;
        for (const auto each : lens.select(real)) consider(each);
    } else {
        for (const auto each : lens.children(page)) consider(each);
    }
    std::stable_sort(dated.begin(), dated.end(),
                     [&](PageNo l, PageNo r) { return lens.card(l).date > lens.card(r).date; });
    if (dated.size() > entries_shown) dated.resize(entries_shown);
    return dated;
}

std::string instant(const DateTime& time) {
    const auto seconds = unix_seconds(time);
    return iso(stockholm_time(seconds));
}

class Atom {
public:
    explicit Atom(const Lens& lens) : lens_(lens) {}

    std::string write(std::string_view title, std::string_view url, const std::vector<PageNo>& entries) {
        const auto& settings = lens_.settings();
        out_ = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"";
        out_ += settings.language == Language::sv ? "sv" : "en";
        out_ += "\">\n";
        element("id", settings.absolute(url));
        element("title", title);
        element("updated",
                entries.empty() ? std::string{"1970-01-01T00:00:00Z"} : instant(*lens_.card(entries.front()).date));
        link("self", settings.absolute(std::string{url} + std::string{file_name}));
        link("alternate", settings.absolute(url));
        out_ += "<author><name>";
        append_xml(out_, settings.responsible.empty() ? settings.title : settings.responsible);
        out_ += "</name></author>\n";
        for (const auto page : entries) entry(page);
        return std::move(out_) + "</feed>\n";
    }

private:
    void entry(PageNo page) {
        const auto card = lens_.card(page);
        const auto address = lens_.settings().absolute(card.url);
        out_ += "<entry>\n";
        element("id", address);
        element("title", card.title);
        element("updated", instant(*card.date));
        link("alternate", address);
        if (!card.summary.empty()) element("summary", card.summary);
        out_ += "<category term=\"" + card.type->name + "\" label=\"";
        append_xml(out_, card.type->label.in(lens_.language()));
        out_ += "\"/>\n</entry>\n";
    }

    void element(std::string_view name, std::string_view text) {
        out_ += "<" + std::string{name} + ">";
        append_xml(out_, text);
        out_ += "</" + std::string{name} + ">\n";
    }

    void link(std::string_view relation, std::string_view address) {
        out_ += "<link rel=\"" + std::string{relation} + "\" href=\"";
        append_xml(out_, address);
        out_ += "\"/>\n";
    }

    const Lens& lens_;
    std::string out_;
};

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto page = lens.find(target.subject);
    const bool whole_site = target.subject.empty();
    const auto title =
        whole_site ? lens.settings().title : std::string{lens.card(page).title} + " – " + lens.settings().title;
    return Atom{lens}.write(title, url_of_id(target.subject), entries_of(lens, page));
}

}  // namespace

const Output feeds{"feed", plan, make};

}  // namespace knav::outputs
