#include "git/loose_object.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>

#include <zlib.h>

namespace knav {

namespace {

namespace fs = std::filesystem;

std::string digits_of(const ObjectId& id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const auto byte : id) (out += digits[byte >> 4U]) += digits[byte & 15U];
    return out;
}

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator entry{folder, failed}; !failed && entry != fs::directory_iterator{};
         entry.increment(failed)) {
        names.insert(entry->path().filename().string());
    }
    return names;
}

/// "blob 12\0": how many bytes there are to be, these included.
std::optional<std::uint64_t> told_size(std::string_view start) {
    const auto space = start.find(' ');
    const auto end = start.find('\0');
    if (space == start.npos || end == start.npos || end < space) return std::nullopt;
    std::uint64_t size = 0;
    const auto* last = start.data() + end;
    const auto [stopped, error] = std::from_chars(start.data() + space + 1, last, size);
    if (error != std::errc{} || stopped != last) return std::nullopt;
    return size + end + 1;
}

/// Unpacks without keeping anything, and never more than was told.
class Unpacking {
public:
    explicit Unpacking(std::ifstream& file) : file_(file) { ::inflateInit(&stream_); }
    ~Unpacking() { ::inflateEnd(&stream_); }
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;

    bool ends_as_told() {
        std::optional<std::uint64_t> told;
        std::uint64_t length = 0;
        for (int state = Z_OK; state == Z_OK;) {
            if (stream_.avail_in == 0 && !read_more()) return false;
            stream_.next_out = out_.data();
            stream_.avail_out = static_cast<uInt>(out_.size());
            state = ::inflate(&stream_, Z_NO_FLUSH);
            const auto got = out_.size() - stream_.avail_out;
            if (!told && got > 0) told = told_size({reinterpret_cast<const char*>(out_.data()), got});
            length += got;
            if (got > 0 && (!told || length > *told)) return false;
            if (state == Z_STREAM_END) return told && length == *told;
        }
        return false;
    }

private:
    bool read_more() {
        file_.read(reinterpret_cast<char*>(in_.data()), static_cast<std::streamsize>(in_.size()));
        stream_.next_in = in_.data();
        stream_.avail_in = static_cast<uInt>(file_.gcount());
        return stream_.avail_in > 0;
    }

    std::ifstream& file_;
    z_stream stream_{};
    std::array<Bytef, 16384> in_{};
    std::array<Bytef, 65536> out_{};
};

}  // namespace

LooseState LooseObjects::state(const ObjectId& id) {
    auto& listed = listed_[id.front()];
    if (listed && listed->empty()) return LooseState::none;
    const auto digits = digits_of(id);
    const auto folder = objects_ / digits.substr(0, 2);
    if (!listed) listed = names_in(folder);
    if (!listed->contains(digits.substr(2))) return LooseState::none;
    std::ifstream file{folder / digits.substr(2), std::ios::binary};
    if (!file) return LooseState::none;
    return Unpacking{file}.ends_as_told() ? LooseState::whole : LooseState::damaged;
}

}  // namespace knav
