#include "community/plans/rehearsal.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "community/letters/letter_turn.h"
#include "community/segments/condition_parser.h"

namespace parvis::community {
namespace {

using What = RehearsedAct::What;

constexpr store::Sql kCame{R"(
  select member, min(at) from segment_move where segment = $1 and entered = 1 and at >= $2 and at < $3
  group by member order by 2, 1)"};
constexpr store::Sql kActive{"select id from member where status = 1 and id in ("};
constexpr store::Sql kReached{R"(
  select id from member where status = 1 and email_confirmed_at is not null
    and not exists (select 1 from letter_habit where letter_habit.member = member.id and stopped_at is not null)
    and id in ()"};
constexpr store::Sql kSaid{R"(
  select consent.member, consent.at, consent.agrees, consent.version from consent
  where consent.purpose = $1 and consent.member in ()"};
constexpr store::Sql kValidFrom{
    "select coalesce(max(version), 1) from purpose_text where purpose = $1 and asks_again = 1"};
constexpr store::Sql kSent{"select member, at from letter_turn where at >= $1 and member in ("};
constexpr store::Sql kIsOver{"select 1 from purpose where id = $1 and ended_at is not null"};
constexpr std::size_t kAskedTogether = 400;

Instant noon_of(std::int64_t day) { return start_of(day) + 12 * kHour; }

std::set<MemberId> members_on(store::Reader& reader, const Condition& condition, const MemberDraw& draw,
                              std::int64_t day) {
  std::set<MemberId> members;
  if (draw.one_in > 1) {
    const auto found = drawn_where(reader, condition, draw, noon_of(day));
    return {found.begin(), found.end()};
  }
  store::each_number(reader, members_where(condition, read_ground(reader, noon_of(day))),
                     [&](std::int64_t id) { members.insert({id}); });
  return members;
}

struct Came {
  MemberId member;
  Instant at;
};

// Who came into the segment, the first time: as the timeline tells when it has for so long, else as its condition would
// have held.
std::vector<Came> who_came(store::Reader& reader, const Segment& segment, const DrawSize& size, Rehearsal& rehearsal) {
  if (segment.changed_at <= rehearsal.from) {
    return reader.all<Came>(kCame, segment.id, rehearsal.from, rehearsal.to);
  }
  const auto draw = draw_members(reader, {.asked_whole = size.asked_whole, .drawn = size.drawn / 4});
  rehearsal.one_in = draw.one_in;
  const std::int64_t step = draw.one_in > 1 ? 7 : 1;
  const auto condition = condition_of(segment);
  const auto first = day_of(rehearsal.from), last = day_of(rehearsal.to);
  std::vector<Came> came;
  std::set<MemberId> ever;
  auto before = members_on(reader, condition, draw, first - step);
  for (auto day = first; day <= last; day += step) {
    auto now = members_on(reader, condition, draw, day);
    for (const auto member : now) {
      if (!before.contains(member) && ever.insert(member).second) came.push_back({member, start_of(day)});
    }
    before = std::move(now);
  }
  return came;
}

// Asked in pieces of as many members as a statement names.
template <class Row, class Take, class... Args>
void each_of(store::Reader& reader, const store::Sql& sql, const store::Sql& end, const std::vector<MemberId>& members,
             const Take& take, const Args&... args) {
  for (std::size_t from = 0; from < members.size(); from += kAskedTogether) {
    std::vector<std::int64_t> ids;
    for (auto at = from; at < std::min(from + kAskedTogether, members.size()); ++at) ids.push_back(members[at].value);
    for (const auto& row : reader.all<Row>(sql + store::Sql::numbers(ids) + ")" + end, args...)) take(row);
  }
}

std::vector<MemberId> members_in(const std::vector<Came>& came) {
  std::vector<MemberId> members;
  for (const auto& one : came) members.push_back(one.member);
  return members;
}

std::vector<Came> active_among(store::Reader& reader, std::vector<Came> came) {
  std::set<MemberId> active;
  each_of<MemberId>(reader, kActive, "", members_in(came), [&](MemberId id) { active.insert(id); });
  std::erase_if(came, [&](const Came& one) { return !active.contains(one.member); });
  return came;
}

// What can be known of those days about those people, read once.
class ThoseDays {
 public:
  ThoseDays(store::Reader& reader, const Plan& plan, const std::vector<MemberId>& members, Instant from)
      : reader_(reader), members_(members), cap_(read_letter_cap(reader)) {
    each_of<MemberId>(reader, kReached, "", members, [&](MemberId id) { reached_.insert(id); });
    struct Sent {
      MemberId member;
      Instant at;
    };
    each_of<Sent>(
        reader, kSent, " order by at", members, [&](const Sent& one) { sent_[one.member].push_back(one.at); },
        from - kMostCapDays * kDay);
    if (plan.purpose && !reader.one<std::int64_t>(kIsOver, *plan.purpose)) read_consents(*plan.purpose);
  }

  bool holds(const std::string& condition, MemberId member, std::int64_t day) {
    if (condition.empty()) return true;
    const auto [known, fresh] = holding_.try_emplace({condition, day});
    if (fresh) ask(condition, day, known->second);
    return known->second.contains(member);
  }

  bool agreed(MemberId member, Instant at) const {
    if (!reached_.contains(member)) return false;
    const auto said = said_.find(member);
    if (said == said_.end()) return false;
    bool agrees = false;
    for (const auto& one : said->second) {
      if (one.at <= at) agrees = one.agrees != 0 && one.version >= valid_from_;
    }
    return agrees;
  }

  // Takes the turn when there is room at once; else says from when there is.
  Instant turn(MemberId member, Instant at) {
    auto& sent = sent_[member];
    std::vector<Instant> before;
    for (auto one = sent.rbegin(); one != sent.rend(); ++one) {
      if (*one <= at) before.push_back(*one);
    }
    const auto room = room_after(before, cap_, at);
    if (room <= at) sent.insert(std::ranges::upper_bound(sent, at), at);
    return room;
  }

 private:
  struct Said {
    MemberId member;
    Instant at;
    std::int64_t agrees = 0, version = 0;
  };

  void read_consents(PurposeId purpose) {
    valid_from_ = reader_.one<std::int64_t>(kValidFrom, purpose).value_or(1);
    each_of<Said>(
        reader_, kSaid, " order by consent.id", members_, [&](const Said& one) { said_[one.member].push_back(one); },
        purpose);
  }

  void ask(const std::string& text, std::int64_t day, std::set<MemberId>& holding) {
    const auto read = read_condition(text);
    if (!read.ok()) return;
    const auto ground = read_ground(reader_, noon_of(day));
    for (std::size_t from = 0; from < members_.size(); from += kAskedTogether) {
      const auto piece = std::span(members_).subspan(from, std::min(kAskedTogether, members_.size() - from));
      store::each_number(reader_, members_where(read.condition, ground, piece),
                         [&](std::int64_t id) { holding.insert({id}); });
    }
  }

  store::Reader& reader_;
  const std::vector<MemberId>& members_;
  LetterCap cap_;
  std::set<MemberId> reached_;
  std::map<MemberId, std::vector<Instant>> sent_;
  std::map<MemberId, std::vector<Said>> said_;
  std::int64_t valid_from_ = 1;
  std::map<std::pair<std::string, std::int64_t>, std::set<MemberId>> holding_;
};

class Walk {
 public:
  Walk(ThoseDays& known, const Plan& plan, Rehearsal& rehearsal) : known_(known), plan_(plan), rehearsal_(rehearsal) {}

  void go(const Came& came) {
    member_ = came.member;
    say(day_of(came.at), What::begins, 0);
    auto day = day_of(came.at);
    const auto last = day_of(rehearsal_.to);
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      const auto due = day + plan_.steps[i].after_days;
      if (const auto met = first_met(day, std::min(due, last))) return end(*met, What::met, rehearsal_.met);
      if (due > last) return void(++rehearsal_.still_under_way);
      const auto taken = take(plan_.steps[i], static_cast<std::int64_t>(i) + 1, due);
      if (!taken) return;
      day = *taken;
    }
    end(day, What::done, rehearsal_.done);
  }

 private:
  void say(std::int64_t day, What what, std::int64_t place, std::optional<Instant> until = {}) {
    rehearsal_.acts.push_back({start_of(day), member_, what, place, until});
  }
  void end(std::int64_t day, What what, std::int64_t& count) {
    say(day, what, 0);
    ++count;
  }

  // The day on which the plan's condition holds first.
  std::optional<std::int64_t> first_met(std::int64_t from, std::int64_t to) {
    if (plan_.ends_when.empty()) return std::nullopt;
    for (auto day = from; day <= to; ++day) {
      if (known_.holds(plan_.ends_when, member_, day)) return day;
    }
    return std::nullopt;
  }

  // The day it was taken on; nothing when the way ends, or goes on beyond today.
  std::optional<std::int64_t> take(const PlanStep& step, std::int64_t place, std::int64_t day) {
    if (!known_.holds(step.condition, member_, day)) {
      say(day, What::skipped, place);
      ++rehearsal_.skipped;
      return day;
    }
    if (step.way == StepWay::task) return task(place, day);
    if (!known_.agreed(member_, noon_of(day))) {
      say(day, What::no_consent, place);
      ++rehearsal_.no_consent;
      return task(place, day);
    }
    return letter(step, place, day);
  }
  std::int64_t task(std::int64_t place, std::int64_t day) {
    say(day, What::task, place);
    ++rehearsal_.tasks;
    return day;
  }
  std::optional<std::int64_t> letter(const PlanStep& step, std::int64_t place, std::int64_t day) {
    const auto room = known_.turn(member_, noon_of(day));
    if (room > noon_of(day)) {
      say(day, What::capped, place, room);
      ++rehearsal_.capped;
      const auto later = day_of(room) + (room > noon_of(day_of(room)) ? 1 : 0);
      const auto last = day_of(rehearsal_.to);
      if (const auto met = first_met(day, std::min(later, last))) {
        end(*met, What::met, rehearsal_.met);
        return std::nullopt;
      }
      if (later > last) {
        ++rehearsal_.still_under_way;
        return std::nullopt;
      }
      // As on any other day: what they agreed to may be another by then.
      return take(step, place, later);
    }
    say(day, What::letter, place);
    ++rehearsal_.letters;
    return day;
  }

  ThoseDays& known_;
  const Plan& plan_;
  Rehearsal& rehearsal_;
  MemberId member_;
};

}  // namespace

Rehearsal rehearse(store::Reader& reader, const Plan& plan, const std::optional<Segment>& segment, Instant at,
                   const DrawSize& size) {
  Rehearsal rehearsal{.from = start_of(day_of(at) - kRehearsedDays), .to = at};
  if (!segment || plan.steps.empty()) return rehearsal;
  auto came = active_among(reader, who_came(reader, *segment, size, rehearsal));
  rehearsal.people = static_cast<std::int64_t>(came.size());
  if (came.size() > kMostRehearsed) came.resize(kMostRehearsed);
  rehearsal.told_of = static_cast<std::int64_t>(came.size());
  const auto members = members_in(came);
  ThoseDays known(reader, plan, members, rehearsal.from);
  Walk walk(known, plan, rehearsal);
  for (const auto& one : came) walk.go(one);
  std::ranges::stable_sort(rehearsal.acts, {}, [](const RehearsedAct& act) { return std::pair(act.day, act.member); });
  return rehearsal;
}

}  // namespace parvis::community
