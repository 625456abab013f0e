#include "community/pace/pace.h"

#include "community/members/accounts.h"
#include "community/members/api_token.h"

namespace parvis::community {
namespace {

using std::chrono::seconds;

constexpr seconds kMinuteLong{60}, kHourLong{3600};
// A script keeps a draft 1.5 s after each pause in typing: 40 a minute at most; twice that leaves room for previews.
constexpr double kTypingPerMinute = 80;
// A script asks after each pause of 0.2 s, and several people may sit behind one address.
constexpr double kHintsPerMinute = 600;
// A script says so with each reply that comes in before the reader's eyes, and at once for a page: twice a second lets
// several open pages do so.
constexpr double kMarksPerMinute = 120;

// Each takes a processor for a second; an album is brought in a few minutes.
constexpr double kFilesPerMinute = 30;

limits::Limit limit_of(const config::Settings::Rates& rates, Pace pace) {
  using limits::Counted;
  const auto limit = [](const char* name, double burst, seconds period, Counted counted = Counted::by_each) {
    return limits::Limit{name, burst, period, counted};
  };
  switch (pace) {
    case Pace::posts: return limit("posts", rates.posts_per_member_per_minute, kMinuteLong, Counted::by_all);
    case Pace::threads: return limit("threads", rates.threads_per_member_per_hour, kHourLong, Counted::by_all);
    case Pace::gestures: return limit("gestures", rates.reactions_per_member_per_minute, kMinuteLong);
    case Pace::typing: return limit("typing", kTypingPerMinute, kMinuteLong);
    case Pace::searches: return limit("searches", rates.searches_per_address_per_minute, kMinuteLong);
    case Pace::hints: return limit("hints", kHintsPerMinute, kMinuteLong);
    case Pace::settings: return limit("settings", rates.threads_per_member_per_hour, kHourLong);
    case Pace::files: return limit("files", kFilesPerMinute, kMinuteLong, Counted::by_all);
    case Pace::marks: return limit("marks", kMarksPerMinute, kMinuteLong);
    case Pace::calls: return limit("calls", rates.api_calls_per_token_per_minute, kMinuteLong);
  }
  return limit("others", 0, kMinuteLong);
}

bool is_of_an_address(Pace pace) { return pace == Pace::searches || pace == Pace::hints; }

std::string key_of(const Visit& visit, Pace pace) {
  if (visit.viewer.signed_in() && !is_of_an_address(pace)) return id_text(visit.viewer.member);
  return limits::address_key(visit.request.remote_address);
}

// Only the command line gives service tokens, and one that is not known never comes this far.
bool is_service(const Visit& visit) {
  constexpr std::string_view kBearer = "Bearer ";
  const auto header = visit.request.header("authorization");
  return visit.source == Source::api && visit.viewer.signed_in() && header.starts_with(kBearer) &&
         is_service_token(header.substr(kBearer.size()));
}

Sentence refusal_of(Pace pace) {
  switch (pace) {
    case Pace::posts: return {"You are writing faster than people can read. Wait a minute, then send it again."};
    case Pace::threads: return {"You have opened many conversations this hour. Wait a little, then send it again."};
    case Pace::searches:
    case Pace::hints: return {"That is many searches in a short time. Wait a moment, then search again."};
    case Pace::calls: return {"Too many calls. Wait a moment, then go on."};
    case Pace::settings: return {"You have changed your settings many times this hour. Wait a little, then try again."};
    case Pace::files: return {"That was a lot at once. Wait a minute, then bring the next one."};
    case Pace::gestures:
    case Pace::marks:
    case Pace::typing: break;
  }
  return {"That was a lot at once. Wait a minute, then go on."};
}

}  // namespace

int take(const Visit& visit, Pace pace) {
  if (is_service(visit)) return 0;
  const auto limit = limit_of(visit.community.settings().rates, pace);
  return visit.community.accounts().limiter().take(limit, key_of(visit, pace));
}

Sentence too_fast(Pace pace) {
  if (pace == Pace::posts) {
    return {"You are writing faster than people can read. Wait a minute, then send it again: your text is kept below."};
  }
  if (pace == Pace::threads) {
    return {
        "You have opened many conversations this hour. Wait a little, then send it again: your text is kept below."};
  }
  return refusal_of(pace);
}

http::Response with_retry_after(http::Response response, int seconds) {
  response.header("Retry-After", std::to_string(seconds));
  return response;
}

void keep(const Visit& visit, Pace pace) {
  if (const int wait = take(visit, pace); wait > 0) throw TooMany(refusal_of(pace), wait);
}

}  // namespace parvis::community
