#include "parse/arena.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace knav {

namespace {

constexpr std::size_t alignment = alignof(std::max_align_t);
constexpr std::size_t header = alignment;                 // each block is preceded by its size
constexpr std::size_t kept_chunk = std::size_t{1} << 20;  // what a thread keeps between pages: enough for nearly all

std::size_t rounded(std::size_t size) { return (size + alignment - 1) & ~(alignment - 1); }

struct Free {
    void operator()(std::byte* chunk) const { std::free(chunk); }
};

class Arena {
public:
    std::byte* allocate(std::size_t size) {
        const std::size_t needed = rounded(size) + header;
        if (needed > left_ && !add_chunk(needed)) return nullptr;
        std::byte* block = next_ + header;
        std::memcpy(next_, &size, sizeof size);
        next_ += needed;
        left_ -= needed;
        return block;
    }

    static std::size_t size_of(const std::byte* block) {
        std::size_t size = 0;
        std::memcpy(&size, block - header, sizeof size);
        return size;
    }

    /// Only the last block given out can grow where it stands.
    bool grow(std::byte* block, std::size_t size) {
        const std::size_t before = rounded(size_of(block));
        if (block + before != next_ || rounded(size) - before > left_) return false;
        std::memcpy(block - header, &size, sizeof size);
        next_ += rounded(size) - before;
        left_ -= rounded(size) - before;
        return true;
    }

    void reset() {
        const bool keep = !chunks_.empty() && first_size_ == kept_chunk;
        chunks_.resize(keep ? 1 : 0);
        next_ = keep ? chunks_.front().get() : nullptr;
        left_ = keep ? first_size_ : 0;
    }

private:
    bool add_chunk(std::size_t needed) {
        const std::size_t size = std::max(needed, chunks_.empty() ? kept_chunk : 4 * kept_chunk);
        std::unique_ptr<std::byte, Free> chunk{static_cast<std::byte*>(std::malloc(size))};
        if (!chunk) return false;
        if (chunks_.empty()) first_size_ = size;
        next_ = chunk.get();
        left_ = size;
        chunks_.push_back(std::move(chunk));
        return true;
    }

    std::vector<std::unique_ptr<std::byte, Free>> chunks_;
    std::size_t first_size_ = 0;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

Arena& arena() {
    thread_local Arena mine;
    return mine;
}

}  // namespace

void* arena_allocate(std::size_t count, std::size_t size) {
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX) return nullptr;
    std::byte* block = arena().allocate(bytes);
    return block ? std::memset(block, 0, bytes) : nullptr;
}

void* arena_reallocate(void* block, std::size_t size) {
    if (!block) return arena_allocate(1, size);
    auto* old = static_cast<std::byte*>(block);
    const std::size_t before = Arena::size_of(old);
    if (size <= before || arena().grow(old, size)) return block;
    std::byte* moved = arena().allocate(size);
    return moved ? std::memcpy(moved, old, before) : nullptr;
}

ArenaScope::~ArenaScope() { arena().reset(); }

}  // namespace knav
