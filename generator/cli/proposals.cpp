// knav propose and knav proposals: a change that is not one's own to make is handed to who is responsible, seen beside the
// present text, and taken over. git does the carrying; the one thing that is ours is the comparison.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/rights.hpp"
#include "diag/environment_error.hpp"
#include "git/run_git.hpp"
#include "guard/beside.hpp"
#include "guard/refusal.hpp"
#include "project/receive.hpp"
#include "project/tree_files.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder_here = "refs/remotes/knav/forslag/";

/// git in the site's folder; what it says when it fails is the answer to the person.
class Git {
public:
    explicit Git(fs::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] std::string ask(const std::vector<std::string>& words) const {
        auto answer = run_git(folder_, words);
        if (answer.status != 0) throw UsageError{{"git: " + answer.output, "git: " + answer.output}};
        while (answer.output.ends_with('\n')) answer.output.pop_back();
        return std::move(answer.output);
    }
    [[nodiscard]] std::vector<std::string> lines(const std::vector<std::string>& words) const {
        std::vector<std::string> all;
        std::istringstream text{ask(words)};
        for (std::string line; std::getline(text, line);) all.push_back(line);
        return all;
    }

private:
    fs::path folder_;
};

std::string remote_of(const Arguments& arguments) { return arguments.value("remote", "origin"); }

/// The number after the last that is in use, so that proposals never overwrite each other.
std::size_t next_number(const Git& git, const std::string& remote, const std::string& editor) {
    std::size_t last = 0;
    for (const auto& line : git.lines({"ls-remote", "--", remote, std::string{proposals_folder} + editor + "/*"})) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) continue;
        const auto number = proposal_number(std::string_view{line}.substr(tab + 1), editor);
        if (!number.empty()) last = std::max(last, static_cast<std::size_t>(std::stoul(number)));
    }
    return last + 1;
}

int run_propose(const Arguments& arguments) {
    const auto folder = folder_law(arguments);
    const auto language = folder->law->language;
    const Git git{project_options(arguments).root};
    const auto said = arguments.has("as") ? arguments.value("as") : git.ask({"config", "user.email"});
    const auto& editor = editor_named(folder->policy, said);
    if (!git.ask({"status", "--porcelain", "--untracked-files=no"}).empty()) {
        throw UsageError{
            {"allt är inte sparat i git: kör git commit först", "not all is committed: run git commit first"}};
    }
    const auto remote = remote_of(arguments);
    const auto number =
        arguments.has("number") ? arguments.value("number") : std::to_string(next_number(git, remote, editor.id));
    const auto ref = std::string{proposals_folder} + editor.id + "/" + number;
    if (proposal_number(ref, editor.id).empty()) {
        throw UsageError{{"--number är ett tal", "--number is a number"}};
    }
    (void)git.ask({"push", "--", remote, "HEAD:" + ref});
    std::cout << (language == Language::sv ? "Förslaget är inlämnat: " : "The proposal is handed in: ") << editor.id
              << "/" << number << "\n"
              << (language == Language::sv
                      ? "Webbplatsen är oförändrad tills den som ansvarar tar över det, med knav proposals.\n"
                        "Vill du ändra i det: spara och kör knav propose --number " +
                            number + "\n"
                      : "The site is as it was until who is responsible takes it over, with knav proposals.\n"
                        "To go on with it: commit and run knav propose --number " +
                            number + "\n");
    return all_right;
}

struct Proposal {
    std::string ref;
    std::string name;  // "rmpo-tandvard/1"
    std::string author, subject;
    std::string base;  // where it left what is published
};

std::vector<Proposal> fetch_proposals(const Git& git, const std::string& remote) {
    (void)git.ask({"fetch", "--quiet", "--prune", "--no-tags", "--", remote,
                   "+" + std::string{proposals_folder} + "*:" + std::string{folder_here} + "*"});
    (void)git.ask({"fetch", "--quiet", "--no-tags", "--", remote, "+HEAD:refs/remotes/knav/publicerat"});
    std::vector<Proposal> all;
    for (const auto& ref : git.lines({"for-each-ref", "--format=%(refname)", std::string{folder_here}})) {
        Proposal proposal{ref, ref.substr(folder_here.size()), {}, {}, {}};
        proposal.author = git.ask({"log", "-1", "--format=%an <%ae>", ref, "--"});
        proposal.subject = git.ask({"log", "-1", "--format=%s", ref, "--"});
        proposal.base = git.ask({"merge-base", "refs/remotes/knav/publicerat", ref});
        all.push_back(std::move(proposal));
    }
    return all;
}

