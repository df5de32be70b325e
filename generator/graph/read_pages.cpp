#include "graph/read_pages.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "graph/page_digests.hpp"
#include "task/parallel.hpp"
#include "text/collate.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr Position top{1, 1};  // where a file is blamed as a whole

bool is_id(std::string_view id) { return id.empty() || is_page_id(id); }

/// "RMPO/Ögon" -> "rmpo/ogon"; empty if a part has no letter to keep.
std::string proposed_id(std::string_view id) {
    std::string proposal;
    for (const auto part : id_parts(id)) {
        const auto slug = slugify(part);
        if (slug.empty()) return {};
        if (!proposal.empty()) proposal += '/';
        proposal += slug;
    }
    return proposal;
}

std::string title_of(const Table& values, std::string_view id) {
    const auto title = values.text("title");
    if (title.find_first_not_of(" \t\n") != std::string_view::npos) return std::string{title};
    return id.empty() ? "/" : std::string{id.substr(id.rfind('/') + 1)};
}

std::optional<DateTime> date_of(const Table& values) {
    for (const auto* key : {"date", "start"}) {
        const auto* value = values.find(key);
        if (value == nullptr) continue;
        if (const auto* time = value->as<DateTime>()) return *time;
        if (const auto* day = value->as<Date>()) return DateTime{*day, {}, std::nullopt};
    }
    return std::nullopt;
}

void read_as(const PageType& type, std::string_view id, const File& file, const Schema& schema, Language language,
             ReadPage& read, Diagnostics& found) {
    read.type = type.name;
    read.source = std::make_shared<const PageSource>(parse_page(file, found));
    read.record = std::make_shared<const Record>(check_page(file.path, *read.source, type, schema, language, found));
    const Table& values = read.record->values;
    const auto* draft = values.find("draft");
    read.draft = draft != nullptr && draft->as<bool>() != nullptr && *draft->as<bool>();
    read.title = title_of(values, id);
    read.summary = values.text("summary");
    read.sort_key = sort_key(read.title);
    read.date = date_of(values);
    read.card = card_digest(id, type, read);
    read.record_digest = digest_of(values);
    read.body_digest = body_digest(*read.record, read.source->document);
}

ReadPage read_page(const File& file, const Schema& schema, Language language) {
    ReadPage read;
    read.file = file.digest;
    Diagnostics found;
    const auto id = id_of_path(file.path);
    if (!is_id(id)) found.error({file.path, top}, rule::id_invalid, {id}, proposed_id(id));
    if (const auto* type = schema.of_page(id)) {
        read_as(*type, id, file, schema, language, read, found);
    } else {
        found.error({file.path, top}, rule::type_unknown, {id});
    }
    read.found = found.sorted();
    return read;
}

/// A page file and what reading it gave. Both outlive this.
struct Reading {
    const File* file = nullptr;
    const ReadPage* page = nullptr;
    const PageType* type = nullptr;
};

/// Brings the memo in step with the snapshot: forgets files that are gone or changed, reads those it lacks.
void refresh(PageMemo& memo, std::span<const File> files, const Schema& schema, Language language, unsigned threads) {
    std::vector<std::pair<const File*, ReadPage*>> unread;
    auto known = memo.pages.begin();
    for (const auto& file : files) {
        if (!is_page_path(file.path)) continue;
        while (known != memo.pages.end() && known->first < file.path) known = memo.pages.erase(known);
        if (known == memo.pages.end() || known->first != file.path) {
            known = memo.pages.emplace_hint(known, file.path, ReadPage{});
            unread.emplace_back(&file, &known->second);
        } else if (known->second.file != file.digest) {
            unread.emplace_back(&file, &known->second);
        }
        ++known;
    }
    memo.pages.erase(known, memo.pages.end());
    parallel_for(unread.size(), threads, [&](std::size_t i, unsigned) {
        *unread[i].second = read_page(*unread[i].first, schema, language);
    });
}

