#include "disk/program_digest.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include <elf.h>
#include <link.h>

#include "diag/environment_error.hpp"
#include "disk/mapped_file.hpp"

namespace knav {
namespace {

constexpr std::size_t aligned(std::size_t size) { return (size + 3) / 4 * 4; }

/// The build id among notes as they lie in memory (elf(5)), or nothing.
std::string_view build_id_in(std::string_view notes) {
    ElfW(Nhdr) head{};
    while (notes.size() >= sizeof head) {
        std::memcpy(&head, notes.data(), sizeof head);
        const auto begin = sizeof head + aligned(head.n_namesz);
        if (begin + head.n_descsz > notes.size()) break;
        const bool is_gnu = notes.substr(sizeof head).starts_with("GNU");
        if (is_gnu && head.n_type == NT_GNU_BUILD_ID) return notes.substr(begin, head.n_descsz);
        notes.remove_prefix(std::min(begin + aligned(head.n_descsz), notes.size()));
    }
    return {};
}

/// Of the first object that the system tells of, which is the program itself.
int take_build_id(dl_phdr_info* object, std::size_t, void* taken) {
    for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
        const auto& header = object->dlpi_phdr[i];
        if (header.p_type != PT_NOTE) continue;
        const auto* notes = reinterpret_cast<const char*>(object->dlpi_addr + header.p_vaddr);
        const auto id = build_id_in({notes, header.p_memsz});
        if (!id.empty()) *static_cast<std::string_view*>(taken) = id;
    }
    return 1;
}

}  // namespace

Digest program_digest() {
    std::string_view id;
    ::dl_iterate_phdr(take_build_id, &id);
    if (!id.empty()) return digest_of(id);
    const auto program = MappedFile::open("/proc/self/exe");
    if (!program) throw EnvironmentError{"read", "/proc/self/exe", "not readable"};
    return digest_of(program->bytes());
}

}  // namespace knav
