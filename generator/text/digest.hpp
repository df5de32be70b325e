// Digests: short names for bytes and for answers. XXH3-128, never for secrets.
// Two answers with one digest are taken to be the same answer; the whole of incremental building rests on that.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace knav {

struct Digest {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    /// 32 lower-case hexadecimal digits.
    [[nodiscard]] std::string hex() const;
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// The digest of one run of bytes.
[[nodiscard]] Digest digest_of(std::string_view bytes);

/// Digests a sequence of values. Every text is preceded by its length, so ("ab","c") and ("a","bc") differ.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    Hasher& add(std::string_view text);
    Hasher& add(std::uint64_t number);
    Hasher& add(const Digest& digest);
    /// A piece of one long text, without its length: pieces alone give the same digest as digest_of the whole.
    Hasher& append(std::string_view piece);
    [[nodiscard]] Digest finish() const;

private:
    struct State;
    State* state_;  // held by pointer so that xxhash.h stays out of every file that includes this one
};

}  // namespace knav

template <>
struct std::hash<knav::Digest> {
    std::size_t operator()(const knav::Digest& digest) const noexcept { return digest.low ^ digest.high; }
};
