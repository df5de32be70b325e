#include "events/old_pages.hpp"

#include <optional>

namespace knav {
namespace {

constexpr std::size_t most_kept = 8U << 20U;  // bytes of files; read, a page takes some five times as much

}  // namespace

OldPages::OldPages(const History& history, const Graph& now, const Schema& schema, Language language)
    : history_(history), now_(now), schema_(schema), language_(language), room_(most_kept) {}

std::shared_ptr<const Version> OldPages::read(const std::string& path, const ObjectId& blob,
                                              const Version& beside) const {
    const Place place{blob, path};
    {
        const std::lock_guard lock{mutex_};
        if (const auto found = kept_.find(place); found != kept_.end()) return found->second;
    }
    auto bytes = history_.load ? history_.load(blob) : std::nullopt;
    if (!bytes) return nullptr;
    const auto size = bytes->size();
    auto version = std::make_shared<const Version>(parsed(path, std::move(*bytes), beside));
    const std::lock_guard lock{mutex_};
    if (size > room_ || !kept_.emplace(place, version).second) return version;
    room_ -= size;
    return version;
}

Version OldPages::parsed(const std::string& path, std::string bytes, const Version& beside) const {
    const auto number = now_.find(id_of_path(path));
    if (number != no_page) {
        const auto& page = now_.page(number);
        const bool same = page.path == path && page.file_digest == digest_of(bytes) && !page.source->outline_only;
        if (same) return version_of(std::move(bytes), page.source.share(), page.record.share(), page.type);
    }
    return read_version(path, std::move(bytes), beside, schema_, language_);
}

}  // namespace knav
