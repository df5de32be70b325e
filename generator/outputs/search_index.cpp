// The files that searching reads. Each is named by its content, so a page that changes changes the few its words are in.
#include <algorithm>

#include "outputs/registry.hpp"
#include "search/index.hpp"
#include "search/pack.hpp"
#include "site/search_pages.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view folder = "sok/index/";

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (!is_searchable(site)) return;
    const auto& index = site.search_index();
    const auto add = [&](const std::string& name, std::string detail) {
        targets.push_back({std::string{folder} + name + ".js", &self, name, std::move(detail)});
    };
    for (const auto& file : index.files) add(file.name, {});
    for (const auto& block : index.texts) {
        // Pages by their ids: a target carries names, and what is read is asked for when it is made.
        std::string ids;
        for (auto page = block.begin; page < block.end; ++page)
            ids += (page > block.begin ? "\n" : "") + site.graph.page(static_cast<PageNo>(page)).id;
        add(block.name, "\n" + ids);
    }
}

std::string texts_of(const Target& target, const Lens& lens) {
    std::vector<search::Document> documents;
    for (std::size_t begin = 1; begin <= target.detail.size();) {
        const auto end = std::min(target.detail.find('\n', begin), target.detail.size());
        const auto page = lens.find(std::string_view{target.detail}.substr(begin, end - begin));
        documents.push_back(search_texts(lens, page));
        begin = end + 1;
    }
    return search::text_block(documents);
}

Content make(const Target& target, const Workshop& shop) {
    if (!target.detail.empty()) return search::pack(target.subject, texts_of(target, shop.lens), search::Effort::texts);
    return search::pack(target.subject, shop.lens.search_file(target.subject), search::Effort::index);
}

}  // namespace

const Output search_index{"search-index", plan, make, folder};

}  // namespace knav::outputs
