#include "git/repository.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include <git2.h>

#include "git/loose_object.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

void check(int result) {
    if (result >= 0) return;
    const auto* error = git_error_last();
    throw GitFailure(error != nullptr && error->message != nullptr ? error->message : "git failed");
}

/// libgit2's lifetime: from the first use to the program's end. If it ended while other threads had asked it something, it
/// could not free what it keeps for each of them.
class Library {
public:
    Library() {
        check(git_libgit2_init());
        // Objects are checked by git when they arrive. Checking them again at every reading doubles the time.
        git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
        // Trees are kept by those who read them, and by them alone.
        git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, std::size_t{0});
    }
    ~Library() { git_libgit2_shutdown(); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
};

/// Names may be in any encoding, or none.
std::string as_text(const char* bytes) {
    if (bytes == nullptr) return {};
    const std::string_view said{bytes};
    if (!first_invalid_utf8(said)) return std::string{said};
    std::string mended;
    for (std::size_t at = 0; at < said.size();) append_utf8(mended, next_code_point(said, at));
    return mended;
}

template <class Handle, void (*Free)(Handle*)>
struct Freed {
    void operator()(Handle* handle) const { Free(handle); }
};
template <class Handle, void (*Free)(Handle*)>
using Owned = std::unique_ptr<Handle, Freed<Handle, Free>>;
using RepositoryHandle = Owned<git_repository, git_repository_free>;
using ObjectStore = Owned<git_odb, git_odb_free>;
using AnyObject = Owned<git_object, git_object_free>;
using CommitHandle = Owned<git_commit, git_commit_free>;
using ReferenceHandle = Owned<git_reference, git_reference_free>;
using ConfigHandle = Owned<git_config, git_config_free>;

ObjectId id_of(const git_oid& oid) {
    ObjectId id;
    std::memcpy(id.data(), oid.id, id.size());
    return id;
}

git_oid git_id(const ObjectId& id) {
    git_oid oid;
    std::memcpy(oid.id, id.data(), id.size());
    return oid;
}

ObjectKind kind_of(git_object_t type) {
    switch (type) {
        case GIT_OBJECT_COMMIT: return ObjectKind::commit;
        case GIT_OBJECT_TREE: return ObjectKind::tree;
        case GIT_OBJECT_BLOB: return ObjectKind::blob;
        case GIT_OBJECT_TAG: return ObjectKind::tag;
        default: throw GitFailure("an object of a kind that git does not have");
    }
}

constexpr std::uint64_t largest_commit = 1U << 20;

/// "author Anna <anna@example.org> 1700000000 +0100"
Signature signature_of(std::string_view headers, std::string_view key) {
    const auto at = headers.find(key);
    if (at == std::string_view::npos || headers.find(key, at + 1) != std::string_view::npos) {
        throw GitFailure("a commit that does not say who made it");
    }
    const auto begin = at + key.size();
    const auto line = headers.substr(begin, std::min(headers.find('\n', begin), headers.size()) - begin);
    const auto open = line.find('<'), close = line.find('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
        line.find_first_of("<>", close + 1) != std::string_view::npos || line.find('<', open + 1) < close) {
        throw GitFailure("a commit that does not say who made it");
    }
    auto name = line.substr(0, open);
    while (name.ends_with(' ')) name.remove_suffix(1);
    return {std::string{name}, std::string{line.substr(open + 1, close - open - 1)}};
}

void require_whole(const LooseObject& object, const ObjectId& id) {
    if (object.state == LooseState::damaged) throw GitFailure("object " + hexadecimal(id) + " is damaged");
}

void require_kind(bool is_of_kind) {
    if (!is_of_kind) throw GitFailure("an object is not of the kind it should be");
}

KeptBytes read_object(git_odb* store, LooseObjects& objects, const ObjectId& id, git_object_t type) {
    auto loose = objects.read(id);
    require_whole(loose, id);
    if (loose.state == LooseState::whole) {
        require_kind(loose.kind == git_object_type2string(type));
        const auto bytes = std::make_shared<const std::string>(std::move(loose.bytes));
        return {bytes, *bytes};
    }
    const git_oid oid = git_id(id);
    git_odb_object* object = nullptr;
    check(git_odb_read(&object, store, &oid));
    const std::shared_ptr<git_odb_object> owned{object, git_odb_object_free};
    require_kind(git_odb_object_type(object) == type);
    return {owned, {static_cast<const char*>(git_odb_object_data(object)), git_odb_object_size(object)}};
}

bool are_digits(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == text.npos; }

}  // namespace

std::string hexadecimal(const ObjectId& id) {
    const git_oid oid = git_id(id);
    std::string digits(GIT_OID_HEXSZ, '0');
    git_oid_fmt(digits.data(), &oid);
    return digits;
}

std::optional<ObjectId> object_id(std::string_view digits) {
    git_oid oid;
    if (digits.size() != GIT_OID_HEXSZ || !are_digits(digits)) return std::nullopt;
    if (git_oid_fromstrn(&oid, digits.data(), digits.size()) < 0) return std::nullopt;
    return id_of(oid);
}

