#include "disk/dictionary.hpp"

#include "disk/mapped_file.hpp"

namespace knav {
namespace {

constexpr const char* affixes = "/usr/share/hunspell/sv_SE.aff";
constexpr const char* words = "/usr/share/hunspell/sv_SE.dic";

std::string read(const char* path) {
    const auto file = MappedFile::open(path);
    return file ? std::string{file->bytes()} : std::string{};
}

}  // namespace

std::shared_ptr<const search::DictionaryFiles> read_system_dictionary() {
    auto files = std::make_shared<search::DictionaryFiles>(search::DictionaryFiles{read(affixes), read(words)});
    return files->affixes.empty() || files->words.empty() ? nullptr : std::move(files);
}

}  // namespace knav
