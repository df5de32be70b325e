#include <algorithm>

#include "graph/assembly.hpp"
#include "text/nearest.hpp"

namespace knav {

namespace {

/// Beyond so many missing files nobody reads the proposals, and looking for them takes time.
constexpr int most_file_proposals = 200;

std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

std::vector<std::string_view> anchors_of(const Page& page) {
    std::vector<std::string_view> anchors(page.record->section_ids.begin(), page.record->section_ids.end());
    for (const auto& section : page.source->document.sections) {
        for (const auto& subheading : section.subheadings) anchors.push_back(subheading.anchor);
    }
    return anchors;
}

/// What a run of pages links to. Links that take more than looking up an id are left open.
struct FoundLinks {
    ByPage<PageNo> targets;
    std::vector<std::size_t> open;  // indexes into targets.all
};

void look_up(const Assembly& assembly, PageNo page, FoundLinks& into) {
    for (const auto& link : assembly.pages[page].source->document.links) {
        const bool is_plain = link.kind == LinkKind::wiki && link.fragment.empty() && !link.target.empty();
        const auto to = is_plain ? assembly.index.find(link.target) : no_page;
        if (to == no_page && link.kind != LinkKind::external) into.open.push_back(into.targets.all.size());
        into.targets.all.push_back(to);
    }
    into.targets.close_page();
}

class LinkReader {
public:
    LinkReader(const Assembly& assembly, const Words& words, Links& into)
        : assembly_(assembly), words_(words), into_(into) {}

    /// Where a link that was left open leads; what is wrong with it is told.
    [[nodiscard]] PageNo read(PageNo page, std::uint32_t number) {
        from_ = page;
        const auto& link = assembly_.pages[page].source->document.links[number];
        const auto to = target_of(link);
        if (to == no_page) return no_page;
        if (link.kind == LinkKind::transclusion) {
            transclude(link, number, to);
        } else if (!link.fragment.empty()) {
            check_anchor(link, to);
        }
        return to;
    }

    [[nodiscard]] std::vector<Wanted> wanted() {
        std::sort(wanted_.begin(), wanted_.end());
        wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
        std::vector<Wanted> grouped;
        for (auto& [target, from] : wanted_) {
            if (grouped.empty() || grouped.back().target != target) grouped.push_back({target, {}});
            grouped.back().from.push_back(from);
        }
        return grouped;
    }

private:
    PageNo target_of(const Link& link) {
        switch (link.kind) {
            case LinkKind::wiki:
            case LinkKind::transclusion: return by_words(link);
            case LinkKind::path: return by_address(link);
            case LinkKind::resource: return by_file(link);
            case LinkKind::external: return no_page;
        }
        return no_page;
    }

    PageNo by_words(const Link& link) {
        if (link.target.empty()) return from_;
        if (const auto page = assembly_.index.find(link.target); page != no_page) return page;
        const auto resolution = words_.resolve(link.target);
        if (resolution.pages.empty()) {
            report(link, rule::link_unknown, {link.target}, assembly_.proposals.nearest_id(link.target));
            wanted_.emplace_back(link.target, from_);
        } else if (resolution.pages.size() > 1) {
            report(link, rule::link_ambiguous, {link.target, listed(resolution.pages)});
        }
        return resolution.found();
    }

    PageNo by_address(const Link& link) {
        if (link.target.empty()) return from_;  // "#avsnitt"
        const auto id = without_slashes(link.target);
        if (const auto page = assembly_.index.find(id); page != no_page) return page;
        if (const auto page = words_.at_address(address_of(id)); page != no_page) return page;
        if (!is_generated(id) && !is_file("content/" + std::string{id})) {
            report(link, rule::link_unknown, {link.target}, proposed_address(id));
        }
        return no_page;
    }

