#include "git/old_versions.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "git/repository.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_kept = 256U << 20;  // bytes, in all
constexpr unsigned longest_chain = 16;         // differences to apply in order to have a version

std::size_t common_prefix(std::string_view one, std::string_view other) {
    const auto least = std::min(one.size(), other.size());
    return static_cast<std::size_t>(
        std::mismatch(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(least), other.begin()).first -
        one.begin());
}

std::size_t common_suffix(std::string_view one, std::string_view other) {
    const auto least = std::min(one.size(), other.size());
    return static_cast<std::size_t>(
        std::mismatch(one.rbegin(), one.rbegin() + static_cast<std::ptrdiff_t>(least), other.rbegin()).first -
        one.rbegin());
}

}  // namespace

/// One repository for each thread that asks at the same time, opened at its first question: most builds have none.
struct OldVersions::Readers {
    fs::path place;
    std::mutex lending;
    std::vector<std::unique_ptr<Repository>> idle;

    std::optional<std::string> read(const ObjectId& blob) {
        auto objects = lend();
        try {
            if (!objects) objects = std::make_unique<Repository>(place);
            auto bytes = objects->blob(blob);
            give_back(std::move(objects));
            return bytes;
        } catch (const GitFailure&) {
            if (objects) give_back(std::move(objects));
            return std::nullopt;
        }
    }

private:
    std::unique_ptr<Repository> lend() {
        const std::lock_guard lock{lending};
        if (idle.empty()) return nullptr;
        auto one = std::move(idle.back());
        idle.pop_back();
        return one;
    }

    void give_back(std::unique_ptr<Repository> objects) {
        const std::lock_guard lock{lending};
        idle.push_back(std::move(objects));
    }
};

/// Versions in little room.
class OldVersions::Kept {
public:
    void add(const ExpectedBlob& blob, const std::string& bytes) {
        if (known_.contains(blob.id)) return;
        auto& last = last_of_[blob.file];
        const auto number = static_cast<std::uint32_t>(pieces_.size());
        Piece piece{none, 0, 0, 0, arena_.size(), 0};
        std::string_view own = bytes;
        if (last.number != none && pieces_[last.number].depth + 1U < longest_chain) {
            piece.base = last.number;
            piece.depth = pieces_[last.number].depth + 1;
            piece.prefix = static_cast<std::uint32_t>(common_prefix(last.bytes, own));
            own.remove_prefix(piece.prefix);
            piece.suffix =
                static_cast<std::uint32_t>(common_suffix(std::string_view{last.bytes}.substr(piece.prefix), own));
            own.remove_suffix(piece.suffix);
        }
        piece.size = own.size();
        arena_ += own;
        pieces_.push_back(piece);
        known_.emplace(blob.id, number);
        last = {number, bytes};
    }

    /// What is only needed while versions are added.
    void finish() { last_of_ = {}; }

    [[nodiscard]] std::size_t size() const { return arena_.size(); }

    [[nodiscard]] std::optional<std::string> find(const ObjectId& blob) const {
        const auto found = known_.find(blob);
        if (found == known_.end()) return std::nullopt;
        return version(found->second);
    }

private:
    static constexpr std::uint32_t none = ~0U;

    /// The beginning and the end of another version, and what stands between them here.
    struct Piece {
        std::uint32_t base;
        std::uint32_t prefix;
        std::uint32_t suffix;
        unsigned depth;
        std::size_t begin;
        std::size_t size;
    };

    struct Last {
        std::uint32_t number = none;
        std::string bytes;
    };

    [[nodiscard]] std::string version(std::uint32_t number) const {
        const auto& piece = pieces_[number];
        const auto own = std::string_view{arena_}.substr(piece.begin, piece.size);
        if (piece.base == none) return std::string{own};
        const auto base = version(piece.base);
        std::string bytes;
        bytes.reserve(piece.prefix + own.size() + piece.suffix);
        bytes.append(base, 0, piece.prefix).append(own).append(base, base.size() - piece.suffix);
        return bytes;
    }

    std::string arena_;
    std::vector<Piece> pieces_;
    std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> known_;
    std::unordered_map<std::uint32_t, Last> last_of_;
};

OldVersions::OldVersions(fs::path repository) : readers_(std::make_shared<Readers>()) {
    readers_->place = std::move(repository);
}

std::optional<std::string> OldVersions::load(const ObjectId& blob) {
    for (const auto& kept : kept_) {
        if (auto bytes = kept->find(blob)) return bytes;
    }
    return readers_->read(blob);
}

void OldVersions::expect(const std::vector<ExpectedBlob>& blobs, unsigned threads) {
    const std::size_t parts = std::max(1U, threads);
    std::vector<std::shared_ptr<const Kept>> kept(parts);
    parallel_for(parts, threads, [&](std::size_t part, unsigned) {
        auto mine = std::make_shared<Kept>();
        const auto end = blobs.size() * (part + 1) / parts;
        for (auto i = blobs.size() * part / parts; i < end && mine->size() < most_kept / parts; ++i) {
            if (const auto bytes = readers_->read(blobs[i].id)) mine->add(blobs[i], *bytes);
        }
        mine->finish();
        kept[part] = std::move(mine);
    });
    kept_ = std::move(kept);
}

}  // namespace knav
