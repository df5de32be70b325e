// A git repository, read: its refs and its objects. libgit2 is known to this room's repository.cpp alone.
// Nothing here follows replacement objects, and a text is never taken for one of git's expressions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "git/tree_bytes.hpp"

namespace knav {

/// git could not do it. Whoever asked decides what that means: an unknown history, a refused push.
struct GitFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// 1990, in Unix seconds: older than any file that could have been imported. What says it was made before, says it by a
/// clock that was wrong.
inline constexpr std::int64_t first_believed_time = 631'152'000;

enum class ObjectKind { commit, tree, blob, tag };

struct ObjectHeader {
    ObjectKind kind = ObjectKind::blob;
    std::uint64_t size = 0;  // in bytes, once unpacked
};

struct Commit {
    ObjectId id{};
    ObjectId tree{};
    std::vector<ObjectId> parents;
    std::int64_t committed = 0;
    std::int64_t authored = 0;
};

/// A person as a commit names one.
struct Signature {
    std::string name;
    std::string email;
};

struct Signatures {
    Signature author;
    Signature committer;
};

/// 40 lower-case digits, and back; nothing if it is anything else.
[[nodiscard]] std::string hexadecimal(const ObjectId& id);
[[nodiscard]] std::optional<ObjectId> object_id(std::string_view digits);

/// An object's bytes, for as long as somebody keeps them.
struct KeptBytes {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
};

/// For one thread at a time. Every question throws GitFailure when an object is missing, damaged or of another kind.
class Repository {
public:
    /// A working tree, its .git, or a bare repository.
    explicit Repository(const std::filesystem::path& place);
    /// The one git has started a hook for, as its variables say: also what is pushed and not yet accepted can be read.
    [[nodiscard]] static Repository of_hook();
    /// The same repository once more, for another thread.
    [[nodiscard]] Repository again() const;
    ~Repository();
    Repository(Repository&&) noexcept;
    Repository& operator=(Repository&&) noexcept;

    /// The folder that holds refs and objects: .git, or the bare repository itself.
    [[nodiscard]] std::filesystem::path folder() const;
    /// Where the working tree is, unless the repository is bare.
    [[nodiscard]] std::optional<std::filesystem::path> working_tree() const;

    /// What a ref points to, by its full name ("refs/heads/main") or "HEAD". Nothing if there is none.
    [[nodiscard]] std::optional<ObjectId> find_ref(const std::string& name) const;
    /// The full name of the ref that HEAD stands for ("refs/heads/main"), whether it exists yet or not; "" if detached.
    [[nodiscard]] std::string head_ref() const;
    /// The commit a person means: "HEAD", a branch, a tag, a ref's full name, or an id of at least four digits; each may
    /// end in "~3" for three steps back along first parents. Nothing if there is none, or more than one.
    [[nodiscard]] std::optional<ObjectId> find_commit(std::string_view said) const;
    /// What HEAD was on a day: the newest commit along first parents that was made before `end` (Unix seconds). One whose
    /// clock was wrong, before 1990, is passed over.
    [[nodiscard]] std::optional<ObjectId> find_commit_before(std::int64_t end) const;

    /// Where the lines that lead to two commits parted: the last that both build on. More than one where lines crossed.
    [[nodiscard]] std::vector<ObjectId> merge_bases(const ObjectId& one, const ObjectId& other) const;

    [[nodiscard]] ObjectHeader header(const ObjectId& id) const;
    [[nodiscard]] Commit commit(const ObjectId& id) const;
    /// Who made a commit, as it says itself. Read from its bytes: a header that is there twice is damage.
    [[nodiscard]] Signatures signatures(const ObjectId& commit) const;
    /// Who made a commit, when and why. What is no UTF-8 is shown as such.
    [[nodiscard]] PastCommit describe(const ObjectId& id) const;
    [[nodiscard]] std::string blob(const ObjectId& id) const;
    /// A tree's bytes, which stay until forget_trees is called.
    [[nodiscard]] std::string_view tree(const ObjectId& id);
    /// The same for one who reads thousands and keeps the few worth keeping, of commits that were accepted long ago: its
    /// size is not asked before it is unpacked, which takes as long as reading it.
    [[nodiscard]] KeptBytes accepted_tree(const ObjectId& id) const;
    /// Frees the trees if there are many. Views of them end here.
    void forget_trees();
    /// The tree at a path below a commit's; "" is the whole. Nothing if the commit has no such folder.
    [[nodiscard]] std::optional<ObjectId> folder_in(const Commit& commit, std::string_view path);

    /// A value of the repository's own settings ("knav.publish"), or of the machine's; nothing if it is not set.
    [[nodiscard]] std::optional<std::string> setting(const std::string& name) const;
    /// Writes one of the repository's own settings.
    void set(const std::string& name, const std::string& value);

private:
    struct Parts;
    explicit Repository(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace knav
