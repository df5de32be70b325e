#include "edit/mend_steps.hpp"

#include <fmt/format.h>

namespace knav {
namespace {

constexpr std::string_view byte_order = "\xEF\xBB\xBF";

/// Bytes of the control character at `i` (C0 but tab and line end, DEL, C1); 0 if there is none.
std::size_t control_length(std::string_view bytes, std::size_t i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') || byte == 0x7F) return 1;
    const bool c1 = byte == 0xC2 && i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) < 0xA0;
    return c1 ? 2 : 0;
}

class ByteMender {
public:
    ByteMender(std::string_view bytes, Mended& made) : bytes_(bytes), made_(made) {}

    void mend() {
        std::size_t i = 0;
        if (bytes_.starts_with(byte_order)) {
            tell(made_.done, rule::byte_order_mark, {});
            i = byte_order.size();
        }
        while (i < bytes_.size()) i = step(i);
        if (!text_.empty() && text_.back() != '\n') {
            tell(made_.done, rule::final_newline, {});
            text_ += '\n';
        }
        made_.text = std::move(text_);
    }

private:
    void tell(std::vector<Mending>& into, const Rule& rule, std::vector<std::string> arguments) {
        into.push_back({Mending::Kind::diagnosed, at_, &rule, std::move(arguments)});
    }

    std::size_t step(std::size_t i) {
        if (bytes_[i] == '\r') return line_end(i);
        if (const auto length = control_length(bytes_, i)) return control(i, length);
        text_ += bytes_[i];
        if (bytes_[i] == '\n')
            at_ = {at_.line + 1, 1};
        else if ((bytes_[i] & '\xC0') != '\x80')
            ++at_.column;
        return i + 1;
    }

    std::size_t line_end(std::size_t i) {
        const bool pair = i + 1 < bytes_.size() && bytes_[i + 1] == '\n';
        if (!line_ends_told_) tell(made_.done, rule::line_ending, {pair ? "CRLF" : "CR"});
        line_ends_told_ = true;
        text_ += '\n';
        at_ = {at_.line + 1, 1};
        return i + (pair ? 2 : 1);
    }

    std::size_t control(std::size_t i, std::size_t length) {
        const auto code = static_cast<unsigned char>(bytes_[i + length - 1]);
        const bool trailing = ends_line(i);
        tell(trailing ? made_.done : made_.left, rule::control_character, {fmt::format("U+{:04X}", unsigned{code})});
        if (!trailing) text_ += bytes_.substr(i, length);
        ++at_.column;
        return i + length;
    }

    /// Whether only control characters stand between here and the end of the line.
    [[nodiscard]] bool ends_line(std::size_t i) const {
        while (i < bytes_.size() && bytes_[i] != '\n' && bytes_[i] != '\r') {
            const auto length = control_length(bytes_, i);
            if (length == 0) return false;
            i += length;
        }
        return true;
    }

    std::string_view bytes_;
    Mended& made_;
    std::string text_;
    Position at_{1, 1};
    bool line_ends_told_ = false;
};

}  // namespace

void mend_bytes(std::string_view bytes, Mended& made) { ByteMender{bytes, made}.mend(); }

}  // namespace knav
