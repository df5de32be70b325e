#include "cli/big_pages.hpp"

#ifdef KNAV_MIMALLOC
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include <mimalloc.h>
#endif

namespace knav::cli {

#ifdef KNAV_MIMALLOC

namespace {

constexpr std::size_t segment = std::size_t{32} << 20U;  // what mimalloc takes at a time, and how it lies in memory
constexpr std::size_t room = 6 * segment;                // addresses; only what is used of them takes memory

}  // namespace

void use_big_pages() {
    // This thread's first segment is there already. If it lay elsewhere, the advice would only be to no use.
    const auto any = std::make_unique<char>();
    madvise(any.get() - reinterpret_cast<std::uintptr_t>(any.get()) % segment, segment, MADV_HUGEPAGE);

    void* const taken =
        mmap(nullptr, room + segment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (taken == MAP_FAILED) return;
    char* const memory = static_cast<char*>(taken) + (segment - reinterpret_cast<std::uintptr_t>(taken) % segment);
    madvise(memory, room, MADV_HUGEPAGE);
    mi_option_set(mi_option_eager_commit_delay, 0);  // else a thread's first segment would not come from here
    // "Large" says that none of it is given back meanwhile, which would break the big pages up.
    mi_manage_os_memory(memory, room, /*is_committed=*/true, /*is_large=*/true, /*is_zero=*/true, /*numa_node=*/-1);
}

#else

void use_big_pages() {}

#endif

}  // namespace knav::cli
