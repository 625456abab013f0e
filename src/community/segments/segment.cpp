#include "community/segments/segment.h"

#include <algorithm>
#include <functional>

#include "community/activity/staff_change.h"
#include "community/card/circle.h"
#include "community/plans/plan_conditions.h"
#include "community/profiles/profile_field.h"
#include "community/segments/condition_parser.h"
#include "community/spaces/space.h"
#include "community/threads/tag.h"
#include "community/units/unit.h"
#include "core/errors.h"
#include "core/text/catalogue.h"
#include "core/text/language.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

using Kind = Condition::Kind;

constexpr store::Sql kSelect{R"(
  select id, slug, name, description, condition, made_by, made_at, changed_at, evaluated_at, members from segment
  where removed_at is null)"};
constexpr store::Sql kCount{"select count(*) from segment where removed_at is null"};
constexpr store::Sql kSlugTaken{"select 1 from segment where slug = $1"};
constexpr store::Sql kInsert{R"(
  insert into segment (id, slug, name, description, condition, made_by, made_at, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $7))"};
constexpr store::Sql kChange{
    "update segment set name = $2, description = $3, condition = $4, changed_at = $5 where id = $1"};
constexpr store::Sql kEvaluateAnew{"update segment set evaluated_at = null where id = $1"};
constexpr store::Sql kRemove{"update segment set removed_at = $2, members = 0 where id = $1"};
constexpr store::Sql kForgetMembers{"delete from segment_member where segment = $1"};
constexpr store::Sql kOfStage{R"(
  select stage.name, journey.slug from stage join journey on journey.id = stage.journey
  where stage.segment = $1 and stage.removed_at is null order by stage.id limit 1)"};

// A plan begins by it.
constexpr store::Sql kOfPlan{"select name, slug from plan where segment = $1 and removed_at is null limit 1"};

constexpr store::Sql kMembers{R"(
  select member.id, member.handle, member.display_name, member.hue, member.role, member.status, segment_member.since_at
  from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and (segment_member.since_at, segment_member.member) < ($2, $3)
  order by segment_member.since_at desc, segment_member.member desc limit $4)"};
constexpr store::Sql kIsIn{"select 1 from segment_member where segment = $1 and member = $2"};
constexpr store::Sql kAudience{
    "select member from segment_member where segment = $1 and member > $2 order by member limit $3"};
constexpr store::Sql kFlow{R"(
  select coalesce(sum(entered), 0), coalesce(sum(1 - entered), 0) from segment_move where segment = $1 and at >= $2)"};
constexpr store::Sql kOwn{R"(
  select segment.slug, segment.name, segment_member.since_at
  from segment_member join segment on segment.id = segment_member.segment
  where segment_member.member = $1 order by segment.name, segment.id)"};

void record(store::Transaction& transaction, const SpaceAct& act, Verb verb, SegmentId segment) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = verb,
                                    .object_kind = ObjectKind::segment,
                                    .object = segment.value,
                                    .source = act.source});
}

std::string free_slug(store::Reader& reader, std::string_view name) {
  const auto wish = text::slug(name);
  auto slug = wish;
  for (int number = 2; slug == "new" || reader.one<std::int64_t>(kSlugTaken, slug); ++number) {
    slug = wish + "-" + std::to_string(number);
  }
  return slug;
}

void require_sense(store::Reader& reader, const Condition& condition, std::string_view slug) {
  if (const auto wrong = wrong_in(reader, condition, slug)) throw Conflict(*wrong);
}

void require_free_name(store::Reader& reader, std::string_view name, std::string_view slug) {
  if (!is_name_taken(reader, name, slug)) return;
  throw Conflict({"There is a segment called so already. Give this one another name."});
}

// A name that a leaf speaks of, and where it should be found.
struct Asked {
  store::Sql where;
  std::string word;
  const char* missing;
};

std::vector<Asked> names_in(const Condition& one) {
  std::vector<Asked> names;
  if (!one.space.empty()) {
    names.push_back({"select 1 from space where slug = $1", one.space, text::msgid("There is no space “{words}”.")});
  }
  if (!one.tag.empty()) {
    names.push_back(
        {"select 1 from tag where name_key = $1", tag_key(one.tag), text::msgid("There is no tag “{words}”.")});
  }
  if (!one.with.empty()) {
    names.push_back({"select 1 from member where handle = $1 and status <> 4", one.with,
                     text::msgid("There is no member “{words}”.")});
  }
  if (one.kind == Kind::role && !parse_role_word(one.word)) {
    names.push_back(
        {"select 1 from custom_role where slug = $1", one.word, text::msgid("There is no role “{words}”.")});
  }
  if (one.kind == Kind::group) {
    names.push_back({"select 1 from member_group where slug = $1 and ended_at is null", one.word,
                     text::msgid("There is no group “{words}”.")});
  }
  if (one.kind == Kind::unit) {
    names.push_back({"select 1 from unit where name_key = $1 and removed_at is null", unit_key(one.word),
                     text::msgid("There is no unit “{words}”.")});
  }
  if (one.kind == Kind::consent) {
    names.push_back({"select 1 from purpose where slug = $1 and ended_at is null", one.word,
                     text::msgid("There is nothing to agree to that is called “{words}”.")});
  }
  if (one.kind == Kind::badge) {
    names.push_back({"select 1 from badge where slug = $1", one.word, text::msgid("There is no badge “{words}”.")});
  }
  if (one.kind == Kind::stage) {
    names.push_back({"select 1 from stage where slug = $1 and removed_at is null", one.word,
                     text::msgid("There is no stage “{words}”.")});
  }
  if (one.kind == Kind::segment) {
    names.push_back({"select 1 from segment where slug = $1 and removed_at is null", one.word,
                     text::msgid("There is no segment “{words}”.")});
  }
  return names;
}

