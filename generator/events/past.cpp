#include "events/past.hpp"

#include <algorithm>
#include <optional>

#include "task/parallel.hpp"

namespace knav {

namespace {

Digest digest_of_blob(const ObjectId& id) {
    return digest_of(std::string_view{reinterpret_cast<const char*>(id.data()), id.size()});
}

/// One page's past: reads old versions when they are asked for, each once.
class PageWorker {
public:
    PageWorker(const OldPages& old, const FileHistory& file, const Digest& rules, const PagePast* known)
        : old_(old), file_(file), rules_(rules), known_(known) {}

    /// The versions that nothing is remembered of, which `run` will read.
    void add_unknown(std::vector<const Revision*>& unknown) const {
        for (std::size_t i = 0; i < file_.revisions.size(); ++i) {
            if (known_step(i, key_of(i, i)) == nullptr) unknown.push_back(&file_.revisions[i]);
        }
    }

    PagePast run() {
        const auto count = file_.revisions.size();
        versions_.resize(count + 1);
        for (std::size_t i = 0; i < count; ++i) past_.steps.push_back(step(i));
        for (std::size_t oldest = count; oldest > 0;) {
            auto newest = oldest - 1;
            while (newest > 0 && goes_on(oldest - 1, newest)) --newest;
            past_.stretches.push_back(stretch(newest, oldest - 1));
            oldest = newest;
        }
        std::reverse(past_.stretches.begin(), past_.stretches.end());
        versions_ = {};
        return std::move(past_);
    }

    [[nodiscard]] std::size_t worked_out() const { return worked_out_; }
    [[nodiscard]] std::size_t unreadable() const { return unreadable_.size(); }

private:
    [[nodiscard]] std::int64_t when(std::size_t revision) const {
        return old_.history().commit(file_.revisions[revision]).when;
    }

    /// Whether the revision after `newest` belongs to the stretch that began with `first`.
    [[nodiscard]] bool goes_on(std::size_t first, std::size_t newest) const {
        const auto next = when(newest - 1);
        return next - when(newest) < quiet_period && when(newest) - next < quiet_period &&
               next - when(first) < longest_stretch;
    }

    /// The version a revision made; one past the last is what was before the first: nothing, or unknown.
    const Version& version(std::size_t revision) {
        static const auto nothing = std::make_shared<const Version>();
        auto& kept = versions_[revision];
        if (kept) return *kept;
        if (revision < file_.revisions.size()) {
            const auto& made = file_.revisions[revision];
            // Revisions are mostly asked for from the newest on.
            const auto& newer = revision > 0 && versions_[revision - 1] ? versions_[revision - 1] : nothing;
            kept = old_.read(made.path, made.blob, *newer);
            if (!kept) unreadable_.push_back(revision);
        }
        if (!kept) kept = nothing;
        return *kept;
    }

    /// Of the versions, from the one before, and where they lay, since that decides their types.
    [[nodiscard]] Digest key_of(std::size_t newest, std::size_t oldest) const {
        Hasher hasher;
        hasher.add(rules_);
        const auto add = [&](std::size_t revision) {
            if (revision == file_.revisions.size()) {
                hasher.add(static_cast<std::uint64_t>(file_.whole));
            } else {
                hasher.add(digest_of_blob(file_.revisions[revision].blob)).add(file_.revisions[revision].path);
            }
        };
        for (auto revision = newest; revision <= oldest + 1; ++revision) add(revision);
        return hasher.finish();
    }

    /// Histories grow at the front, so what is known of a revision stands as far from the end as it does here.
    [[nodiscard]] const Step* known_step(std::size_t revision, const Digest& key) const {
        if (known_ == nullptr) return nullptr;
        const auto from_end = file_.revisions.size() - revision;
        if (from_end > known_->steps.size()) return nullptr;
        const auto& step = known_->steps[known_->steps.size() - from_end];
        return step.key == key ? &step : nullptr;
    }

