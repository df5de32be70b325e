#include "search/snowball.hpp"

#include <memory>

#include <libstemmer.h>

namespace knav::search {

std::string snowball(std::string_view word) {
    // A stemmer holds the word it works on: one for each thread.
    thread_local const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> stemmer{sb_stemmer_new("swedish", "UTF_8"),
                                                                                  sb_stemmer_delete};
    if (!stemmer) return std::string{word};
    const auto* stem =
        sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (stem == nullptr) return std::string{word};
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

}  // namespace knav::search
