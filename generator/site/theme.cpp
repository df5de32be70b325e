#include "site/theme.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "parse/toml.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

constexpr int deepest_partial = 32;

Position position_of(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {line, static_cast<std::uint32_t>(code_points(before.substr(start))) + 1};
}

class ThemeReader {
public:
    ThemeReader(const Snapshot& snapshot, std::string_view name, Theme& theme, Diagnostics& found)
        : snapshot_(snapshot), folder_("themes/" + std::string{name} + "/"), theme_(theme), found_(found) {}

    void read() {
        if (snapshot_.below(folder_).empty()) {
            found_.error({"content/site.toml", {}}, rule::template_missing, {theme_.name, folder_});
            return;
        }
        read_templates();
        read_words("sv", [](Label& label) -> std::string& { return label.sv; });
        read_words("en", [](Label& label) -> std::string& { return label.en; });
        check_words();
        read_assets();
    }

private:
    void read_templates() {
        const auto folder = folder_ + "templates/";
        constexpr std::string_view suffix = ".mustache";
        for (const auto& file : snapshot_.below(folder)) {
            if (!file.path.ends_with(suffix)) continue;
            auto name = file.path.substr(folder.size(), file.path.size() - folder.size() - suffix.size());
            sources_.emplace(std::move(name), &file);
        }
        for (const auto& [name, file] : sources_) {
            Template made{name, file->path, {}, {}, {}};
            expand(*file, 0, made);
            made.digest = digest_of(made.text);
            theme_.templates.emplace(name, std::move(made));
        }
    }

    // {{> name}}, replaced by the partial's text. A partial alone on its line loses that line's white space and end, as
    // the Mustache specification has it for standalone tags.
    void expand(const File& file, int depth, Template& into) {
        const auto text = file.bytes();
        const auto begin = into.text.size();
        std::size_t at = 0;
        const auto add_until = [&](std::size_t end) {
            into.runs.push_back({into.text.size(), {file.path, position_of(text, at)}});
            into.text += text.substr(at, end - at);
        };
        for (auto open = text.find("{{>"); open != std::string_view::npos; open = text.find("{{>", at)) {
            const auto close = text.find("}}", open);
            if (close == std::string_view::npos) break;
            auto name = text.substr(open + 3, close - open - 3);
            while (name.starts_with(' ')) name.remove_prefix(1);
            while (name.ends_with(' ')) name.remove_suffix(1);
            add_until(open);
            at = close + 2;
            const auto line_start = std::max(begin, into.text.find_last_of('\n') + 1);
            if (into.text.find_first_not_of(" \t", line_start) == std::string::npos &&
                text.substr(at).starts_with('\n')) {
                into.text.resize(line_start);
                while (!into.runs.empty() && into.runs.back().begin > line_start) into.runs.pop_back();
                ++at;
            }
            expand_partial(name, {file.path, position_of(text, open)}, depth, into);
        }
        add_until(text.size());
    }

    void expand_partial(std::string_view name, Place user, int depth, Template& into) {
        const auto source = sources_.find(name);
        if (source == sources_.end()) {
            std::vector<std::string_view> known;
            for (const auto& [each, file] : sources_) known.push_back(each);
            found_.error(std::move(user), rule::template_missing, {std::string{name}, folder_},
                         nearest(name, known).value_or(""));
        } else if (depth >= deepest_partial) {
            found_.error(std::move(user), rule::template_syntax, {"{{> " + std::string{name} + "}}", "partial circle"});
        } else {
            expand(*source->second, depth + 1, into);
        }
    }

    template <class Side>
    void read_words(const std::string& language, Side side) {
        const auto path = folder_ + "i18n/" + language + ".toml";
        const auto* file = snapshot_.find(path);
        if (file == nullptr) {
            found_.error({path, {}}, rule::template_missing, {"i18n/" + language + ".toml", folder_});
            return;
        }
        words_digest_.add(file->digest);
        const auto table = parse_toml(path, file->bytes(), 1, found_);
        if (!table) return;
        for (const auto& entry : table->entries()) {
            if (const auto* said = entry.value.as<std::string>())
                side(theme_.words[entry.key]) = *said;
            else
                found_.error({path, entry.value.at()}, rule::schema_value, {entry.key});
        }
    }

