// Journeys: the stages through which a member grows, each with an entry rule, which is a segment, or reached by hand
// alone. Of the stages of a lane whose rule holds for somebody the last counts; nobody is at two stages of one lane.
// Beside the steps stand states that come and go: slipping, lost, returned. For who manages the community. Functions
// over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/segments/segment.h"

namespace parvis::community {

using JourneyId = Id<struct JourneyTag>;

enum class Lane { steps = 1, beside = 2 };
inline constexpr std::size_t kMostJourneys = 10;
inline constexpr std::size_t kMostStages = 20;  // of one journey
inline constexpr std::size_t kMaxStageName = 40;

struct Stage {
  StageId id;
  std::string slug;
  Lane lane = Lane::steps;
  std::int64_t position = 0;
  LocalText name;
  std::optional<SegmentId> segment;
  std::int64_t too_long_days = 0;  // 0: nobody stays too long
};
struct Journey {
  JourneyId id;
  std::string slug;
  LocalText name;
  std::vector<Stage> stages;  // the steps in their order, then those beside
};
std::vector<Journey> journeys(store::Reader& reader);
std::optional<Journey> find_journey(store::Reader& reader, std::string_view slug);
const Stage* stage_of(const Journey& journey, std::string_view slug);

// Newcomer, participant, regular, pillar, leader, ambassador; beside them slipping, lost, returned: with the segments
// that define them. The names of the segments are in `language`. Conflict when there are as many as there can be.
Journey make_default_journey(store::Transaction& transaction, const SpaceAct& act, text::Language language);
Journey make_journey(store::Transaction& transaction, const SpaceAct& act, const LocalText& name);

inline constexpr std::size_t kMaxJourneyName = 60;
void rename_journey(store::Transaction& transaction, const SpaceAct& act, const Journey& journey,
                    const LocalText& name);
// With its stages; how long people stayed at them is kept. Conflict while a segment or a plan stands on one of them.
void remove_journey(store::Transaction& transaction, const SpaceAct& act, const Journey& journey);

struct StageWords {
  LocalText name;
  Lane lane = Lane::steps;
  std::optional<SegmentId> segment;
  std::int64_t too_long_days = 0;
};
// At the end of its lane. Conflict when there are as many as there can be, or when its rule stands on stages.
StageId add_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey,
                  const StageWords& words);
// Its lane stays what it was.
void change_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
                  const StageWords& words);
void move_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
                Step step);
// Who is there stands nowhere until the rules say otherwise. Conflict while a segment stands on it.
void remove_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage);

// By hand, whatever the rules say, until it is given back to them.
void set_stage(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, const Stage& stage,
               MemberId member);
void leave_to_rules(store::Transaction& transaction, const SpaceAct& act, const Journey& journey, Lane lane,
                    MemberId member);

}  // namespace parvis::community
