#include "project/receive.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "diag/environment_error.hpp"
#include "git/new_commits.hpp"
#include "guard/grounds.hpp"
#include "guard/skeleton.hpp"
#include "project/tree_files.hpp"
#include "project/whole_site.hpp"
#include "site/settings.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

std::string short_id(const ObjectId& id) { return hexadecimal(id).substr(0, 10); }

Ruling refused(const Rule& ground, std::vector<std::string> arguments = {}) {
    Ruling ruling;
    ruling.ground = &ground;
    ruling.arguments = std::move(arguments);
    return ruling;
}

/// One push on its way through the judgement.
class Reception {
public:
    Reception(std::shared_ptr<Repository> repository, const ReceiveOptions& options, Judgement& judgement)
        : repository_(std::move(repository)), options_(options), judgement_(judgement) {}

    void run(const std::vector<RefUpdate>& updates, std::string_view pusher) {
        const auto published = repository_->find_ref(options_.branch);
        if (!published) return refuse(ground::policy_unreadable, {options_.branch});
        if (!recognise(*published, pusher)) return;
        if (updates.size() > most_refs)
            return refuse(ground::push_too_large, {std::to_string(updates.size()) + " refs"});
        for (const auto& update : updates) one(update);
    }

    void run(const ObjectId& before, const ObjectId& after, std::string_view editor) {
        if (recognise(before, editor)) published_branch(after);
    }

private:
    /// Reads the law, and who it is by it.
    bool recognise(const ObjectId& published, std::string_view pusher) {
        published_ = published;
        standing_ = law_of(repository_, published_, options_.site, options_.today);
        judgement_.kept = standing_;
        judgement_.law = std::shared_ptr<const Law>{standing_, standing_->law.get()};
        judgement_.language = standing_->law->language;
        if (!standing_->policy.readable) {
            refuse(ground::policy_unreadable, {std::string{policy_path}});
            return false;
        }
        const auto* editor = standing_->policy.who(pusher);
        if (editor == nullptr) {
            refuse(ground::pusher_unknown, {shown(pusher)});
            return false;
        }
        judgement_.editor = editor;
        judgement_.language = editor->language.value_or(standing_->law->language);
        rights_ = std::make_unique<Rights>(*standing_->law, *editor);
        return true;
    }

    void refuse(const Rule& ground, std::vector<std::string> arguments = {}, std::string commit = {}) {
        judgement_.refusals.push_back({std::move(commit), refused(ground, std::move(arguments))});
    }

    void one(const RefUpdate& update) {
        const auto number = proposal_number(update.name, judgement_.editor->id);
        if (update.name == options_.branch) {
            if (!update.after || update.before != published_) return refuse(ground::ref_not_forward, {update.name});
            published_branch(*update.after);
        } else if (!number.empty()) {
            if (update.after) proposal(update);
        } else {
            refuse(ground::ref_closed, {shown(update.name)});
        }
    }

    [[nodiscard]] bool is_commit(const ObjectId& id) const {
        return repository_->header(id).kind == ObjectKind::commit;
    }

    void keep_time() const {
        if (options_.out_of_time && options_.out_of_time()) throw GitFailure("it took too long");
    }

    /// Who made each commit, and that it goes on from what there is.
    void identities(const NewCommits& fresh) {
        for (const auto& each : fresh.commits) {
            if (!each.base) refuse(ground::history_root, {short_id(each.commit.id)}, short_id(each.commit.id));
            const auto people = repository_->signatures(each.commit.id);
            for (const auto* person : {&people.author, &people.committer}) {
                if (is_pusher(*person)) continue;
                refuse(ground::author_other,
                       {short_id(each.commit.id), shown_person(*person),
                        judgement_.editor->emails.empty() ? judgement_.editor->id : judgement_.editor->emails.front()},
                       short_id(each.commit.id));
                break;
            }
            if (judgement_.refusals.size() > most_told) return;
        }
    }

    static std::string shown_person(const Signature& person) {
        const auto text = person.name + " <" + person.email + ">";
        return first_invalid_utf8(text) || has_invisible(text) ? shown(text) : text;
    }