bool is_blank(std::string_view words) { return words.find_first_not_of(' ') == std::string_view::npos; }

// Whether it asks for a language, a place or an answer and leaves open which.
bool is_unfinished(const Condition& one) {
  const bool needs_word = one.kind == Kind::language || one.kind == Kind::place || one.kind == Kind::profile;
  return (needs_word && is_blank(one.word)) || (one.kind == Kind::profile && is_blank(one.answer));
}

// Members have one of those the program speaks, whichever the community offers now.
std::optional<Sentence> unknown_language(const Condition& one) {
  std::string known;
  for (const auto language : text::kLanguages) {
    if (one.word == text::tag(language)) return std::nullopt;
    known += (known.empty() ? "" : ", ") + std::string(text::tag(language));
  }
  return Sentence{text::msgid("No member has the language “{words}”. There are: {known}."),
                  {{"words", one.word}, {"known", known}}};
}

std::optional<Sentence> unknown_in(store::Reader& reader, const Condition& one, const ConditionGround& ground) {
  if (is_unfinished(one)) {
    return Sentence{text::msgid("“{words}” is not finished: say which, between the quotation marks."),
                    {{"words", to_text(one)}}};
  }
  if (one.kind == Kind::language) return unknown_language(one);
  for (const auto& name : names_in(one)) {
    if (!reader.one<std::int64_t>(name.where, name.word)) return Sentence{name.missing, {{"words", name.word}}};
  }
  if (one.kind == Kind::profile && !ground.fields.contains(one.word)) {
    return Sentence{text::msgid("Profiles have no field “{words}”."), {{"words", one.word}}};
  }
  if (one.kind == Kind::circle && !find_circle(reader, one.word)) {
    return Sentence{text::msgid("There is no circle “{words}”."), {{"words", one.word}}};
  }
  for (const auto& part : one.parts) {
    if (auto unknown = unknown_in(reader, part, ground)) return unknown;
  }
  return std::nullopt;
}

struct StageOn {
  std::string name, journey;  // as it is kept; the slug of its journey
};
struct StageRule {
  std::string stage;
  std::string segment;
};
constexpr store::Sql kStageRules{R"(
  select stage.slug, segment.slug from stage join segment on segment.id = stage.segment
  where stage.removed_at is null)"};

// Whether what these conditions stand on leads back to `slug`, through segments and the rules of stages.
bool leads_to(store::Reader& reader, const Condition& condition, std::string_view slug) {
  std::map<std::string, std::set<std::string>> stands_on;
  const auto stages = reader.all<StageRule>(kStageRules);
  const auto below = [&](const Condition& one) {
    auto names = segments_in(one);
    for (const auto& stage : stages_in(one)) {
      // The highest stage that holds counts, so each depends on those above it in its journey.
      for (const auto& rule : stages) {
        if (!stage.empty()) names.insert(rule.segment);
      }
    }
    return names;
  };
  for (const auto& segment : segments(reader)) stands_on[segment.slug] = below(condition_of(segment));
  std::set<std::string> seen;
  const std::function<bool(const std::set<std::string>&)> reaches = [&](const std::set<std::string>& names) {
    for (const auto& name : names) {
      if (name == slug) return true;
      if (seen.insert(name).second && reaches(stands_on[name])) return true;
    }
    return false;
  };
  return reaches(below(condition));
}

std::optional<AskingPlan> plan_on(store::Reader& reader, const Segment& segment) {
  if (auto plan = reader.one<AskingPlan>(kOfPlan, segment.id)) return plan;
  return plan_that_asks(reader, [&](const Condition& one) { return segments_in(one).contains(segment.slug); });
}

}  // namespace

std::vector<Segment> segments(store::Reader& reader) { return reader.all<Segment>(kSelect + " order by name, id"); }

std::optional<Segment> find_segment(store::Reader& reader, std::string_view slug) {
  return reader.one<Segment>(kSelect + " and slug = $1", slug);
}

std::optional<Segment> find_segment(store::Reader& reader, SegmentId id) {
  return reader.one<Segment>(kSelect + " and id = $1", id);
}

