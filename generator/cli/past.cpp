#include "cli/past.hpp"

namespace knav::cli {

const Page& page_asked_for(const Site& site, const Arguments& arguments) {
    const auto said = arguments.operand("ID");
    const auto number = site.graph.find(said == "/" ? std::string{} : said);
    if (number != no_page) return site.graph.page(number);
    const auto page = site.graph.resolve(said).found();
    if (page == no_page) throw UsageError{{"sidan " + said + " finns inte", "there is no page " + said}};
    return site.graph.page(page);
}

std::string time_in_words(const Arguments& arguments, const PastCommit& commit) {
    if (commit.when == 0) return arguments.language == Language::sv ? "okänt           " : "unknown         ";
    const auto time = stockholm_time(commit.when);
    return iso(time.date) + " " + iso(TimeOfDay{time.time.hour, time.time.minute, 0});
}

std::string author_in_words(const Arguments& arguments, const PastCommit& commit) {
    const auto unknown = arguments.language == Language::sv ? "utan namn" : "no name";
    auto said = commit.author.empty() ? std::string{unknown} : commit.author;
    if (!commit.email.empty()) said += " <" + commit.email + ">";
    return said;
}

std::string joined(const std::vector<std::string>& words) {
    std::string said;
    for (const auto& word : words) said += (said.empty() ? "" : ", ") + word;
    return said;
}

}  // namespace knav::cli
