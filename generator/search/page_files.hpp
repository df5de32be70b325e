// The files that tell of pages, whatever words are on them: p-, x-, f- and a- (index.hpp).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "search/document.hpp"
#include "search/payload.hpp"

namespace knav::search {

struct PageFiles {
    std::size_t pages_in_block = 1, texts_in_block = 1;
    std::vector<Payload> blocks;  // in order
    std::vector<Digest> texts;    // of each block of texts: of what it is made of
    Payload facets, answers;
};

[[nodiscard]] PageFiles make_page_files(std::span<const Document> documents);
/// Fills in how many pages lie in one block, of so many.
void set_block_sizes(PageFiles& files, std::size_t pages);

/// Of the pages of one block of texts; their own texts are not asked for.
[[nodiscard]] Digest digest_of_texts(std::span<const Document> documents);
/// The payload of a block of texts; here the documents must have their texts.
[[nodiscard]] std::string text_block(std::span<const Document> documents);

}  // namespace knav::search
