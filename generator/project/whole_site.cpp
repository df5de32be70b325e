#include "project/whole_site.hpp"

#include <algorithm>

#include "build/build.hpp"
#include "diag/environment_error.hpp"
#include "disk/state.hpp"
#include "git/commit_snapshot.hpp"
#include "graph/page_memo.hpp"
#include "guard/grounds.hpp"
#include "guard/units.hpp"
#include "outputs/output.hpp"
#include "site/site.hpp"

namespace knav {

namespace {

constexpr std::string_view known_pages_file = "guard-pages";
constexpr std::string_view known_blobs_file = "guard-blobs";

bool is_dead_link(const Diagnostic& each) {
    return *each.rule == rule::link_unknown || *each.rule == rule::section_link_unknown ||
           *each.rule == rule::resource_unknown;
}

/// The two sites, read with what the last push left behind. Memory that is missing or damaged is empty: the same is then
/// found, only later.
class Reading {
public:
    Reading(std::shared_ptr<Repository> repository, const ReceiveOptions& options)
        : repository_(std::move(repository)), options_(options) {
        if (options_.memory.empty()) return;
        const auto pages = share_state(options_.memory, known_pages_file);
        if (pages) memo_ = parse_memo(pages->bytes(), pages);
        blobs_ = KnownBlobs::from_bytes(read_state(options_.memory, known_blobs_file).value_or(""));
    }

    std::unique_ptr<const Site> read(const ObjectId& commit, bool whole_build, std::vector<Diagnostic>& said) {
        Diagnostics found;
        auto files = read_commit(repository_, commit, folder(), {}, blobs_, options_.threads, found);
        read_ += files.read;
        Surroundings around{options_.today, {}, options_.threads, false, options_.program, nullptr, {}};
        auto site = Site::assemble(std::move(files.snapshot), std::move(around), names_, memo_, found);
        if (whole_build) {  // a theme is held up against the pages it is to show
            (void)build(
                *site, {}, [](const std::string&) { return false; }, [](const File&) {}, found);
        } else {
            static_cast<void>(plan_by_names(*site, found));
        }
        said = found.sorted();
        return site;
    }

    /// Most pushes add little: what is not remembered is read again next time.
    void remember() const {
        if (options_.memory.empty() || read_ < 64) return;
        try {
            write_state(options_.memory, known_pages_file, serialise(memo_, options_.threads));
            write_state(options_.memory, known_blobs_file, blobs_.to_bytes());
        } catch (const EnvironmentError&) {
            return;  // without memory the next push takes longer; this one is judged
        }
    }

private:
    [[nodiscard]] std::string_view folder() const {
        std::string_view site = options_.site;
        if (site.ends_with('/')) site.remove_suffix(1);
        return site;
    }

    std::shared_ptr<Repository> repository_;
    const ReceiveOptions& options_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
    PageMemo memo_;
    KnownBlobs blobs_;
    std::size_t read_ = 0;
};

/// The links of one page in the order they stand, with their targets' ids ("" for none), by section id.
struct LinkOf {
    std::string_view section;
    const Link* link = nullptr;
    std::string_view target;
};

std::vector<LinkOf> links_of(const Graph& graph, PageNo number) {
    const auto& page = graph.page(number);
    const auto& links = page.source->document.links;
    const auto targets = graph.link_targets(number);
    std::vector<LinkOf> all;
    for (std::size_t i = 0; i < links.size() && i < targets.size(); ++i) {
        const auto target = targets[i];
        all.push_back({page.record->section_ids[links[i].section], &links[i],
                       target == no_page ? std::string_view{} : std::string_view{graph.page(target).id}});
    }
    return all;
}

/// Links in sections that are not the actor's must lead where they led. That they lead nowhere is told as a dead link.
void find_turned(const Site& before, const Site& after, const Rights& rights, std::vector<Ruling>& turned) {
    for (PageNo number = 0; number < after.graph.pages().size(); ++number) {
        const auto& page = after.graph.page(number);
        const auto old = before.graph.find(page.id);
        if (old == no_page || rights.all_of(page.id)) continue;
        const auto was = links_of(before.graph, old), is = links_of(after.graph, number);
        // Section by section: the actor's own may have other links than before.
        auto next = was.begin();
        for (const auto& link : is) {
            if (rights.has(page.id, roles_of_section(*page.type, link.section))) continue;
            next = std::find_if(next, was.end(), [&](const LinkOf& each) {
                return each.section == link.section && each.link->target == link.link->target;
            });
            if (next == was.end()) {
                next = std::find_if(was.begin(), was.end(), [&](const LinkOf& each) {
                    return each.section == link.section && each.link->target == link.link->target;
                });
                if (next == was.end()) continue;
            }
            if (next->target == link.target || next->target.empty() || link.target.empty()) continue;
            Ruling ruling;
            ruling.kind = UnitKind::section;
            ruling.path = page.path;
            ruling.page_id = page.id;
            ruling.unit = std::string{link.section};
            ruling.name = ruling.unit;
            ruling.ground = &ground::link_turned;
            ruling.arguments = {page.path, link.link->target, "/" + std::string{next->target} + "/",
                                "/" + std::string{link.target} + "/"};
            ruling.roles = roles_of_section(*page.type, link.section);
            ruling.at = link.link->at;
            turned.push_back(std::move(ruling));
        }
    }
}

void sort_out(const std::vector<Diagnostic>& fresh, const ReceiveOptions& options, WholeSite& result) {
    for (const auto& each : fresh) {
        const bool stops = each.severity == Severity::error && (options.strict || !is_dead_link(each));
        (stops ? result.mistakes : result.remarks).push_back(each);
    }
}

}  // namespace

WholeSite whole_site(const std::shared_ptr<Repository>& repository, const ObjectId& before, const ObjectId& after,
                     std::span<const EntryChange> changes, const Rights& rights, const ReceiveOptions& options) {
    WholeSite result;
    const auto reach = reach_of(rights.law().schema, rights.law().language, changes);
    if (!reach.steering && !reach.site) {
        sort_out(reach.found, options, result);
        return result;
    }
    Reading reading{repository, options};
    std::vector<Diagnostic> was, is;
    // The one before is asked only where it says something: whether a mistake is new, or where links led.
    std::unique_ptr<const Site> old;
    if (reach.names) old = reading.read(before, reach.steering, was);
    const auto now = reading.read(after, reach.steering, is);
    const bool any =
        std::any_of(is.begin(), is.end(), [](const auto& each) { return each.severity != Severity::note; });
    if (any && !old) old = reading.read(before, reach.steering, was);
    sort_out(new_among(is, was), options, result);
    if (reach.names) find_turned(*old, *now, rights, result.turned);
    reading.remember();
    return result;
}

}  // namespace knav
