#include "text/digest.hpp"

#include <cstring>

#define XXH_INLINE_ALL  // short inputs are the rule here, and a call costs as much as the hash
#include <xxhash.h>

namespace knav {

namespace {

Digest digest_from(XXH128_hash_t hash) { return {hash.high64, hash.low64}; }

void append_hex(std::string& out, std::uint64_t number) {
    for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[number >> shift & 15];
}

}  // namespace

std::string Digest::hex() const {
    std::string out;
    out.reserve(32);
    append_hex(out, high);
    append_hex(out, low);
    return out;
}

Digest digest_of(std::string_view bytes) { return digest_from(XXH3_128bits(bytes.data(), bytes.size())); }

/// Short sequences, which most are, are gathered and digested in one go: the same digest for a third of the work.
struct Hasher::State {
    static constexpr std::size_t most_gathered = 448;

    void add(const void* bytes, std::size_t size) {
        if (size == 0) return;
        if (size <= most_gathered - used) {
            std::memcpy(gathered + used, bytes, size);
            used += size;
            return;
        }
        if (!is_long) XXH3_128bits_reset(&stream);
        is_long = true;
        XXH3_128bits_update(&stream, gathered, used);
        used = 0;
        XXH3_128bits_update(&stream, bytes, size);
    }

    [[nodiscard]] Digest digest() {
        if (!is_long) return digest_from(XXH3_128bits(gathered, used));
        XXH3_128bits_update(&stream, gathered, used);
        used = 0;
        return digest_from(XXH3_128bits_digest(&stream));
    }

    std::size_t used = 0;
    bool is_long = false;
    unsigned char gathered[most_gathered];
    XXH3_state_t stream;
};

Hasher::Hasher() : state_(new State) {}

Hasher::~Hasher() { delete state_; }

Hasher& Hasher::add(std::string_view text) { return add(std::uint64_t{text.size()}).append(text); }

Hasher& Hasher::add(std::uint64_t number) {
    state_->add(&number, sizeof number);
    return *this;
}

Hasher& Hasher::append(std::string_view piece) {
    state_->add(piece.data(), piece.size());
    return *this;
}

Hasher& Hasher::add(const Digest& digest) { return add(digest.high).add(digest.low); }

Digest Hasher::finish() const { return state_->digest(); }

}  // namespace knav