/// The pages there are, by path; what is wrong with them is told.
std::vector<Reading> readings(const PageMemo& memo, std::span<const File> files, const Schema& schema, Drafts drafts,
                              Diagnostics& found) {
    std::vector<Reading> all;
    all.reserve(memo.pages.size());
    auto known = memo.pages.begin();
    const PageType* type = nullptr;  // files that lie together are mostly of one type
    for (const auto& file : files) {
        if (!is_page_path(file.path)) continue;
        const ReadPage& page = (known++)->second;
        if (page.draft && drafts == Drafts::leave_out) continue;
        if (!page.found.empty()) found.append(page.found);
        if (page.type.empty()) continue;
        if (type == nullptr || type->name != page.type) type = schema.find(page.type);
        if (type != nullptr) all.push_back({&file, &page, type});
    }
    return all;
}

/// An id with its reading. `key` is what ids that a reader or a file system could take for each other have in common.
struct Claim {
    std::string id;
    std::string own_key;  // only for an id outside the alphabet; within it, the id is its own key
    const Reading* reading = nullptr;

    [[nodiscard]] std::string_view key() const { return own_key.empty() ? std::string_view{id} : own_key; }
};

std::vector<Claim> claims_of(const std::vector<Reading>& readings) {
    std::vector<Claim> claims;
    claims.reserve(readings.size());
    for (const auto& reading : readings) {
        auto id = id_of_path(reading.file->path);
        auto key = is_id(id) ? std::string{} : lower(nfc(id));
        claims.push_back({std::move(id), std::move(key), &reading});
    }
    return claims;
}

/// Claims by key; of those with one key, the first by path, and the others reported.
std::vector<Claim*> settle(std::vector<Claim>& claims, Diagnostics& found) {
    std::vector<Claim*> order;
    order.reserve(claims.size());
    for (auto& claim : claims) order.push_back(&claim);
    std::sort(order.begin(), order.end(), [](const Claim* left, const Claim* right) {
        const int order_of_keys = left->key().compare(right->key());
        return order_of_keys != 0 ? order_of_keys < 0 : left < right;  // by path as they stand in `claims`
    });
    std::size_t kept = 0;
    for (auto* claim : order) {
        if (kept > 0 && order[kept - 1]->key() == claim->key()) {
            found.error({claim->reading->file->path, top}, rule::id_twice,
                        {claim->id, order[kept - 1]->reading->file->path});
        } else {
            order[kept++] = claim;
        }
    }
    order.resize(kept);
    return order;
}

Page page_of(Claim& claim) {
    const auto& [file, read, type] = *claim.reading;
    Page page;
    page.url = url_of_id(claim.id);
    page.id = std::move(claim.id);
    page.path = file->path;
    page.type = type;
    page.record = read->record;
    page.source = read->source;
    page.file_digest = file->digest;
    page.title = read->title;
    page.summary = read->summary;
    page.sort_key = read->sort_key;
    page.date = read->date;
    page.card = read->card;
    page.record_digest = read->record_digest;
    page.body_digest = read->body_digest;
    return page;
}

bool id_less(const Page& left, const Page& right) { return left.id < right.id; }

}  // namespace

std::vector<Page> read_pages(const Snapshot& snapshot, const Schema& schema, Language language, unsigned threads,
                             PageMemo& memo, Diagnostics& found, Drafts drafts) {
    const auto files = snapshot.below("content/");
    refresh(memo, files, schema, language, threads);
    const auto all = readings(memo, files, schema, drafts, found);
    auto claims = claims_of(all);
    const auto standing = settle(claims, found);
    std::vector<Page> pages;
    pages.reserve(standing.size());
    for (auto* claim : standing) pages.push_back(page_of(*claim));
    // Keys are ids unless an id is outside the alphabet, which has been reported.
    if (!std::is_sorted(pages.begin(), pages.end(), id_less)) std::sort(pages.begin(), pages.end(), id_less);
    return pages;
}

}  // namespace knav
