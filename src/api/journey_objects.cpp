#include "api/journey_objects.h"

#include "community/journeys/journey_board.h"

namespace parvis::api {

using namespace community;

namespace {

json::object names(const LocalText& text) {
  json::object all;
  for (const auto language : text::kLanguages) {
    if (const auto words = text.only_in(language); !words.empty()) all[text::tag(language)] = words;
  }
  return all;
}

json::value days(const std::optional<std::int64_t>& days) { return days ? json::value(*days) : json::value(nullptr); }

json::object stage_object(store::Reader& reader, const Visit& visit, const Journey& journey, const Stage& stage) {
  const auto rule = stage.segment ? find_segment(reader, *stage.segment) : std::nullopt;
  const auto figures = figures_of(reader, journey, stage, now());
  const bool is_counted = !rule || rule->evaluated_at;
  return {{"id", id_text(stage.id)},
          {"url", visit.origin + "/cockpit/journeys/" + journey.slug + "/stages/" + stage.slug},
          {"slug", stage.slug},
          {"name", names(stage.name)},
          {"lane", stage.lane == Lane::steps ? "steps" : "beside"},
          {"segment", rule ? json::value(rule->slug) : json::value(nullptr)},
          {"too_long_days", stage.too_long_days},
          {"now", is_counted ? json::value(figures.now) : json::value(nullptr)},
          {"entered", figures.entered},
          {"left", figures.left},
          {"median_days", days(figures.median_days)},
          {"ninth_tenth_days", days(figures.ninth_tenth_days)},
          {"stays_ended", figures.ended},
          {"went_on", figures.went_on},
          {"too_long", figures.too_long}};
}

}  // namespace

Journey journey_named(const Visit& visit, store::Reader& reader) {
  auto found = find_journey(reader, visit.request.parameter("journey"));
  if (!found) throw NotFound();
  return std::move(*found);
}

const Stage& stage_named(const Visit& visit, const Journey& journey) {
  const auto* stage = stage_of(journey, visit.request.parameter("stage"));
  if (!stage) throw NotFound();
  return *stage;
}

json::object journey_object(store::Reader& reader, const Visit& visit, const Journey& journey) {
  json::array stages;
  for (const auto& stage : journey.stages) stages.push_back(stage_object(reader, visit, journey, stage));
  return {{"id", id_text(journey.id)},
          {"url", visit.origin + "/cockpit/journeys/" + journey.slug},
          {"self", api_address(visit, "journeys", journey.slug)},
          {"slug", journey.slug},
          {"name", names(journey.name)},
          {"stages", std::move(stages)}};
}

}  // namespace parvis::api