    /// The address must be the pusher's own, and the name not another editor's.
    [[nodiscard]] bool is_pusher(const Signature& person) const {
        const auto& own = *judgement_.editor;
        if (std::find(own.emails.begin(), own.emails.end(), lower(person.email)) == own.emails.end()) return false;
        if (first_invalid_utf8(person.name)) return false;
        const auto name = skeleton(person.name);
        return std::none_of(
            standing_->policy.editors.begin(), standing_->policy.editors.end(),
            [&](const Editor& each) { return &each != &own && (name == skeleton(each.name) || name == each.id); });
    }

    void published_branch(const ObjectId& tip) {
        if (!is_commit(tip)) return refuse(ground::ref_not_forward, {options_.branch});
        const auto fresh = new_commits(*repository_, tip, published_, most_new_commits);
        if (!fresh.forward) return refuse(ground::ref_not_forward, {options_.branch});
        judgement_.commits += fresh.commits.size();
        identities(fresh);
        if (!judgement_.refusals.empty()) return;  // whose it is decides all the rest
        for (const auto& each : fresh.commits) {
            keep_time();
            judge_change(*each.base, each.commit.id, short_id(each.commit.id));
            if (judgement_.refusals.size() > most_told) return;
        }
        const auto changes = judge_change(published_, tip, {});
        keep_time();
        policy_stays(changes, tip);
        // What may not be taken at all is not read further: it may be of any size and shape.
        if (std::any_of(judgement_.refusals.begin(), judgement_.refusals.end(),
                        [](const Refusal& each) { return is_of_form(*each.ruling.ground); })) {
            return;
        }
        auto site = whole_site(repository_, published_, tip, changes, *rights_, options_);
        judgement_.mistakes = std::move(site.mistakes);
        judgement_.remarks = std::move(site.remarks);
        for (auto& each : site.turned) judgement_.refusals.push_back({{}, std::move(each)});
    }

    static bool is_of_form(const Rule& rule) {
        return rule == ground::name_closed || rule == ground::name_twin || rule == ground::file_kind ||
               rule == ground::size_over || rule == ground::resource_kind;
    }

    [[nodiscard]] std::optional<ObjectId> tree_of(const ObjectId& commit) const {
        return site_tree(*repository_, repository_->commit(commit), options_.site);
    }

    [[nodiscard]] std::vector<EntryChange> changes_of(const ObjectId& before, const ObjectId& after) const {
        auto changes = entry_changes(repository_, repository_->commit(before).tree, repository_->commit(after).tree,
                                     options_.site, most_changed_files);
        // Told by the objects' headers: what is small when it is sent may be large when it is unpacked.
        std::uint64_t bytes = 0;
        for (const auto& each : changes) bytes += each.after ? each.after->file.size : 0;
        if (bytes > largest_change) throw GitFailure("more than 256 MB of files are changed");
        return changes;
    }

    std::vector<EntryChange> judge_change(const ObjectId& before, const ObjectId& after, const std::string& commit) {
        auto changes = changes_of(before, after);
        const Sides sides{files_in(repository_, tree_of(before)), files_in(repository_, tree_of(after))};
        for (auto& ruling : judge(*rights_, sides, changes)) {
            if (!ruling.allowed()) tell(commit, std::move(ruling));
        }
        return changes;
    }

    /// What several commits do, and the push with them, is told once.
    void tell(const std::string& commit, Ruling ruling) {
        if (told_.insert({ruling.path, ruling.unit, ruling.ground->name}).second) {
            judgement_.refusals.push_back({commit, std::move(ruling)});
        }
    }

    /// A policy that would be unreadable, or leave nobody to mend it, is not taken.
    void policy_stays(const std::vector<EntryChange>& changes, const ObjectId& tip) {
        const bool touched = std::any_of(changes.begin(), changes.end(), [](const EntryChange& each) {
            return !each.outside && each.path.starts_with("schema/");
        });
        if (!touched || !judgement_.refusals.empty()) return;
        const auto next = law_of(repository_, tip, options_.site, options_.today);
        if (!next->policy.readable) {
            for (auto& each : next->found.sorted()) judgement_.mistakes.push_back(std::move(each));
            return refuse(ground::policy_unreadable, {std::string{policy_path}});
        }
        const bool any = std::any_of(next->policy.editors.begin(), next->policy.editors.end(), [&](const Editor& each) {
            return Rights{*next->law, each}.is_admin();
        });
        if (!any) refuse(ground::policy_without_admin);
    }

