// Segments for programs: read, made, and read member by member. For who manages the community.
#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/page/page.h"
#include "community/segments/condition_json.h"
#include "community/segments/segment.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

json::object segment(const Visit& visit, const Segment& segment) {
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

void require_manager(const Visit& visit, Scope scope) {
  if (!visit.member().is_manager() || visit.scope < scope) throw Forbidden();
}

Segment segment_named(const Visit& visit, store::Reader& reader) {
  auto found = find_segment(reader, visit.request.parameter("segment"));
  if (!found) throw NotFound();
  return std::move(*found);
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

// A text, or a tree.
ConditionRead read_condition_field(Body& body) {
  const auto value = body.optional_value("condition");
  if (!value) return {{}, Sentence{"This is needed."}, 0};
  return condition_from_json(*value);
}

}  // namespace

http::Response list_segments(Visit& visit) {
  require_manager(visit, Scope::read);
  json::array items;
  for (const auto& one : visit.community.store().read([](store::Reader& reader) { return segments(reader); })) {
    items.push_back(segment(visit, one));
  }
  return answer(page(std::move(items), ""));
}

http::Response get_segment(Visit& visit) {
  require_manager(visit, Scope::read);
  return answer(segment(
      visit, visit.community.store().read([&](store::Reader& reader) { return segment_named(visit, reader); })));
}

http::Response list_segment_members(Visit& visit) {
  require_manager(visit, Scope::read);
  struct Row {
    MemberId id;
    std::string handle, name;
    Instant since;
  };
  constexpr store::Sql kRows{R"(
    select member.id, member.handle, member.display_name, segment_member.since_at
    from segment_member join member on member.id = segment_member.member
    where segment_member.segment = $1 and segment_member.member > $2 order by segment_member.member limit $3)"};
  const auto after = parse_id(place_asked(visit, is_identifier)).value_or(0);
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto rows = visit.community.store().read(
      [&](store::Reader& reader) { return reader.all<Row>(kRows, segment_named(visit, reader).id, after, limit); });
  json::array items;
  for (const auto& row : rows) {
    auto item = person(visit, {row.id, row.handle, row.name});
    item["since_at"] = instant(row.since);
    items.push_back(std::move(item));
  }
  const bool full = rows.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(rows.back().id) : ""));
}

http::Response create_segment(Visit& visit) {
  require_manager(visit, Scope::manage);
  auto body = body_of(visit);
  auto name = text::check_text(body.text("name"), {.min = 1, .max = kMaxSegmentName});
  auto about = text::check_text(body.optional_text("description").value_or(""), {.max = kMaxSegmentDescription});
  auto condition = read_condition_field(body);
  if (name.problem) body.add("name", *name.problem);
  if (about.problem) body.add("description", *about.problem);
  if (condition.problem) body.add("condition", *condition.problem);
  const auto is_taken = [&](store::Reader& reader) { return is_name_taken(reader, name.value, ""); };
  if (visit.community.store().read(is_taken)) {
    body.add("name", {"There is a segment called so already. Give this one another name."});
  }
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const SpaceAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
  const auto made = visit.community.store().write([&](store::Transaction& transaction) {
    return make_segment(transaction, act, {name.value, about.value, condition.condition});
  });
  return answer(segment(visit, made), 201);
}

}  // namespace parvis::api
