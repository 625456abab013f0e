#include "community/threads/renumbering.h"

#include <algorithm>
#include <optional>

namespace parvis::community {
namespace {

struct Standing {
  PostOfThread post;
  bool is_new = false;
};

// Those who stand come first within one instant, unless who returns stood before them.
bool goes_before(const PostOfThread& newcomer, const PostOfThread& standing,
                 const std::multimap<PostId, std::int64_t>& returning) {
  if (newcomer.created_at != standing.created_at) return newcomer.created_at < standing.created_at;
  const auto [begin, end] = returning.equal_range(newcomer.id);
  return std::any_of(begin, end, [&](const auto& old) { return old.second < standing.number; });
}

std::vector<Standing> in_order_of_time(const std::vector<PostOfThread>& standing,
                                       const std::vector<PostOfThread>& newcomers,
                                       const std::multimap<PostId, std::int64_t>& returning) {
  std::vector<Standing> together;
  auto next = newcomers.begin();
  for (std::size_t i = 0; i < standing.size(); ++i) {
    while (i > 0 && next != newcomers.end() && goes_before(*next, standing[i], returning)) {
      together.push_back({*next++, true});
    }
    together.push_back({standing[i], false});
  }
  while (next != newcomers.end()) together.push_back({*next++, true});
  return together;
}

// The number it may keep, or take again, after `last`.
std::optional<std::int64_t> own_number(const Standing& one, std::int64_t last,
                                       const std::multimap<PostId, std::int64_t>& returning) {
  if (!one.is_new) return one.post.number > last ? std::optional(one.post.number) : std::nullopt;
  std::optional<std::int64_t> least;
  const auto [begin, end] = returning.equal_range(one.post.id);
  for (auto old = begin; old != end; ++old) {
    if (old->second > last && (!least || old->second < *least)) least = old->second;
  }
  return least;
}

}  // namespace

std::vector<Renumbered> number_together(ThreadId to, const std::vector<PostOfThread>& standing, ThreadId from,
                                        const std::vector<PostOfThread>& newcomers,
                                        const std::multimap<PostId, std::int64_t>& returning, std::int64_t last) {
  std::vector<Renumbered> renumbered;
  std::int64_t before = 0;
  for (const auto& one : in_order_of_time(standing, newcomers, returning)) {
    const auto number = own_number(one, before, returning).value_or(last + 1);
    if (one.is_new || number != one.post.number) {
      renumbered.push_back({one.post.id, one.is_new ? from : to, one.post.number, number});
    }
    before = number;
    last = std::max(last, number);
  }
  return renumbered;
}

}  // namespace parvis::community
