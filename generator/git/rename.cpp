#include "git/rename.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace knav {

namespace {

constexpr std::size_t most_comparisons = 10'000;
constexpr double least_alike = 0.5;

using Lines = std::unordered_map<std::string_view, std::size_t>;  // how many times each

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        ++lines[text.substr(0, end)];
        text.remove_prefix(end);
    }
    return lines;
}

/// The share of both texts' bytes that stands in lines they have in common.
double likeness(std::string_view one, std::string_view other) {
    if (one.empty() || other.empty()) return 0;
    const auto ours = lines_of(one), theirs = lines_of(other);
    std::size_t common = 0;
    for (const auto& [line, times] : ours) {
        const auto found = theirs.find(line);
        if (found != theirs.end()) common += line.size() * std::min(times, found->second);
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(one.size() + other.size());
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

class Matcher {
public:
    Matcher(const std::vector<LonePage>& fresh, const std::vector<LonePage>& gone) : fresh_(fresh), gone_(gone) {
        matched_.resize(fresh.size());
        taken_.resize(gone.size());
    }

    void by_bytes() {
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            for (std::size_t j = 0; j < gone_.size(); ++j) {
                if (!taken_[j] && gone_[j].blob == fresh_[i].blob) {
                    take(i, j);
                    break;
                }
            }
        }
    }

    void by_lines(const std::function<std::string(const ObjectId&)>& read) {
        const auto open_fresh = std::count(matched_.begin(), matched_.end(), std::nullopt);
        const auto open_gone = std::count(taken_.begin(), taken_.end(), false);
        const bool many = static_cast<std::size_t>(open_fresh * open_gone) > most_comparisons;
        if (open_fresh == 0 || open_gone == 0) return;
        std::vector<std::string> old_texts;
        for (std::size_t j = 0; j < gone_.size(); ++j)
            old_texts.push_back(taken_[j] ? std::string{} : read(gone_[j].blob));
        std::vector<std::tuple<double, std::size_t, std::size_t>> alike;
        for (std::size_t i = 0; i < fresh_.size(); ++i) {
            if (matched_[i]) continue;
            const auto text = read(fresh_[i].blob);
            for (std::size_t j = 0; j < gone_.size(); ++j) {
                if (taken_[j] || (many && file_name(fresh_[i].path) != file_name(gone_[j].path))) continue;
                const auto how_much = likeness(text, old_texts[j]);
                if (how_much >= least_alike) alike.emplace_back(-how_much, i, j);
            }
        }
        std::sort(alike.begin(), alike.end());
        for (const auto& [how_much, i, j] : alike) {
            if (!matched_[i] && !taken_[j]) take(i, j);
        }
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> take_result() { return std::move(matched_); }

private:
    void take(std::size_t fresh, std::size_t gone) {
        matched_[fresh] = gone;
        taken_[gone] = true;
    }

    const std::vector<LonePage>& fresh_;
    const std::vector<LonePage>& gone_;
    std::vector<std::optional<std::size_t>> matched_;
    std::vector<bool> taken_;
};

}  // namespace

std::vector<std::optional<std::size_t>> match_moves(const std::vector<LonePage>& fresh,
                                                    const std::vector<LonePage>& gone,
                                                    const std::function<std::string(const ObjectId&)>& read) {
    Matcher matcher{fresh, gone};
    matcher.by_bytes();
    matcher.by_lines(read);
    return matcher.take_result();
}

}  // namespace knav