    Step step(std::size_t revision) {
        const auto key = key_of(revision, revision);
        if (const auto* known = known_step(revision, key)) return *known;
        ++worked_out_;
        const auto& made = version(revision);
        Step step{key, {}, std::string{made.values().text("first_id")}};
        if (is_known(revision + 1)) step.units = changed_units(version(revision + 1), made);
        return is_readable(revision + 1) && is_readable(revision) ? step : Step{};
    }

    Stretch stretch(std::size_t newest, std::size_t oldest) {
        const auto key = key_of(newest, oldest);
        if (known_ != nullptr) {
            const auto same = std::find_if(known_->stretches.begin(), known_->stretches.end(),
                                           [&](const Stretch& each) { return each.key == key; });
            if (same != known_->stretches.end()) return placed(*same, newest, oldest);
        }
        ++worked_out_;
        auto made = placed({key, 0, 0, 0, {}}, newest, oldest);
        if (!is_known(oldest + 1)) return made;
        made.found = compare(version(oldest + 1), version(newest), old_.schema());
        // What can't be read now may be readable the next time: nothing told of it, and found by no key.
        if (!is_readable(oldest + 1) || !is_readable(newest)) return placed({}, newest, oldest);
        while (!made.found.empty() && made.told < oldest) {
            const auto earlier = compare(version(oldest + 1), version(made.told + 1), old_.schema());
            if (!is_readable(made.told + 1) || earlier != made.found) break;
            ++made.told;
        }
        return made;
    }

    /// The stretch at these revisions: as it was, or told by its newest if it was nowhere yet.
    static Stretch placed(Stretch stretch, std::size_t newest, std::size_t oldest) {
        const auto touches = stretch.told - stretch.newest;
        stretch.newest = static_cast<std::uint32_t>(newest);
        stretch.oldest = static_cast<std::uint32_t>(oldest);
        stretch.told = stretch.newest + touches;
        return stretch;
    }

    [[nodiscard]] bool is_readable(std::size_t revision) const {
        return std::find(unreadable_.begin(), unreadable_.end(), revision) == unreadable_.end();
    }
    /// Whether it is known what was there: a revision, or nothing before the first.
    [[nodiscard]] bool is_known(std::size_t revision) const { return revision < file_.revisions.size() || file_.whole; }

