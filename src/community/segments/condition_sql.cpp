#include "community/segments/condition_sql.h"

#include <algorithm>

#include "community/members/new_member.h"
#include "community/profiles/profile_field.h"
#include "community/threads/tag.h"
#include "community/units/unit.h"

namespace parvis::community {
namespace {

using Kind = Condition::Kind;
using store::Sql;

constexpr Sql kSegments{"select slug, id from segment where removed_at is null"};
constexpr Sql kStages{"select slug, id from stage where removed_at is null"};

constexpr std::int64_t kCents = 100;  // the timeline tells of orders in cents
constexpr Sql kIs{" = "};
constexpr Sql kAnd{" and "};
constexpr Sql kClose{")"};

// For a member of whom the row of `member` is being looked at.
constexpr Sql kInGroup{R"(exists (
  select 1 from membership join member_group on member_group.id = membership.member_group
  where membership.member = member.id and member_group.ended_at is null and member_group.slug = )"};
constexpr Sql kInUnit{R"(exists (
  select 1 from service join unit on unit.id = service.unit
  where service.member = member.id and unit.removed_at is null and unit.name_key = )"};
constexpr Sql kAgreed{R"(exists (
  select 1 from consent join purpose on purpose.id = consent.purpose
  where consent.member = member.id and consent.agrees = 1 and purpose.ended_at is null
    and consent.id = (select max(latest.id) from consent latest
                      where latest.member = member.id and latest.purpose = purpose.id)
    and consent.version >= (select coalesce(max(version), 1) from purpose_text
                            where purpose_text.purpose = purpose.id and asks_again = 1)
    and purpose.slug = )"};
constexpr Sql kAnswered{R"(exists (
  select 1 from profile_answer where profile_answer.member = member.id and profile_answer.field in ()"};
constexpr Sql kHasBadge{R"(exists (
  select 1 from member_badge join badge on badge.id = member_badge.badge
  where member_badge.member = member.id and badge.slug = )"};
constexpr Sql kInCircle{R"(exists (
  select 1 from member_circle where member_circle.member = member.id and member_circle.circle = )"};
constexpr Sql kHasCustomRole{R"(exists (
  select 1 from member_role join custom_role on custom_role.id = member_role.role
  where member_role.member = member.id and custom_role.slug = )"};
constexpr Sql kInSegment{R"(exists (
  select 1 from segment_member where segment_member.member = member.id and segment_member.segment = )"};
constexpr Sql kAtStage{R"(exists (
  select 1 from stage_member where stage_member.member = member.id and stage_member.stage = )"};

enum class About { everybody, few };

Sql number(std::int64_t value) { return Sql::numbers({value}); }

Sql sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least: return " >= ";
    case Comparison::more_than: return " > ";
    case Comparison::at_most: return " <= ";
    case Comparison::less_than: return " < ";
    case Comparison::equal: return " = ";
    case Comparison::not_equal: return " <> ";
  }
  return " >= ";
}

bool holds_for_nothing(Comparison comparison, std::int64_t count) {
  switch (comparison) {
    case Comparison::at_least: return count <= 0;
    case Comparison::more_than: return false;
    case Comparison::at_most: return true;
    case Comparison::less_than: return count > 0;
    case Comparison::equal: return count == 0;
    case Comparison::not_equal: return count != 0;
  }
  return false;
}

// A set names those who have something. Where having nothing is enough, the set is of those for whom it does not hold.
Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least: return Comparison::less_than;
    case Comparison::more_than: return Comparison::at_most;
    case Comparison::at_most: return Comparison::more_than;
    case Comparison::less_than: return Comparison::at_least;
    case Comparison::equal: return Comparison::not_equal;
    case Comparison::not_equal: return Comparison::equal;
  }
  return comparison;
}

// Whence acts are counted: a table under a name of its own, whose column is the member, and what one row counts.
struct Counted {
  Sql from, member, sum;
};

class Compiler {
 public:
  Compiler(const ConditionGround& ground, About about) : ground_(ground), about_(about) {}

  Sql of(const Condition& one);
  Counted counted(const Condition& acts);
  std::vector<std::string> take_texts() { return std::move(texts_); }

 private:
  Sql text(std::string_view value) {
    texts_.emplace_back(value);
    return store::parameter(texts_.size());
  }
  Sql joined(const std::vector<Condition>& parts, const Sql& by, const Sql& of_none) {
    if (parts.empty()) return of_none;
    Sql sql = "(";
    for (std::size_t i = 0; i < parts.size(); ++i) sql = sql + (i == 0 ? Sql("") : by) + of(parts[i]);
    return sql + kClose;
  }
  Sql role(const Condition& one);
  Sql profile(const Condition& one);
  Sql account(std::string_view word) const;
  Sql age(const Sql& instant, const Condition& one) const;
  Sql newcomer() const;
  Sql compared(const Counted& counted, Comparison comparison, std::int64_t count);
  Sql act_age(const Condition& one);
  Counted by_day(const Condition& acts);
  Counted in_tag(const Condition& acts);
  Counted with_somebody(const Condition& acts);

