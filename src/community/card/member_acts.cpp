#include "community/card/member_acts.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

#include "community/activity/left_alone.h"
#include "community/card/card_days.h"
#include "community/health/health_fold.h"
#include "community/segments/acts_by_day.h"
#include "community/segments/condition.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
constexpr int kDaysTogether = 64;  // of days that are known before they are looked at

// Continued with whose acts they are: `other` is the one on the other side.
constexpr store::Sql kActs{R"(
  select a.id, a.at, a.verb, a.object_kind, a.object, coalesce(a.space, 0), coalesce(a.thread, 0),
    coalesce(thread.title, ''), coalesce(thread.slug, ''), a.amount, a.detail,
    case when thread.deleted_at is not null or post.deleted_at is not null then 1 else 0 end,
    coalesce(other.id, 0), coalesce(other.handle, ''), coalesce(other.display_name, ''), coalesce(other.status, 1)
  from activity a
    left join thread on thread.id = a.thread
    left join post on a.object_kind = 4 and post.id = a.object)"};
constexpr store::Sql kDone{" left join member other on other.id = a.counterpart where a.actor = $1"};
constexpr store::Sql kReceived{" left join member other on other.id = a.actor where a.counterpart = $1"};
constexpr store::Sql kBetween{" and a.at >= $2 and a.at <= $3 and (a.at < $3 or a.id < $4)"};
constexpr store::Sql kByVerb{" and a.verb in ("};
constexpr store::Sql kBySpace{" and a.space in ("};
// Votes are cast without a name.
constexpr store::Sql kTo{" and a.counterpart = $7 and a.verb not in (42, 43)"};
constexpr store::Sql kBy{" and a.actor = $7 and a.verb not in (42, 43)"};
// As the view of acts by day takes them back (segments/acts_by_day.h): an accepted answer whoever withdrew it, and a
// conversation that was deleted, not one that was merged into another.
constexpr store::Sql kStanding{R"(
  and case
    when a.verb = 20 then exists (
      select 1 from thread t where t.id = a.object
        and (t.deleted_at is null or exists (
          select 1 from activity w where w.at = t.deleted_at and w.verb = 101 and w.thread = t.id)))
    when a.verb = 40 then exists (
        select 1 from reaction r
        where r.post = a.object and r.member = a.actor and r.kind = a.detail and r.created_at = a.at)
      or not exists (
        select 1 from activity w where w.actor = a.actor and w.at >= a.at and w.verb = 41 and w.object = a.object
          and w.detail = a.detail and w.id > a.id)
    when a.verb = 44 then not exists (
        select 1 from activity w where w.counterpart = a.counterpart and w.at >= a.at and w.verb = 45
          and w.object = a.object and w.id > a.id)
      and not exists (
        select 1 from activity w where w.actor = a.counterpart and w.at >= a.at and w.verb = 45
          and w.object = a.object and w.id > a.id)
    else a.verb <> 41 and a.verb <> 45 end)"};
// As the counter of a member has it (threads/solution.h): one's own question is no help to another.
constexpr store::Sql kSolving{R"(
  and a.verb = 44 and exists (
    select 1 from thread t where t.id = post.thread and t.solution = post.id and t.author <> post.author)
  and not exists (
    select 1 from activity w where w.counterpart = a.counterpart and w.at >= a.at and w.verb = 45
      and w.object = a.object and w.id > a.id))"};