    const OldPages& old_;
    const FileHistory& file_;
    const Digest& rules_;
    const PagePast* known_;
    std::vector<std::shared_ptr<const Version>> versions_;
    std::vector<std::size_t> unreadable_;  // revisions
    std::size_t worked_out_ = 0;
    PagePast past_;
};

/// Where nearly everything is to be read, as the first time, it is read together; a push brings a few versions.
constexpr std::size_t many = 1000;

void expect_unknown(const History& history, const std::vector<PageWorker>& workers, unsigned threads) {
    std::vector<std::pair<const Revision*, std::uint32_t>> unknown;
    std::vector<const Revision*> of_one;
    for (std::uint32_t file = 0; file < workers.size(); ++file) {
        of_one.clear();
        workers[file].add_unknown(of_one);
        for (const auto* revision : of_one) unknown.emplace_back(revision, file);
    }
    if (unknown.size() < many || !history.expect) return;
    std::stable_sort(unknown.begin(), unknown.end(), [&](const auto& one, const auto& other) {
        return history.commit(*one.first).when > history.commit(*other.first).when;
    });
    std::vector<ExpectedBlob> blobs;
    blobs.reserve(unknown.size());
    for (const auto& [revision, file] : unknown) blobs.push_back({revision->blob, file});
    history.expect(blobs, threads);
}

/// Zero where the history does not say what it is, or says it of other times than it has.
Digest key_of_page(const History& history, const FileHistory& file, const Digest& rules) {
    if (history.doubted || file.digest == Digest{}) return {};
    return Hasher{}.add(rules).add(file.digest).finish();
}

/// What an earlier past says of a page that has not changed since; else null.
std::shared_ptr<const PagePast> known_page(const Past& known, const std::string& path, const Digest& key) {
    const auto found = known.pages.find(path);
    const bool same = found != known.pages.end() && key != Digest{} && found->second->key == key;
    return same ? found->second : nullptr;
}

/// The ids that pages have had, and those by which subscribers know them.
std::set<std::string, std::less<>> ids_of(const Past& past, const History& history) {
    std::set<std::string, std::less<>> ids;
    if (history.asides.empty()) return ids;
    for (const auto& [path, page] : past.pages) {
        ids.insert(id_of_path(path));
        for (const auto& revision : history.file(path)->revisions) {
            if (revision.path != path) ids.insert(id_of_path(revision.path));
        }
        if (!page->steps.empty() && !page->steps.front().first_id.empty()) ids.insert(page->steps.front().first_id);
    }
    return ids;
}

Departure depart(const RemovedPage& page, const OldPages& old, const Digest& key) {
    Departure departure{key, {}, {}, false};
    const auto version = old.read(page.path, page.blob);
    if (version == nullptr) return {};
    if (version->type == nullptr) return departure;
    departure.type = version->type->name;
    departure.title = version->title();
    const auto* example = version->values().find("example");
    departure.example = example != nullptr && example->as<bool>() != nullptr && *example->as<bool>();
    return departure;
}

}  // namespace

const PagePast* Past::page(std::string_view path) const {
    const auto found = pages.find(path);
    return found == pages.end() ? nullptr : found->second.get();
}

const Departure* Past::departure(std::string_view path) const {
    const auto found = departures.find(path);
    return found == departures.end() ? nullptr : &found->second;
}

std::shared_ptr<const Past> work_out_past(const OldPages& old, const Digest& program, std::shared_ptr<const Past> known,
                                          unsigned threads) {
    const auto& history = old.history();
    const auto rules =
        Hasher{}.add(old.schema().digest).add(static_cast<std::uint64_t>(old.language())).add(program).finish();
    const auto read_at = Hasher{}.add(digest_of(history)).add(rules).finish();
    const bool is_known = known != nullptr && !history.head.empty() && known->read_at == read_at;
    if (is_known && known->unreadable == 0) return known;

    auto past = std::make_shared<Past>();
    past->read_at = read_at;
    std::vector<std::pair<const std::pair<const std::string, FileHistory>*, std::shared_ptr<const PagePast>*>> files;
    for (const auto& file : history.files) {
        if (!is_page_path(file.first)) continue;
        auto& page = past->pages.emplace_hint(past->pages.end(), file.first, nullptr)->second;
        if (known != nullptr) page = known_page(*known, file.first, key_of_page(history, file.second, rules));
        if (page == nullptr) files.emplace_back(&file, &page);
    }
    std::vector<PageWorker> workers;
    for (const auto& [file, page] : files) {
        // A page that was moved since is known by where it lay.
        const PagePast* before = nullptr;
        for (const auto& revision : file->second.revisions) {
            if (before == nullptr && known != nullptr) before = known->page(revision.path);
        }
        workers.emplace_back(old, file->second, rules, before);
    }
    expect_unknown(history, workers, threads);
    parallel_for(files.size(), threads, [&](std::size_t i, unsigned) {
        auto page = workers[i].run();
        // What could not be read may be readable the next time.
        if (workers[i].unreadable() == 0) page.key = key_of_page(history, files[i].first->second, rules);
        *files[i].second = std::make_shared<const PagePast>(std::move(page));
    });
    for (const auto& worker : workers) {
        past->worked_out += worker.worked_out();
        past->unreadable += worker.unreadable();
    }
    past->sides = work_out_sides(old, rules, ids_of(*past, history), known == nullptr ? SidePast{} : known->sides,
                                 past->unreadable, past->worked_out);
    for (const auto& page : history.removed) {
        const auto key = Hasher{}.add(rules).add(digest_of_blob(page.blob)).finish();
        const auto* before = known == nullptr ? nullptr : known->departure(page.path);
        const bool is_same = before != nullptr && before->key == key;
        auto departure = is_same ? *before : depart(page, old, key);
        past->unreadable += departure.key == Digest{} ? 1 : 0;
        past->departures.emplace(page.path, std::move(departure));
        past->worked_out += is_same ? 0 : 1;
    }
    return past;
}

}  // namespace knav
