#include "search/page_numbers.hpp"

#include <bit>

namespace knav::search {
namespace {

/// Bits, the highest of each value first.
class BitWriter {
public:
    void put(std::uint32_t value, unsigned bits) {
        held_ = held_ << bits | value;
        count_ += bits;
        while (count_ >= 8) {
            count_ -= 8;
            out_ += static_cast<char>(held_ >> count_ & 255U);
        }
    }
    [[nodiscard]] std::string take() {
        if (count_ > 0) out_ += static_cast<char>(held_ << (8 - count_) & 255U);
        return std::move(out_);
    }

private:
    std::string out_;
    std::uint64_t held_ = 0;
    unsigned count_ = 0;
};

class BitReader {
public:
    explicit BitReader(std::string_view bytes) : bytes_(bytes) {}
    bool ok = true;

    std::uint32_t take(unsigned bits) {
        while (count_ < bits) {
            ok = ok && at_ < bytes_.size();
            held_ = held_ << 8U | (ok ? static_cast<unsigned char>(bytes_[at_++]) : 0U);
            count_ += 8;
        }
        count_ -= bits;
        return static_cast<std::uint32_t>(held_ >> count_ & ((std::uint64_t{1} << bits) - 1));
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    std::uint64_t held_ = 0;
    unsigned count_ = 0;
};

/// How a value below `range` is written: the first `shorter` of them in one bit less than the others.
struct Code {
    unsigned bits = 0;
    std::uint32_t shorter = 0;
    explicit Code(std::uint32_t range)
        : bits(static_cast<unsigned>(std::bit_width(range - 1))),
          shorter(static_cast<std::uint32_t>((std::uint64_t{1} << bits) - range)) {}
};

/// Where the middle one of `count` numbers from `low` to below `high` may lie: as many as stand before and after it fit.
struct Middle {
    std::size_t place = 0;
    std::uint32_t least = 0, range = 0;
    Middle(std::size_t count, std::uint32_t low, std::uint32_t high)
        : place(count / 2),
          least(low + static_cast<std::uint32_t>(place)),
          range(high - low - static_cast<std::uint32_t>(count) + 1) {}
};

void write(BitWriter& out, std::span<const std::uint32_t> numbers, std::uint32_t low, std::uint32_t high) {
    while (!numbers.empty() && numbers.size() < high - low) {
        const Middle middle{numbers.size(), low, high};
        const Code code{middle.range};
        const auto number = numbers[middle.place], value = number - middle.least;
        if (value < code.shorter)
            out.put(value, code.bits - 1);
        else
            out.put(value + code.shorter, code.bits);
        write(out, numbers.first(middle.place), low, number);
        numbers = numbers.subspan(middle.place + 1);
        low = number + 1;
    }
}

void read(BitReader& in, std::span<std::uint32_t> numbers, std::uint32_t low, std::uint32_t high) {
    while (!numbers.empty() && numbers.size() < high - low && in.ok) {
        const Middle middle{numbers.size(), low, high};
        const Code code{middle.range};
        auto value = in.take(code.bits - 1);
        if (value >= code.shorter) value = value * 2 + in.take(1) - code.shorter;
        const auto number = numbers[middle.place] = middle.least + value;
        read(in, numbers.first(middle.place), low, number);
        numbers = numbers.subspan(middle.place + 1);
        low = number + 1;
    }
    for (auto& number : numbers) number = low++;  // as many as there is room for
}

}  // namespace

std::string encode_numbers(std::span<const std::uint32_t> numbers, std::uint32_t limit) {
    BitWriter out;
    write(out, numbers, 0, limit);
    return out.take();
}

std::optional<std::vector<std::uint32_t>> decode_numbers(std::string_view bytes, std::size_t count,
                                                         std::uint32_t limit) {
    if (count > limit) return {};
    std::vector<std::uint32_t> numbers(count);
    BitReader in{bytes};
    read(in, numbers, 0, limit);
    if (!in.ok) return {};
    return numbers;
}

}  // namespace knav::search
