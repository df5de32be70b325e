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

/// Whether a boolean is there and true.
bool says(const Table& values, std::string_view key) {
    const auto* value = values.find(key);
    const auto* yes = value == nullptr ? nullptr : value->as<bool>();
    return yes != nullptr && *yes;
}

std::string title_of(const Table& values, std::string_view id) {
    const auto title = values.text("title");
    if (title.find_first_not_of(" \t\n") != std::string_view::npos) return std::string{title};
    return id.empty() ? "/" : std::string{id.substr(id.rfind('/') + 1)};
}

std::optional<DateTime> date_of(const Table& values) {
    for (const auto* key : {"date", "start", "published", "opens"}) {
        const auto* value = values.find(key);
        if (value == nullptr) continue;
        if (const auto* time = value->as<DateTime>()) return *time;
        if (const auto* day = value->as<Date>()) return DateTime{*day, {}, std::nullopt};
    }
    return std::nullopt;
}

std::int64_t weight_of(const Table& values) {
    const auto* value = values.find("weight");
    const auto* weight = value == nullptr ? nullptr : value->as<std::int64_t>();
    return weight == nullptr ? 0 : *weight;
}

std::uint32_t status_field_of(const Table& values, const PageType& type) {
    for (std::uint32_t i = 0; i < type.fields.size(); ++i) {
        const auto& field = type.fields[i];
        if (field.display == Display::status && values.find(field.name) != nullptr) return i;
    }
    return no_field;
}

void read_as(const PageType& type, std::string_view id, const File& file, const Schema& schema, Language language,
             ReadPage& read, Diagnostics& found) {
    read.type = type.name;
    auto source = parse_page(file, found);
    read.record = Recalled{check_page(file.path, source, type, schema, language, found)};
    read.source = Recalled{std::move(source)};
    const Table& values = read.record->values;
    read.draft = says(values, "draft");
    read.example = says(values, "example");
    read.title = title_of(values, id);
    read.summary = values.text("summary");
    read.sort_key = sort_key(read.title);
    read.date = date_of(values);
    read.weight = weight_of(values);
    read.status_field = status_field_of(values, type);
    if (read.status_field != no_field) read.status = values.text(type.fields[read.status_field].name);
    read.card = card_digest(id, type, read);
    read.record_digest = Hasher{}.add(digest_of(values)).add(file.path).finish();
    read.body_digest = body_digest(*read.record, read.source->document);
    read.joins = joins_digest(read);
}

/// A page file and what reading it gave; both outlive this. `key` is what ids that a reader or a file system could take
/// for each other have in common.
struct Reading {
    const File* file = nullptr;
    ReadPage* page = nullptr;
    const PageType* type = nullptr;
    std::string id;
    std::string own_key;  // only for an id outside the alphabet; within it, the id is its own key

    [[nodiscard]] std::string_view key() const { return own_key.empty() ? std::string_view{id} : own_key; }
};

/// Brings the memo in step with the snapshot: forgets files that are gone, makes room for new ones, reads those that are
/// new or changed. All page files, by path.
std::vector<Reading> refresh(PageMemo& memo, const Snapshot& snapshot, const Schema& schema, Language language,
                             unsigned threads) {
    std::vector<Reading> all, unread;
    all.reserve(memo.pages.size());
    auto known = memo.pages.begin();
    for (const auto& file : snapshot.below("content/")) {
        if (!is_page_path(file.path)) continue;
        while (known != memo.pages.end() && known->first < file.path) known = memo.pages.erase(known);
        if (known == memo.pages.end() || known->first != file.path) {
            known = memo.pages.emplace_hint(known, file.path, ReadPage{});
        }
        all.push_back({&file, &known->second, nullptr, {}, {}});
        if (known->second.file != file.digest) unread.push_back(all.back());
        ++known;
    }
    memo.pages.erase(known, memo.pages.end());
    parallel_for(unread.size(), threads,
                 [&](std::size_t i, unsigned) { *unread[i].page = read_page(*unread[i].file, schema, language); });
    return all;
}

/// Leaves those that are pages of a type; what is wrong with them is told.
void sift(std::vector<Reading>& all, const Schema& schema, Drafts drafts, Diagnostics& found) {
    const PageType* type = nullptr;  // files that lie together are mostly of one type
    std::erase_if(all, [&](Reading& reading) {
        const auto& page = *reading.page;
        if (page.draft && drafts == Drafts::leave_out) return true;
        if (!page.found.empty()) found.append(page.found);
        if (page.type.empty()) return true;
        if (type == nullptr || type->name != page.type) type = schema.find(page.type);
        reading.type = type;
        reading.id = id_of_path(reading.file->path);
        if (!is_id(reading.id)) reading.own_key = lower(nfc(reading.id));
        return type == nullptr;
    });
}

/// Readings by key; of those with one key, the first by path, and the others reported.
std::vector<Reading*> settle(std::vector<Reading>& all, Diagnostics& found) {
    std::vector<Reading*> order;
    order.reserve(all.size());
    for (auto& reading : all) order.push_back(&reading);
    std::sort(order.begin(), order.end(), [](const Reading* left, const Reading* right) {
        const int order_of_keys = left->key().compare(right->key());
        return order_of_keys != 0 ? order_of_keys < 0 : left < right;  // by path, as they stand in `all`
    });
    std::size_t kept = 0;
    for (auto* reading : order) {
        if (kept > 0 && order[kept - 1]->key() == reading->key()) {
            found.error({reading->file->path, top}, rule::id_twice, {reading->id, order[kept - 1]->file->path});
        } else {
            order[kept++] = reading;
        }
    }
    order.resize(kept);
    return order;
}

Page page_of(Reading& reading) {
    const auto& [file, read, type, id, key] = reading;
    Page page;
    page.url = url_of_id(id);
    page.id = std::move(reading.id);
    page.path = file->path;
    page.type = type;
    page.record = read->record;
    page.source = read->source;
    page.file_digest = file->digest;
    page.example = read->example;
    page.title = read->title;
    page.summary = read->summary;
    page.sort_key = read->sort_key;
    page.date = read->date;
    page.weight = read->weight;
    if (read->status_field < type->fields.size()) {
        page.status_field = &type->fields[read->status_field];
        page.status = read->status;
    }
    page.card = read->card;
    page.record_digest = read->record_digest;
    page.body_digest = read->body_digest;
    page.joins = read->joins;
    return page;
}

bool id_less(const Page& left, const Page& right) { return left.id < right.id; }

}  // namespace

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

bool differs_in_text_alone(const ReadPage& before, const ReadPage& after) {
    return before.source && after.source && before.joins == after.joins;
}

std::vector<Page> read_pages(const Snapshot& snapshot, const Schema& schema, Language language, unsigned threads,
                             PageMemo& memo, Diagnostics& found, Drafts drafts) {
    auto all = refresh(memo, snapshot, schema, language, threads);
    sift(all, schema, drafts, found);
    const auto standing = settle(all, found);
    std::vector<Page> pages(standing.size());
    parallel_for(pages.size(), threads, [&](std::size_t i, unsigned) { pages[i] = page_of(*standing[i]); });
    // Keys are ids unless an id is outside the alphabet, which has been reported.
    if (!std::is_sorted(pages.begin(), pages.end(), id_less)) std::sort(pages.begin(), pages.end(), id_less);
    return pages;
}

}  // namespace knav
