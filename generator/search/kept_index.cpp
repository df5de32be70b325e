#include "search/kept_index.hpp"

namespace knav::search {
namespace {

void write(BinaryWriter& out, const std::vector<std::string>& texts) {
    out.number(texts.size());
    for (const auto& text : texts) out.text(text);
}

std::vector<std::string> read_texts(BinaryReader& in) {
    std::vector<std::string> texts(in.count());
    for (auto& text : texts) text = in.text();
    return texts;
}

void write(BinaryWriter& out, const std::vector<Digest>& digests) {
    out.number(digests.size());
    for (const auto& digest : digests) out.digest(digest);
}

std::vector<Digest> read_digests(BinaryReader& in) {
    std::vector<Digest> digests(in.count());
    for (auto& digest : digests) digest = in.digest();
    return digests;
}

void write(BinaryWriter& out, const TermPlace& place) {
    out.number(place.pages);
    if (place.pages == 0) return;
    for (const auto number : {place.rarity, place.file, place.numbers, place.numbers_size, place.levels})
        out.number(number);
}

TermPlace read_place(BinaryReader& in) {
    TermPlace place;
    place.pages = static_cast<std::uint32_t>(in.number());
    if (place.pages == 0) return place;
    for (auto* number : {&place.rarity, &place.file, &place.numbers, &place.numbers_size, &place.levels})
        *number = static_cast<std::uint32_t>(in.number());
    return place;
}

void write(BinaryWriter& out, const Index& index) {
    out.number(index.files.size());
    for (const auto& file : index.files) {
        out.text(file.name);
        out.digest(file.payload.digest);
        out.text(file.payload.bytes);
    }
    out.number(index.texts.size());
    for (const auto& block : index.texts) {
        out.text(block.name);
        out.number(block.begin);
        out.number(block.end);
    }
    out.number(index.unmatched.size());
    for (const auto number : index.unmatched) out.number(number);
}

Index read_index(BinaryReader& in, const std::shared_ptr<const void>& owner) {
    Index index;
    index.files.resize(in.count());
    for (auto& file : index.files) {
        file.name = in.text();
        const auto digest = in.digest();
        file.payload = {in.text(), digest, owner};
    }
    index.texts.resize(in.count());
    for (auto& block : index.texts) {
        block.name = in.text();
        block.begin = in.number();
        block.end = in.number();
    }
    index.unmatched.resize(in.count());
    for (auto& number : index.unmatched) number = static_cast<std::uint32_t>(in.number());
    return index;
}

}  // namespace

std::vector<TermPages> KeptIndex::term_pages() const {
    std::vector<const Payload*> files;
    for (const auto& name : names_of.words) files.push_back(&index->find(name)->payload);
    std::vector<TermPages> pages;
    pages.reserve(places.size());
    for (const auto& place : places) {
        if (place.pages == 0) {
            pages.emplace_back();
            continue;
        }
        const auto& file = *files.at(place.file);
        pages.push_back({file.bytes.substr(place.numbers, place.numbers_size),
                         file.bytes.substr(place.levels, place.pages), place.pages, place.rarity, &file});
    }
    return pages;
}

std::size_t KeptIndex::size() const {
    std::size_t size = 32 * (texts.size() + keys.size() + ways.shares.size() / 4);
    if (index == nullptr) return size;
    for (const auto& file : index->files) size += file.payload.bytes.size() + 32;
    return size;
}

void KeptIndex::write(BinaryWriter& out) const {
    out.digest(situation);
    if (situation == Digest{}) return;
    search::write(out, texts);
    for (const auto length : average) out.real(length);
    words.write(out);
    search::write(out, names);
    ways.write(out);
    out.number(keys.size());
    for (const auto key : keys) out.text(key);
    out.number(places.size());
    for (const auto& place : places) search::write(out, place);
    search::write(out, *index);
    for (const auto* each : {&names_of.words, &names_of.blocks}) search::write(out, *each);
    out.text(names_of.facets);
    out.text(names_of.answers);
    search::write(out, text_blocks);
}

void KeptIndex::read(BinaryReader& in, const std::shared_ptr<const void>& owner) {
    situation = in.digest();
    if (situation == Digest{}) return;
    texts = read_digests(in);
    for (auto& length : average) length = in.real();
    words.read(in);
    names = read_texts(in);
    ways.read(in);
    keys.resize(in.count());
    for (auto& key : keys) key = in.text();
    places.resize(in.count());
    for (auto& place : places) place = read_place(in);
    index = std::make_shared<const Index>(read_index(in, owner));
    for (auto* each : {&names_of.words, &names_of.blocks}) *each = read_texts(in);
    names_of.facets = in.text();
    names_of.answers = in.text();
    text_blocks = read_digests(in);
}

}  // namespace knav::search
