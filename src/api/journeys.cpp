// Journeys for programs: their stages with the figures of the board, the people behind each figure, and who is put at a
// stage by hand. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/journey_objects.h"
#include "api/objects.h"
#include "community/journeys/journey_board.h"
#include "community/members/member.h"
#include "core/id_pair.h"

namespace parvis::api {

using namespace community;

namespace {

struct ListName {
  std::string_view name;
  StageList list;
};
constexpr ListName kLists[] = {{"now", StageList::now},
                               {"too_long", StageList::too_long},
                               {"entered", StageList::entered},
                               {"left", StageList::left},
                               {"went_on", StageList::went_on}};

StageList list_asked(const Visit& visit) {
  const auto asked = visit.request.query.get("show");
  if (asked.empty()) return StageList::now;
  const auto found = std::ranges::find(kLists, asked, &ListName::name);
  if (found == std::end(kLists)) {
    throw BadRequest({"There is no kind called “{kind}”.", {{"kind", std::string(asked)}}});
  }
  return found->list;
}

std::optional<SegmentPlace> read_place(std::string_view text) {
  const auto place = parse_pair(text);
  return place ? std::optional(SegmentPlace{{place->first}, {place->second}}) : std::nullopt;
}
bool is_place(std::string_view text) { return read_place(text).has_value(); }

http::Response stand(Visit& visit, bool by_hand) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto journey = journey_named(visit, transaction);
    const auto& stage = stage_named(visit, journey);
    const auto id = member_named(transaction, visit.request.parameter("handle"));
    const auto member = id ? find_member(transaction, *id) : std::nullopt;
    if (!member || member->status == MemberStatus::former) throw NotFound();
    const SpaceAct act{visit.community.timeline(), visit.member().member, now(), visit.source};
    if (by_hand) {
      set_stage(transaction, act, journey, stage, member->id);
    } else {
      leave_to_rules(transaction, act, journey, stage.lane, member->id);
    }
    auto told = person(visit, {member->id, member->handle, member->display_name});
    told["by_hand"] = by_hand;
    return {200, std::move(told)};
  });
}

}  // namespace

http::Response list_journeys(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    json::array items;
    for (const auto& journey : journeys(reader)) items.push_back(journey_object(reader, visit, journey));
    return answer(page(std::move(items), ""));
  });
}

http::Response get_journey(Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return answer(journey_object(reader, visit, journey_named(visit, reader))); });
}

http::Response list_stage_members(Visit& visit) {
  const auto after = read_place(place_asked(visit, is_place));
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto people = visit.community.store().read([&](store::Reader& reader) {
    const auto journey = journey_named(visit, reader);
    return people_of(reader, stage_named(visit, journey), list_asked(visit), now(), after, limit);
  });
  json::array items;
  for (const auto& one : people) {
    auto item = person(visit, {one.id, one.handle, one.name});
    item["at"] = instant(one.since);
    item["by_hand"] = one.by_hand != 0;
    items.push_back(std::move(item));
  }
  const bool full = people.size() == static_cast<std::size_t>(limit);
  return answer(
      page(std::move(items), full ? pair_text({people.back().since.microseconds, people.back().id.value}) : ""));
}

http::Response put_at_stage(Visit& visit) { return stand(visit, true); }
http::Response leave_stage_to_rules(Visit& visit) { return stand(visit, false); }

}  // namespace parvis::api
