#include "serve/rebuilder.hpp"

#include <algorithm>
#include <mutex>

#include "disk/state.hpp"
#include "git/history.hpp"
#include "outputs/registry.hpp"
#include "serve/panel.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_at_once = 8;  // saved pages that are worth making before the rest

const std::vector<std::string> all_folders = {"content", "schema", "themes"};

/// Files at or below a path whose bytes, or being there, differ.
std::size_t count_changed(const Snapshot& before, const Snapshot& after, const std::string& path) {
    const auto same = [](const Snapshot& in, const File& file) {
        const auto* other = in.find(file.path);
        return other != nullptr && other->digest == file.digest;
    };
    std::size_t count = 0;
    const auto* old = before.find(path);
    const auto* now = after.find(path);
    if (old != nullptr ? !same(after, *old) : now != nullptr) ++count;
    for (const auto& file : before.below(path + "/")) count += same(after, file) ? 0 : 1;
    for (const auto& file : after.below(path + "/")) count += before.find(file.path) == nullptr ? 1 : 0;
    return count;
}

std::size_t count_changed(const Snapshot& before, const Snapshot& after, const std::vector<std::string>& paths) {
    std::size_t count = 0;
    for (const auto& path : paths) count += count_changed(before, after, path);
    return count;
}

bool is_template(std::string_view path) { return path.starts_with("themes/"); }

Digest digest_of_template(const Site& site, std::string_view file) {
    const auto name = fs::path{file}.stem().string();
    const auto* found = site.theme.find(name);
    return found == nullptr ? Digest{} : found->digest;
}

bool has_source(const Snapshot& snapshot, const std::string& published) {
    const auto sources = sources_of(published);
    return std::any_of(sources.begin(), sources.end(),
                       [&](const auto& path) { return snapshot.find(path) != nullptr; });
}

}  // namespace

Rebuilder::Rebuilder(ProjectOptions options, std::optional<Language> language, Shown& shown)
    : options_(std::move(options)), language_(language), shown_(shown) {
    options_.drafts = true;
    search_ = search_means(options_.root);
}

Language Rebuilder::language() const {
    if (language_) return *language_;
    return site_ ? site_->language() : Language::sv;
}

Round Rebuilder::first(Clock::time_point began) {
    Diagnostics of_tree;
    // Every file is read now: what was known from an earlier run would be loaded when asked for, perhaps changed by then.
    auto tree = read_tree(options_.root, {}, stats_, options_.threads, of_tree);
    tree_found_ = of_tree.sorted();
    Diagnostics of_history;
    const auto cached = read_state(state_folder(options_.root), "history").value_or("");
    std::string not_kept;
    auto history = read_history(options_.root, cached, not_kept, options_.threads, of_history);
    doubt_dates(history, std::max(options_.today, options_.clock), of_history);
    history_ = std::make_shared<const History>(std::move(history));
    past_ = parse_past(read_state(state_folder(options_.root), "past").value_or(""));
    history_found_ = of_history.sorted();
    const auto count = tree.snapshot.files().size();
    return show(std::move(tree.snapshot), count, {}, began);
}

bool Rebuilder::misses_one_of(const Seen& seen) const {
    return std::any_of(seen.paths.begin(), seen.paths.end(), [this](const std::string& path) {
        std::error_code ignored;
        return site_->snapshot.find(path) != nullptr && !fs::exists(options_.root / path, ignored);
    });
}

// Reading some paths is sound only after a reading that had nothing to say: else what it said would be lost.
Snapshot Rebuilder::read_again(const Seen& seen) {
    Diagnostics of_tree;
    Snapshot snapshot;
    if (seen.rescan || read_all_ || !tree_found_.empty()) {
        snapshot = read_tree(options_.root, {}, stats_, options_.threads, of_tree).snapshot;
    } else {
        snapshot = reread(site_->snapshot, options_.root, {}, seen.paths, of_tree);
    }
    tree_found_ = of_tree.sorted();
    return snapshot;
}

std::optional<Round> Rebuilder::again(const Seen& seen, Clock::time_point began) {
    const auto told_before = tree_found_;
    const bool everywhere = seen.rescan || read_all_;
    auto snapshot = read_again(seen);
    const auto changed = count_changed(site_->snapshot, snapshot, everywhere ? all_folders : seen.paths);
    if (changed == 0 && tree_found_ == told_before && !read_all_) return std::nullopt;
    read_all_ = true;  // until it has gone well
    auto round = show(std::move(snapshot), changed, seen.paths, began);
    read_all_ = false;
    return round;
}

/// Errors of a template are found when a page is rendered with it. The pages that are made next time may not be those,
/// so the errors stand until the template has another text; then all its pages are made again.
void Rebuilder::keep_template_errors(const Site& site, const Diagnostics& of_build) {
    std::erase_if(template_errors_,
                  [&](const auto& each) { return digest_of_template(site, each.diagnostic.place.path) != each.text; });
    for (const auto& each : of_build.sorted()) {
        const bool known = std::any_of(template_errors_.begin(), template_errors_.end(),
                                       [&](const auto& other) { return other.diagnostic == each; });
        if (is_template(each.place.path) && !known)
            template_errors_.push_back({each, digest_of_template(site, each.place.path)});
    }
}