// Done to somebody else, and neither taken back nor deleted since (health/health_taking.h). What a row of today still
// says is looked at first: the timeline of the member, from the act on, is long.
constexpr store::Sql kCounted{R"(
  and coalesce(a.counterpart, 0) <> a.actor and case
    when a.verb = 21 then exists (
      select 1 from post p join thread t on t.id = p.thread
      where p.id = a.object and p.deleted_at is null and t.deleted_at is null)
    when a.verb = 22 then exists (
      select 1 from comment c join post p on p.id = c.post join thread t on t.id = p.thread
      where c.id = a.object and c.deleted_at is null and t.deleted_at is null)
    when a.verb = 40 then exists (
        select 1 from reaction r
        where r.post = a.object and r.member = a.actor and r.kind = a.detail and r.created_at = a.at)
      or not exists (
        select 1 from activity w where w.actor = a.actor and w.at >= a.at and w.verb = 41 and w.object = a.object
          and w.detail = a.detail and w.id > a.id)
    when a.verb = 44 then exists (
        select 1 from thread t where t.id = a.thread and t.solution = a.object and t.solved_at = a.at)
      or not exists (
        select 1 from activity w where w.actor = a.actor and w.at >= a.at and w.verb = 45 and w.object = a.object
          and w.id > a.id)
    when a.verb = 46 then not exists (
      select 1 from health_word w left join health_thread h on h.thread = w.thread
      where w.object_kind = a.object_kind and w.object = a.object and a.at - w.at <= 1000000
        and (w.gone = 1 or h.gone = 1))
    else a.verb <> 41 and a.verb <> 45 end)"};
// A comment on one's own words is towards whom the conversation belongs to, and not on what others wrote.
constexpr store::Sql kOnOthers{R"(
  and (a.verb <> 22 or exists (
    select 1 from comment c join post p on p.id = c.post where c.id = a.object and p.author <> a.actor)))"};
constexpr store::Sql kClose{")"};
constexpr store::Sql kLatest{" order by a.at desc, a.id desc limit $5"};

constexpr store::Sql kDays{R"(
  select distinct card_day.day from card_day
  where card_day.member = $1 and card_day.part = $2 and card_day.day >= $3 and card_day.day <= $4)"};
constexpr store::Sql kOfKind{" and card_day.kind in ("};
constexpr store::Sql kInSpace{" and card_day.space in ("};
constexpr store::Sql kDaysOrder{" order by card_day.day desc limit $5"};
// What is no exchange (a task, a sanction): days on which one did such a thing and the other was done it.
constexpr store::Sql kBothDays{R"(
  select distinct card_day.day from card_day
    join card_day other on other.member = $6 and other.part = 3 - $2 and other.day = card_day.day
      and other.kind = card_day.kind and other.space = card_day.space
  where card_day.member = $1 and card_day.part = $2 and card_day.day >= $3 and card_day.day <= $4
    and card_day.kind not in (1, 2, 3, 4, 5, 6, 7))"};
constexpr store::Sql kTieDays{R"(
  select distinct day from health_tie
  where from_member = $1 and to_member = $2 and day >= $3 and day <= $4 order by day desc limit $5)"};
constexpr store::Sql kAt{"select at from activity where id = $1"};
constexpr store::Sql kCount{R"(
  select coalesce(sum(card_day.acts), 0) from card_day
  where card_day.member = $1 and card_day.part = $2 and card_day.day >= $3)"};

struct Row {
  ActivityId id;
  Instant at;
  Verb verb;
  ObjectKind object_kind;
  std::int64_t object;
  SpaceId space;
  ThreadId thread;
  std::string title, slug;
  std::int64_t amount;
  std::string detail;
  std::int64_t hidden;
  MemberId other;
  std::string handle, name;
  MemberStatus status;
};

std::vector<std::int64_t> numbers(const auto& values) {
  std::vector<std::int64_t> all;
  for (const auto value : values) all.push_back(static_cast<std::int64_t>(value));
  return all;
}

std::vector<std::int64_t> ids(const std::vector<SpaceId>& spaces) {
  std::vector<std::int64_t> all;
  for (const auto space : spaces) all.push_back(space.value);
  return all;
}

class ActsReading {
 public:
  ActsReading(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const ActsAsked& asked)
      : reader_(reader), asked_(asked), acts_(statement(viewer, spaces)), before_(first_place(asked)) {}

  ActsPage read() {
    const auto until = asked_.until.microseconds != 0 ? asked_.until - 1 : Instant{kEnd};
    if (is_plain()) {
      take(asked_.from, until);
      return finish();
    }
    const auto fresh = std::max(asked_.from, start_of(first_fresh_day()));
    take(fresh, until);
    hop(std::min(day_of(fresh) - 1, day_of(Instant{std::min(until.microseconds, before_.at.microseconds)})), until);
    return finish();
  }

