#include "site/settings.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "parse/toml.hpp"
#include "text/nearest.hpp"

namespace knav {
namespace {

constexpr std::string_view file = "content/site.toml";

// Hosts that stand in examples and must not be published by accident. (RFC 2606's reserved names end in .example or are
// example.org and kin; those are said to be examples and are let through.)
constexpr std::array placeholder_hosts = {std::string_view{"domannamn.se"}, std::string_view{"dindoman.se"},
                                          std::string_view{"yourdomain"}, std::string_view{"mysite.com"}};

class SettingsReader {
public:
    SettingsReader(Settings& settings, Diagnostics& found) : settings_(settings), found_(found) {}

    void read(const Table& table) {
        for (const auto& entry : table.entries()) read_entry(entry);
        require(table);
    }

private:
    void read_entry(const Entry& entry) {
        using Reader = void (SettingsReader::*)(const Entry&);
        struct Key {
            std::string_view name;
            Reader reader;
        };
        static constexpr std::array keys = {
            Key{"title", &SettingsReader::title},
            Key{"subtitle", &SettingsReader::subtitle},
            Key{"description", &SettingsReader::description},
            Key{"base_url", &SettingsReader::base_url},
            Key{"language", &SettingsReader::language},
            Key{"timezone", &SettingsReader::timezone},
            Key{"theme", &SettingsReader::theme},
            Key{"vision", &SettingsReader::vision},
            Key{"responsible", &SettingsReader::responsible},
            Key{"show_history", &SettingsReader::show_history},
            Key{"show_authors", &SettingsReader::show_authors},
            Key{"edit_url", &SettingsReader::edit_url},
            Key{"feeds", &SettingsReader::feeds},
            Key{"tag", &SettingsReader::tag},
            Key{"newsletter", &SettingsReader::newsletter},
            Key{"menu", &SettingsReader::menu},
            Key{"footer_menu", &SettingsReader::footer_menu},
        };
        std::vector<std::string_view> known;
        for (const auto& key : keys) {
            if (key.name == entry.key) return (this->*key.reader)(entry);
            known.push_back(key.name);
        }
        found_.error({std::string{file}, entry.key_at}, rule::key_unknown, {entry.key},
                     nearest(entry.key, known).value_or(""));
    }

    void text(const Entry& entry, std::string& into) {
        if (const auto* said = entry.value.as<std::string>())
            into = *said;
        else
            wrong(entry, "text");
    }
    void flag(const Entry& entry, bool& into) {
        if (const auto* yes = entry.value.as<bool>())
            into = *yes;
        else
            wrong(entry, "true, false");
    }
    void wrong(const Entry& entry, std::string_view wanted) {
        found_.error({std::string{file}, entry.value.at()}, rule::site_value, {entry.key, std::string{wanted}});
    }

    void title(const Entry& entry) { text(entry, settings_.title); }
    void subtitle(const Entry& entry) { text(entry, settings_.subtitle); }
    void description(const Entry& entry) { text(entry, settings_.description); }
    void theme(const Entry& entry) { text(entry, settings_.theme); }
    void responsible(const Entry& entry) { text(entry, settings_.responsible); }
    void show_history(const Entry& entry) { flag(entry, settings_.show_history); }
    void show_authors(const Entry& entry) { flag(entry, settings_.show_authors); }
    void edit_url(const Entry& entry) { text(entry, settings_.edit_url); }

