#include "search/measures.hpp"

#include <algorithm>
#include <cmath>

namespace knav::search {
namespace {

constexpr std::size_t considered = 10;

double discounted(const std::vector<int>& grades) {
    double sum = 0;
    for (std::size_t i = 0; i < std::min(grades.size(), considered); ++i)
        sum += (std::exp2(grades[i]) - 1) / std::log2(static_cast<double>(i) + 2);
    return sum;
}

}  // namespace

Measures measure(std::span<const std::string> found, const Judged& judged) {
    Measures result;
    result.empty = found.empty() ? 1 : 0;
    std::vector<int> best, got;
    for (const auto& [url, grade] : judged.relevant) best.push_back(grade);
    if (best.empty()) return result;
    std::sort(best.rbegin(), best.rend());
    for (const auto& url : found.first(std::min(found.size(), considered))) {
        const auto grade = judged.relevant.find(url);
        got.push_back(grade == judged.relevant.end() ? 0 : grade->second);
    }
    const int floor = best.front() >= 2 ? 2 : 1;
    const auto first = std::find_if(got.begin(), got.end(), [&](int grade) { return grade >= floor; });
    if (first != got.end()) result.mrr = 1.0 / static_cast<double>(first - got.begin() + 1);
    result.recall = static_cast<double>(std::count_if(got.begin(), got.end(), [](int grade) { return grade > 0; })) /
                    static_cast<double>(std::min(best.size(), considered));
    result.ndcg = discounted(got) / discounted(best);
    return result;
}

Measures mean(std::span<const Measures> all) {
    Measures sum;
    for (const auto& one : all) {
        sum.mrr += one.mrr;
        sum.recall += one.recall;
        sum.ndcg += one.ndcg;
        sum.empty += one.empty;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(all.size(), 1));
    return {sum.mrr / count, sum.recall / count, sum.ndcg / count, sum.empty / count};
}

}  // namespace knav::search
