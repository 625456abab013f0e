#include "community/journeys/journey.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "community/journeys/default_journey.h"
#include "community/journeys/stage_move.h"
#include "community/plans/plan_conditions.h"
#include "community/segments/condition_parser.h"
#include "core/errors.h"
#include "core/text/catalogue.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kJourneys{"select id, slug, name from journey where removed_at is null order by id"};
constexpr store::Sql kStages{R"(
  select id, slug, lane, position, name, segment, too_long_days, journey from stage
  where removed_at is null order by journey, lane, position, id)"};
constexpr store::Sql kInsertJourney{"insert into journey (id, slug, name, made_at) values ($1, $2, $3, $4)"};
constexpr store::Sql kRenameJourney{"update journey set name = $2 where id = $1"};
constexpr store::Sql kRemoveJourney{"update journey set removed_at = $2 where id = $1"};
constexpr store::Sql kInsertStage{R"(
  insert into stage (id, journey, slug, lane, position, name, segment, too_long_days)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
constexpr store::Sql kChangeStage{"update stage set name = $2, segment = $3, too_long_days = $4 where id = $1"};
constexpr store::Sql kPlace{"update stage set position = $2 where id = $1"};
constexpr store::Sql kRemoveStage{"update stage set removed_at = $2 where id = $1"};
constexpr store::Sql kForgetStanding{"delete from stage_member where stage = $1"};
constexpr store::Sql kJourneySlug{"select 1 from journey where slug = $1"};
constexpr store::Sql kStageSlug{"select 1 from stage where slug = $1"};
constexpr store::Sql kStands{
    "select stage, since_at from stage_member where journey = $1 and lane = $2 and member = $3"};
constexpr store::Sql kByHand{"update stage_member set by_hand = $4 where journey = $1 and lane = $2 and member = $3"};
constexpr store::Sql kIsMember{"select 1 from member where id = $1 and status <> 4"};

struct StageRow {
  StageId id;
  std::string slug;
  Lane lane = Lane::steps;
  std::int64_t position = 0;
  std::string name;
  std::optional<SegmentId> segment;
  std::int64_t too_long_days = 0;
  JourneyId journey;
};
struct JourneyRow {
  JourneyId id;
  std::string slug, name;
};
struct Stands {
  StageId stage;
  Instant since;
};

void record(store::Transaction& transaction, const SpaceAct& act, JourneyId journey) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::journey_changed,
                                    .object_kind = ObjectKind::journey,
                                    .object = journey.value,
                                    .source = act.source});
}

std::string free_slug(store::Reader& reader, const store::Sql& taken, std::string_view wish) {
  auto slug = std::string(wish);
  for (int number = 2; slug == "new" || reader.one<std::int64_t>(taken, slug); ++number) {
    slug = std::string(wish) + "-" + std::to_string(number);
  }
  return slug;
}

std::string first_name(const LocalText& name) {
  const auto english = name.only_in(text::Language::en);
  return std::string(english.empty() ? std::string_view(name.in(text::Language::en)) : english);
}

// A rule that stands on stages would wait for itself.
void require_plain_rule(store::Reader& reader, const std::optional<SegmentId>& rule) {
  if (!rule) return;
  const auto segment = find_segment(reader, *rule);
  if (!segment) throw Conflict({"That segment is no longer there. Choose another one."});
  if (!stages_in(condition_of(*segment)).empty()) {
    throw Conflict({"The segment “{name}” stands on a stage itself. Choose another one.", {{"name", segment->name}}});
  }
  for (const auto& below : segments_in(condition_of(*segment))) {
    if (const auto found = find_segment(reader, below)) require_plain_rule(reader, found->id);
  }
}

std::int64_t end_of(const Journey& journey, Lane lane) {
  std::int64_t last = 0;
  for (const auto& stage : journey.stages) {
    if (stage.lane == lane) last = std::max(last, stage.position);
  }
  return last + 1;
}

LocalText in_every_language(const char* msgid) {
  LocalText name;
  for (const auto language : {text::Language::en, text::Language::fr}) name.set(language, text::tr(language, msgid));
  return name;
}

// A segment of the brand's may have the name of a stage already.
std::string free_segment_name(store::Reader& reader, const std::string& wish) {
  auto name = wish;
  for (int number = 2; is_name_taken(reader, name, ""); ++number) name = wish + " " + std::to_string(number);
  return name;
}

}  // namespace

std::vector<Journey> journeys(store::Reader& reader) {
  std::vector<Journey> all;
  for (auto& row : reader.all<JourneyRow>(kJourneys)) {
    all.push_back({row.id, std::move(row.slug), LocalText::from_json(row.name), {}});
  }
  for (auto& row : reader.all<StageRow>(kStages)) {
    const auto journey = std::ranges::find(all, row.journey, &Journey::id);
    if (journey == all.end()) continue;
    journey->stages.push_back({row.id, std::move(row.slug), row.lane, row.position, LocalText::from_json(row.name),
                               row.segment, row.too_long_days});
  }
  return all;
}

std::optional<Journey> find_journey(store::Reader& reader, std::string_view slug) {
  for (auto& journey : journeys(reader)) {
    if (journey.slug == slug) return std::move(journey);
  }
  return std::nullopt;
}

const Stage* stage_of(const Journey& journey, std::string_view slug) {
  const auto found = std::ranges::find(journey.stages, slug, &Stage::slug);
  return found == journey.stages.end() ? nullptr : &*found;
}

