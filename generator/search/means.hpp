// What a site's index is made with, besides the site: both may be missing.
#pragma once

#include <memory>

namespace knav::search {

class DictionaryFiles;
class WordStore;

struct Means {
    std::shared_ptr<const DictionaryFiles> dictionary;  // part of what the index is a function of
    std::shared_ptr<WordStore> words;                   // what an earlier run counted; changes how soon, never what
};

}  // namespace knav::search