struct Repository::Parts {
    std::optional<fs::path> place;
    RepositoryHandle repository;
    ObjectStore store;
    std::shared_ptr<LooseObjects> loose;
    std::unordered_map<ObjectId, KeptBytes, ObjectIdHash> trees;
    std::size_t size_of_trees = 0;  // in bytes
    std::unordered_map<ObjectId, Commit, ObjectIdHash> commits;

    /// Without a place: the repository that git's variables name. `listed` is what another one of it knows already.
    explicit Parts(std::optional<fs::path> at, std::shared_ptr<LooseObjects> listed = nullptr)
        : place(std::move(at)), loose(std::move(listed)) {
        static const Library library;
        git_repository* opened = nullptr;
        if (place) {
            check(git_repository_open(&opened, place->c_str()));
        } else {
            check(git_repository_open_ext(&opened, nullptr, GIT_REPOSITORY_OPEN_FROM_ENV, nullptr));
        }
        repository.reset(opened);
        git_odb* all = nullptr;
        check(git_repository_odb(&all, opened));
        store.reset(all);
        if (!loose) loose = std::make_shared<LooseObjects>(fs::path{git_repository_commondir(opened)} / "objects");
    }

    /// The commit an object is or, if it is a tag, stands for.
    [[nodiscard]] std::optional<ObjectId> commit_of(git_object* object) const {
        git_object* peeled = nullptr;
        if (git_object_peel(&peeled, object, GIT_OBJECT_COMMIT) < 0) return std::nullopt;
        return id_of(*git_object_id(AnyObject{peeled}.get()));
    }

    [[nodiscard]] std::optional<ObjectId> commit_of(const git_oid& oid, std::size_t digits) const {
        git_object* object = nullptr;
        if (git_object_lookup_prefix(&object, repository.get(), &oid, digits, GIT_OBJECT_ANY) < 0) return std::nullopt;
        return commit_of(AnyObject{object}.get());
    }
};

Repository::Repository(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Repository::Repository(const fs::path& place) : parts_(std::make_unique<Parts>(place)) {}
Repository Repository::of_hook() { return Repository{std::make_unique<Parts>(std::nullopt)}; }
Repository Repository::again() const { return Repository{std::make_unique<Parts>(parts_->place, parts_->loose)}; }
Repository::~Repository() = default;
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;

fs::path Repository::folder() const { return git_repository_path(parts_->repository.get()); }

std::optional<fs::path> Repository::working_tree() const {
    const char* folder = git_repository_workdir(parts_->repository.get());
    if (folder == nullptr) return std::nullopt;
    return fs::path{folder};
}

std::optional<ObjectId> Repository::find_ref(const std::string& name) const {
    git_oid oid;
    const int result = git_reference_name_to_id(&oid, parts_->repository.get(), name.c_str());
    if (result == GIT_ENOTFOUND || result == GIT_EINVALIDSPEC) return std::nullopt;
    check(result);
    return id_of(oid);
}

std::string Repository::head_ref() const {
    git_reference* found = nullptr;
    check(git_reference_lookup(&found, parts_->repository.get(), "HEAD"));
    const ReferenceHandle head{found};
    const char* target = git_reference_symbolic_target(found);
    return target == nullptr ? "" : target;
}

std::optional<ObjectId> Repository::find_commit(std::string_view said) const {
    const auto tilde = said.find('~');
    const auto name = std::string{said.substr(0, tilde)};
    unsigned steps = 0;
    if (tilde != said.npos) {
        const auto count = said.substr(tilde + 1);
        const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), steps);
        if (error != std::errc{} || end != count.data() + count.size()) return std::nullopt;
    }
    std::optional<ObjectId> commit;
    std::vector<std::string> refs = {"refs/heads/" + name, "refs/tags/" + name};
    if (name == "HEAD" || name.starts_with("refs/")) refs = {name};
    for (const auto& ref : refs) {
        if (const auto id = find_ref(ref)) {
            commit = parts_->commit_of(git_id(*id), GIT_OID_HEXSZ);
            break;
        }
    }
    if (!commit && name.size() >= 4 && name.size() <= GIT_OID_HEXSZ && are_digits(name)) {
        git_oid oid;
        check(git_oid_fromstrn(&oid, name.data(), name.size()));
        commit = parts_->commit_of(oid, name.size());
    }
    for (; commit && steps > 0; --steps) {
        const auto parents = this->commit(*commit).parents;
        commit = parents.empty() ? std::nullopt : std::optional{parents.front()};
    }
    return commit;
}

std::optional<ObjectId> Repository::find_commit_before(std::int64_t end) const {
    for (auto at = find_ref("HEAD"); at;) {
        const auto commit = this->commit(*at);
        if (commit.committed >= first_believed_time && commit.committed < end) return at;
        at = commit.parents.empty() ? std::nullopt : std::optional{commit.parents.front()};
    }
    return std::nullopt;
}

