#include "api/segment_objects.h"

#include "community/segments/condition_json.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

// A text, or a tree.
ConditionRead read_condition_field(Body& body) {
  const auto value = body.optional_value("condition");
  if (!value) return {{}, Sentence{"This is needed."}, 0};
  return condition_from_json(*value);
}

}  // namespace

json::object segment_object(const Visit& visit, const Segment& segment) {
  return {{"id", id_text(segment.id)},
          {"url", visit.origin + "/cockpit/segments/" + segment.slug},
          {"self", api_address(visit, "segments", segment.slug)},
          {"slug", segment.slug},
          {"name", segment.name},
          {"description", segment.description},
          {"condition", segment.condition},
          {"tree", condition_to_json(condition_of(segment))},
          {"members", segment.members},
          {"counted_at", instant(segment.evaluated_at)},
          {"made_at", instant(segment.made_at)},
          {"changed_at", instant(segment.changed_at)}};
}

Segment segment_named(const Visit& visit, store::Reader& reader) {
  auto found = find_segment(reader, visit.request.parameter("segment"));
  if (!found) throw NotFound();
  return std::move(*found);
}

SegmentWords segment_told(const Visit& visit, Body& body, std::string_view slug) {
  auto name = text::check_text(body.text("name"), {.min = 1, .max = kMaxSegmentName});
  auto about = text::check_text(body.optional_text("description").value_or(""), {.max = kMaxSegmentDescription});
  auto condition = read_condition_field(body);
  if (name.problem) body.add("name", *name.problem);
  if (about.problem) body.add("description", *about.problem);
  if (condition.problem) body.add("condition", *condition.problem);
  visit.community.store().read([&](store::Reader& reader) {
    if (is_name_taken(reader, name.value, slug)) {
      body.add("name", {"There is a segment called so already. Give this one another name."});
    }
    if (condition.problem) return;
    if (const auto wrong = wrong_in(reader, condition.condition, slug)) body.add("condition", *wrong);
  });
  return {std::move(name.value), std::move(about.value), std::move(condition.condition)};
}

}  // namespace parvis::api
