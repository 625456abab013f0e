#include "core/text/naive_bayes.h"

#include <algorithm>
#include <cmath>

namespace parvis::text {
namespace {

constexpr double kHalf = 0.5;  // added to each count, so that nothing is impossible

double share(std::int64_t seen, std::int64_t all) {
  return (static_cast<double>(seen) + kHalf) / (static_cast<double>(all) + 2 * kHalf);
}

double weight_of(const Seen& sign, const Seen& all) {
  return std::log(share(sign.bad, all.bad)) - std::log(share(sign.good, all.good));
}

double ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Judged judge(const std::vector<Seen>& signs, const Seen& all) {
  Judged judged;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].good + signs[i].bad < kLeastSeen) continue;
    judged.strongest.push_back({i, weight_of(signs[i], all)});
  }
  std::ranges::sort(judged.strongest, [](const SignWeight& a, const SignWeight& b) {
    const auto left = std::abs(a.weight), right = std::abs(b.weight);
    return left != right ? left > right : a.sign < b.sign;
  });
  if (judged.strongest.size() > kStrongestHeard) judged.strongest.resize(kStrongestHeard);
  auto sum = std::log(static_cast<double>(all.bad) + 2 * kHalf) - std::log(static_cast<double>(all.good) + 2 * kHalf);
  for (const auto& sign : judged.strongest) sum += sign.weight;
  judged.probability = 1 / (1 + std::exp(-sum));
  return judged;
}

double Confusion::precision() const { return ratio(caught, caught + wrongly); }
double Confusion::recall() const { return ratio(caught, caught + missed); }

Confusion confusion(const std::vector<Guess>& guesses, double threshold) {
  Confusion table;
  for (const auto& guess : guesses) {
    const bool stopped = guess.probability >= threshold;
    auto& cell =
        guess.was_bad ? (stopped ? table.caught : table.missed) : (stopped ? table.wrongly : table.rightly_left);
    ++cell;
  }
  return table;
}

double threshold_for(const std::vector<Guess>& guesses, double precision) {
  for (int hundredth = 1; hundredth <= 100; ++hundredth) {
    const auto table = confusion(guesses, hundredth / 100.0);
    if (table.caught > 0 && table.precision() >= precision) return hundredth / 100.0;
  }
  return 1.01;
}

}  // namespace parvis::text
