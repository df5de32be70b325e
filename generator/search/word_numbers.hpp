// Words by number, in the order that they are first seen: one flat table, asked for every word of every page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace knav::search {

inline constexpr std::uint32_t no_word = 0xffffffffU;

class WordNumbers {
public:
    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return words_[number]; }
    [[nodiscard]] const std::vector<std::string_view>& all() const { return words_; }

    /// The number of a word, or no_word.
    [[nodiscard]] std::uint32_t find(std::string_view word) const {
        if (slots_.empty()) return no_word;
        return slots_[place_of(word, hash_of(word))].number - 1;  // of a free slot: no_word
    }

    /// The number of a word, which is given one if it has none. Its text is to live as long as this.
    std::uint32_t add(std::string_view word) {
        return add(word, [](std::string_view text) { return text; });
    }
    /// The same, and keep(word) gives a text that lives so long, if it is a new one.
    template <class Keep>
    std::uint32_t add(std::string_view word, Keep keep) {
        if (2 * slots_.size() < 3 * (words_.size() + 1)) grow(2 * (words_.size() + 1));
        const auto hash = hash_of(word);
        auto& slot = slots_[place_of(word, hash)];
        if (slot.number != 0) return slot.number - 1;
        words_.push_back(keep(word));
        slot = {hash, static_cast<std::uint32_t>(words_.size())};
        return slot.number - 1;
    }

    /// Another text that says the same word, and lives as long.
    void replace(std::uint32_t number, std::string_view same) { words_[number] = same; }

    /// Room for so many words.
    void reserve(std::size_t words) {
        words_.reserve(words);
        if (2 * slots_.size() < 3 * words) grow(words);
    }
    void clear() {
        words_.clear();
        slots_.clear();
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = 0;  // plus one; 0: free
    };

    template <class Number>
    static std::uint64_t read(const char* at) {
        Number number;
        std::memcpy(&number, at, sizeof number);
        return number;
    }

    /// Up to the last eight bytes at once: those are read with what comes before them.
    static std::uint32_t hash_of(std::string_view word) {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
        const auto* at = word.data();
        auto left = word.size();
        std::uint64_t hash = left;
        const auto mix = [&hash](std::uint64_t part) {
            hash = (hash ^ part) * odd;
            hash ^= hash >> 32U;
        };
        for (; left > 8; left -= 8, at += 8) mix(read<std::uint64_t>(at));
        const auto* end = at + left;
        if (word.size() >= 8)
            mix(read<std::uint64_t>(end - 8));
        else if (left >= 4)
            mix(read<std::uint32_t>(at) << 32U | read<std::uint32_t>(end - 4));
        else if (left > 0)
            mix(read<std::uint8_t>(at) << 16U | read<std::uint8_t>(at + left / 2) << 8U | read<std::uint8_t>(end - 1));
        return static_cast<std::uint32_t>(hash);
    }

    /// Where the word is, or would be.
    [[nodiscard]] std::size_t place_of(std::string_view word, std::uint32_t hash) const {
        for (std::size_t place = hash;; ++place) {
            place &= slots_.size() - 1;
            const auto& slot = slots_[place];
            if (slot.number == 0 || (slot.hash == hash && words_[slot.number - 1] == word)) return place;
        }
    }

    void grow(std::size_t words) {
        std::size_t size = 1024;
        while (2 * size < 3 * words) size *= 2;
        std::vector<Slot> slots(size);
        for (const auto& slot : slots_) {
            if (slot.number == 0) continue;
            std::size_t place = slot.hash & (size - 1);
            while (slots[place].number != 0) place = (place + 1) & (size - 1);
            slots[place] = slot;
        }
        slots_ = std::move(slots);
    }

    std::vector<std::string_view> words_;
    std::vector<Slot> slots_;  // a power of two of them, with open addressing
};

}  // namespace knav::search
