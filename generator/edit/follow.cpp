#include "edit/follow.hpp"

#include <algorithm>

#include "edit/link_text.hpp"
#include "edit/toml_text.hpp"
#include "files/site_files.hpp"
#include "schema/path_pattern.hpp"

namespace knav {
namespace {

std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

/// How a link on a page in `folder` writes a path of the site: "../c/bild.png".
std::string relative(std::string_view folder, std::string_view path) {
    auto up = id_parts(folder.substr(0, folder.size() - 1));
    auto down = id_parts(path);
    std::size_t common = 0;
    while (common < up.size() && common + 1 < down.size() && up[common] == down[common]) ++common;
    std::string made;
    for (auto i = common; i < up.size(); ++i) made += "../";
    for (auto i = common; i < down.size(); ++i) made.append(i > common ? "/" : "").append(down[i]);
    return made;
}

class PageFollower {
public:
    PageFollower(const MovedSite& site, PageNo number)
        : site_(site),
          number_(number),
          page_(site.before.page(number)),
          text_(site.snapshot.find(page_.path)->bytes()) {}

    Following follow() {
        follow_references();
        const auto& links = page_.source->document.links;
        const auto targets = site_.before.link_targets(number_);
        for (std::size_t i = 0; i < links.size(); ++i) follow_link(links[i], targets[i]);
        if (site_.move.moves(page_.id)) change_own_lines();
        return std::move(made_);
    }

private:
    void replace(Position at, std::size_t begin, std::size_t end, std::string after) {
        made_.followed.push_back({{page_.path, at}, std::string{text_.substr(begin, end - begin)}, after});
        made_.splices.push_back({begin, end, std::move(after)});
    }
    void leave(Position at) { made_.left.push_back({page_.path, at}); }

    void follow_references() {
        for (const auto& relation : site_.before.outgoing(number_)) {
            const auto& old_id = site_.before.page(relation.to).id;
            if (!site_.move.moves(old_id)) continue;
            const auto offset = offset_of(text_, relation.at);
            const auto string = offset ? toml_string_at(text_, *offset) : std::nullopt;
            if (!string) {
                leave(relation.at);
                continue;
            }
            const auto inside = text_.substr(string->inside_begin, string->inside_end - string->inside_begin);
            if (bare_id(inside) == old_id)
                replace(relation.at, string->inside_begin, string->inside_end, with_id(inside, site_.move.id(old_id)));
            else
                leave(relation.at);
        }
    }

    void follow_link(const Link& link, PageNo to) {
        const auto written = new_target(link, to);
        if (!written || *written == link.target) return;
        const auto place = link_text(text_, link);
        if (!place) return leave(link.at);
        const bool wiki = link.kind == LinkKind::wiki || link.kind == LinkKind::transclusion;
        replace(link.at, place->begin, place->end, wiki ? *written : written_address(*written));
    }

    /// Nothing where the link still leads to the same page.
    [[nodiscard]] std::optional<std::string> new_target(const Link& link, PageNo to) const {
        if (link.target.empty()) return {};
        switch (link.kind) {
            case LinkKind::wiki:
            case LinkKind::transclusion: return to == no_page ? std::nullopt : new_words(link.target, to);
            case LinkKind::path: return new_address(link.target, to);
            case LinkKind::resource: return new_relative(link.target);
            case LinkKind::external: return {};
        }
        return {};
    }

    [[nodiscard]] std::optional<std::string> new_words(std::string_view words, PageNo to) const {
        const auto& old_id = site_.before.page(to).id;
        const auto new_id = site_.move.id(old_id);
        const auto wanted = site_.after.find(new_id);
        const auto named = bare_id(words);
        if (named == old_id && site_.move.moves(old_id)) return with_id(words, new_id);
        if (site_.after.resolve(words).found() == wanted) return {};
        // The tail of an id stays the tail of one, as long as it takes to be understood.
        if (old_id.ends_with(named)) {
            const auto parts = std::count(named.begin(), named.end(), '/') + 1;
            if (auto tail = short_name(new_id, parts, wanted); !tail.empty()) return with_id(words, tail);
        }
        return new_id;
    }

    [[nodiscard]] std::string short_name(const std::string& id, std::ptrdiff_t parts, PageNo wanted) const {
        auto begin = id.size();
        for (std::ptrdiff_t taken = 0; begin > 0;) {
            const auto slash = id.rfind('/', begin - 1);
            auto tail = id.substr(slash == id.npos ? 0 : slash + 1);
            if (++taken >= parts && site_.after.resolve(tail).found() == wanted) return tail;
            begin = slash == id.npos ? 0 : slash;
        }
        return {};
    }

