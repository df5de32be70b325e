#include "git/loose_object.hpp"

#include <array>
#include <charconv>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

#include <dirent.h>
#include <zlib.h>

#include "git/repository.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

struct Header {
    std::string kind;
    std::uint64_t size = 0;  // in bytes, of what follows
    std::size_t length = 0;  // of itself
};

/// "blob 12\0"
std::optional<Header> header_of(std::string_view start) {
    const auto space = start.find(' ');
    const auto end = start.find('\0');
    if (space == start.npos || end == start.npos || end < space) return std::nullopt;
    Header header{std::string{start.substr(0, space)}, 0, end + 1};
    const auto* last = start.data() + end;
    const auto [stopped, error] = std::from_chars(start.data() + space + 1, last, header.size);
    if (error != std::errc{} || stopped != last) return std::nullopt;
    return header;
}

/// Unpacks an object, and never more of it than its header tells.
class Unpacking {
public:
    explicit Unpacking(std::ifstream& file) : file_(file) { ::inflateInit(&stream_); }
    ~Unpacking() { ::inflateEnd(&stream_); }
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;

    [[nodiscard]] LooseObject run() {
        std::optional<Header> header;
        std::string bytes;
        int state = Z_OK;
        while (state == Z_OK) {
            if (stream_.avail_in == 0 && !read_more()) return damaged();
            auto got = unpack(state);
            if (!header && !got.empty()) {
                header = header_of(got);
                if (!header) return damaged();
                got.remove_prefix(header->length);
            }
            bytes += got;
            if (header && bytes.size() > header->size) return damaged();
        }
        const bool whole = state == Z_STREAM_END && header && bytes.size() == header->size;
        if (whole) return {LooseState::whole, std::move(header->kind), std::move(bytes)};
        return damaged();
    }

private:
    static LooseObject damaged() { return {LooseState::damaged, {}, {}}; }

    bool read_more() {
        file_.read(reinterpret_cast<char*>(in_.data()), static_cast<std::streamsize>(in_.size()));
        stream_.next_in = in_.data();
        stream_.avail_in = static_cast<uInt>(file_.gcount());
        return stream_.avail_in > 0;
    }

    std::string_view unpack(int& state) {
        stream_.next_out = out_.data();
        stream_.avail_out = static_cast<uInt>(out_.size());
        state = ::inflate(&stream_, Z_NO_FLUSH);
        return {reinterpret_cast<const char*>(out_.data()), out_.size() - stream_.avail_out};
    }

    std::ifstream& file_;
    z_stream stream_{};
    // Not filled beforehand: most objects are smaller by far.
    std::array<Bytef, 16384> in_;
    std::array<Bytef, 65536> out_;
};

}  // namespace

void LooseObjects::list(const fs::path& folder, const std::string& first) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open{::opendir(folder.c_str()), ::closedir};
    while (const auto* entry = open ? ::readdir(open.get()) : nullptr) {
        if (const auto id = object_id(first + entry->d_name)) listed_.insert(*id);
    }
}

bool LooseObjects::is_listed(const ObjectId& id) {
    const std::lock_guard lock{listing_};
    if (!std::exchange(has_listed_[id.front()], true)) {
        const auto first = hexadecimal(id).substr(0, 2);
        list(objects_ / first, first);
    }
    return listed_.contains(id);
}

LooseObject LooseObjects::read(const ObjectId& id) {
    if (!is_listed(id)) return {};
    const auto digits = hexadecimal(id);
    std::ifstream file{objects_ / digits.substr(0, 2) / digits.substr(2), std::ios::binary};
    if (!file) return {};
    return Unpacking{file}.run();
}

}  // namespace knav
