// Segments for programs: read, made, and read member by member. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/segment_objects.h"

namespace parvis::api {

using namespace community;

namespace {

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

}  // namespace

http::Response list_segments(Visit& visit) {
  json::array items;
  for (const auto& one : visit.community.store().read([](store::Reader& reader) { return segments(reader); })) {
    items.push_back(segment_object(visit, one));
  }
  return answer(page(std::move(items), ""));
}

http::Response get_segment(Visit& visit) {
  return answer(segment_object(
      visit, visit.community.store().read([&](store::Reader& reader) { return segment_named(visit, reader); })));
}

http::Response list_segment_members(Visit& visit) {
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
  auto body = body_of(visit);
  const auto words = segment_told(visit, body, "");
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const SpaceAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {201, segment_object(visit, make_segment(transaction, act, words))};
  });
}

}  // namespace parvis::api