    /// A proposal is only looked at by people: whose sections it changes is for them. What its files are is not.
    void proposal(const RefUpdate& update) {
        if (!is_commit(*update.after)) return refuse(ground::ref_closed, {update.name});
        if (update.before && !new_commits(*repository_, *update.after, *update.before, most_new_commits).forward) {
            return refuse(ground::ref_not_forward, {update.name});
        }
        const auto fresh = new_commits(*repository_, *update.after, published_, most_new_commits);
        judgement_.commits += fresh.commits.size();
        identities(fresh);
        for (const auto& each : fresh.commits) {
            keep_time();
            if (!each.base) continue;
            for (const auto& change : changes_of(*each.base, each.commit.id)) form_of(change, short_id(each.commit.id));
            if (judgement_.refusals.size() > most_told) return;
        }
    }

    void form_of(const EntryChange& change, const std::string& commit) {
        if (!change.after) return;
        auto fault = fault_of(change.path, area_of(change), *change.after);
        if (!fault && !change.twin.empty()) fault = Fault{&ground::name_twin, {change.path, shown(change.twin)}};
        if (!fault) return;
        auto ruling = refused(*fault->ground, std::move(fault->arguments));
        ruling.path = change.path;
        tell(commit, std::move(ruling));
    }

    static constexpr std::size_t most_told = 500;
    static constexpr std::uint64_t largest_change = 256U << 20;  // bytes, of one commit and of the push

    std::shared_ptr<Repository> repository_;
    const ReceiveOptions& options_;
    Judgement& judgement_;
    ObjectId published_{};
    std::shared_ptr<StandingLaw> standing_;
    std::unique_ptr<Rights> rights_;
    std::set<std::tuple<std::string, std::string, std::string_view>> told_;
};

}  // namespace

std::shared_ptr<StandingLaw> law_of(const std::shared_ptr<Repository>& repository, const ObjectId& commit,
                                    std::string_view site, const Date& today) {
    auto standing = std::make_shared<StandingLaw>();
    standing->repository = repository;
    const auto tree = site_tree(*repository, repository->commit(commit), site);
    const auto files = steering_files(repository, tree);
    Diagnostics schema_found;  // told by `knav check`; here it matters only whether the policy can be read
    const auto settings = read_settings(files, schema_found);
    standing->schema = read_schema(files, schema_found);
    standing->policy = read_policy(files.find(policy_path), standing->schema, standing->found);
    standing->law = std::make_unique<Law>(
        Law{standing->policy, standing->schema, settings.language, today, files_in(repository, tree)});
    return standing;
}

std::string proposal_number(std::string_view ref, std::string_view editor) {
    const auto folder = std::string{proposals_folder} + std::string{editor} + "/";
    if (editor.empty() || !ref.starts_with(folder)) return {};
    const auto number = ref.substr(folder.size());
    const bool digits = !number.empty() && number.size() <= 6 && number.find_first_not_of("0123456789") == number.npos;
    return digits && number.front() != '0' ? std::string{number} : std::string{};
}

namespace {

/// Whatever goes wrong refuses.
template <class Run>
Judgement judged(Run run) {
    Judgement judgement;
    const auto failed = [&](const char* why) {
        judgement.refusals.push_back({{}, refused(ground::object_unreadable, {why})});
    };
    try {
        run(judgement);
    } catch (const std::exception& failure) {
        failed(failure.what());
    } catch (...) {
        failed("?");
    }
    return judgement;
}

}  // namespace

Judgement receive(const std::shared_ptr<Repository>& repository, const std::vector<RefUpdate>& updates,
                  std::string_view pusher, const ReceiveOptions& options) {
    return judged([&](Judgement& judgement) { Reception{repository, options, judgement}.run(updates, pusher); });
}

Judgement judge_range(const std::shared_ptr<Repository>& repository, const ObjectId& before, const ObjectId& after,
                      std::string_view editor, const ReceiveOptions& options) {
    return judged([&](Judgement& judgement) { Reception{repository, options, judgement}.run(before, after, editor); });
}

}  // namespace knav