 private:
  // Every act is wanted: nothing to hop over.
  bool is_plain() const { return asked_.kinds.empty() && asked_.spaces.empty() && !asked_.with; }
  // One more than a page tells whether there is another.
  int wanted() const { return asked_.at_most + 1 - static_cast<int>(page_.acts.size()); }

  static ActPlace first_place(const ActsAsked& asked) { return asked.before.value_or(ActPlace{{kEnd}, {kEnd}}); }

  store::Sql statement(const Viewer& viewer, const SpaceList& spaces) const {
    const bool is_done = asked_.part == ActPart::done;
    store::Sql sql = kActs + (is_done ? kDone : kReceived) + kBetween + only_told("$6");
    if (!asked_.kinds.empty()) sql = sql + kByVerb + store::Sql::numbers(numbers(verbs_of(asked_.kinds))) + kClose;
    if (!asked_.spaces.empty()) sql = sql + kBySpace + store::Sql::numbers(ids(asked_.spaces)) + kClose;
    if (asked_.with) sql = sql + (is_done ? kTo : kBy);
    if (asked_.which == WhichActs::standing) sql = sql + kStanding;
    if (asked_.which == WhichActs::solving) sql = sql + kSolving;
    if (asked_.which == WhichActs::counted) sql = sql + kCounted;
    if (asked_.which == WhichActs::counted && !asked_.with) sql = sql + kOnOthers;
    return sql + only_readable_or_none(viewer, spaces, "coalesce(a.space, 0)") + kLatest;
  }

  void take(Instant from, Instant until) {
    if (wanted() <= 0 || from > until || before_.at < from) return;
    const bool is_within = before_.at <= until;
    const auto end = is_within ? before_.at : until;
    const auto id = is_within ? before_.id : ActivityId{kEnd};
    for (auto& row : rows(from, end, id)) {
      MemberAct act{.id = row.id,
                    .at = row.at,
                    .verb = row.verb,
                    .object_kind = row.object_kind,
                    .object = row.object,
                    .space = row.space,
                    .thread = row.thread,
                    .title = std::move(row.title),
                    .slug = std::move(row.slug),
                    .amount = row.amount,
                    .detail = std::move(row.detail),
                    .hidden = row.hidden != 0};
      if (card_kind_of(row.verb) == CardKind::voted) {
        act.object_kind = ObjectKind::none;  // where, and not on whose words
        act.object = 0;
      } else {
        act.other = row.other;
        act.handle = std::move(row.handle);
        act.name = std::move(row.name);
        act.status = row.status;
      }
      page_.acts.push_back(std::move(act));
    }
  }

  std::vector<Row> rows(Instant from, Instant end, ActivityId id) {
    if (asked_.with) return reader_.all<Row>(acts_, asked_.member, from, end, id, wanted(), told_until_, asked_.with);
    return reader_.all<Row>(acts_, asked_.member, from, end, id, wanted(), told_until_);
  }

  // From here on the views may not know everything yet.
  std::int64_t first_fresh_day() {
    const auto at = [&](std::int64_t folded) {
      return folded == 0 ? Instant{} : reader_.one<Instant>(kAt, folded).value_or(Instant{});
    };
    auto fresh = at(fold_position(reader_, kCardView).value);
    // While ties are filled in member by member, they are known of some members and not of others.
    const bool knows_ties = !asked_.with || !health::is_health_walked(reader_);
    if (!knows_ties) fresh = Instant{};
    if (asked_.with) fresh = std::min(fresh, at(health::health_state(reader_).last_act));
    return day_of(fresh) - 1;
  }

  void hop(std::int64_t last, Instant until) {
    const auto first = std::max<std::int64_t>(0, day_of(asked_.from));
    while (wanted() > 0 && last >= first) {
      bool is_all = true;
      for (const auto day : days(first, last, is_all)) {
        take(std::max(asked_.from, start_of(day)), std::min(until, start_of(day + 1) - 1));
        last = day - 1;
        if (wanted() <= 0) return;
      }
      if (is_all) return;
    }
  }