Condition condition_of(const Segment& segment) { return read_condition(segment.condition).condition; }

std::optional<Sentence> wrong_in(store::Reader& reader, const Condition& condition, std::string_view slug) {
  const auto ground = read_ground(reader, now());
  if (auto unknown = unknown_in(reader, condition, ground)) return unknown;
  if (!slug.empty() && leads_to(reader, condition, slug)) {
    return Sentence{text::msgid("This segment would stand on itself: one of those it names leads back to it.")};
  }
  return std::nullopt;
}

bool is_name_taken(store::Reader& reader, std::string_view name, std::string_view slug) {
  const auto key = text::fold(name);
  return std::ranges::any_of(segments(reader), [&](const Segment& other) {
    return other.slug != slug && (other.name == name || (!key.empty() && text::fold(other.name) == key));
  });
}

Segment make_segment(store::Transaction& transaction, const SpaceAct& act, const SegmentWords& words) {
  if (transaction.one<std::int64_t>(kCount).value_or(0) >= static_cast<std::int64_t>(kMostSegments)) {
    throw Conflict({"There are as many segments as there can be. Remove one first."});
  }
  require_free_name(transaction, words.name, "");
  require_sense(transaction, words.condition, "");
  const auto id = make_id<SegmentId>();
  const auto maker = act.actor ? std::optional(act.actor) : std::nullopt;
  const StaffChange change(transaction, Verb::segment_made, id.value);
  transaction.run(kInsert, id, free_slug(transaction, words.name), words.name, words.description,
                  to_text(words.condition), maker, act.at);
  record(transaction, act, Verb::segment_made, id);
  change.keep(transaction);
  return *find_segment(transaction, id);
}

void change_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                    const SegmentWords& words) {
  // What bears the name of another since before that was refused may keep it.
  if (words.name != segment.name) require_free_name(transaction, words.name, segment.slug);
  require_sense(transaction, words.condition, segment.slug);
  const auto text = to_text(words.condition);
  if (text == segment.condition && words.name == segment.name && words.description == segment.description) return;
  const StaffChange change(transaction, Verb::segment_changed, segment.id.value);
  transaction.run(kChange, segment.id, words.name, words.description, text, act.at);
  if (text != segment.condition) transaction.run(kEvaluateAnew, segment.id);
  record(transaction, act, Verb::segment_changed, segment.id);
  change.keep(transaction);
}

std::vector<StandingOn> standing_on(store::Reader& reader, const Segment& segment, text::Language language) {
  std::vector<StandingOn> all;
  for (const auto& other : segments(reader)) {
    if (!segments_in(condition_of(other)).contains(segment.slug)) continue;
    all.push_back({{"The segment “{name}” stands on this one. Change it first.", {{"name", other.name}}},
                   "/cockpit/segments/" + other.slug + "/edit"});
  }
  if (const auto stage = reader.one<StageOn>(kOfStage, segment.id)) {
    const auto name = LocalText::from_json(stage->name).in(language);
    all.push_back({{"The stage “{name}” stands on this segment. Change it first.", {{"name", name}}},
                   "/cockpit/journeys/" + stage->journey + "/edit"});
  }
  if (const auto plan = plan_on(reader, segment)) {
    all.push_back({{"The plan “{name}” stands on this segment. Change it first.", {{"name", plan->name}}},
                   "/cockpit/plans/" + plan->slug + "/edit"});
  }
  return all;
}

void remove_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                    text::Language language) {
  if (const auto standing = standing_on(transaction, segment, language); !standing.empty())
    throw Conflict(standing.front().said);
  const StaffChange change(transaction, Verb::segment_removed, segment.id.value);
  transaction.run(kForgetMembers, segment.id);
  transaction.run(kRemove, segment.id, act.at);
  record(transaction, act, Verb::segment_removed, segment.id);
  change.keep(transaction);
}

std::vector<SegmentMember> members_of(store::Reader& reader, SegmentId segment, std::optional<SegmentPlace> before,
                                      int limit) {
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  const auto place = before.value_or(SegmentPlace{{kEnd}, {kEnd}});
  return reader.all<SegmentMember>(kMembers, segment, place.since, place.member, limit);
}

bool is_in_segment(store::Reader& reader, SegmentId segment, MemberId member) {
  return reader.one<std::int64_t>(kIsIn, segment, member).has_value();
}

std::vector<MemberId> audience_of(store::Reader& reader, SegmentId segment, MemberId after, int limit) {
  return reader.all<MemberId>(kAudience, segment, after, limit);
}

SegmentFlow flow_of(store::Reader& reader, SegmentId segment, Instant since) {
  return reader.one<SegmentFlow>(kFlow, segment, since).value_or(SegmentFlow{});
}

std::vector<OwnSegment> segments_of(store::Reader& reader, MemberId member) {
  return reader.all<OwnSegment>(kOwn, member);
}

}  // namespace parvis::community