Journey make_journey(store::Transaction& transaction, const SpaceAct& act, const LocalText& name) {
  if (journeys(transaction).size() >= kMostJourneys) {
    throw Conflict({"There are as many journeys as there can be."});
  }
  const auto id = make_id<JourneyId>();
  const auto slug = free_slug(transaction, kJourneySlug, text::slug(first_name(name)));
  transaction.run(kInsertJourney, id, slug, name.to_json(), act.at);
  record(transaction, act, id);
  return {id, slug, name, {}};
}

Journey make_default_journey(store::Transaction& transaction, const SpaceAct& act, text::Language language) {
  const auto made = make_journey(transaction, act, in_every_language(text::msgid("The way of a member")));
  for (const auto& preset : default_stages()) {
    StageWords words{in_every_language(preset.name), preset.lane, std::nullopt, preset.too_long_days};
    if (*preset.condition != '\0') {
      const SpaceAct of_nobody{act.timeline, {}, act.at, act.source};
      const auto name = free_segment_name(transaction, text::tr(language, preset.name));
      words.segment = make_segment(transaction, of_nobody, {name, "", read_condition(preset.condition).condition}).id;
    }
    add_stage(transaction, act, *find_journey(transaction, made.slug), words);
  }
  return *find_journey(transaction, made.slug);
}

StageId add_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey,
                  const StageWords& words) {
  if (journey.stages.size() >= kMostStages) throw Conflict({"A journey has no room for more stages."});
  require_plain_rule(transaction, words.segment);
  const auto slug = free_slug(transaction, kStageSlug, text::slug(first_name(words.name)));
  const StaffChange change(transaction, Verb::journey_changed, journey.id.value);
  const auto id = make_id<StageId>();
  transaction.run(kInsertStage, id, journey.id, slug, words.lane, end_of(journey, words.lane), words.name.to_json(),
                  words.segment, words.too_long_days);
  record(transaction, act, journey.id);
  change.keep(transaction);
  return id;
}

void change_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
                  const StageWords& words) {
  require_plain_rule(transaction, words.segment);
  if (words.name == stage.name && words.segment == stage.segment && words.too_long_days == stage.too_long_days) return;
  const StaffChange change(transaction, Verb::journey_changed, journey.id.value);
  transaction.run(kChangeStage, stage.id, words.name.to_json(), words.segment, words.too_long_days);
  record(transaction, act, journey.id);
  change.keep(transaction);
}

void move_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
                Step step) {
  const Stage* other = nullptr;
  for (const auto& one : journey.stages) {
    if (one.lane != stage.lane) continue;
    if (step == Step::up && one.position < stage.position) other = &one;
    if (step == Step::down && one.position > stage.position && !other) other = &one;
  }
  if (!other) return;
  const StaffChange change(transaction, Verb::journey_changed, journey.id.value);
  transaction.run(kPlace, stage.id, other->position);
  transaction.run(kPlace, other->id, stage.position);
  record(transaction, act, journey.id);
  change.keep(transaction);
}

void remove_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage) {
  for (const auto& segment : segments(transaction)) {
    if (!stages_in(condition_of(segment)).contains(stage.slug)) continue;
    throw Conflict({"The segment “{name}” stands on this stage. Change it first.", {{"name", segment.name}}});
  }
  const auto asks_for_it = [&](const Condition& one) { return stages_in(one).contains(stage.slug); };
  if (const auto plan = plan_that_asks(transaction, asks_for_it)) {
    throw Conflict({"The plan “{name}” stands on this stage. Change it first.", {{"name", plan->name}}});
  }
  const StaffChange change(transaction, Verb::journey_changed, journey.id.value);
  transaction.run(kForgetStanding, stage.id);
  transaction.run(kRemoveStage, stage.id, act.at);
  record(transaction, act, journey.id);
  change.keep(transaction);
}

void rename_journey(store::Transaction& transaction, const SpaceAct& act, const Journey& journey,
                    const LocalText& name) {
  if (name == journey.name) return;
  transaction.run(kRenameJourney, journey.id, name.to_json());
  record(transaction, act, journey.id);
}

void remove_journey(store::Transaction& transaction, const SpaceAct& act, const Journey& journey) {
  for (const auto& stage : journey.stages) remove_stage(transaction, act, journey, stage);
  transaction.run(kRemoveJourney, journey.id, act.at);
  record(transaction, act, journey.id);
}

void set_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
               MemberId member) {
  if (!transaction.one<std::int64_t>(kIsMember, member)) throw NotFound();
  const StaffChange change(transaction, Verb::stage_set, member.value);
  transaction.run(kByHand, journey.id, stage.lane, member, 0);
  const auto stands = transaction.one<Stands>(kStands, journey.id, stage.lane, member);
  if (!stands || stands->stage != stage.id) {
    const StageMove move{journey.id, stage.lane,
                         member,     stands ? stands->stage : StageId{},
                         stage.id,   stands ? stands->since : Instant{}};
    move_to_stage(transaction, act.timeline, move, act.at, act.source, false);
  }
  transaction.run(kByHand, journey.id, stage.lane, member, 1);
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::stage_set,
                                    .object_kind = ObjectKind::stage,
                                    .object = stage.id.value,
                                    .counterpart = member,
                                    .source = act.source});
  change.keep(transaction);
}

void leave_to_rules(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, Lane lane,
                    MemberId member) {
  if (transaction.run(kByHand, journey.id, lane, member, 0) == 0) return;
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::stage_set,
                                    .object_kind = ObjectKind::none,
                                    .counterpart = member,
                                    .source = act.source});
}

}  // namespace parvis::community