std::vector<ObjectId> Repository::merge_bases(const ObjectId& one, const ObjectId& other) const {
    const git_oid first = git_id(one), second = git_id(other);
    git_oidarray found{};
    const int result = git_merge_bases(&found, parts_->repository.get(), &first, &second);
    if (result == GIT_ENOTFOUND) return {};
    check(result);
    std::vector<ObjectId> bases;
    for (std::size_t i = 0; i < found.count; ++i) bases.push_back(id_of(found.ids[i]));
    git_oidarray_dispose(&found);
    return bases;
}

ObjectHeader Repository::header(const ObjectId& id) const {
    const git_oid oid = git_id(id);
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    check(git_odb_read_header(&size, &type, parts_->store.get(), &oid));
    return {kind_of(type), size};
}

Commit Repository::commit(const ObjectId& id) const {
    constexpr std::size_t most_commits = 100'000;
    if (const auto known = parts_->commits.find(id); known != parts_->commits.end()) return known->second;
    if (parts_->commits.size() > most_commits) parts_->commits.clear();
    require_whole(parts_->loose->read(id), id);
    const git_oid oid = git_id(id);
    git_commit* found = nullptr;
    check(git_commit_lookup(&found, parts_->repository.get(), &oid));
    const CommitHandle handle{found};
    Commit commit{id, id_of(*git_commit_tree_id(found)), {}, git_commit_time(found), 0};
    commit.authored = git_commit_author(found)->when.time;
    for (unsigned i = 0; i < git_commit_parentcount(found); ++i) {
        commit.parents.push_back(id_of(*git_commit_parent_id(found, i)));
    }
    parts_->commits.emplace(id, commit);
    return commit;
}

Signatures Repository::signatures(const ObjectId& commit) const {
    if (header(commit).size > largest_commit) throw GitFailure("a commit too large to be read");
    const auto object = read_object(parts_->store.get(), *parts_->loose, commit, GIT_OBJECT_COMMIT);
    auto text = object.bytes;
    text = text.substr(0, text.find("\n\n"));
    return {signature_of(text, "\nauthor "), signature_of(text, "\ncommitter ")};
}

PastCommit Repository::describe(const ObjectId& id) const {
    require_whole(parts_->loose->read(id), id);
    const git_oid oid = git_id(id);
    git_commit* found = nullptr;
    check(git_commit_lookup(&found, parts_->repository.get(), &oid));
    const CommitHandle handle{found};
    const auto* author = git_commit_author(found);
    return {hexadecimal(id), author->when.time, as_text(author->name), as_text(author->email),
            as_text(git_commit_summary(found))};
}

std::string Repository::blob(const ObjectId& id) const {
    return std::string{read_object(parts_->store.get(), *parts_->loose, id, GIT_OBJECT_BLOB).bytes};
}

std::string_view Repository::tree(const ObjectId& id) {
    auto& trees = parts_->trees;
    if (const auto known = trees.find(id); known != trees.end()) return known->second.bytes;
    // Unpacked in memory, so its size is asked first: 64 MB is a folder of a million files.
    if (header(id).size > (64U << 20)) throw GitFailure("a tree too large to be read");
    const auto& kept = trees.emplace(id, accepted_tree(id)).first->second;
    parts_->size_of_trees += kept.bytes.size();
    return kept.bytes;
}

KeptBytes Repository::accepted_tree(const ObjectId& id) const {
    return read_object(parts_->store.get(), *parts_->loose, id, GIT_OBJECT_TREE);
}

void Repository::forget_trees() {
    if (parts_->trees.size() <= 4096 && parts_->size_of_trees <= (64U << 20)) return;
    parts_->trees.clear();
    parts_->size_of_trees = 0;
}

std::optional<ObjectId> Repository::folder_in(const Commit& commit, std::string_view path) {
    if (path.empty()) return commit.tree;
    TreeEntry entry;
    const auto load = [this](const ObjectId& id) { return tree(id); };
    if (!find_entry(commit.tree, path, load, entry) || !entry.is_folder()) return std::nullopt;
    return entry.object();
}

std::optional<std::string> Repository::setting(const std::string& name) const {
    git_config* settings = nullptr;
    check(git_repository_config_snapshot(&settings, parts_->repository.get()));
    const ConfigHandle owned{settings};
    const char* value = nullptr;
    const int result = git_config_get_string(&value, settings, name.c_str());
    if (result == GIT_ENOTFOUND || value == nullptr) return std::nullopt;
    check(result);
    return std::string{value};
}

void Repository::set(const std::string& name, const std::string& value) {
    git_config* settings = nullptr;
    check(git_repository_config(&settings, parts_->repository.get()));
    const ConfigHandle all{settings};
    git_config* own = nullptr;
    check(git_config_open_level(&own, settings, GIT_CONFIG_LEVEL_LOCAL));
    const ConfigHandle local{own};
    check(git_config_set_string(own, name.c_str(), value.c_str()));
}

}  // namespace knav
