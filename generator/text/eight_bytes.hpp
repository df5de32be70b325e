// Eight bytes of a text looked at together: which of them are what one looks for. Most are not, and go by at once.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace knav {

class EightBytes {
    static_assert(std::endian::native == std::endian::little, "the first byte is taken for the lowest");

public:
    static constexpr std::size_t size = 8;

    /// Those from `begin` on, and NUL for what the text lacks: it is to have one at least.
    EightBytes(std::string_view text, std::size_t begin) {
        const auto left = text.size() - begin;
        if (left >= size) {
            std::memcpy(&bytes_, text.data() + begin, size);
        } else if (text.size() >= size) {  // what lies before is read with them
            std::memcpy(&bytes_, text.data() + text.size() - size, size);
            bytes_ >>= 8 * (size - left);
        } else {
            for (auto i = text.size(); i > begin; --i) bytes_ = bytes_ << 8 | static_cast<std::uint8_t>(text[i - 1]);
        }
    }

    /// The highest bit of each byte that is meant.
    using Marks = std::uint64_t;
    static constexpr std::size_t first(Marks marks) { return static_cast<std::size_t>(std::countr_zero(marks)) / 8; }

    [[nodiscard]] Marks beyond_ascii() const { return bytes_ & highest; }
    /// From `least` to `most`, both in ASCII, or both beyond it.
    [[nodiscard]] Marks within(std::uint8_t least, std::uint8_t most) const {
        const auto rest = bytes_ & ~highest;  // to which one can add without carrying over
        const auto reached = rest + each * (0x80U - (least & 0x7FU)), passed = rest + each * (0x7FU - (most & 0x7FU));
        return reached & ~passed & (least < 0x80 ? ~bytes_ : bytes_) & highest;
    }
    /// Two that cost less, for bytes of ASCII. The first mark is right; one after it may be wrong, being borrowed from.
    [[nodiscard]] Marks below(char byte) const { return (bytes_ - each * unsigned(byte)) & ~bytes_ & highest; }
    [[nodiscard]] Marks equal(char byte) const { return ((bytes_ ^ each * unsigned(byte)) - each) & ~bytes_ & highest; }

    [[nodiscard]] EightBytes with(std::uint64_t bits) const { return EightBytes{bytes_ | bits}; }
    /// Over what the text has from `begin` on.
    void write(std::string& text, std::size_t begin) const {
        if (begin + size <= text.size())
            std::memcpy(text.data() + begin, &bytes_, size);
        else
            std::memcpy(text.data() + begin, &bytes_, text.size() - begin);
    }

    static constexpr Marks highest = 0x8080808080808080ULL;

private:
    explicit EightBytes(std::uint64_t bytes) : bytes_(bytes) {}

    static constexpr std::uint64_t each = highest >> 7;
    std::uint64_t bytes_ = 0;
};

/// First offset at or after `offset` of a byte that find(EightBytes) marks; the text's size if there is none. The first
/// of the marks counts.
template <class Find>
std::size_t find_byte(std::string_view text, std::size_t offset, Find find) {
    for (; offset < text.size(); offset += EightBytes::size) {
        const EightBytes::Marks marks = find(EightBytes{text, offset});
        if (marks != 0) return std::min(offset + EightBytes::first(marks), text.size());
    }
    return text.size();
}

}  // namespace knav