  const ConditionGround& ground_;
  About about_;
  std::vector<std::string> texts_;
};

Sql Compiler::role(const Condition& one) {
  if (const auto role = parse_role_word(one.word)) {
    return Sql("member.role = ") + number(static_cast<std::int64_t>(*role));
  }
  return kHasCustomRole + text(one.word) + kClose;
}

Sql Compiler::profile(const Condition& one) {
  std::vector<std::int64_t> fields;
  const auto [first, last] = ground_.fields.equal_range(one.word);
  for (auto found = first; found != last; ++found) fields.push_back(found->second.value);
  return kAnswered + Sql::numbers(fields) + Sql(") and profile_answer.answer = ") + text(one.answer) + kClose;
}

Sql Compiler::account(std::string_view word) const {
  if (word == "unconfirmed") return "member.status = 2";
  if (word == "unclaimed") return "member.status = 3";
  return "member.status = 1";
}

Sql Compiler::age(const Sql& instant, const Condition& one) const {
  if (one.period.kind == ActPeriod::Kind::between) {
    return Sql("(") + instant + Sql(" >= ") + number(start_of(one.period.from).microseconds) + kAnd + instant +
           Sql(" < ") + number(start_of(one.period.to + 1).microseconds) + kClose;
  }
  const auto since = start_of(ground_.today - one.count + 1).microseconds;
  return instant + (one.age == Age::within ? Sql(" >= ") : Sql(" < ")) + number(since);
}

Sql Compiler::newcomer() const {
  const auto since = start_of(ground_.today - ground_.trust.days + 1).microseconds;
  return Sql("(member.posts < ") + number(ground_.trust.posts) + Sql(" or member.created_at >= ") + number(since) +
         kClose;
}

Counted Compiler::by_day(const Condition& acts) {
  const auto* word = find_act_word(acts.word, acts.part);
  const auto days = days_of(acts.period, ground_.today);
  const bool is_money = acts.kind == Kind::orders;
  Sql from = Sql("act_day where part = ") + number(static_cast<std::int64_t>(acts.part)) + Sql(" and verb in (") +
             Sql::numbers(is_money ? std::vector<std::int64_t>{static_cast<std::int64_t>(Verb::order_recorded)}
                          : word   ? numbers_of(word->verbs)
                                   : std::vector<std::int64_t>{}) +
             kClose;
  if (acts.period.kind != ActPeriod::Kind::ever) from = from + Sql(" and day >= ") + number(days.from);
  const bool has_end = acts.period.kind == ActPeriod::Kind::between || acts.period.kind == ActPeriod::Kind::ago;
  if (has_end || ground_.is_past) {
    from = from + Sql(" and day <= ") + number(has_end ? days.to : ground_.today);
  }
  if (!acts.space.empty())
    from = from + Sql(" and space = (select id from space where slug = ") + text(acts.space) + kClose;
  return {from, "act_day.member", is_money ? Sql("sum(amount)") : Sql("sum(acts)")};
}

// What is written in threads with a tag stands in the posts, whose tags are their thread's.
Counted Compiler::in_tag(const Condition& acts) {
  Sql from = Sql("thread_tag join post on post.thread = thread_tag.thread join thread on thread.id = post.thread "
                 "where post.deleted_at is null and thread.deleted_at is null and thread_tag.tag = "
                 "(select id from tag where name_key = ") +
             text(tag_key(acts.tag)) + kClose;
  if (acts.word == "thread_opened") from = from + Sql(" and post.number = 1");
  if (acts.word == "replied") from = from + Sql(" and post.number > 1");
  if (acts.period.kind != ActPeriod::Kind::ever) {
    const auto days = days_of(acts.period, ground_.today);
    from = from + Sql(" and post.created_at >= ") + number(start_of(days.from).microseconds) +
           Sql(" and post.created_at < ") + number(start_of(days.to + 1).microseconds);
  }
  if (!acts.space.empty()) {
    from = from + Sql(" and thread.space = (select id from space where slug = ") + text(acts.space) + kClose;
  }
  return {from, "post.author", "count(*)"};
}

