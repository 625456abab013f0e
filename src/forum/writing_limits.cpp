#include "forum/writing_limits.h"

#include "community/members/accounts.h"

namespace parvis::forum {

using namespace community;

namespace {

using std::chrono::seconds;

constexpr seconds kMinuteLong{60}, kHourLong{3600};
// A script keeps a draft 1.5 s after each pause in typing: 40 a minute at most; twice that leaves room for previews.
constexpr double kKeepingsPerMinute = 80;

std::string key_of(const Visit& visit) { return id_text(visit.member().member); }

std::optional<Sentence> wait_for(Visit& visit, const limits::Limit& limit, Sentence sentence) {
  if (visit.community.accounts().limiter().take(limit, key_of(visit)) == 0) return std::nullopt;
  return sentence;
}

}  // namespace

std::optional<Sentence> too_many_posts(Visit& visit) {
  const limits::Limit limit{"posts", static_cast<double>(visit.community.settings().rates.posts_per_member_per_minute),
                            kMinuteLong};
  return wait_for(
      visit, limit,
      {"You are writing faster than people can read. Wait a minute, then send it again: your text is kept below."});
}

std::optional<Sentence> too_many_threads(Visit& visit) {
  const limits::Limit limit{
      "threads", static_cast<double>(visit.community.settings().rates.threads_per_member_per_hour), kHourLong};
  return wait_for(
      visit, limit,
      {"You have opened many conversations this hour. Wait a little, then send it again: your text is kept below."});
}

void count_gesture(Visit& visit) {
  const limits::Limit limit{
      "gestures", static_cast<double>(visit.community.settings().rates.reactions_per_member_per_minute), kMinuteLong};
  visit.community.accounts().limiter().take_or_refuse(limit, key_of(visit),
                                                      {"That was a lot at once. Wait a minute, then go on."});
}

void count_keeping(Visit& visit) {
  constexpr limits::Limit limit{"keepings", kKeepingsPerMinute, kMinuteLong};
  visit.community.accounts().limiter().take_or_refuse(limit, key_of(visit),
                                                      {"That was a lot at once. Wait a minute, then go on."});
}

}  // namespace parvis::forum
