#include "git/known_history.hpp"

#include <cstring>
#include <optional>

namespace knav {

namespace {

constexpr std::string_view version = "knav history 1\n";
constexpr std::size_t commit_digits = 40;

template <class Plain>
void append_plain(std::string& out, const Plain& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Plain>
bool take_plain(std::string_view& bytes, Plain& value) {
    if (bytes.size() < sizeof value) return false;
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return true;
}

bool take_text(std::string_view& bytes, std::size_t length, std::string& text) {
    if (bytes.size() < length) return false;
    text = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return true;
}

bool take_path(std::string_view& bytes, History& history) {
    std::uint32_t length = 0;
    std::string path;
    Revision revision;
    if (!take_plain(bytes, revision.when) || !take_text(bytes, commit_digits, revision.commit) ||
        !take_plain(bytes, length) || !take_text(bytes, length, path)) {
        return false;
    }
    history.last_change.emplace_hint(history.last_change.end(), std::move(path), std::move(revision));
    return true;
}

}  // namespace

std::string KnownHistory::to_bytes() const {
    std::string out{version};
    append_plain(out, circumstances);
    out += history.head;
    for (const auto& [path, revision] : history.last_change) {
        append_plain(out, revision.when);
        out += revision.commit;
        append_plain(out, static_cast<std::uint32_t>(path.size()));
        out += path;
    }
    append_plain(out, digest_of(out));
    return out;
}

KnownHistory KnownHistory::from_bytes(std::string_view bytes) {
    if (!bytes.starts_with(version) || bytes.size() < version.size() + sizeof(Digest)) return {};
    const auto whole = bytes.substr(0, bytes.size() - sizeof(Digest));
    auto seal_bytes = bytes.substr(whole.size());
    Digest seal;
    if (!take_plain(seal_bytes, seal) || seal != digest_of(whole)) return {};
    auto rest = whole.substr(version.size());
    KnownHistory known;
    if (!take_plain(rest, known.circumstances) || !take_text(rest, commit_digits, known.history.head)) return {};
    while (!rest.empty()) {
        if (!take_path(rest, known.history)) return {};
    }
    return known;
}

}  // namespace knav
