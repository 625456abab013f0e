#include "community/threads/newcomer_limit.h"

#include "community/rights/trust.h"

namespace parvis::community {
namespace {

// Links to elsewhere, as the sanitiser marks them.
std::int64_t links_out(std::string_view html) {
  constexpr std::string_view kMark = "rel=\"nofollow";
  std::int64_t count = 0;
  for (auto at = html.find(kMark); at != std::string_view::npos; at = html.find(kMark, at + kMark.size())) ++count;
  return count;
}

}  // namespace

void require_measure(store::Reader& reader, const Act& act, const PostText& text) {
  if (!act.actor.newcomer || act.let_through) return;
  const auto rules = read_trust(reader);
  if (links_out(text.html) > rules.links) {
    throw Conflict({"While we get to know each other, you may put {n} links in one contribution. Take some out.",
                    {{"n", std::to_string(rules.links)}}});
  }
  if (static_cast<std::int64_t>(text.mentioned.size()) > rules.names) {
    throw Conflict({"While we get to know each other, you may name {n} people in one contribution. Take some out.",
                    {{"n", std::to_string(rules.names)}}});
  }
}

}  // namespace parvis::community