Counted Compiler::with_somebody(const Condition& acts) {
  const bool is_done = acts.part == ActPart::done;
  const Sql own = is_done ? Sql("activity.actor") : Sql("activity.counterpart");
  const Sql other = is_done ? Sql("activity.counterpart") : Sql("activity.actor");
  const auto* word = find_act_word(acts.word, acts.part);
  Sql from = Sql("activity where verb in (") +
             Sql::numbers(word ? numbers_of(word->verbs) : std::vector<std::int64_t>{}) + kClose;
  if (!acts.with.empty()) {
    from = from + kAnd + other + Sql(" = (select other.id from member other where other.handle_key = ") +
           text(handle_key(acts.with)) + kClose;
  } else {
    const auto role = parse_role_word(acts.with_role).value_or(Role::leader);
    from = from + kAnd + other + Sql(" in (select other.id from member other where other.role > 1 and other.role = ") +
           number(static_cast<std::int64_t>(role)) + kClose;
  }
  if (acts.period.kind != ActPeriod::Kind::ever) {
    const auto days = days_of(acts.period, ground_.today);
    from = from + Sql(" and activity.at >= ") + number(start_of(days.from).microseconds) + Sql(" and activity.at < ") +
           number(start_of(days.to + 1).microseconds);
  }
  if (!acts.space.empty()) {
    from = from + Sql(" and activity.space = (select id from space where slug = ") + text(acts.space) + kClose;
  }
  from = from + Sql(" and not exists (select 1 from post where activity.object_kind = 4 and post.id = activity.object "
                    "and post.deleted_at is not null)");
  return {from, own, "count(*)"};
}

Counted Compiler::counted(const Condition& acts) {
  if (!acts.tag.empty()) return in_tag(acts);
  if (!acts.with.empty() || !acts.with_role.empty()) return with_somebody(acts);
  return by_day(acts);
}

Sql Compiler::compared(const Counted& counted, Comparison comparison, std::int64_t count) {
  if (about_ == About::few) {
    return Sql("(select coalesce(") + counted.sum + Sql(", 0) from ") + counted.from + kAnd + counted.member +
           Sql(" = member.id)") + sign_of(comparison) + number(count);
  }
  const bool is_turned = holds_for_nothing(comparison, count);
  const auto kept = is_turned ? opposite(comparison) : comparison;
  // Nobody has fewer than nothing.
  const bool is_any = (kept == Comparison::at_least && count == 1) || (kept == Comparison::more_than && count == 0);
  Sql set = Sql("member.id ") + (is_turned ? Sql("not in (") : Sql("in (")) + Sql("select ") + counted.member +
            Sql(" from ") + counted.from + kAnd + counted.member + Sql(" is not null");
  if (!is_any) {
    set = set + Sql(" group by ") + counted.member + Sql(" having ") + counted.sum + sign_of(kept) + number(count);
  }
  return set + kClose;
}

// The first act is so young when there is one and none before; the last is so old when there is one and none since.
Sql Compiler::act_age(const Condition& one) {
  Condition ever{.kind = Kind::acts, .word = "acted"}, recent = ever, earlier = ever;
  recent.period = {.kind = ActPeriod::Kind::last, .days = one.count};
  earlier.period = {.kind = ActPeriod::Kind::between, .from = 0, .to = ground_.today - one.count};
  const bool is_first = one.kind == Kind::first_act, is_within = one.age == Age::within;
  const auto some = [&](const Condition& acts) { return compared(by_day(acts), Comparison::at_least, 1); };
  const auto no = [&](const Condition& acts) { return compared(by_day(acts), Comparison::less_than, 1); };
  if (is_first) return is_within ? Sql("(") + some(recent) + kAnd + no(earlier) + kClose : some(earlier);
  return is_within ? some(recent) : Sql("(") + some(ever) + kAnd + no(recent) + kClose;
}

Sql Compiler::of(const Condition& one) {
  switch (one.kind) {
    case Kind::all: return joined(one.parts, " and ", "1 = 1");
    case Kind::any: return joined(one.parts, " or ", "1 = 1");
    case Kind::none: return Sql("not (") + joined(one.parts, " or ", "1 = 1") + kClose;
    case Kind::everyone: return "1 = 1";
    case Kind::acts: return compared(counted(one), one.comparison, one.count);
    case Kind::orders: return compared(by_day(one), one.comparison, one.count * kCents);
    case Kind::role: return role(one);
    case Kind::group: return kInGroup + text(one.word) + kClose;
    case Kind::unit: return kInUnit + text(unit_key(one.word)) + kClose;
    case Kind::consent: return kAgreed + text(one.word) + kClose;
    case Kind::language: return Sql("member.language = ") + text(one.word);
    case Kind::place: return Sql("member.place = ") + text(one.word);
    case Kind::profile: return profile(one);
    case Kind::badge: return kHasBadge + text(one.word) + kClose;
    case Kind::circle: return kInCircle + text(one.word) + kClose;
    case Kind::newcomer: return newcomer();
    case Kind::account: return account(one.word);
    case Kind::joined: return age("member.created_at", one);
    case Kind::first_act:
    case Kind::last_act: return act_age(one);
    case Kind::stage: {
      const auto found = ground_.stages.find(one.word);
      return kAtStage + number(found == ground_.stages.end() ? 0 : found->second.value) + kClose;
    }
    case Kind::segment: {
      const auto found = ground_.segments.find(one.word);
      return kInSegment + number(found == ground_.segments.end() ? 0 : found->second.value) + kClose;
    }
  }
  return "1 = 0";
}

