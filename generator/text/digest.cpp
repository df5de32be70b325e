#include "text/digest.hpp"

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

struct Hasher::State {
    XXH3_state_t xxh;
};

Hasher::Hasher() : state_(new State) { XXH3_128bits_reset(&state_->xxh); }

Hasher::~Hasher() { delete state_; }

Hasher& Hasher::add(std::string_view text) { return add(std::uint64_t{text.size()}).append(text); }

Hasher& Hasher::add(std::uint64_t number) {
    XXH3_128bits_update(&state_->xxh, &number, sizeof number);
    return *this;
}

Hasher& Hasher::append(std::string_view piece) {
    XXH3_128bits_update(&state_->xxh, piece.data(), piece.size());
    return *this;
}

Hasher& Hasher::add(const Digest& digest) { return add(digest.high).add(digest.low); }

Digest Hasher::finish() const { return digest_from(XXH3_128bits_digest(&state_->xxh)); }

}  // namespace knav