    void base_url(const Entry& entry) {
        std::string said;
        text(entry, said);
        const auto scheme_end = said.find("://");
        const bool http = said.starts_with("https://") || said.starts_with("http://");
        if (!http || said.size() <= scheme_end + 3) return wrong(entry, "https://…/");
        for (const auto host : placeholder_hosts) {
            if (said.find(host) != std::string::npos)
                found_.error({std::string{file}, entry.value.at()}, rule::placeholder, {entry.key, std::string{host}});
        }
        if (!said.ends_with('/')) said += '/';
        settings_.base_path = said.substr(said.find('/', scheme_end + 3));
        settings_.base_url = std::move(said);
    }
    void language(const Entry& entry) {
        const auto said = entry.value.text();
        if (said != "sv" && said != "en") return wrong(entry, "\"sv\", \"en\"");
        settings_.language = said == "en" ? Language::en : Language::sv;
    }
    void timezone(const Entry& entry) {
        if (entry.value.text() != "Europe/Stockholm") wrong(entry, "\"Europe/Stockholm\"");
    }
    void vision(const Entry& entry) {
        if (const auto* said = entry.value.as<std::string>()) {
            settings_.vision = *said;
            return;
        }
        settings_.vision = entry.value.table().text("text");
        settings_.vision_source = entry.value.table().text("source");
        if (settings_.vision.empty()) wrong(entry, "{ text, source }");
    }
    void newsletter(const Entry& entry) { text(entry, settings_.newsletter); }
    void feeds(const Entry& entry) {
        static constexpr std::pair<std::string_view, FeedFormat> formats[] = {{"atom", FeedFormat::atom},
                                                                              {"rss", FeedFormat::rss},
                                                                              {"json", FeedFormat::json},
                                                                              {"calendar", FeedFormat::calendar}};
        if (entry.value.kind() != ValueKind::array) return wrong(entry, R"([ "atom", "rss", "json", "calendar" ])");
        settings_.feeds.clear();
        for (const auto& value : entry.value.array()) {
            const auto* format = std::find_if(std::begin(formats), std::end(formats),
                                              [&](const auto& each) { return each.first == value.text(); });
            if (format == std::end(formats))
                wrong(entry, R"([ "atom", "rss", "json", "calendar" ])");
            else if (!settings_.has(format->second))
                settings_.feeds.push_back(format->second);
        }
    }
    void tag(const Entry& entry) {
        text(entry, settings_.tag);
        const auto comma = settings_.tag.find(',');
        const auto year = settings_.tag.substr(comma == std::string::npos ? settings_.tag.size() : comma + 1);
        const bool is_year = year.size() == 4 && year.find_first_not_of("0123456789") == std::string::npos;
        if (comma == 0 || !is_year || settings_.tag.find_first_of(" /:") != std::string::npos)
            wrong(entry, "\"www.example.org,2026\"");
    }
    void menu(const Entry& entry) { entries(entry, settings_.menu); }
    void footer_menu(const Entry& entry) { entries(entry, settings_.footer_menu); }
    void entries(const Entry& entry, std::vector<MenuEntry>& into) {
        for (const auto& item : entry.value.array()) {
            MenuEntry made{std::string{item.table().text("title")}, std::string{item.table().text("page")}};
            if (made.title.empty() || !item.table().find("page"))
                wrong(entry, "{ title, page }");
            else
                into.push_back(std::move(made));
        }
    }

    void require(const Table& table) {
        for (const auto* key : {"title", "base_url"}) {
            if (!table.find(key)) found_.error({std::string{file}, {1, 1}}, rule::field_required, {key});
        }
    }

    Settings& settings_;
    Diagnostics& found_;
};

/// `base` ends in '/'.
std::string below(std::string_view base, std::string_view url) {
    if (!url.starts_with('/')) return std::string{url};
    std::string whole;
    whole.reserve(base.size() + url.size() - 1);
    return whole.append(base).append(url.substr(1));
}

}  // namespace

std::string Settings::link(std::string_view url) const { return below(base_path, url); }

std::string Settings::absolute(std::string_view url) const { return below(base_url, url); }

bool Settings::has(FeedFormat format) const { return std::find(feeds.begin(), feeds.end(), format) != feeds.end(); }

Settings read_settings(const Snapshot& snapshot, Diagnostics& found) {
    Settings settings;
    settings.base_path = "/";
    settings.base_url = "http://localhost/";
    const auto* source = snapshot.find(file);
    if (source == nullptr) {
        found.error({std::string{file}, {}}, rule::site_missing);
        return settings;
    }
    settings.digest = source->digest;
    if (const auto table = parse_toml(file, source->bytes(), 1, found)) SettingsReader{settings, found}.read(*table);
    if (settings.tag.empty()) {
        const auto host = settings.base_url.substr(settings.base_url.find("://") + 3);
        settings.tag = host.substr(0, host.find_first_of("/:")) + ",2026";
    }
    return settings;
}

}  // namespace knav