    [[nodiscard]] std::optional<std::string> new_address(std::string_view address, PageNo to) const {
        const auto id = bare_id(address);
        if (to != no_page) {
            // An address that is an alias leads where it led: aliases go with their page.
            const bool named = id == site_.before.page(to).id && site_.move.moves(id);
            return named ? std::optional{with_id(address, site_.move.id(id))} : std::nullopt;
        }
        const auto file = std::string{content_folder}.append(id);
        if (!site_.move.moves_file(file) || site_.snapshot.find(file) == nullptr) return {};
        return with_id(address, site_.move.path(file).substr(content_folder.size()));
    }

    [[nodiscard]] std::optional<std::string> new_relative(std::string_view target) const {
        const auto old_folder = folder_of(page_.path);
        const auto old_path = normalise_path(std::string{old_folder}.append(target));
        if (!old_path) return {};
        const bool is_file = site_.snapshot.find(*old_path) != nullptr;
        if (!is_file && site_.before.find(id_of_path(*old_path)) == no_page) return {};
        const auto new_path =
            is_file ? site_.move.path(*old_path) : std::string{content_folder} + site_.move.id(id_of_path(*old_path));
        const auto new_page = site_.move.path(page_.path);
        const auto new_folder = folder_of(new_page);
        if (normalise_path(std::string{new_folder}.append(target)) == new_path) return {};
        return relative(new_folder, new_path) + (target.ends_with('/') ? "/" : "");
    }

    void change_own_lines() {
        // Read anew: a page that was remembered from an earlier run has no front matter with it.
        Diagnostics told_elsewhere;
        const auto front_matter = parse_page(*site_.snapshot.find(page_.path), told_elsewhere).front_matter;
        change_aliases(front_matter);
        change_first_id(front_matter);
    }

    /// Feeds and calendars go on knowing the page by the id it had first. Where that is its id again, nothing need say so.
    void change_first_id(const Table& front_matter) {
        const auto* entry = front_matter.entry("first_id");
        if (entry == nullptr) {
            if (site_.old == OldAddresses::keep) add_line(front_matter, "first_id", toml_quoted(page_.id));
            return;
        }
        if (entry->value.text() != site_.move.id(page_.id)) return;
        const auto line = toml_line_of(text_, *entry);
        if (!line) return leave(entry->value.at());
        made_.splices.push_back(*line);
    }

    /// The old address is added, and the new one is no longer an old one.
    void change_aliases(const Table& front_matter) {
        const auto old_address = url_of_id(page_.id), new_address = url_of_id(site_.move.id(page_.id));
        const bool keep = site_.old == OldAddresses::keep;
        const auto* entry = front_matter.entry("aliases");
        if (entry == nullptr || entry->value.kind() != ValueKind::array) {
            if (keep) add_line(front_matter, "aliases", "[" + toml_quoted(old_address) + "]");
            return;
        }
        const auto* aliases = &entry->value;
        const auto claimed = std::find_if(aliases->array().begin(), aliases->array().end(), [&](const Value& each) {
            return bare_id(each.text()) == bare_id(new_address);
        });
        const auto now_own = claimed == aliases->array().end() ? std::string_view{} : claimed->text();
        const auto splices = keep              ? toml_list_with(text_, *aliases, old_address, now_own)
                             : now_own.empty() ? std::vector<Splice>{}
                                               : toml_list_without(text_, *entry, now_own);
        if (!splices) return leave(aliases->at());
        made_.splices.insert(made_.splices.end(), splices->begin(), splices->end());
    }

    void add_line(const Table& front_matter, std::string_view key, const std::string& value) {
        const auto* title = front_matter.entry("title");
        const auto line = title ? toml_line_after(text_, *title, key, value) : std::nullopt;
        if (line)
            made_.splices.push_back(*line);
        else
            leave({1, 1});
    }

    const MovedSite& site_;
    PageNo number_;
    const Page& page_;
    std::string_view text_;
    Following made_;
};

}  // namespace

std::string_view bare_id(std::string_view text) {
    while (text.starts_with('/')) text.remove_prefix(1);
    while (text.ends_with('/')) text.remove_suffix(1);
    return text;
}

std::string with_id(std::string_view written, std::string_view id) {
    const auto inside = bare_id(written);
    const auto before = static_cast<std::size_t>(inside.data() - written.data());
    return std::string{written.substr(0, before)}.append(id).append(written.substr(before + inside.size()));
}

Following follow(const MovedSite& site, PageNo page) { return PageFollower{site, page}.follow(); }

}  // namespace knav
