// A file's bytes as the system has them in memory, without a copy. Only for files that are replaced whole, never written
// to in place: what is mapped must stay as it was.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace knav {

class MappedFile {
public:
    /// Nothing if there is no such file, or it cannot be read.
    [[nodiscard]] static std::optional<MappedFile> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
    MappedFile& operator=(MappedFile&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}

    std::string_view bytes_;
};

}  // namespace knav
