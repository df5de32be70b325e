// From a branch of a repository to what readers see: the site as of the branch's newest commit is built beside the
// published one and takes its place at once. What knav serve and knav build do with a folder is done here with a commit,
// and the end is a release (disk/releases.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "project/project.hpp"

namespace knav {

struct PublishOptions {
    std::filesystem::path repository;
    std::string branch;        // a ref's full name
    std::string site;          // the site's folder in the repository, "" for the whole
    std::filesystem::path to;  // the folder of releases
    Date today;
    unsigned threads = 1;
    bool strict = false;
    bool anew = false;  // trust nothing that is there
    Digest program;
    std::function<bool()> patience;  // asked while somebody else is publishing; false gives up
};

enum class PublishEnd {
    published,
    nothing_new,  // what readers see is what the branch says
    refused,      // errors in the content; readers see what they saw
    no_commits
};

struct PublishResult {
    PublishEnd end = PublishEnd::no_commits;
    std::string commit;   // 40 digits
    std::string release;  // its name
    Outcome outcome;
    std::vector<Diagnostic> found;  // about that commit
    Language language = Language::sv;
};

/// Publishes the branch's newest commit. If a newer one has come meanwhile, that one too: whoever publishes last has seen
/// all that was pushed. Throws EnvironmentError; what readers see is then what they saw.
[[nodiscard]] PublishResult publish_branch(const PublishOptions& options);

}  // namespace knav
