// A value that an earlier run wrote down, read back when somebody first asks for it: of all that is remembered of ten
// thousand pages, a run in which one has changed asks for little.
#pragma once

#include <atomic>
#include <memory>
#include <string_view>
#include <utility>

namespace knav {

/// Where one such value is read back to. Safe to ask from several threads: two that ask at once may both read, and what
/// one of them read is kept.
template <class T>
class Recollection {
public:
    using Read = T (*)(std::string_view bytes);

    Recollection() = default;
    explicit Recollection(T value) : value_(new const T{std::move(value)}) {}
    Recollection(const Recollection&) = delete;
    Recollection& operator=(const Recollection&) = delete;
    ~Recollection() { delete value_.load(std::memory_order_relaxed); }

    /// Before anybody asks. `bytes` must outlive this.
    void read_later(std::string_view bytes, Read read) {
        bytes_ = bytes;
        read_ = read;
    }

    /// As written down by an earlier run; empty if the value was made in this one.
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] const T& value() const {
        const auto* known = value_.load(std::memory_order_acquire);
        return known != nullptr ? *known : recall();
    }

private:
    const T& recall() const {
        auto fresh = std::make_unique<const T>(read_(bytes_));
        const T* known = nullptr;
        return value_.compare_exchange_strong(known, fresh.get()) ? *fresh.release() : *known;
    }

    std::string_view bytes_;
    Read read_ = nullptr;
    mutable std::atomic<const T*> value_ = nullptr;
};

/// One's share in such a value; copies share it. Null until it is given one.
template <class T>
class Recalled {
public:
    Recalled() = default;
    explicit Recalled(T value) : from_(std::make_shared<const Recollection<T>>(std::move(value))) {}
    explicit Recalled(std::shared_ptr<const Recollection<T>> from) : from_(std::move(from)) {}

    explicit operator bool() const { return from_ != nullptr; }
    const T& operator*() const { return from_->value(); }
    const T* operator->() const { return &from_->value(); }
    [[nodiscard]] std::shared_ptr<const T> share() const { return {from_, &from_->value()}; }
    /// As written down by an earlier run; empty if the value was made in this one.
    [[nodiscard]] std::string_view bytes() const { return from_->bytes(); }

private:
    std::shared_ptr<const Recollection<T>> from_;
};

}  // namespace knav
