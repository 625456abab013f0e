#include "community/segments/segment_keeping.h"

#include <algorithm>
#include <set>

#include "community/journeys/journey_keeping.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/segment_evaluation.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

// Acts of the same moment are looked at together; well under the second within which a segment must be current.
constexpr auto kGather = std::chrono::milliseconds(250);
constexpr std::string_view kSegmentsView = "segments";
constexpr std::string_view kDayView = "segments.day";
constexpr int kReadTogether = 2000;    // acts followed at a time
constexpr int kMostFollowed = 50'000;  // with more acts to follow, looking at everybody is quicker

constexpr store::Sql kFollow{R"(
  select id, verb, coalesce(actor, 0), coalesce(counterpart, 0), object, coalesce(thread, 0) from activity
  where id > $1 and id <= $2 order by id limit $3)"};
constexpr store::Sql kManyWait{"select id from activity where id > $1 order by id limit $2"};
constexpr store::Sql kAuthors{"select distinct author from post where thread = $1"};

constexpr store::Sql kJourneyWaits{R"(
  select 1 from journey where removed_at is null
    and not exists (select 1 from stage_member where stage_member.journey = journey.id)
    and exists (select 1 from stage where stage.journey = journey.id and stage.segment is not null)
    and not exists (select 1 from stage join segment on segment.id = stage.segment
                    where stage.journey = journey.id and segment.evaluated_at is not null)
  limit 1)"};

struct Followed {
  ActivityId id;
  Verb verb = Verb::joined;
  MemberId actor, counterpart;
  std::int64_t object = 0;
  ThreadId thread;
};

// Who may be in or out by these acts, for a condition that such acts can change.
std::vector<MemberId> touched_by(store::Store& store, const std::vector<Followed>& acts, const std::set<Verb>& verbs) {
  std::set<MemberId> members;
  for (const auto& act : acts) {
    if (!verbs.contains(act.verb)) continue;
    if (act.actor) members.insert(act.actor);
    if (act.counterpart) members.insert(act.counterpart);
    // Another's gesture on a thread or post changes what its authors count.
    if (act.thread && (takes_back(act.verb) || act.verb == Verb::thread_tagged)) {
      for (const auto author :
           store.read([&](store::Reader& reader) { return reader.all<MemberId>(kAuthors, act.thread); })) {
        members.insert(author);
      }
    }
  }
  return {members.begin(), members.end()};
}

std::int64_t follow_one(store::Store& store, const Telling& telling, const std::vector<Followed>& acts,
                        const Segment& segment, const std::stop_token& stop) {
  if (!segment.evaluated_at) return 0;
  const auto condition = condition_of(segment);
  if (std::ranges::any_of(acts, [&](const Followed& act) { return concerns_all(condition, act.verb); })) {
    return evaluate(store, telling, segment, Moves::told, stop);
  }
  return evaluate_few(store, telling, segment, touched_by(store, acts, verbs_behind(condition)), stop);
}

std::int64_t follow(store::Store& store, const Telling& telling, const std::vector<Followed>& acts,
                    const std::vector<Segment>& all, const std::stop_token& stop) {
  std::int64_t changed = 0;
  const auto has = [&](Verb verb) { return std::ranges::find(acts, verb, &Followed::verb) != acts.end(); };
  const auto follow_where = [&](bool on_stages) {
    for (const auto& segment : all) {
      if (stages_in(condition_of(segment)).empty() == on_stages) continue;
      changed += follow_one(store, telling, acts, segment, stop);
    }
  };
  follow_where(false);
  // Without a fact for each move: those that stand on stages would not hear of it later.
  const bool is_rearranged = has(Verb::journey_changed);
  if (is_rearranged) {
    changed += settle_all_stages(store, telling.timeline, Moves::silent, telling.at, Source::system, stop);
  }
  follow_where(true);
  if (has(Verb::erased)) count_anew(store);
  if (is_rearranged) return changed;
  std::set<MemberId> moved;
  for (const auto& act : acts) {
    if (act.verb == Verb::segment_entered || act.verb == Verb::segment_left) moved.insert(act.actor);
    if (act.verb == Verb::stage_set) moved.insert(act.counterpart);
  }
  if (moved.empty()) return changed;
  return changed +
         settle_stages(store, telling.timeline, {moved.begin(), moved.end()}, telling.at, Source::system, stop);
}

