// The search engine in C++, for the terminal and for tests: what each word of a query means (matching.hpp), which pages
// that gives, and in what order. It is the browser's, themes/navet/assets/search.js, step by step and in the same order,
// reading the same files: so both rank alike to the last bit, and a test holds them to it. Whoever changes one changes
// both.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace knav::search {

struct Result {
    std::string url, title, type, year;
    double score = 0;
};

struct Answered {
    std::vector<std::string> words;  // that were looked for
    std::string guess;               // "menade du", or empty
    std::size_t total = 0;
    std::vector<Result> results;
};

/// Why a page got its score: for each word, the terms that gave it something.
struct Reason {
    std::string word;
    std::string_view kind;  // "form", "stem", "prefix", "split", "part", "typo", "none"
    struct Part {
        std::string term;
        double weight = 0;  // of the match
        std::uint32_t rarity = 0;
        std::uint32_t level = 0;  // of the term on the page
    };
    std::vector<Part> parts;
    double score = 0;  // the word's share, before coverage
};

class Engine {
public:
    /// The payload of a file of the index. Throws what it likes when there is none.
    using Load = std::function<std::string(const std::string& name)>;

    explicit Engine(Load load);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    [[nodiscard]] Answered search(std::string_view query, std::size_t limit = 10, std::size_t offset = 0);
    /// Empty reasons for a page that is not on the site.
    [[nodiscard]] std::vector<Reason> why(std::string_view query, std::string_view url);

private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace knav::search
