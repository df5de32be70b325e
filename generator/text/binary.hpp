// Values as compact bytes and back, for what is remembered between runs. The reader trusts nothing: after any shortage it
// is no longer `ok`, and every answer is empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/digest.hpp"

namespace knav {

class BinaryWriter {
public:
    BinaryWriter() = default;
    /// With room for so many bytes: a long text that grows is copied again and again.
    explicit BinaryWriter(std::size_t expected) { out_.reserve(expected); }

    void number(std::uint64_t value);  // LEB128: most numbers here are small
    void fixed(std::uint64_t value);   // eight bytes
    void real(float value);            // to the last bit
    void text(std::string_view said);
    void digest(const Digest& value);
    void raw(std::string_view bytes) { out_ += bytes; }
    [[nodiscard]] std::string take() { return std::move(out_); }
    /// With a digest of all of it at the end, for what is read back without a look at each value.
    [[nodiscard]] std::string take_sealed();

private:
    std::string out_;
};

class BinaryReader {
public:
    explicit BinaryReader(std::string_view bytes) : rest_(bytes) {}
    bool ok = true;

    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] unsigned byte();
    [[nodiscard]] std::uint64_t fixed();
    [[nodiscard]] float real();
    [[nodiscard]] std::string_view text();  // lives as long as the bytes
    [[nodiscard]] std::string_view raw(std::size_t size);
    [[nodiscard]] Digest digest();
    /// A count of things that take at least one byte each: never more than there are bytes left.
    [[nodiscard]] std::size_t count();
    /// Takes `expected` off the front, or is no longer ok.
    void skip(std::string_view expected);
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

/// What take_sealed() gave, without its digest; empty if the bytes are not what it gave.
[[nodiscard]] std::string_view unsealed(std::string_view bytes);

}  // namespace knav