std::vector<BesidePage> pages_of(const std::shared_ptr<Repository>& repository, const Proposal& proposal,
                                 const std::string& site, const Law& law) {
    const auto before = repository->find_ref("refs/remotes/knav/publicerat"),
               after = repository->find_ref(proposal.ref);
    const auto base = object_id(proposal.base);
    if (!before || !after || !base) throw EnvironmentError{"read", proposal.ref, "no such commit"};
    const auto changes = entry_changes(repository, repository->commit(*base).tree, repository->commit(*after).tree,
                                       site, most_changed_files);
    return beside(law, changes);
}

void list(const Proposal& proposal, const std::vector<BesidePage>& pages, const Law& law) {
    std::cout << proposal.name << "  " << proposal.author << "\n  " << proposal.subject << "\n";
    for (const auto& page : pages) {
        std::cout << "  " << shown(page.path) << "\n";
        for (const auto& unit : page.units) {
            std::cout << "    " << unit.name << ": "
                      << names_of(editors_with(law, page.page_id, unit.roles), law.language) << "\n";
        }
    }
}

/// The change becomes a commit of one's own; who made it stands in its last line.
int take(const Git& git, const std::vector<Proposal>& all, const std::string& name, Language language) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Proposal& each) { return each.name == name; });
    if (found == all.end()) {
        throw UsageError{{"inget förslag heter " + name, "no proposal is called " + name}};
    }
    (void)git.ask({"merge", "--quiet", "--squash", found->ref});
    (void)git.ask({"commit", "--quiet", "-m", found->subject, "-m", "Co-authored-by: " + found->author});
    std::cout << (language == Language::sv ? "Förslaget är övertaget som en egen ändring. Skicka in den med git push.\n"
                                           : "The proposal is a change of your own now. Hand it in with git push.\n");
    return all_right;
}

int run_proposals(const Arguments& arguments) {
    const auto folder = folder_law(arguments);
    const auto& law = *folder->law;
    const auto root = project_options(arguments).root;
    const Git git{root};
    const auto all = fetch_proposals(git, remote_of(arguments));
    if (arguments.has("take")) return take(git, all, arguments.value("take"), law.language);
    const auto repository = std::make_shared<Repository>(root);
    const auto top = repository->working_tree();
    auto site = top ? root.lexically_relative(top->lexically_normal()).generic_string() : std::string{};
    site = site.empty() || site == "." ? "" : site + "/";
    if (all.empty()) std::cout << (law.language == Language::sv ? "Inga förslag.\n" : "No proposals.\n");
    for (const auto& proposal : all) {
        const auto pages = pages_of(repository, proposal, site, law);
        list(proposal, pages, law);
        if (!arguments.has("html")) continue;
        auto name = proposal.name + ".html";
        std::replace(name.begin(), name.end(), '/', '-');
        const auto path = fs::absolute(arguments.value("html")) / name;
        std::error_code failed;
        fs::create_directories(path.parent_path(), failed);
        std::ofstream out{path, std::ios::binary | std::ios::trunc};
        out << beside_html(law, {proposal.name, proposal.author, proposal.subject}, pages);
        out.close();
        if (!out) throw EnvironmentError{"write", path.string(), "not writable"};
        std::cout << "  " << path.string() << "\n";
    }
    return all_right;
}

const Option remote_option{"--remote", "NAME", {"servern (origin)", "the server (origin)"}};

}  // namespace

const Command propose{
    "propose",
    {"Lämna in en ändring som ett förslag till den som ansvarar",
     "Hand in a change as a proposal to who is responsible"},
    {},
    {remote_option,
     {"--as",
      "EDITOR",
      {"redaktören (annars den som git config user.email är)", "the editor (else who git config user.email is)"}},
     {"--number", "N", {"gå vidare med ett förslag som redan finns", "go on with a proposal that is there"}}},
    {{"knav propose", {"efter git commit", "after git commit"}}},
    run_propose};

const Command proposals{
    "proposals",
    {"Förslag som väntar: se dem bredvid dagens text, ta över dem",
     "Proposals that wait: see them beside the present text, take them over"},
    {},
    {remote_option,
     {"--html", "DIR", {"en sida för varje förslag, med båda texterna", "a page for each proposal, with both texts"}},
     {"--take", "NAME", {"gör förslaget till en egen ändring", "make the proposal a change of one's own"}}},
    {{"knav proposals --html forslag", {"läs dem i webbläsaren", "read them in the browser"}},
     {"knav proposals --take rmpo-tandvard/1 && git push", {"ta över ett", "take one over"}}},
    run_proposals};

}  // namespace knav::cli
