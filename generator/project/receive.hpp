// A push, judged as a whole before anything of it is taken: refs, commits, who made them, every file each of them changes,
// and what the site would be afterwards. Nothing is written to the repository.
// Policy and schema are those of the published tip. Whatever cannot be read or finished refuses the push.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "git/repository.hpp"
#include "guard/judge.hpp"
#include "text/digest.hpp"

namespace knav {

struct RefUpdate {
    std::string name;                // full: "refs/heads/main"
    std::optional<ObjectId> before;  // nothing: it is new
    std::optional<ObjectId> after;   // nothing: it is removed
};

struct ReceiveOptions {
    std::string branch = "refs/heads/main";  // the one that is published
    std::string site;                        // the site's folder in the repository, ending in '/'; empty: the whole
    Date today;
    unsigned threads = 1;
    Digest program;
    std::filesystem::path memory;       // where to remember what was read of the site; empty: nowhere
    bool strict = false;                // dead links refuse too
    std::function<bool()> out_of_time;  // asked between steps
};

/// One thing that refuses the push. `commit` is empty for what belongs to the push as a whole.
struct Refusal {
    std::string commit;
    Ruling ruling;
};

struct Judgement {
    const Editor* editor = nullptr;  // who pushes; null: nobody known
    Language language = Language::sv;
    std::vector<Refusal> refusals;     // by right
    std::vector<Diagnostic> mistakes;  // errors the site would newly have, as `knav check` tells them
    std::vector<Diagnostic> remarks;   // what it would newly have and that stops nothing
    std::size_t commits = 0;
    std::shared_ptr<const Law> law;    // what it was judged by; null if that could not be read
    std::shared_ptr<const void> kept;  // what `law` and `editor` point into

    [[nodiscard]] bool accepted() const { return editor != nullptr && refusals.empty() && mistakes.empty(); }
};

inline constexpr std::size_t most_new_commits = 10'000;
inline constexpr std::size_t most_changed_files = 50'000;
inline constexpr std::size_t most_refs = 64;
/// "refs/heads/forslag/EDITOR/NUMBER".
inline constexpr std::string_view proposals_folder = "refs/heads/forslag/";

/// `pusher` is what the transport says of who pushes. Never throws: what fails becomes a refusal.
[[nodiscard]] Judgement receive(const std::shared_ptr<Repository>& repository, const std::vector<RefUpdate>& updates,
                                std::string_view pusher, const ReceiveOptions& options);

/// The same for commits that are in a repository already, as a check on a forge without hooks: what `after` brings to
/// `before`, by an editor of the policy in `before`.
[[nodiscard]] Judgement judge_range(const std::shared_ptr<Repository>& repository, const ObjectId& before,
                                    const ObjectId& after, std::string_view editor, const ReceiveOptions& options);

/// The law as of one commit, with all it needs kept alive by the pointer.
struct StandingLaw {
    Policy policy;
    Schema schema;
    Diagnostics found;  // what is wrong with the policy
    std::unique_ptr<Law> law;
    std::shared_ptr<Repository> repository;
};
[[nodiscard]] std::shared_ptr<StandingLaw> law_of(const std::shared_ptr<Repository>& repository, const ObjectId& commit,
                                                  std::string_view site, const Date& today);

/// "1" of ".../forslag/EDITOR/1" when it is that editor's; empty otherwise.
[[nodiscard]] std::string proposal_number(std::string_view ref, std::string_view editor);

}  // namespace knav