std::vector<Segment> all_segments(store::Store& store) {
  return in_order_of_need(store.read([](store::Reader& reader) { return segments(reader); }));
}

// A journey that nobody is on yet, with rules that are new: how long its members would have been where they are is told
// by their acts of the last year, in communities where looking back takes moments.
void look_back(store::Store& store, const Telling& telling, const std::vector<Segment>& all,
               const std::stop_token& stop) {
  constexpr std::int64_t kMostMembers = 20'000, kPastDays = 364;
  const auto waits = store.read([&](store::Reader& reader) {
    return reader.one<std::int64_t>(kJourneyWaits).has_value() && read_tally(reader, "members") <= kMostMembers;
  });
  if (!waits) return;
  std::vector<Segment> fresh;
  for (const auto& segment : all) {
    if (!segment.evaluated_at) fresh.push_back(segment);
  }
  live_through_again(store, telling.timeline, fresh, {.from = telling.at - kPastDays * kDay}, stop);
}

// Segments that are new or changed, and those that stand on them; on the stages too, which are settled in between. None
// is said to be evaluated before all are: what is stopped midway begins anew.
std::int64_t fill_new(store::Store& store, const Telling& telling, const std::stop_token& stop) {
  const auto all = all_segments(store);
  if (std::ranges::all_of(all, [](const Segment& segment) { return segment.evaluated_at.has_value(); })) return 0;
  look_back(store, telling, all, stop);
  std::int64_t changed = 0;
  std::set<std::string> filled, on_stages;
  std::vector<Segment> evaluated;
  const auto stands_on = [](const Segment& segment, const std::set<std::string>& some) {
    return std::ranges::any_of(segments_in(condition_of(segment)),
                               [&](const auto& slug) { return some.contains(slug); });
  };
  for (const auto& segment : all) {
    const bool needs_stages = !stages_in(condition_of(segment)).empty() || stands_on(segment, on_stages);
    if (needs_stages) on_stages.insert(segment.slug);
  }
  const auto fill_where = [&](bool is_on_stages, bool is_settled) {
    for (const auto& segment : all) {
      if (stop.stop_requested()) return;
      if (on_stages.contains(segment.slug) != is_on_stages) continue;
      const bool stages_changed = is_settled && !stages_in(condition_of(segment)).empty();
      if (segment.evaluated_at && !stages_changed && !stands_on(segment, filled)) continue;
      changed += bring_up_to_date(store, telling, segment, Moves::silent, stop);
      filled.insert(segment.slug);
      evaluated.push_back(segment);
    }
  };
  fill_where(false, false);
  const bool settles = !filled.empty();
  if (settles) changed += settle_all_stages(store, telling.timeline, Moves::silent, telling.at, Source::system, stop);
  fill_where(true, settles);
  if (!stop.stop_requested()) set_evaluated(store, evaluated, telling.at);
  return changed;
}

// Once a day, and when so much happened that following it would take longer.
std::int64_t look_at_everybody(store::Store& store, const Telling& telling, const std::stop_token& stop) {
  std::int64_t changed = 0;
  for (const auto& segment : all_segments(store)) {
    if (stop.stop_requested()) return changed;
    changed += evaluate(store, telling, segment, Moves::told, stop);
  }
  return changed + settle_all_stages(store, telling.timeline, Moves::told, telling.at, Source::system, stop);
}

bool begins_day(store::Store& store, std::int64_t today) {
  return store.read([&](store::Reader& reader) { return fold_position(reader, kDayView).value < today; });
}

void set_position(store::Store& store, std::string_view view, std::int64_t to) {
  store.write([&](store::Transaction& transaction) {
    move_fold(transaction, view, fold_position(transaction, view), ActivityId{to});
  });
}

}  // namespace

