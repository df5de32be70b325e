#include "text/binary.hpp"

#include <bit>
#include <cstring>

namespace knav {

void BinaryWriter::number(std::uint64_t value) {
    while (value >= 0x80) {
        out_ += static_cast<char>(value | 0x80U);
        value >>= 7U;
    }
    out_ += static_cast<char>(value);
}

void BinaryWriter::fixed(std::uint64_t value) {
    char bytes[8];
    std::memcpy(bytes, &value, 8);
    out_.append(bytes, 8);
}

void BinaryWriter::real(float value) { number(std::bit_cast<std::uint32_t>(value)); }

void BinaryWriter::text(std::string_view said) {
    number(said.size());
    out_ += said;
}

void BinaryWriter::digest(const Digest& value) {
    fixed(value.high);
    fixed(value.low);
}

std::string BinaryWriter::take_sealed() {
    digest(digest_of(out_));
    return take();
}

std::string_view unsealed(std::string_view bytes) {
    constexpr std::size_t seal = 16;
    if (bytes.size() < seal) return {};
    const auto sealed = bytes.substr(0, bytes.size() - seal);
    BinaryReader last{bytes.substr(sealed.size())};
    return last.digest() == digest_of(sealed) ? sealed : std::string_view{};
}

std::uint64_t BinaryReader::number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
}

unsigned BinaryReader::byte() {
    if (rest_.empty()) {
        ok = false;
        return 0;
    }
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return first;
}

std::uint64_t BinaryReader::fixed() {
    std::uint64_t value = 0;
    if (rest_.size() < 8) {
        ok = false;
        return 0;
    }
    std::memcpy(&value, rest_.data(), 8);
    rest_.remove_prefix(8);
    return value;
}

float BinaryReader::real() { return std::bit_cast<float>(static_cast<std::uint32_t>(number())); }

std::string_view BinaryReader::text() { return raw(count()); }

std::string_view BinaryReader::raw(std::size_t size) {
    if (size > rest_.size()) ok = false;
    const auto said = rest_.substr(0, ok ? size : 0);
    rest_.remove_prefix(said.size());
    return said;
}

Digest BinaryReader::digest() {
    const auto high = fixed();
    return {high, fixed()};
}

std::size_t BinaryReader::count() {
    const auto many = number();
    if (many > rest_.size()) ok = false;
    return ok ? many : 0;
}

void BinaryReader::skip(std::string_view expected) {
    ok = ok && rest_.starts_with(expected);
    if (ok) rest_.remove_prefix(expected.size());
}

}  // namespace knav