    void check_words() {
        theme_.words_digest = words_digest_.finish();
        for (const auto& [key, label] : theme_.words) {
            if (label.sv.empty()) found_.warning({folder_ + "i18n/sv.toml", {}}, rule::word_missing, {key, "sv.toml"});
            if (label.en.empty()) found_.warning({folder_ + "i18n/en.toml", {}}, rule::word_missing, {key, "en.toml"});
        }
    }

    void read_assets() {
        const auto folder = folder_ + "assets/";
        for (const auto& file : snapshot_.below(folder)) {
            Asset asset;
            asset.name = file.path.substr(folder.size());
            asset.file = &file;
            asset.url = address(asset.name, file.digest);
            if (asset.name.ends_with(".js")) strip(asset);
            theme_.assets.emplace(asset.name, std::move(asset));
        }
        join_style_sheets();
        Hasher hasher;
        for (const auto& [name, asset] : theme_.assets) hasher.add(asset.url);
        theme_.assets_digest = hasher.finish();
    }

    static std::string address(std::string_view name, const Digest& digest) {
        const auto dot = name.rfind('.');
        const auto stem = name.substr(0, dot);
        const auto ending = dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
        return "/assets/" + std::string{stem} + "." + digest.hex().substr(0, 8) + std::string{ending};
    }

    // Scripts are published without indentation and the lines that are comments only, a seventh of what is sent. A script
    // of a theme must hold no text of several lines in which a line begins like a comment.
    static void strip(Asset& asset) {
        const auto text = asset.file->bytes();
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find('\n', at), text.size());
            const auto start = std::min(text.find_first_not_of(" \t", at), end);
            const auto line = text.substr(start, end - start);
            if (!line.empty() && !line.starts_with("//")) asset.bytes += std::string{line} + "\n";
            at = end + 1;
        }
        asset.url = address(asset.name, digest_of(asset.bytes));
        asset.file = nullptr;
    }

    // All style sheets, in order of name, become one: a page asks for it once. url(name) of another asset becomes the
    // address that one is published at.
    void join_style_sheets() {
        Asset joined;
        for (auto each = theme_.assets.begin(); each != theme_.assets.end();) {
            if (!each->first.ends_with(".css")) {
                ++each;
                continue;
            }
            joined.bytes += std::string{each->second.file->bytes()} + "\n";
            each = theme_.assets.erase(each);
        }
        for (const auto& [name, asset] : theme_.assets) link_asset(joined.bytes, name, asset);
        joined.name = style_sheet;
        joined.url = address(joined.name, digest_of(joined.bytes));
        theme_.assets.emplace(joined.name, std::move(joined));
    }

    static void link_asset(std::string& sheet, const std::string& name, const Asset& asset) {
        const auto published = asset.url.substr(std::string_view{"/assets/"}.size());
        for (const auto* quote : {"", "\"", "'"}) {
            const auto wanted = "url(" + (quote + name) + quote + ")";
            for (auto at = sheet.find(wanted); at != std::string::npos; at = sheet.find(wanted, at + 1))
                sheet.replace(at, wanted.size(), "url(\"" + published + "\")");
        }
    }

    const Snapshot& snapshot_;
    std::string folder_;
    Theme& theme_;
    Diagnostics& found_;
    std::map<std::string, const File*, std::less<>> sources_;
    Hasher words_digest_;
};

}  // namespace

Place Template::place_of(std::size_t offset) const {
    const auto next = std::upper_bound(runs.begin(), runs.end(), offset,
                                       [](std::size_t wanted, const Run& run) { return wanted < run.begin; });
    if (next == runs.begin()) return {file, {}};
    const auto& run = *std::prev(next);
    auto place = run.place;
    const auto inside = position_of(std::string_view{text}.substr(run.begin), offset - run.begin);
    place.at.column = inside.line == 1 ? place.at.column + inside.column - 1 : inside.column;
    place.at.line += inside.line - 1;
    return place;
}

const Template* Theme::find(std::string_view template_name) const {
    const auto found = templates.find(template_name);
    return found == templates.end() ? nullptr : &found->second;
}

const std::string& Theme::word(std::string_view key, Language language) const {
    const auto found = words.find(key);
    if (found != words.end()) return found->second.in(language);
    static thread_local std::string missing;
    missing = "[" + std::string{key} + "]";
    return missing;
}

Theme read_theme(const Snapshot& snapshot, std::string_view name, Diagnostics& found) {
    Theme theme;
    theme.name = name;
    ThemeReader{snapshot, name, theme, found}.read();
    return theme;
}

}  // namespace knav
