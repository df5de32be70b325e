#include "project/project.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "diag/environment_error.hpp"
#include "disk/dictionary.hpp"
#include "disk/publish.hpp"
#include "disk/state.hpp"
#include "git/commit_snapshot.hpp"
#include "git/history.hpp"
#include "git/repository_place.hpp"
#include "graph/joints_memo.hpp"
#include "graph/page_memo.hpp"
#include "render/portable.hpp"
#include "search/word_store.hpp"
#include "task/beside.hpp"

namespace knav {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stats_file = "stats";
constexpr std::string_view blobs_file = "blobs";
constexpr std::string_view history_file = "history";
constexpr std::string_view past_file = "past";
constexpr std::string_view ledger_file = "ledger";
constexpr std::string_view ledger_steps_file = "ledger-steps";
constexpr std::string_view pages_file = "pages";
constexpr std::string_view joints_file = "joints";
constexpr std::string_view situation_file = "situation";
constexpr std::string_view words_file = "words";
constexpr std::string_view shape_file = "shape";

/// Two output folders of one site are remembered apart: what is clean in one may be stale in the other.
std::string name_for(std::string_view what, const fs::path& output) {
    return std::string{what} + "-" + digest_of(output.lexically_normal().string()).hex().substr(0, 8);
}

/// What stands before the next zero byte, which goes too.
std::string_view take_part(std::string_view& text) {
    const auto end = std::min(text.find('\0'), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

std::string_view bytes_of(const std::optional<MappedFile>& file) { return file ? file->bytes() : std::string_view{}; }

/// Whether enough was read anew to be worth writing down: what is not is found by its digest next time, and read again.
bool worth_remembering(const PageMemo& memo) {
    const auto fresh = std::count_if(memo.pages.begin(), memo.pages.end(), [](const auto& entry) {
        return entry.second.source && entry.second.source.bytes().empty();
    });
    return static_cast<std::size_t>(fresh) > std::max<std::size_t>(32, memo.pages.size() / 50);
}

// Dead links are shown as such in a page; only a strict build holds them to be worth stopping for.
bool stops_publishing(const Diagnostic& diagnostic, bool strict) {
    if (diagnostic.severity != Severity::error) return false;
    const bool dead_link = *diagnostic.rule == rule::link_unknown || *diagnostic.rule == rule::section_link_unknown ||
                           *diagnostic.rule == rule::resource_unknown;
    return strict || !dead_link;
}

// A portable site is another recipe: what was published before is made anew when one is asked for, and the other way.
std::string_view shape_of(const ProjectOptions& options) { return options.portable ? "portable" : ""; }

Digest recipe_of(const ProjectOptions& options) {
    return options.portable ? Hasher{}.add(options.program).add(shape_of(options)).finish() : options.program;
}

File made_portable(File file, std::string_view base_path) {
    if (file.path.ends_with(".html")) return make_file(file.path, portable(file.bytes(), file.path, base_path));
    if (file.path.starts_with("assets/") && file.path.ends_with(".js"))
        return make_file(file.path, portable_script(file.bytes()));
    return file;
}

std::shared_ptr<search::WordStore> remembered_words(const fs::path& memory) {
    auto words = std::make_shared<search::WordStore>();
    if (const auto file = share_state(memory, words_file)) words->parse(file->bytes(), file);
    return words;
}

PageMemo remembered_pages(const fs::path& memory) {
    const auto file = share_state(memory, pages_file);
    return file ? parse_memo(file->bytes(), file) : PageMemo{};
}

}  // namespace

std::optional<fs::path> find_root(const fs::path& from) {
    std::error_code ignored;
    for (auto folder = fs::absolute(from);; folder = folder.parent_path()) {
        if (fs::is_regular_file(folder / "content" / "site.toml", ignored)) return folder;
        if (folder == folder.parent_path()) return {};
    }
}

search::Means search_means(const fs::path& root) {
    return {read_system_dictionary(), remembered_words(state_folder(root))};
}

std::optional<SiteCommit> find_site_commit(const fs::path& root, const std::string& said) {
    const auto place = find_repository(root);
    if (!place) throw EnvironmentError("read commits of", root.string(), "it is in no git repository");
    try {
        const Repository repository{place->top};
        auto commit = repository.find_commit(said);
        const auto day = parse_date(said);
        if (!commit && day) commit = repository.find_commit_before(unix_seconds({add_days(*day, 1), {}, {}}));
        if (!commit) return std::nullopt;
        auto site = place->prefix;
        if (site.ends_with('/')) site.pop_back();
        return SiteCommit{place->top, hexadecimal(*commit), std::move(site)};
    } catch (const GitFailure& failure) {
        throw EnvironmentError("read commits of", place->top.string(), failure.what());
    }
}

Project::Project(ProjectOptions options) : options_(std::move(options)) { options_.program = recipe_of(options_); }

fs::path Project::memory() const { return options_.memory.empty() ? state_folder(options_.root) : options_.memory; }

void Project::read_tree_and_history(Diagnostics& found) {
    auto dictionary = beside(options_.threads, [] { return read_system_dictionary(); });
    if (options_.commit)
        read_commit(*options_.commit, found);
    else
        read_folder(found);
    search_.dictionary = dictionary.get();
    dictionary_ = search_.dictionary ? search_.dictionary->digest() : Digest{};
}

void Project::read_folder(Diagnostics& found) {
    begin_history([this](const std::string& cached, std::string& next) {
        return read_history(options_.root, cached, next, options_.threads, told_of_history_);
    });
    const auto stats = map_state(memory(), stats_file);
    stats_ = StatCache::from_bytes(bytes_of(stats));
    tree_ = read_tree(options_.root, {}, stats_, options_.threads, found);
    if (tree_->read > 0) write_later(stats_file, [this] { return stats_.to_bytes(); });
}

void Project::begin_history(std::function<History(const std::string&, std::string&)> read) {
    history_ = beside(options_.threads, [this, read = std::move(read)]() -> std::shared_ptr<const History> {
                   const auto cached = read_state(memory(), history_file).value_or("");
                   std::string next;
                   auto history = read(cached, next);
                   doubt_dates(history, std::max(options_.today, options_.clock), told_of_history_);
                   if (next != cached) next_history_ = std::move(next);
                   return std::make_shared<const History>(std::move(history));
               }).share();
}

const History& Project::finish_history(Diagnostics& found) {
    const auto& history = *history_.get();
    if (!std::exchange(history_told_, true)) found.append(told_of_history_.sorted());
    if (!next_history_.empty()) write_later(history_file, [next = std::exchange(next_history_, {})] { return next; });
    return history;
}

void Project::write_later(std::string_view name, std::function<std::string()> bytes) {
    writing_.push_back(beside(options_.threads, [folder = memory(), name = std::string{name},
                                                 bytes = std::move(bytes)] { write_state(folder, name, bytes()); }));
}

void Project::finish_writing() {
    for (auto& each : std::exchange(writing_, {})) each.get();
}

Project::~Project() {
    try {
        finish_writing();
    } catch (const EnvironmentError&) {
        // Whoever only reads needs no memory; a build that cannot write has said so.
    }
}

void Project::read_commit(const SiteCommit& from, Diagnostics& found) {
    const auto commit = object_id(from.id);
    if (!commit) throw EnvironmentError("read", from.id, "it is no commit");
    begin_history([this, from](const std::string& cached, std::string& next) {
        return read_history_at(from.repository, from.site, from.id, cached, next, options_.threads, told_of_history_);
    });
    try {
        auto blobs = KnownBlobs::from_bytes(read_state(memory(), blobs_file).value_or(""));
        const auto repository = std::make_shared<Repository>(from.repository);
        auto read = knav::read_commit(repository, *commit, from.site, {}, blobs, options_.threads, found);
        if (read.read > 0) write_state(memory(), blobs_file, blobs.to_bytes());
        tree_ = Tree{std::move(read.snapshot), read.digest, read.read};
    } catch (const GitFailure& failure) {
        throw EnvironmentError("read", from.repository.string(), failure.what());
    }
}

const Site& Project::read(Diagnostics& found) {
    auto words = beside(options_.threads, [this] { return remembered_words(memory()); });
    auto past = beside(options_.threads, [this] { return parse_past(bytes_of(map_state(memory(), past_file))); });
    auto pages = beside(options_.threads, [this] { return remembered_pages(memory()); });
    const auto joints = map_state(memory(), joints_file);
    if (!tree_) read_tree_and_history(found);
    if (memo_.pages.empty()) memo_ = pages.get();
    if (!search_.words) search_.words = words.get();
    Surroundings around{options_.today,   history_,   options_.threads, options_.drafts,
                        options_.program, past.get(), search_,          bytes_of(joints)};
    site_ = Site::assemble(tree_->snapshot, std::move(around), names_, memo_, found);
    static_cast<void>(finish_history(found));
    if (site_->past != nullptr && site_->past != site_->surroundings.past)
        write_later(past_file, [past = site_->past] { return serialise(*past); });
    if (site_->joined_anew())
        write_later(joints_file, [&site = *site_] { return serialise(site.graph, site.joins()); });
    if (worth_remembering(memo_)) write_later(pages_file, [this] { return serialise(memo_, 1); });
    return *site_;
}

Digest Project::of_all_that_is_read(Diagnostics& found) {
    if (!tree_) read_tree_and_history(found);
    return Hasher{}
        .add(tree_->digest)
        .add(digest_of(finish_history(found)))
        .add(iso(options_.today))
        .add(options_.program)
        .add(static_cast<std::uint64_t>(options_.drafts))
        .add(dictionary_)
        .finish();
}

// What was remembered last is a digest of the situation and, each after a zero byte, the paths that were published then.
Project::LastTime Project::last_time() const {
    const auto file = map_state(memory(), name_for(situation_file, options_.output));
    auto rest = bytes_of(file);
    LastTime last;
    last.is_known = file.has_value();
    last.situation = take_part(rest);
    std::vector<std::string> paths;
    while (!rest.empty()) paths.emplace_back(take_part(rest));
    const auto missing = missing_paths(options_.output, paths, options_.threads);
    std::set_difference(paths.begin(), paths.end(), missing.begin(), missing.end(), std::back_inserter(last.there));
    last.all_there = missing.empty();
    return last;
}

// The ledger knows files as they were before they were made portable: of another shape, or made so by another program,
// all of them are written anew.
Ledger Project::ledger_of_this_shape() {
    auto ledger = last_ledger();
    const auto shape = read_state(memory(), name_for(shape_file, options_.output));
    const bool made_otherwise = options_.portable && ledger.basis.program != options_.program;
    if (made_otherwise || shape.value_or("") != shape_of(options_)) {
        for (auto& target : ledger.targets) target.output = {};
    }
    return ledger;
}

Ledger Project::last_ledger() {
    const auto written = map_state(memory(), name_for(ledger_file, options_.output));
    auto ledger = Ledger::parse(bytes_of(written), *names_).value_or(Ledger{});
    ledger_size_ = bytes_of(written).size();
    ledger_steps_ = read_state(memory(), name_for(ledger_steps_file, options_.output)).value_or("");
    return take_written(ledger, ledger_steps_, *names_) ? std::move(ledger) : Ledger{};
}

// Steps are as quick to read as they are few.
void Project::remember_ledger(const Made& made) {
    const auto folder = memory();
    const auto most = ledger_size_ / 16;
    if (made.step && ledger_steps_.size() < most) {
        const auto steps = ledger_steps_ + serialise(*made.step, *names_);
        if (steps.size() < most) return write_state(folder, name_for(ledger_steps_file, options_.output), steps);
    }
    forget_state(folder, name_for(ledger_steps_file, options_.output));
    write_state(folder, name_for(ledger_file, options_.output), made.ledger.serialise(*names_));
}

// The situation comes last, and goes first: without it nothing that is remembered of the output is believed.
void Project::remember(const Made& made, Diagnostics& found) {
    const auto folder = memory();
    remember_ledger(made);
    write_state(folder, name_for(shape_file, options_.output), shape_of(options_));
    // A build that had something to say says it again next time, and old versions that could not be read may be mended with
    // nothing else new: only after one that was silent and saw all may the next be passed over.
    const bool saw_all = !site_->past || site_->past->unreadable == 0;
    const bool was_silent = found.errors() + found.warnings() == 0;
    auto situation = was_silent && saw_all ? of_all_that_is_read(found).hex() : std::string{};
    for (const auto& target : made.ledger.targets) situation.append(1, '\0').append(target.path);
    write_state(folder, name_for(situation_file, options_.output), situation);
}

Made Project::make(Ledger last, const Present& present, const HandOver& hand_over, Diagnostics& found) {
    const auto& site = site_ ? *site_ : read(found);
    const auto in_shape = [&](File file) {
        hand_over(options_.portable ? made_portable(std::move(file), site.settings.base_path) : std::move(file));
    };
    auto built = knav::build(site, std::move(last), present, in_shape, found);
    Made made;
    made.remembered = beside(options_.threads, [this] {
        remember_words();
        finish_writing();
    });
    made.outcome.pages = site.graph.pages().size();
    made.outcome.targets = built.verdicts.size();
    made.outcome.made = built.made;
    made.outcome.written = built.handed_over;
    made.outcome.removed = built.remove.size();
    made.outcome.verdicts = std::move(built.verdicts);
    const auto diagnostics = found.sorted();
    made.may_be_published = std::none_of(diagnostics.begin(), diagnostics.end(),
                                         [&](const auto& d) { return stops_publishing(d, options_.strict); });
    made.remove = std::move(built.remove);
    made.ledger = std::move(built.ledger);
    made.step = std::move(built.step);
    return made;
}

void Project::remember_words() {
    if (search_.words && search_.words->worth_remembering())
        write_state(memory(), words_file, search_.words->serialise());
}

Outcome Project::build(Diagnostics& found) {
    auto looking = beside(options_.threads, [this] { return last_time(); });
    if (!tree_) read_tree_and_history(found);
    const auto before = looking.get();
    // What was not read (a pipe, a file that is too large) is in no digest: it is told, and never passed over.
    const bool silent = found.errors() + found.warnings() == 0;
    const bool may_be_same = !site_ && silent && before.is_known && before.all_there;
    if (may_be_same && before.situation == of_all_that_is_read(found).hex()) {
        Outcome outcome;
        outcome.nothing_to_do = outcome.published = true;
        return outcome;
    }
    auto last =
        beside(options_.threads, [this, known = before.is_known] { return known ? ledger_of_this_shape() : Ledger{}; });
    if (!site_) read(found);
    const auto present = [&](const std::string& path) {
        return before.all_there || std::binary_search(before.there.begin(), before.there.end(), path);
    };
    Publication publication{options_.output, options_.adopt_output ? Ownership::adopt : Ownership::ours};
    const auto hand_over = [&](const File& file) { publication.add(file); };
    auto ledger = last.get();
    const bool remembers = !ledger.targets.empty();
    auto made = make(std::move(ledger), present, hand_over, found);
    if (!made.may_be_published) {
        made.remembered.get();
        return std::move(made.outcome);
    }

    // With nothing remembered, what lies in a folder of ours may be of a run that was killed.
    if (!remembers && !options_.adopt_output) {
        std::unordered_set<std::string_view> wanted;
        for (const auto& target : made.ledger.targets) wanted.insert(target.path);
        for (auto& path : published_paths(options_.output)) {
            if (!wanted.contains(path)) made.remove.push_back(std::move(path));
        }
    }
    // A run that is killed from here on leaves files that no ledger knows. The next one is to make everything.
    if (made.outcome.written + made.outcome.removed > 0)
        forget_state(memory(), name_for(situation_file, options_.output));
    publication.finish(made.remove);
    made.outcome.published = true;
    remember(made, found);
    made.remembered.get();
    return std::move(made.outcome);
}

}  // namespace knav