/// A page that could not be made is shown as it last was, for as long as its file is there; the panel says what is wrong.
void Rebuilder::keep_last_good(Changes& changes, const Snapshot& snapshot) {
    for (const auto& file : changes.write) kept_.erase(file.path);
    std::erase_if(changes.write, [&](const File& file) {
        return file.size == 0 && file.path.ends_with(".html") && shown_.find(file.path).has_value();
    });
    std::erase_if(changes.remove,
                  [&](const std::string& path) { return has_source(snapshot, path) && kept_.insert(path).second; });
    std::erase_if(kept_, [&](const std::string& path) {
        if (has_source(snapshot, path)) return false;
        changes.remove.push_back(path);
        return true;
    });
}

/// The pages among what was saved, made at once: somebody waits for just those, and it takes far longer to find out what
/// else they change. Mistakes that are found here are found again when everything is made.
Changes Rebuilder::make_saved(const Site& site, const std::vector<std::string>& saved) {
    Changes changes;
    if (!site_ || saved.size() > most_at_once) return changes;
    Trace trace;
    const Lens lens{site, trace};
    Diagnostics told_later;
    for (const auto& path : saved) {
        if (!is_page_path(path) || site.snapshot.find(path) == nullptr) continue;
        const auto id = id_of_path(path);
        const auto page = lens.find(id);
        if (page == no_page || site.graph.page(page).path != path) continue;
        auto content = outputs::pages.make({html_path(id), &outputs::pages, id, {}}, {lens, engine_, told_later});
        auto* bytes = std::get_if<std::string>(&content);
        if (bytes != nullptr && !bytes->empty()) changes.write.push_back(make_file(html_path(id), std::move(*bytes)));
    }
    drop_what_is_shown(changes);
    return changes;
}

void Rebuilder::drop_what_is_shown(Changes& changes) const {
    std::erase_if(changes.write, [this](const File& file) {
        const auto shown = shown_.find(file.path);
        return shown && shown->digest == file.digest;
    });
}

Report Rebuilder::report_of(const Site& site, const Diagnostics& found) const {
    Report report;
    report.pages = site.graph.pages().size();
    report.errors = found.errors();
    report.warnings = found.warnings();
    report.diagnostics = found.sorted();
    report.base_path = site.settings.base_path;
    report.language = language_.value_or(site.language());
    return report;
}

Round Rebuilder::show(Snapshot snapshot, std::size_t changed, const std::vector<std::string>& saved,
                      Clock::time_point began) {
    const auto elapsed = [began] { return std::chrono::duration<double, std::milli>(Clock::now() - began).count(); };
    Diagnostics found;
    found.append(tree_found_);
    found.append(history_found_);
    std::unique_ptr<Site> assembled;
    if (!site_ || !site_->retell(snapshot, memo_, found)) {
        Surroundings around{options_.today,   history_, options_.threads, options_.drafts,
                            options_.program, past_,    search_};
        assembled = Site::assemble(std::move(snapshot), std::move(around), names_, memo_, found);
        past_ = assembled->past;
    }
    const Site& site = assembled ? *assembled : *site_;
    Round round;
    round.changed = changed;
    if (const auto first = make_saved(site, saved); !first.write.empty()) {
        Diagnostics so_far;
        so_far.append(found.sorted());
        for (const auto& each : template_errors_) so_far.add(each.diagnostic);
        auto report = report_of(site, so_far);
        report.milliseconds = round.milliseconds = elapsed();
        shown_.update(first, std::move(report));
    }

    Diagnostics of_build;
    Changes changes;
    std::mutex mutex;
    const auto take = [&](File file) {
        const std::lock_guard lock{mutex};
        changes.write.push_back(std::move(file));
    };
    auto built = knav::build(
        site, std::move(ledger_), [](const std::string&) { return true; }, take, of_build);
    ledger_ = std::move(built.ledger);
    changes.remove = std::move(built.remove);
    keep_template_errors(site, of_build);
    keep_last_good(changes, site.snapshot);
    drop_what_is_shown(changes);
    for (const auto& each : template_errors_) found.add(each.diagnostic);
    found.append(of_build.sorted());
    auto report = report_of(site, found);
    round.made = built.made;
    round.errors = report.errors;
    round.warnings = report.warnings;
    round.all_milliseconds = elapsed();
    if (round.milliseconds == 0) round.milliseconds = round.all_milliseconds;
    report.milliseconds = round.milliseconds;
    shown_.update(changes, std::move(report));
    if (assembled) site_ = std::move(assembled);  // the one before goes now, when nobody waits for it
    return round;
}

}  // namespace knav
