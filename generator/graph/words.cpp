#include "graph/words.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "graph/query.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

/// Fields whose values a page is also known by.
constexpr std::string_view name_fields[] = {"abbr", "short", "short_title", "other_names", "synonyms"};

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// As words are compared: without case, in one Unicode form. Below U+0300 there is nothing to compose.
std::string comparable(std::string_view text) {
    text = trimmed(text);
    const bool composed =
        std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0xCB; });
    return lower(composed ? std::string{text} : nfc(text));
}

/// The name fields that a type has.
std::vector<std::string_view> name_fields_of(const PageType& type) {
    std::vector<std::string_view> fields;
    for (const auto field : name_fields) {
        if (type.find(field) != nullptr) fields.push_back(field);
    }
    return fields;
}

}  // namespace

std::string_view without_slashes(std::string_view text) {
    const auto begin = text.find_first_not_of('/');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of('/') - begin + 1);
}

std::string address_of(std::string_view written) { return url_of_id(without_slashes(written)); }

std::string_view last_part(std::string_view id) { return id.substr(id.rfind('/') + 1); }

void WordTable::add(std::string word, PageNo page) {
    const auto hash = std::hash<std::string>{}(word);
    rows_.push_back({hash, page, std::move(word)});
}

void WordTable::seal() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& left, const Row& right) {
        return std::tie(left.hash, left.page) < std::tie(right.hash, right.page);
    });
}

std::vector<PageNo> WordTable::find(std::string_view word) const {
    const auto hash = std::hash<std::string_view>{}(word);
    auto row = std::lower_bound(rows_.begin(), rows_.end(), hash,
                                [](const Row& left, std::size_t wanted) { return left.hash < wanted; });
    std::vector<PageNo> pages;
    for (; row != rows_.end() && row->hash == hash; ++row) {
        if (row->word == word && (pages.empty() || pages.back() != row->page)) pages.push_back(row->page);
    }
    return pages;
}

std::vector<PageNo> Words::with_tail(std::string_view tail) const {
    std::call_once(tails_read_, [this] {
        for (PageNo page = 0; page < pages_.size(); ++page) {
            last_parts_.add(std::string{last_part(pages_[page].id)}, page);
        }
        last_parts_.seal();
    });
    auto pages = last_parts_.find(last_part(tail));
    std::erase_if(pages, [&](PageNo page) {
        const std::string_view id = pages_[page].id;
        return !id.ends_with(tail) || (id.size() > tail.size() && id[id.size() - tail.size() - 1] != '/');
    });
    return pages;
}

PageNo Words::at_address(std::string_view address) const {
    const auto found =
        std::lower_bound(aliases_.begin(), aliases_.end(), address,
                         [](const auto& alias, std::string_view wanted) { return alias.first < wanted; });
    return found == aliases_.end() || found->first != address ? no_page : found->second;
}

void Words::read_names() const {
    std::map<const PageType*, std::vector<std::string_view>> fields_of_types;
    for (PageNo page = 0; page < pages_.size(); ++page) {
        titles_.add(comparable(pages_[page].title), page);
        const auto [fields, is_new] = fields_of_types.try_emplace(pages_[page].type);
        if (is_new) fields->second = name_fields_of(*pages_[page].type);
        for (const auto field : fields->second) {
            for (const auto& name : values_at(pages_[page].values(), field)) names_.add(comparable(name), page);
        }
    }
    titles_.seal();
    names_.seal();
}

Resolution Words::resolve(std::string_view words) const {
    words = trimmed(words);
    const auto id = without_slashes(words);
    if (const auto page = index_.find(id); page != no_page && !words.empty()) return {{page}};
    if (id.empty()) return {};
    if (auto pages = with_tail(id); !pages.empty()) return {std::move(pages)};
    std::call_once(names_read_, [this] { read_names(); });
    const auto name = comparable(words);
    if (auto pages = titles_.find(name); !pages.empty()) return {std::move(pages)};
    if (const auto page = at_address(address_of(words)); page != no_page) return {{page}};
    return {names_.find(name)};
}

}  // namespace knav
