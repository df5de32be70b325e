// The published index read back, file by file as questions need them: the words of a shard with the pages they stand on,
// and the rows that say what a page is called and what it says.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace knav::search {

/// A term as its shard tells it: either on which pages it is, or, in `see`, by which keys it is told elsewhere.
struct Entry {
    std::string key;
    std::vector<std::string> forms, see;
    std::uint32_t rarity = 0, count = 0;
    std::string_view numbers, levels;  // of the pages, as the shard has them
    std::uint32_t limit = 0;           // pages of the site

    /// What a page is to the term: how much it is about it, and of how many words the name of the page that holds it is.
    struct OnPage {
        std::uint32_t page = 0, level = 0, name = 0;
    };
    /// Throws when the numbers are not whole.
    void each(const std::function<void(const OnPage&)>& take) const;
};

/// One form of one term.
struct Item {
    std::string folded, form;
    const Entry* entry = nullptr;  // none of a word that is read from behind
    mutable std::vector<std::string> stems;
};
[[nodiscard]] const std::vector<std::string>& stems_of(const Item& item);

class Shard {
public:
    /// Throws when the payload is not whole. `pages`: of the site.
    Shard(std::string payload, std::size_t pages);
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] std::vector<const Item*> of(const std::string& folded) const;

private:
    std::string bytes_;
    std::vector<std::unique_ptr<Entry>> entries_;
    std::vector<Item> items_;
    std::unordered_map<std::string, std::vector<const Item*>> by_form_;
};

class IndexReader {
public:
    using Load = std::function<std::string(const std::string& name)>;

    /// `load` gives the payload of a file of the index, and throws what it likes when there is none.
    explicit IndexReader(Load load);

    [[nodiscard]] std::size_t pages() const { return root_.pages; }
    /// The shard where a word stands, if it stands anywhere.
    [[nodiscard]] const Shard& shard(const std::string& folded);
    /// That shard and its neighbours, as far as words that begin with `beginning` may stand there.
    [[nodiscard]] std::vector<const Shard*> shards_near(const std::string& folded, const std::string& beginning);
    /// Words that end like this one.
    [[nodiscard]] const std::vector<Item>& tails(const std::string& folded);
    /// Address, title, type and year.
    [[nodiscard]] std::vector<std::string> page(std::uint32_t number);
    /// Lead, headings and body.
    [[nodiscard]] std::vector<std::string> texts(std::uint32_t number);

private:
    /// The names of files stand one after another; where shards begin, between spaces.
    struct Root {
        std::size_t pages = 0, rows = 1, text_rows = 1;
        std::string words, tails, blocks, texts;
        std::vector<std::string> word_starts, tail_starts;
    };

    static Root read_root(const std::string& payload);
    const Shard& shard_at(std::size_t place);
    [[nodiscard]] std::vector<std::string> row(const std::string& file, std::size_t number);

    Load load_;
    Root root_;
    std::map<std::string, std::unique_ptr<Shard>> shards_;
    std::map<std::string, std::vector<std::string>> lines_;
    std::map<std::string, std::vector<Item>> tails_;
};

}  // namespace knav::search
