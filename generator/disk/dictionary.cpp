#include "disk/dictionary.hpp"

#include <utility>

#include "disk/mapped_file.hpp"

namespace knav {
namespace {

constexpr const char* affixes = "/usr/share/hunspell/sv_SE.aff";
constexpr const char* words = "/usr/share/hunspell/sv_SE.dic";

}  // namespace

std::shared_ptr<const search::DictionaryFiles> read_system_dictionary() {
    auto both = std::make_pair(MappedFile::open(affixes), MappedFile::open(words));
    if (!both.first || !both.second || both.first->bytes().empty() || both.second->bytes().empty()) return nullptr;
    const auto files = std::make_shared<const decltype(both)>(std::move(both));
    return std::make_shared<search::DictionaryFiles>(files->first->bytes(), files->second->bytes(), files);
}

}  // namespace knav
