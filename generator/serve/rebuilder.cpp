#include "serve/rebuilder.hpp"

#include <algorithm>

#include "disk/state.hpp"
#include "git/history.hpp"
#include "serve/panel.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

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
    return std::any_of(sources.begin(), sources.end(), [&](const auto& path) { return snapshot.find(path) != nullptr; });
}

}  // namespace

Rebuilder::Rebuilder(ProjectOptions options, std::optional<Language> language, Shown& shown)
    : options_(std::move(options)), language_(language), shown_(shown) {
    options_.drafts = true;
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
    history_ = read_history(options_.root, cached, not_kept, of_history);
    history_found_ = of_history.sorted();
    const auto count = tree.snapshot.files().size();
    return show(std::move(tree.snapshot), count, began);
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
    read_all_ = true;   // until it has gone well
    auto round = show(std::move(snapshot), changed, began);
    read_all_ = false;
    return round;
}

/// Errors of a template are found when a page is rendered with it. The pages that are made next time may not be those,
/// so the errors stand until the template has another text; then all its pages are made again.
void Rebuilder::keep_template_errors(const Site& site, const Diagnostics& of_build) {
    std::erase_if(template_errors_, [&](const auto& each) { return digest_of_template(site, each.diagnostic.place.path) != each.text; });
    for (const auto& each : of_build.sorted()) {
        const bool known = std::any_of(template_errors_.begin(), template_errors_.end(), [&](const auto& other) { return other.diagnostic == each; });
        if (is_template(each.place.path) && !known) template_errors_.push_back({each, digest_of_template(site, each.place.path)});
    }
}

/// A page that could not be made is shown as it last was, for as long as its file is there; the panel says what is wrong.
void Rebuilder::keep_last_good(Changes& changes, const Snapshot& snapshot) {
    for (const auto& file : changes.write) kept_.erase(file.path);
    std::erase_if(changes.write, [&](const File& file) {
        return file.size == 0 && file.path.ends_with(".html") && shown_.find(file.path).has_value();
    });
    std::erase_if(changes.remove, [&](const std::string& path) { return has_source(snapshot, path) && kept_.insert(path).second; });
    std::erase_if(kept_, [&](const std::string& path) {
        if (has_source(snapshot, path)) return false;
        changes.remove.push_back(path);
        return true;
    });
}

Round Rebuilder::show(Snapshot snapshot, std::size_t changed, Clock::time_point began) {
    Diagnostics found;
    found.append(tree_found_);
    found.append(history_found_);
    Surroundings around{options_.today, history_, options_.threads, options_.drafts, options_.program};
    auto site = Site::assemble(std::move(snapshot), std::move(around), names_, memo_, found);
    Diagnostics of_build;
    auto built = knav::build(*site, std::move(ledger_), [](const std::string&) { return true; }, of_build);
    ledger_ = std::move(built.ledger);
    keep_template_errors(*site, of_build);
    keep_last_good(built.changes, site->snapshot);
    for (const auto& each : template_errors_) found.add(each.diagnostic);
    found.append(of_build.sorted());

    Report report;
    report.pages = site->graph.pages().size();
    report.errors = found.errors();
    report.warnings = found.warnings();
    report.diagnostics = found.sorted();
    report.base_path = site->settings.base_path;
    report.language = language_.value_or(site->language());
    report.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
    const Round round{changed, built.made, report.milliseconds, report.errors, report.warnings};
    shown_.update(built.changes, std::move(report));
    site_ = std::move(site);    // the one before goes now, when nobody waits for it
    return round;
}

}  // namespace knav
