#include "render/format.hpp"

#include <fmt/format.h>

namespace knav {

std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments) {
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool slot = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
        const auto number = slot ? static_cast<std::size_t>(sentence[i + 1] - '0') : arguments.size();
        if (number >= arguments.size()) {
            out += sentence[i];
            continue;
        }
        out += *(arguments.begin() + number);
        i += 2;
    }
    return out;
}

std::string in_words(const Date& date, const Lens& lens) {
    return fill(lens.word("date_long"), {std::to_string(date.day), lens.word("month_" + std::to_string(date.month)),
                                         std::to_string(date.year)});
}

std::string in_words(const DateTime& time, const Lens& lens) {
    auto day = in_words(time.date, lens);
    if (time.time == TimeOfDay{}) return day;
    return fmt::format("{}, {:02}.{:02}", day, time.time.hour, time.time.minute);
}

std::optional<Date> day_of(const PastCommit* commit) {
    if (commit == nullptr || commit->when == 0) return std::nullopt;
    return stockholm_time(commit->when).date;
}

std::string period_in_words(std::optional<Date> from, std::optional<Date> until, const Lens& lens) {
    if (from && until) return fill(lens.word("period"), {in_words(*from, lens), in_words(*until, lens)});
    if (from) return fill(lens.word("from_date"), {in_words(*from, lens)});
    if (until) return fill(lens.word("until_date"), {in_words(*until, lens)});
    return {};
}

std::string size_in_words(std::uint64_t bytes, Language language) {
    if (bytes < 1000) return fmt::format("{} byte", bytes);
    if (bytes < 1'000'000) return fmt::format("{} kB", (bytes + 500) / 1000);
    auto text = fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
    if (language == Language::sv) text[text.find('.')] = ',';
    return text;
}

}  // namespace knav
