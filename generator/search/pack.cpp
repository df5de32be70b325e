#include "search/pack.hpp"

#include <array>
#include <memory>

#include <libdeflate.h>

namespace knav::search {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr int level = 7;
constexpr std::size_t largest = 64U << 20U;

std::string deflated(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor{
        libdeflate_alloc_compressor(level), libdeflate_free_compressor};
    std::string out(libdeflate_deflate_compress_bound(compressor.get(), bytes.size()), '\0');
    out.resize(libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::optional<std::string> inflated(std::string_view bytes) {
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor{
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
    for (std::size_t room = bytes.size() * 8 + 1024; room <= largest; room *= 4) {
        std::string out(room, '\0');
        std::size_t size = 0;
        const auto result = libdeflate_deflate_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(),
                                                          out.size(), &size);
        out.resize(size);
        if (result == LIBDEFLATE_SUCCESS) return out;
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE) return {};
    }
    return {};
}

void append_base64(std::string& out, std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? alphabet[group >> (18 - 6 * k) & 63U] : '=';
    }
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string out;
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : text) {
        if (c == '=') break;
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos) return {};
        group = group << 6U | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out += static_cast<char>(group >> bits & 255U);
    }
    return out;
}

}  // namespace

std::string pack(std::string_view name, std::string_view payload) {
    std::string out = "knavSearch(\"" + std::string{name} + "\",\"";
    append_base64(out, deflated(payload));
    return out + "\")\n";
}

std::optional<std::string> unpack(std::string_view file) {
    const auto begin = file.find(",\"");
    const auto end = file.rfind('"');
    if (begin == std::string_view::npos || end <= begin + 1) return {};
    const auto packed = from_base64(file.substr(begin + 2, end - begin - 2));
    return packed ? inflated(*packed) : std::nullopt;
}

}  // namespace knav::search
