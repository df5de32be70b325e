#include "git/known_history.hpp"

#include <algorithm>

#include "text/binary.hpp"

namespace knav {

namespace {

constexpr std::string_view history_version = "knav history 5\n";

void write_id(BinaryWriter& out, const ObjectId& id) {
    out.text({reinterpret_cast<const char*>(id.data()), id.size()});
}

ObjectId read_id(BinaryReader& in) {
    ObjectId id{};
    const auto bytes = in.text();
    if (bytes.size() != id.size())
        in.ok = false;
    else
        std::copy(bytes.begin(), bytes.end(), id.begin());
    return id;
}

void write_commit(BinaryWriter& out, const PastCommit& commit) {
    out.text(commit.id);
    out.fixed(static_cast<std::uint64_t>(commit.when));
    out.text(commit.author);
    out.text(commit.email);
    out.text(commit.subject);
}

PastCommit read_commit(BinaryReader& in) {
    PastCommit commit;
    commit.id = in.text();
    commit.when = static_cast<std::int64_t>(in.fixed());
    commit.author = in.text();
    commit.email = in.text();
    commit.subject = in.text();
    return commit;
}

// A path is written where it differs from the one that came after it; the first, from the file's own.
void write_file(BinaryWriter& out, const std::string& path, const FileHistory& file) {
    out.text(path);
    out.number(file.whole ? 1 : 0);
    out.digest(file.digest);
    out.number(file.revisions.size());
    const auto* after = &path;
    for (const auto& revision : file.revisions) {
        const bool elsewhere = revision.path != *after;
        out.number(revision.commit);
        write_id(out, revision.blob);
        out.number((revision.moved_only ? 2U : 0U) + (elsewhere ? 1U : 0U));
        if (elsewhere) out.text(revision.path);
        after = &revision.path;
    }
}

bool read_file(BinaryReader& in, History& history) {
    std::string path{in.text()};
    FileHistory file;
    file.whole = in.number() == 1;
    file.digest = in.digest();
    file.revisions.resize(in.count());
    const auto* after = &path;
    for (auto& revision : file.revisions) {
        revision.commit = static_cast<std::uint32_t>(in.number());
        revision.blob = read_id(in);
        const auto marks = in.number();
        revision.moved_only = (marks & 2U) != 0;
        revision.path = (marks & 1U) != 0 ? std::string{in.text()} : *after;
        after = &revision.path;
        if (!in.ok || revision.commit >= history.commits.size()) return false;
    }
    history.files.emplace_hint(history.files.end(), std::move(path), std::move(file));
    return in.ok;
}

void write_removed(BinaryWriter& out, const RemovedPage& page) {
    out.text(page.path);
    write_id(out, page.blob);
    out.number(page.commit);
}

RemovedPage read_removed(BinaryReader& in, const History& history) {
    RemovedPage page;
    page.path = in.text();
    page.blob = read_id(in);
    page.commit = static_cast<std::uint32_t>(in.number());
    if (page.commit >= history.commits.size()) in.ok = false;
    return page;
}

void write_line(BinaryWriter& out, const RemovalLine& line) {
    out.number(line.commits.size());
    for (const auto& commit : line.commits) write_id(out, commit);
    out.number(line.removals.size());
    for (const auto& removal : line.removals) {
        out.text(removal.path);
        write_id(out, removal.blob);
        write_id(out, removal.commit);
    }
}

RemovalLine read_line(BinaryReader& in) {
    RemovalLine line;
    line.commits.resize(in.count());
    for (auto& commit : line.commits) commit = read_id(in);
    line.removals.resize(in.count());
    for (auto& removal : line.removals) {
        removal.path = in.text();
        removal.blob = read_id(in);
        removal.commit = read_id(in);
    }
    return line;
}

void write_blob(BinaryWriter& out, const std::optional<ObjectId>& blob) {
    out.number(blob ? 1 : 0);
    if (blob) write_id(out, *blob);
}

std::optional<ObjectId> read_blob(BinaryReader& in) {
    if (in.number() == 0) return {};
    return read_id(in);
}

void write_aside(BinaryWriter& out, const Aside& aside) {
    out.text(aside.path);
    write_id(out, aside.commit);
    out.number(aside.parent);
    write_blob(out, aside.before);
    write_blob(out, aside.after);
}

Aside read_aside(BinaryReader& in) {
    Aside aside;
    aside.path = in.text();
    aside.commit = read_id(in);
    aside.parent = static_cast<std::uint32_t>(in.number());
    aside.before = read_blob(in);
    aside.after = read_blob(in);
    return aside;
}

}  // namespace

std::string KnownHistory::to_bytes() const {
    std::size_t revisions = 0;
    for (const auto& [path, file] : history.files) revisions += file.revisions.size();
    BinaryWriter out{history.commits.size() * 128 + history.files.size() * 128 + revisions * 32};
    out.raw(history_version);
    out.digest(circumstances);
    out.text(history.head);
    out.number(history.commits.size());
    for (const auto& commit : history.commits) write_commit(out, commit);
    out.number(history.files.size());
    for (const auto& [path, file] : history.files) write_file(out, path, file);
    out.number(history.removed.size());
    for (const auto& page : history.removed) write_removed(out, page);
    out.number(history.asides.size());
    for (const auto& aside : history.asides) write_aside(out, aside);
    write_line(out, line);
    out.number(commits.size());
    for (const auto& commit : commits) write_id(out, commit);
    auto bytes = out.take();
    BinaryWriter seal;
    seal.digest(digest_of(bytes));
    bytes += seal.take();
    return bytes;
}

KnownHistory KnownHistory::from_bytes(std::string_view bytes) {
    if (!bytes.starts_with(history_version) || bytes.size() < history_version.size() + sizeof(Digest)) return {};
    const auto whole = bytes.substr(0, bytes.size() - sizeof(Digest));
    BinaryReader seal{bytes.substr(whole.size())};
    if (seal.digest() != digest_of(whole)) return {};
    BinaryReader in{whole.substr(history_version.size())};
    KnownHistory known;
    known.circumstances = in.digest();
    known.history.head = in.text();
    known.history.commits.resize(in.count());
    for (auto& commit : known.history.commits) commit = read_commit(in);
    for (auto files = in.count(); files > 0; --files) {
        if (!read_file(in, known.history)) return {};
    }
    known.history.removed.resize(in.count());
    for (auto& page : known.history.removed) page = read_removed(in, known.history);
    known.history.asides.resize(in.count());
    for (auto& aside : known.history.asides) aside = read_aside(in);
    known.line = read_line(in);
    known.commits.resize(in.count());
    for (auto& commit : known.commits) commit = read_id(in);
    return in.ok && in.at_end() ? std::move(known) : KnownHistory{};
}

}  // namespace knav
