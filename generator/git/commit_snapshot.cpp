#include "git/commit_snapshot.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>

#include "diag/environment_error.hpp"
#include "task/parallel.hpp"
#include "text/binary.hpp"

namespace knav {

namespace {

constexpr std::string_view blobs_version = "knav blobs 1\n";
constexpr std::size_t longest_name = 255;  // what a folder on disk could hold
constexpr std::size_t longest_listed_path = 4095;
constexpr std::size_t largest_listing = 256U << 20;  // of all paths together: a small commit can name one folder often
constexpr std::uint64_t worth_keeping = 1U << 20;

struct ListedFile {
    std::string path;
    ObjectId id{};
};

std::string_view kind_word(std::string_view mode) {
    if (mode == "120000") return "symlink";
    if (mode == "160000") return "submodule";
    return "device";
}

bool is_file(std::string_view mode) { return mode == "100644" || mode == "100755" || mode == "100664"; }

/// The files below the site's folders. Folders are taken from a list, so their depth costs no stack.
class Listing {
public:
    Listing(Repository& repository, Diagnostics& found) : repository_(repository), found_(found) {}

    std::vector<ListedFile> of(const ObjectId& tree, const std::vector<std::string>& folders) {
        for (const auto& name : folders) {
            TreeEntry entry;
            if (find_entry(
                    tree, name, [this](const ObjectId& id) { return repository_.tree(id); }, entry)) {
                take_top(name, entry);
            }
        }
        while (!waiting_.empty()) {
            const auto folder = std::move(waiting_.back());
            waiting_.pop_back();
            list(folder);
            repository_.forget_trees();
        }
        std::sort(files_.begin(), files_.end(),
                  [](const ListedFile& left, const ListedFile& right) { return left.path < right.path; });
        return std::move(files_);
    }

private:
    void list(const ListedFile& folder) {
        TreeReader entries{repository_.tree(folder.id)};
        TreeEntry entry;
        std::vector<std::string_view> names;
        while (entries.next(entry)) {
            if (is_left_aside(entry.name) || !has_usable_name(folder.path, entry.name)) continue;
            names.push_back(entry.name);
            take(folder.path + "/" + std::string{entry.name}, entry);
        }
        if (!entries.has_read_all()) throw GitFailure("the folder " + folder.path + " is damaged");
        report_twins(folder.path, std::move(names));
    }

    void take_top(const std::string& name, const TreeEntry& entry) {
        if (entry.is_folder()) return take(name, entry);
        found_.error({name, {}}, rule::file_not_regular, {std::string{kind_word(entry.mode)}});
    }

    void take(std::string path, const TreeEntry& entry) {
        listed_ += path.size() + sizeof(ListedFile);
        if (listed_ > largest_listing) throw GitFailure("it names too many files and folders");
        if (path.size() > longest_listed_path) {
            found_.error({path.substr(0, path.find('/')), {}}, rule::file_name_invalid, {path.substr(0, longest_name)});
        } else if (entry.is_folder()) {
            waiting_.push_back({std::move(path), entry.object()});
        } else if (is_file(entry.mode)) {
            files_.push_back({std::move(path), entry.object()});
        } else {
            found_.error({std::move(path), {}}, rule::file_not_regular, {std::string{kind_word(entry.mode)}});
        }
    }

    /// A folder on disk could not hold such names at all, so they are also refused that git's own check lets through.
    bool has_usable_name(const std::string& folder, std::string_view name) {
        auto fault = unusable_name(name);
        if (!fault && (name.empty() || name.size() > longest_name || name.find('/') != name.npos)) {
            fault = UnusableName{std::string{name.substr(0, longest_name)}, {}};
        }
        if (fault) {
            found_.error({folder, {}}, rule::file_name_invalid, {std::move(fault->shown)}, std::move(fault->proposal));
        }
        return !fault;
    }

    void report_twins(const std::string& folder, std::vector<std::string_view> names) {
        std::sort(names.begin(), names.end());
        for (auto twin = std::adjacent_find(names.begin(), names.end()); twin != names.end();
             twin = std::adjacent_find(std::upper_bound(twin, names.end(), *twin), names.end())) {
            found_.error({folder, {}}, rule::file_name_invalid, {std::string{*twin}});
        }
    }

    Repository& repository_;
    Diagnostics& found_;
    std::vector<ListedFile> files_;
    std::vector<ListedFile> waiting_;
    std::size_t listed_ = 0;
};

/// Unpacks one blob at a time, whoever asks, with a handle of its own.
class LateReader {
public:
    explicit LateReader(std::shared_ptr<Repository> repository) : repository_(std::move(repository)) {}

    std::string read(const ObjectId& id) {
        const std::lock_guard lock{reading_};
        try {
            if (!own_) own_ = std::make_unique<Repository>(repository_->again());
            return own_->blob(id);
        } catch (const GitFailure& failure) {
            throw EnvironmentError("read", "object " + hexadecimal(id), failure.what());
        }
    }

private:
    std::mutex reading_;
    std::shared_ptr<Repository> repository_;
    std::unique_ptr<Repository> own_;
};

/// One file's bytes now or later, and what is known of them.
class Reader {
public:
    Reader(const std::shared_ptr<Repository>& repository, const TreeOptions& options, const KnownBlobs& cache,
           unsigned threads, Diagnostics& found)
        : late_(std::make_shared<LateReader>(repository)),
          repository_(repository),
          options_(options),
          cache_(cache),
          own_(std::max(threads, 1U)),
          found_(found) {}

