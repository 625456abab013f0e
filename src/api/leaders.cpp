// Who leads, for programs: the four criteria with what they measure, corrections, and the first circle.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/health/leader.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;
namespace health = community::health;

namespace {

constexpr std::string_view kNames[] = {"charismatic", "known", "recognised", "available"};  // as health::kCriteria
constexpr std::size_t kMaxNote = 500;

health::LeaderAct act_of(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, visit.source};
}

json::object object(const Visit& visit, const health::Leader& leader) {
  json::object criteria;
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    json::object criterion{
        {"measure", leader.measures[i]}, {"counted", leader.counted[i]}, {"score", leader.scores[i]}};
    criterion["note"] = nullptr;
    for (const auto& correction : leader.corrections) {
      if (correction.criterion != health::kCriteria[i]) continue;
      criterion["note"] = correction.note;
      criterion["corrected_by"] = correction.author_name;
      criterion["corrected_at"] = instant(correction.at);
    }
    criteria[kNames[i]] = std::move(criterion);
  }
  return {{"id", id_text(leader.person.member)},
          {"url", visit.origin + "/cockpit/leaders/" + leader.person.handle},
          {"self", api_address(visit, "leaders", leader.person.handle)},
          {"member", person(visit, {leader.person.member, leader.person.handle, leader.person.name})},
          {"total", leader.total},
          {"leads", leader.total >= health::kLeaderFrom},
          {"in_first_circle", leader.in_circle},
          {"criteria", std::move(criteria)}};
}

health::Leader known(const Visit& visit, store::Reader& reader) {
  const auto member = find_member(reader, visit.request.parameter("handle"));
  const auto found = member ? health::leader(reader, member->id) : std::nullopt;
  if (!found) throw NotFound();
  return *found;
}

health::Criterion criterion_asked(const Visit& visit) {
  const auto name = visit.request.parameter("criterion");
  const auto found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) throw NotFound();
  return health::kCriteria[static_cast<std::size_t>(found - std::begin(kNames))];
}

http::Response take_seat(Visit& visit, health::Circle circle) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    health::choose_circle(transaction, act_of(visit), known(visit, transaction).person.member, circle);
    return {200, object(visit, known(visit, transaction))};
  });
}

}  // namespace

http::Response list_leaders(Visit& visit) {
  const auto after = place_asked(visit, [](std::string_view text) { return health::read_key_place(text).has_value(); });
  const auto found = visit.community.store().read(
      [&](store::Reader& reader) { return health::leaders_from(reader, health::kLeaderFrom, after); });
  json::array items;
  for (const auto& leader : found.leaders) items.push_back(object(visit, leader));
  return answer(page(std::move(items), found.next));
}

http::Response list_first_circle(Visit& visit) {
  const auto circle = visit.community.store().read([](store::Reader& reader) { return health::first_circle(reader); });
  json::array items;
  for (const auto& leader : circle) items.push_back(object(visit, leader));
  return answer(page(std::move(items), ""));
}

http::Response get_leader(Visit& visit) {
  return answer(
      object(visit, visit.community.store().read([&](store::Reader& reader) { return known(visit, reader); })));
}

http::Response put_score(Visit& visit) {
  const auto criterion = criterion_asked(visit);
  auto body = body_of(visit);
  const auto score = body.optional_number("score");
  if (!score || *score < 1 || *score > 3) body.add("score", {"Choose one of the scores."});
  auto note = text::check_text(body.text("note"), {.min = 1, .max = kMaxNote, .lines = text::Lines::many});
  if (note.problem) body.add("note", *note.problem);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    health::correct_leader(transaction, act_of(visit), known(visit, transaction).person.member, criterion, *score,
                           note.value);
    return {200, object(visit, known(visit, transaction))};
  });
}

http::Response delete_score(Visit& visit) {
  const auto criterion = criterion_asked(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    health::correct_leader(transaction, act_of(visit), known(visit, transaction).person.member, criterion, 0, "");
    return {200, object(visit, known(visit, transaction))};
  });
}

http::Response give_seat(Visit& visit) { return take_seat(visit, health::Circle::in); }
http::Response free_seat(Visit& visit) { return take_seat(visit, health::Circle::out); }

}  // namespace parvis::api