    PageNo by_file(const Link& link) {
        const std::string_view from = assembly_.pages[from_].path;
        const auto path = normalise_path(std::string{folder_of(from)}.append(link.target));
        if (path && is_file(*path)) return no_page;
        // "../annan-sida" and "annan-sida.md" lead to a page as the files lie.
        const bool says_page = path && !link.target.empty();
        if (const auto page = says_page ? assembly_.index.find(id_of_path(*path)) : no_page; page != no_page)
            return page;
        report(link, rule::resource_unknown, {link.target}, proposed_file(link.target, folder_of(from)));
        return no_page;
    }

    /// A file that is published as it is.
    [[nodiscard]] bool is_file(std::string_view path) const {
        return !is_page_path(path) && path.starts_with("content/") && assembly_.snapshot.find(path) != nullptr;
    }

    [[nodiscard]] bool is_generated(std::string_view id) const {
        const auto& all = assembly_.generated;
        return std::any_of(all.begin(), all.end(), [id](const std::string& generated) {
            return generated == id || (generated.ends_with('/') && id.starts_with(generated));
        });
    }

    void transclude(const Link& link, std::uint32_t number, PageNo to) {
        const auto& ids = assembly_.pages[to].record->section_ids;
        const auto found = link.fragment.empty() ? ids.begin() : std::find(ids.begin(), ids.end(), link.fragment);
        if (found == ids.end()) {
            report_anchor(link, to, {ids.begin(), ids.end()});
        } else {
            into_.transclusions.push_back(
                {from_, link.section, to, static_cast<std::uint32_t>(found - ids.begin()), number});
        }
    }

    void check_anchor(const Link& link, PageNo to) {
        const auto anchors = anchors_of(assembly_.pages[to]);
        if (std::find(anchors.begin(), anchors.end(), link.fragment) == anchors.end()) report_anchor(link, to, anchors);
    }

    void report_anchor(const Link& link, PageNo to, const std::vector<std::string_view>& anchors) {
        report(link, rule::section_link_unknown, {link.fragment, assembly_.pages[to].id},
               nearest(link.fragment, anchors).value_or(""));
    }

    void report(const Link& link, const Rule& rule, std::vector<std::string> arguments, std::string proposal = {}) {
        assembly_.found.error(assembly_.at(from_, link.at), rule, std::move(arguments), std::move(proposal));
    }

    [[nodiscard]] std::string listed(const std::vector<PageNo>& pages) const {
        std::string list;
        for (const auto page : pages) list += (list.empty() ? "" : ", ") + assembly_.pages[page].id;
        return list;
    }

    [[nodiscard]] std::string proposed_address(std::string_view id) const {
        const auto proposal = assembly_.proposals.nearest_id(id);
        return proposal.empty() ? proposal : url_of_id(proposal);
    }

    std::string proposed_file(std::string_view name, std::string_view folder) {
        if (file_proposals_++ >= most_file_proposals) return {};
        std::vector<std::string_view> beside;
        for (const auto& file : assembly_.snapshot.below(folder)) {
            if (!is_page_path(file.path)) beside.push_back(std::string_view{file.path}.substr(folder.size()));
        }
        return nearest(name, beside).value_or("");
    }

    const Assembly& assembly_;
    const Words& words_;
    Links& into_;
    std::vector<std::pair<std::string, PageNo>> wanted_;
    PageNo from_ = no_page;
    int file_proposals_ = 0;
};

}  // namespace

Links join_links(const Assembly& assembly, const Words& words) {
    Links links;
    std::vector<std::size_t> open;
    for (const auto& part :
         read_in_parts<FoundLinks>(assembly, [&](PageNo page, FoundLinks&into) { look_up(assembly, page, into); })) {
        for (const auto at : part.open) open.push_back(links.targets.all.size() + at);
        links.targets.append(part.targets);
    }
    LinkReader reader{assembly, words, links};
    PageNo page = 0;
    for (const auto at : open) {
        while (links.targets.begin[page + 1] <= at) ++page;
        links.targets.all[at] = reader.read(page, static_cast<std::uint32_t>(at - links.targets.begin[page]));
    }
    links.wanted = reader.wanted();
    return links;
}

}  // namespace knav