    std::optional<File> read(const ListedFile& listed, unsigned worker, bool& is_fresh) {
        const auto* known = cache_.find(listed.id);
        is_fresh = known == nullptr;
        const auto size = is_fresh ? blob_size(of_worker(worker), listed.id) : known->size;
        if (is_too_large(listed.path, size)) return std::nullopt;
        if (!is_fresh) return later(listed, size, known->digest);
        auto bytes = of_worker(worker).blob(listed.id);
        const auto digest = digest_of(bytes);
        if (size > worth_keeping) return later(listed, size, digest);
        return File{listed.path, digest, size, std::make_shared<const Blob>(std::move(bytes))};
    }

private:
    /// Each thread opens the repository for itself: libgit2's handles are one thread's.
    Repository& of_worker(unsigned worker) {
        auto& own = own_[worker];
        if (!own) own = std::make_unique<Repository>(repository_->again());
        return *own;
    }

    static std::uint64_t blob_size(const Repository& repository, const ObjectId& id) {
        const auto header = repository.header(id);
        if (header.kind != ObjectKind::blob) throw GitFailure("an object is not of the kind it should be");
        return header.size;
    }

    bool is_too_large(const std::string& path, std::uint64_t size) {
        const bool is_page = is_too_large_page(path, size, options_);
        if (!is_page && size <= options_.largest_in_memory) return false;
        const auto limit = is_page ? options_.largest_page : options_.largest_in_memory;
        found_.error({path, {}}, rule::file_too_large, {kilobytes(size), kilobytes(limit)});
        return true;
    }

    File later(const ListedFile& listed, std::uint64_t size, const Digest& digest) const {
        auto load = [late = late_, id = listed.id] { return late->read(id); };
        return {listed.path, digest, size, std::make_shared<const Blob>(std::move(load), std::string{})};
    }

    std::shared_ptr<LateReader> late_;
    std::shared_ptr<Repository> repository_;
    const TreeOptions& options_;
    const KnownBlobs& cache_;
    std::vector<std::unique_ptr<Repository>> own_;  // by worker
    Diagnostics& found_;
};

CommitFiles read_listed(const std::shared_ptr<Repository>& repository, const std::vector<ListedFile>& listed,
                        const TreeOptions& options, KnownBlobs& cache, unsigned threads, Diagnostics& found) {
    Reader reader{repository, options, cache, threads, found};
    std::vector<std::optional<File>> slots(listed.size());
    std::vector<char> is_fresh(listed.size(), 0);
    parallel_for(listed.size(), threads, [&](std::size_t index, unsigned worker) {
        bool fresh = false;
        slots[index] = reader.read(listed[index], worker, fresh);
        is_fresh[index] = fresh ? 1 : 0;
    });
    CommitFiles read;
    std::vector<File> files;
    std::vector<KnownBlobs::Known> known;
    files.reserve(listed.size());
    known.reserve(listed.size());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (!slots[i]) continue;
        if (is_fresh[i] != 0) ++read.read;
        known.push_back({listed[i].id, slots[i]->size, slots[i]->digest});
        files.push_back(std::move(*slots[i]));
    }
    read.digest = digest_of_files(files);
    read.snapshot = Snapshot{std::move(files)};
    cache = KnownBlobs{std::move(known)};
    return read;
}

bool id_less(const KnownBlobs::Known& left, const KnownBlobs::Known& right) { return left.id < right.id; }

}  // namespace

KnownBlobs::KnownBlobs(std::vector<Known> blobs) : blobs_(std::move(blobs)) {
    std::sort(blobs_.begin(), blobs_.end(), id_less);
    const auto same = [](const Known& left, const Known& right) { return left.id == right.id; };
    blobs_.erase(std::unique(blobs_.begin(), blobs_.end(), same), blobs_.end());
}

const KnownBlobs::Known* KnownBlobs::find(const ObjectId& id) const {
    const auto found = std::lower_bound(blobs_.begin(), blobs_.end(), Known{id, 0, {}}, id_less);
    return found != blobs_.end() && found->id == id ? &*found : nullptr;
}

std::string KnownBlobs::to_bytes() const {
    BinaryWriter writer;
    writer.raw(blobs_version);
    writer.number(blobs_.size());
    for (const auto& blob : blobs_) {
        writer.text({reinterpret_cast<const char*>(blob.id.data()), blob.id.size()});
        writer.number(blob.size);
        writer.digest(blob.digest);
    }
    auto bytes = writer.take();
    const auto seal = digest_of(bytes);
    return bytes + seal.hex();
}

KnownBlobs KnownBlobs::from_bytes(std::string_view bytes) {
    constexpr std::size_t seal_size = 32;
    if (bytes.size() < seal_size) return {};
    const auto whole = bytes.substr(0, bytes.size() - seal_size);
    if (digest_of(whole).hex() != bytes.substr(whole.size())) return {};
    BinaryReader reader{whole};
    reader.skip(blobs_version);
    std::vector<Known> blobs(reader.count());
    for (auto& blob : blobs) {
        const auto id = reader.text();
        if (id.size() != blob.id.size()) return {};
        std::memcpy(blob.id.data(), id.data(), id.size());
        blob.size = reader.number();
        blob.digest = reader.digest();
    }
    if (!reader.ok || !reader.at_end()) return {};
    return KnownBlobs{std::move(blobs)};
}

CommitFiles read_commit(const std::shared_ptr<Repository>& repository, const ObjectId& commit, std::string_view site,
                        const TreeOptions& options, KnownBlobs& cache, unsigned threads, Diagnostics& found) {
    try {
        const auto tree = repository->folder_in(repository->commit(commit), site);
        if (!tree) return {{}, digest_of_files({}), 0};
        const auto listed = Listing{*repository, found}.of(*tree, options.folders);
        return read_listed(repository, listed, options, cache, threads, found);
    } catch (const GitFailure& failure) {
        throw EnvironmentError("read", "commit " + hexadecimal(commit), failure.what());
    }
}

}  // namespace knav
