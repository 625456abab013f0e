#include "exchange/generate/schedule.h"

#include <algorithm>
#include <cmath>

namespace parvis::exchange {
namespace {

// The exponents seen in forums lie around one; a thread's size spreads a little less than a member's zeal.
constexpr double kThreadLaw = 0.95, kMemberLaw = 1.05;

// When each thread begins, as a share of the time: the greatest early, so that there is room for what follows.
std::vector<double> beginnings(const std::vector<std::uint32_t>& sizes, Chance& chance) {
  std::vector<double> begins(sizes.size());
  for (std::size_t thread = 0; thread < sizes.size(); ++thread) {
    begins[thread] = chance.share() * (sizes[thread] > 200 ? 0.2 : 0.995);
  }
  return begins;
}

// How far into the time that is left a reply falls. Great threads live on, small ones are over in days.
double reply_delay(std::uint32_t size, Chance& chance) {
  const double crowding = size > 200 ? 1.3 : 6;
  return std::pow(chance.share(), crowding);
}

std::vector<std::pair<double, std::uint32_t>> moments(const std::vector<std::uint32_t>& sizes, std::size_t posts,
                                                      Chance& chance) {
  const auto begins = beginnings(sizes, chance);
  std::vector<std::pair<double, std::uint32_t>> moments;
  moments.reserve(posts);
  for (std::uint32_t thread = 0; thread < sizes.size(); ++thread) {
    moments.emplace_back(begins[thread], thread);
    for (std::uint32_t reply = 1; reply < sizes[thread]; ++reply) {
      moments.emplace_back(begins[thread] + (1 - begins[thread]) * reply_delay(sizes[thread], chance), thread);
    }
  }
  std::ranges::sort(moments);
  return moments;
}

}  // namespace

Schedule make_schedule(const ScheduleShape& shape) {
  Chance chance(shape.seed);
  const auto sizes = Zipf::shares(shape.threads, shape.posts, kThreadLaw);
  const Zipf zeal(shape.members, kMemberLaw);
  const auto span = shape.until - shape.from;
  Schedule schedule;
  schedule.threads.resize(shape.threads);
  schedule.joined.assign(shape.members, Instant{});
  schedule.posts.reserve(shape.posts);
  Instant before = shape.from;
  for (const auto& [share, thread] : moments(sizes, shape.posts, chance)) {
    auto at = shape.from + static_cast<std::int64_t>(share * static_cast<double>(span));
    if (at <= before) at = before + 1;
    before = at;
    const auto author = static_cast<std::uint32_t>(zeal.draw(chance));
    schedule.posts.push_back({at, thread, author});
    schedule.threads[thread] = {sizes[thread], author, at};
    auto& joined = schedule.joined[author];
    if (!joined) joined = at - static_cast<std::int64_t>(chance.share() * 20 * static_cast<double>(kDay)) - kMinute;
  }
  for (auto& joined : schedule.joined) {
    if (!joined) joined = shape.from + static_cast<std::int64_t>(chance.share() * static_cast<double>(span));
  }
  return schedule;
}

}  // namespace parvis::exchange