std::vector<Segment> in_order_of_need(std::vector<Segment> all) {
  std::vector<Segment> ordered;
  std::set<std::string> placed;
  while (!all.empty()) {
    const auto ready = [&](const Segment& segment) {
      return std::ranges::all_of(segments_in(condition_of(segment)), [&](const std::string& slug) {
        return placed.contains(slug) || std::ranges::find(all, slug, &Segment::slug) == all.end();
      });
    };
    auto next = std::ranges::find_if(all, ready);
    if (next == all.end()) next = all.begin();  // cannot be: circles are refused
    placed.insert(next->slug);
    ordered.push_back(std::move(*next));
    all.erase(next);
  }
  return ordered;
}

std::int64_t evaluate_whole(store::Store& store, const Timeline& timeline, const Segment& segment, Moves moves,
                            Instant at, Source source) {
  return evaluate(store, {timeline, at, source}, segment, moves, {});
}

std::int64_t keep_segments(store::Store& store, const Timeline& timeline, const std::stop_token& stop) {
  fold_acts(store, kFoldedTogether, stop);
  const Telling telling{timeline, now(), Source::system};
  auto changed = fill_new(store, telling, stop);
  const auto [from, to, many] = store.read([](store::Reader& reader) {
    const auto from = fold_position(reader, kSegmentsView);
    const auto waiting = reader.all<ActivityId>(kManyWait, from, kMostFollowed);
    return std::tuple(from, fold_position(reader, kActsView), waiting.size() == kMostFollowed);
  });
  const auto today = day_of(telling.at);
  if (begins_day(store, today) || many) {
    changed += look_at_everybody(store, telling, stop);
    if (stop.stop_requested()) return changed;
    set_position(store, kDayView, today);
    set_position(store, kSegmentsView, to.value);
    return changed;
  }
  for (auto at = from; at < to && !stop.stop_requested();) {
    const auto acts =
        store.read([&](store::Reader& reader) { return reader.all<Followed>(kFollow, at, to, kReadTogether); });
    if (acts.empty()) break;
    changed += follow(store, telling, acts, store.read([](store::Reader& reader) { return segments(reader); }), stop);
    if (stop.stop_requested()) break;  // not all of it: followed once more
    const auto last = acts.back().id;
    store.write([&](store::Transaction& transaction) { move_fold(transaction, kSegmentsView, at, last); });
    at = last;
  }
  return changed;
}

void live_through_again(store::Store& store, const Timeline& timeline, const std::vector<Segment>& segments,
                        const Past& past, const std::stop_token& stop) {
  fold_acts(store, 20'000, stop);
  const auto look = [&](Instant at) {
    for (const auto& segment : segments) {
      if (stop.stop_requested()) return;
      bring_up_to_date(store, {timeline, at, past.source}, segment, past.moves, stop);
    }
    settle_all_stages(store, timeline, past.moves, at, past.source, stop);
  };
  for (auto day = day_of(past.from); day < day_of(now()) && !stop.stop_requested(); day += past.step) {
    look(start_of(day + 1) - 1);  // its last moment: what is known of the day is known then, and nobody came later
  }
  const auto present = now();
  look(present);
  if (!stop.stop_requested()) set_evaluated(store, segments, present);
}

SegmentKeeper::SegmentKeeper(store::Store& store, Timeline& timeline) : store_(store), timeline_(timeline) {
  timeline.subscribe([this](const Activity&) { wake(); });
}

SegmentKeeper::~SegmentKeeper() { stop(); }

void SegmentKeeper::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void SegmentKeeper::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  changed_.notify_all();
  thread_.join();
}

void SegmentKeeper::wake() {
  const std::lock_guard lock(mutex_);
  if (waiting_) return;
  waiting_ = true;
  changed_.notify_one();
}

void SegmentKeeper::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, stop, std::chrono::seconds(30), [this] { return waiting_; });
      changed_.wait_for(lock, stop, kGather, [] { return false; });
      waiting_ = false;
    }
    try {
      keep_segments(store_, timeline_, stop);
    } catch (const std::exception& error) {
      log::error("The segments could not be brought up to date", {{"what", error.what()}});
    }
  }
}

}  // namespace parvis::community
