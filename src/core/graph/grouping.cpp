#include "core/graph/grouping.h"

#include <algorithm>

namespace parvis::graph {

Grouping by_size(std::vector<std::uint32_t> of) {
  constexpr auto kNone = static_cast<std::uint32_t>(-1);
  // First in the order in which their smallest nodes come; a stable sort keeps that among equals.
  std::vector<std::uint32_t> met(of.size(), kNone);
  std::vector<std::size_t> sizes;
  for (auto& group : of) {
    if (met[group] == kNone) {
      met[group] = static_cast<std::uint32_t>(sizes.size());
      sizes.push_back(0);
    }
    group = met[group];
    ++sizes[group];
  }
  std::vector<std::uint32_t> order(sizes.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](auto a, auto b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> place(sizes.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  Grouping grouping;
  for (const auto group : order) grouping.sizes.push_back(sizes[group]);
  for (auto& group : of) group = place[group];
  grouping.of = std::move(of);
  return grouping;
}

}  // namespace parvis::graph