// Those who are gone are nobody's.
constexpr Sql kSelect{"select member.id from member where member.status <> 4 and "};
constexpr Sql kCount{"select count(*) from member where member.status <> 4 and "};
constexpr Sql kInOrder{" order by member.id"};

Sql had_come(const ConditionGround& ground) {
  return Sql(" and member.created_at < ") + number(start_of(ground.today + 1).microseconds);
}

}  // namespace

ConditionGround read_ground(store::Reader& reader, Instant at) {
  struct Named {
    std::string slug;
    std::int64_t id = 0;
  };
  ConditionGround ground{.today = day_of(at), .is_past = day_of(at) < day_of(now()), .trust = read_trust(reader)};
  for (const auto& field : profile_fields(reader)) {
    for (const auto language : {text::Language::en, text::Language::fr}) {
      if (const auto name = field.name.only_in(language); !name.empty()) ground.fields.emplace(name, field.id);
    }
  }
  for (auto& row : reader.all<Named>(kSegments)) ground.segments.emplace(std::move(row.slug), SegmentId{row.id});
  for (auto& row : reader.all<Named>(kStages)) ground.stages.emplace(std::move(row.slug), StageId{row.id});
  return ground;
}

Days days_of(const ActPeriod& period, std::int64_t today) {
  switch (period.kind) {
    case ActPeriod::Kind::ever: return {0, today + kMostDays};
    case ActPeriod::Kind::last: return {today - period.days + 1, today + kMostDays};
    case ActPeriod::Kind::between: return {period.from, period.to};
    case ActPeriod::Kind::ago: return {today - period.from, today - period.to};
  }
  return {};
}

store::Bound members_where(const Condition& condition, const ConditionGround& ground) {
  Compiler compiler(ground, About::everybody);
  auto sql = kSelect + compiler.of(condition);
  if (ground.is_past) sql = sql + had_come(ground);
  sql = sql + kInOrder;
  return {std::move(sql), compiler.take_texts()};
}

store::Bound members_where(const Condition& condition, const ConditionGround& ground, std::span<const MemberId> among) {
  Compiler compiler(ground, About::few);
  std::vector<std::int64_t> ids;
  for (const auto member : among) ids.push_back(member.value);
  auto sql = kSelect + compiler.of(condition) + Sql(" and member.id in (") + Sql::numbers(ids) + kClose;
  if (ground.is_past) sql = sql + had_come(ground);
  sql = sql + kInOrder;
  return {std::move(sql), compiler.take_texts()};
}

store::Bound count_where(const Condition& condition, const ConditionGround& ground) {
  Compiler compiler(ground, About::everybody);
  auto sql = kCount + compiler.of(condition);
  return {std::move(sql), compiler.take_texts()};
}

store::Bound figure_of(const Condition& leaf, const ConditionGround& ground, MemberId member) {
  Compiler compiler(ground, About::few);
  const auto id = number(member.value);
  if (leaf.kind == Kind::acts || leaf.kind == Kind::orders) {
    const auto counted = compiler.counted(leaf);
    auto sql =
        Sql("select coalesce(") + counted.sum + Sql(", 0) from ") + counted.from + kAnd + counted.member + kIs + id;
    return {std::move(sql), compiler.take_texts()};
  }
  if (leaf.kind == Kind::first_act || leaf.kind == Kind::last_act) {
    const auto counted = compiler.counted({.kind = Kind::acts, .word = "acted"});
    auto sql = (leaf.kind == Kind::first_act ? Sql("select min(day) from ") : Sql("select max(day) from ")) +
               counted.from + kAnd + counted.member + kIs + id;
    return {std::move(sql), compiler.take_texts()};
  }
  auto sql = kCount + compiler.of(leaf) + Sql(" and member.id = ") + id;
  return {std::move(sql), compiler.take_texts()};
}

}  // namespace parvis::community
