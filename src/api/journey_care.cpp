// Journeys and their stages made, changed and removed by programs. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/journey_objects.h"
#include "api/objects.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr std::int64_t kMostDaysThere = 3650;

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.member().member, now(), visit.source}; }

// A text, for the community's first language, or an object of texts by language.
LocalText name_told(const Visit& visit, Body& body, std::size_t most) {
  LocalText name;
  const auto value = body.optional_value("name").value_or(json::value(""));
  const auto keep = [&](text::Language language, std::string_view typed) {
    auto checked = text::check_text(typed, {.min = 1, .max = most, .lines = text::Lines::single});
    if (checked.problem) body.add("name", *checked.problem);
    if (!checked.problem) name.set(language, std::move(checked.value));
  };
  if (value.is_string()) {
    const auto& languages = visit.identity->languages;
    keep(languages.empty() ? visit.language : languages.front(), value.as_string());
    return name;
  }
  if (!value.is_object() || value.as_object().empty()) body.add("name", {"This must be a text."});
  if (!value.is_object()) return name;
  for (const auto& [key, words] : value.as_object()) {
    const auto language = text::parse_language(key);
    if (!language || !words.is_string()) {
      body.add("name", {"This must be a text."});
    } else {
      keep(*language, words.as_string());
    }
  }
  return name;
}

StageWords stage_told(const Visit& visit, Body& body) {
  StageWords words{.name = name_told(visit, body, kMaxStageName)};
  const auto lane = body.optional_text("lane").value_or("steps");
  if (lane != "steps" && lane != "beside") body.add("lane", {"Choose steps or beside."});
  words.lane = lane == "beside" ? Lane::beside : Lane::steps;
  if (const auto slug = body.optional_text("segment").value_or(""); !slug.empty()) {
    const auto rule = visit.community.store().read([&](store::Reader& reader) { return find_segment(reader, slug); });
    if (!rule) body.add("segment", {"Choose a segment from the list."});
    if (rule) words.segment = rule->id;
  }
  words.too_long_days = body.optional_number("too_long_days").value_or(0);
  if (words.too_long_days < 0 || words.too_long_days > kMostDaysThere) {
    body.add("too_long_days", {"Write a number of days, 0 to 3650."});
  }
  return words;
}

std::optional<std::int64_t> place_told(Body& body) {
  const auto place = body.optional_number("place");
  if (place && (*place < 1 || *place > static_cast<std::int64_t>(kMostStages))) {
    body.add("place", {"Write a number from 1 to {most}.", {{"most", std::to_string(kMostStages)}}});
  }
  return place;
}

std::int64_t place_of(const Journey& journey, const Stage& stage) {
  std::int64_t place = 0;
  for (const auto& one : journey.stages) {
    if (one.lane == stage.lane) ++place;
    if (one.id == stage.id) break;
  }
  return place;
}

// The first of a lane is 1; beyond the last, it is the last.
void put_at(store::Transaction& transaction, const Visit& visit, StageId id, std::int64_t place) {
  for (std::size_t i = 0; i < kMostStages; ++i) {
    const auto journey = journey_named(visit, transaction);
    const auto stage = std::ranges::find(journey.stages, id, &Stage::id);
    if (stage == journey.stages.end()) return;
    const auto present = place_of(journey, *stage);
    if (present == place) return;
    move_stage(transaction, act_of(visit), journey, *stage, place < present ? Step::up : Step::down);
  }
}

Answer journey_now(const Visit& visit, store::Transaction& transaction, int status = 200) {
  return {status, journey_object(transaction, visit, journey_named(visit, transaction))};
}

}  // namespace

http::Response create_journey(Visit& visit) {
  auto body = body_of(visit);
  const auto kind = body.optional_text("kind").value_or("own");
  const bool usual = kind == "usual";
  if (!usual && kind != "own") body.add("kind", {"Choose own or usual."});
  const auto name = usual ? LocalText() : name_told(visit, body, kMaxJourneyName);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto& languages = visit.identity->languages;
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (usual && !journeys(transaction).empty()) throw Conflict({"There is a journey already."});
    const auto made =
        usual ? make_default_journey(transaction, act_of(visit), languages.empty() ? visit.language : languages.front())
              : make_journey(transaction, act_of(visit), name);
    return {kCreated, journey_object(transaction, visit, made)};
  });
}

http::Response put_journey(Visit& visit) {
  auto body = body_of(visit);
  const auto name = name_told(visit, body, kMaxJourneyName);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    rename_journey(transaction, act_of(visit), journey_named(visit, transaction), name);
    return journey_now(visit, transaction);
  });
}

http::Response delete_journey(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto journey = journey_named(visit, transaction);
    remove_journey(transaction, act_of(visit), journey);
    return {200,
            json::object{{"id", id_text(journey.id)}, {"url", visit.origin + "/cockpit/journeys"}, {"removed", true}}};
  });
}

http::Response create_stage(Visit& visit) {
  auto body = body_of(visit);
  const auto words = stage_told(visit, body);
  const auto place = place_told(body);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto made = add_stage(transaction, act_of(visit), journey_named(visit, transaction), words);
    if (place) put_at(transaction, visit, made, *place);
    return journey_now(visit, transaction, kCreated);
  });
}

http::Response put_stage(Visit& visit) {
  auto body = body_of(visit);
  const auto words = stage_told(visit, body);
  const auto place = place_told(body);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto journey = journey_named(visit, transaction);
    const auto& stage = stage_named(visit, journey);
    change_stage(transaction, act_of(visit), journey, stage, words);
    if (place) put_at(transaction, visit, stage.id, *place);
    return journey_now(visit, transaction);
  });
}

http::Response delete_stage(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto journey = journey_named(visit, transaction);
    remove_stage(transaction, act_of(visit), journey, stage_named(visit, journey));
    return journey_now(visit, transaction);
  });
}

}  // namespace parvis::api