  // The days to look at, the latest first: those up to `last`, or as far back as every source tells.
  std::vector<std::int64_t> days(std::int64_t first, std::int64_t last, bool& is_all) {
    std::set<std::int64_t, std::greater<>> found;
    std::int64_t known_from = first;
    const auto add = [&](const std::vector<std::int64_t>& some, std::int64_t around) {
      for (const auto day : some) {
        for (auto near = day - around; near <= day + around; ++near) found.insert(near);
      }
      if (some.size() < static_cast<std::size_t>(kDaysTogether)) return;
      known_from = std::max(known_from, some.back() - around);
      is_all = false;
    };
    if (!asked_.with) {
      add(reader_.all<std::int64_t>(narrowed(kDays), asked_.member, asked_.part, first, last, kDaysTogether), 0);
    } else {
      const bool is_done = asked_.part == ActPart::done;
      const auto from = is_done ? asked_.member : asked_.with, to = is_done ? asked_.with : asked_.member;
      // Those days are the community's, which begin earlier or later than these.
      add(reader_.all<std::int64_t>(kTieDays, from, to, first - 1, last + 1, kDaysTogether), 1);
      add(reader_.all<std::int64_t>(narrowed(kBothDays), asked_.member, asked_.part, first, last, kDaysTogether,
                                    asked_.with),
          0);
    }
    std::erase_if(found, [&](std::int64_t day) { return day < known_from || day > last; });
    return {found.begin(), found.end()};
  }

  store::Sql narrowed(store::Sql sql) const {
    if (!asked_.kinds.empty()) sql = sql + kOfKind + store::Sql::numbers(numbers(asked_.kinds)) + kClose;
    if (!asked_.spaces.empty()) sql = sql + kInSpace + store::Sql::numbers(ids(asked_.spaces)) + kClose;
    return sql + kDaysOrder;
  }

  ActsPage finish() {
    auto& acts = page_.acts;
    if (acts.size() > static_cast<std::size_t>(asked_.at_most)) {
      acts.resize(static_cast<std::size_t>(asked_.at_most));
      page_.next = ActPlace{acts.back().at, acts.back().id};
    }
    return std::move(page_);
  }

  store::Reader& reader_;
  const ActsAsked& asked_;
  store::Sql acts_;
  ActPlace before_;
  const Instant told_until_ = told_until(now());
  ActsPage page_;
};

}  // namespace

ActsPage acts_of_member(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const ActsAsked& asked) {
  return ActsReading(reader, viewer, spaces, asked).read();
}

std::int64_t count_card_acts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                             const ActsAsked& asked, std::int64_t from_day) {
  const auto sql = kCount + kOfKind + store::Sql::numbers(numbers(asked.kinds)) + kClose +
                   only_readable_or_none(viewer, spaces, "card_day.space");
  return reader.one<std::int64_t>(sql, asked.member, asked.part, from_day).value_or(0);
}

store::Sql only_readable_or_none(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column) {
  std::vector<std::int64_t> readable{0};
  for (const auto* space : readable_spaces(viewer, spaces)) readable.push_back(space->id.value);
  return store::Sql(" and ") + column + store::Sql(" in (") + store::Sql::numbers(readable) + store::Sql(") ");
}

std::string place_text(const ActPlace& place) {
  return std::to_string(place.at.microseconds) + "." + id_text(place.id);
}

std::optional<ActPlace> parse_place(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::int64_t at = 0;
  const auto* end = text.data() + dot;
  const auto id = parse_id(text.substr(dot + 1));
  if (std::from_chars(text.data(), end, at).ptr != end || !id) return std::nullopt;
  return ActPlace{{at}, {*id}};
}

Instant day_after(Instant begins, const text::TimeZone& zone) {
  // A day and a half later is in that day, however the clocks are set.
  const auto within = begins + kDay + kDay / 2;
  return text::start_of_day(text::day_in_figures(within, zone), zone).value_or(begins + kDay);
}

}  // namespace parvis::community
