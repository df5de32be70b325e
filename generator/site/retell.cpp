// A page's text has been changed and saved: by far the most common change while somebody writes. Joining ten thousand
// pages anew for it is what takes the time, and all of it would come out the same.
#include <algorithm>
#include <optional>

#include "site/site.hpp"

namespace knav {
namespace {

constexpr std::size_t most_at_once = 8;

/// Paths of the files that have other bytes; nothing if files have come or gone, or if they are many.
std::optional<std::vector<std::string>> changed_files(const Snapshot& before, const Snapshot& after) {
    const auto old = before.files(), now = after.files();
    if (old.size() != now.size()) return {};
    std::vector<std::string> changed;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (old[i].path != now[i].path) return {};
        if (old[i].digest == now[i].digest) continue;
        if (changed.size() == most_at_once) return {};
        changed.push_back(now[i].path);
    }
    return changed;
}

bool lies_in(const Diagnostic& diagnostic, std::string_view path) { return diagnostic.place.path == path; }

/// Whether nothing but reading the page by itself had anything to say of the file.
bool alone_told(const std::vector<Diagnostic>& told, const std::string& path, const ReadPage& read) {
    Diagnostics of_page;
    of_page.append(read.found);
    std::vector<Diagnostic> here;
    std::copy_if(told.begin(), told.end(), std::back_inserter(here),
                 [&](const Diagnostic& each) { return lies_in(each, path); });
    return here == of_page.sorted();
}

}  // namespace

bool Site::retell(Snapshot& next, PageMemo& memo, Diagnostics& found) {
    const auto changed = changed_files(snapshot, next);
    if (!changed) return false;
    struct Retold {
        PageNo page = no_page;
        ReadPage* known = nullptr;
        ReadPage read;
    };
    std::vector<Retold> retold;
    for (const auto& path : *changed) {
        const auto known = memo.pages.find(path);
        const auto page = is_page_path(path) ? graph.find(id_of_path(path)) : no_page;
        if (known == memo.pages.end() || page == no_page || graph.page(page).path != path) return false;
        auto read = read_page(*next.find(path), schema, settings.language);
        if (!differs_in_text_alone(known->second, read) || !alone_told(told_, path, known->second)) return false;
        retold.push_back({page, &known->second, std::move(read)});
    }
    for (auto& [page, known, read] : retold) {
        const auto& path = graph.page(page).path;
        std::erase_if(told_, [&path](const Diagnostic& each) { return lies_in(each, path); });
        told_.insert(told_.end(), read.found.begin(), read.found.end());
        graph.take_text(page, read);
        *known = std::move(read);
    }
    for (auto& [name, asset] : theme.assets) {
        if (asset.file != nullptr) asset.file = next.find(asset.file->path);
    }
    snapshot = std::move(next);
    forget_texts();
    found.append(told_);
    return true;
}

}  // namespace knav
