// Who goes through a plan, what it did and would have done, and the limit of letters, for programs. For who manages the
// community.
#include <map>

#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/plan_objects.h"
#include "api/today_objects.h"
#include "community/journeys/journey.h"
#include "community/letters/letter_turn.h"
#include "community/members/member.h"
#include "community/plans/rehearsal.h"

namespace parvis::api {

using namespace community;

namespace {

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

MemberId member_named(store::Reader& reader, std::string_view handle) {
  const auto member = find_member(reader, handle);
  if (!member || member->status == MemberStatus::former) throw NotFound();
  return member->id;
}

StageId stage_named(store::Reader& reader, std::string_view slug) {
  for (const auto& journey : journeys(reader)) {
    if (const auto* stage = stage_of(journey, slug)) return stage->id;
  }
  throw NotFound();
}

std::string_view ending_word(PlanEnding ending) {
  switch (ending) {
    case PlanEnding::under_way: return "under_way";
    case PlanEnding::done: return "done";
    case PlanEnding::stopped: return "stopped";
    case PlanEnding::met: return "met";
    case PlanEnding::gone: return "gone";
  }
  return "under_way";
}

std::string_view moment_word(PlanMoment::What what) {
  using What = PlanMoment::What;
  switch (what) {
    case What::begun: return "begun";
    case What::task: return "task";
    case What::letter: return "letter";
    case What::skipped: return "skipped";
    case What::no_consent: return "no_consent";
    case What::capped: return "held_by_limit";
    case What::quiet: return "held_by_quiet_hours";
    case What::done: return "done";
    case What::stopped: return "stopped";
    case What::met: return "met";
    case What::gone: return "gone";
  }
  return "begun";
}

std::string_view rehearsed_word(RehearsedAct::What what) {
  using What = RehearsedAct::What;
  switch (what) {
    case What::begins: return "begun";
    case What::task: return "task";
    case What::letter: return "letter";
    case What::no_consent: return "no_consent";
    case What::capped: return "held_by_limit";
    case What::skipped: return "skipped";
    case What::met: return "met";
    case What::done: return "done";
  }
  return "begun";
}

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.viewer.member, now(), visit.source}; }

json::object person_of(const Visit& visit, const PlanPerson& one) {
  auto item = person(visit, {one.way.member, one.handle, one.name});
  item["way"] = id_text(one.way.id);
  item["begun_at"] = instant(one.way.begun_at);
  item["by_segment"] = !one.way.assigned_by.has_value();
  item["next_step"] = one.way.next_step ? json::value(id_text(*one.way.next_step)) : json::value();
  item["due_at"] = one.way.task == 0 && !one.way.ended_at ? instant(one.way.due_at) : json::value();
  item["task"] = one.way.task == 0 ? json::value() : json::value(id_text(one.way.task));
  item["held"] = one.way.held == Held::cap     ? json::value("limit")
                 : one.way.held == Held::quiet ? json::value("quiet_hours")
                                               : json::value();
  item["ending"] = ending_word(one.way.ending);
  item["ended_at"] = instant(one.way.ended_at);
  return item;
}

json::object cap_object(const LetterCap& cap) { return {{"letters", cap.letters}, {"days", cap.days}}; }

}  // namespace

http::Response list_plan_members(Visit& visit) {
  const PlanWayId before{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto ways = read_ways(visit.request.query.get("show"));
  const auto people = visit.community.store().read(
      [&](store::Reader& reader) { return people_of(reader, plan_named(visit, reader), ways, before, limit); });
  json::array items;
  for (const auto& one : people) items.push_back(person_of(visit, one));
  const bool full = people.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(people.back().way.id) : ""));
}

http::Response begin_plan_for(Visit& visit) {
  auto body = body_of(visit);
  const auto handle = body.optional_text("member").value_or(""), slug = body.optional_text("segment").value_or(""),
             stage_slug = body.optional_text("stage").value_or("");
  if (int{handle.empty()} + int{slug.empty()} + int{stage_slug.empty()} != 2) {
    body.add("member", {"Name a member, a segment, or a stage."});
  }
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    if (!handle.empty()) {
      begin_plan(transaction, act, plan, member_named(transaction, handle));
    } else if (!slug.empty()) {
      const auto segment = find_segment(transaction, slug);
      if (!segment) throw NotFound();
      begin_for_segment(transaction, act, plan, *segment);
    } else {
      begin_for_stage(transaction, act, plan, stage_named(transaction, stage_slug));
    }
    return {200, plan_object(visit, transaction, plan)};
  });
}

http::Response end_plan_for(Visit& visit) {
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto plan = plan_named(visit, transaction);
    const auto way = way_of(transaction, plan.id, member_named(transaction, visit.request.parameter("member")));
    if (!way) throw NotFound();
    end_way(transaction, act, *way, PlanEnding::stopped);
    return {200, plan_object(visit, transaction, plan)};
  });
}

http::Response list_plan_moments(Visit& visit) {
  const auto before = parse_id(place_asked(visit, is_identifier)).value_or(0);
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto moments = visit.community.store().read(
      [&](store::Reader& reader) { return moments_of(reader, plan_named(visit, reader), {}, before, limit); });
  json::array items;
  for (const auto& one : moments) {
    items.push_back({{"id", id_text(one.id)},
                     {"member", one.status == MemberStatus::former ? json::value() : json::value(one.handle)},
                     {"what", moment_word(one.what)},
                     {"step", one.place == 0 ? json::value() : json::value(one.place)},
                     {"at", instant(one.at)},
                     {"until", instant(one.until)}});
  }
  const bool full = moments.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(moments.back().id) : ""));
}

namespace {

// One that was removed is followed for ninety days, as its page is.
NamedPlan plan_reaching(const Visit& visit, store::Reader& reader) {
  auto found = plan_followed(reader, visit.request.parameter("plan"), now());
  if (!found) throw NotFound();
  return std::move(*found);
}

}  // namespace

http::Response get_plan_outcome(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto plan = plan_reaching(visit, reader);
    auto reached = came_back(counted(followed_of_plan(reader, plan.id, now()), now()));
    reached["counts"] = api_address(visit, "plans", plan.slug + "/outcome/reached");
    return answer({{"id", id_text(plan.id)},
                   {"url", visit.origin + "/cockpit/today/outcome?plan=" + plan.slug},
                   {"reached", std::move(reached)}});
  });
}

http::Response list_plan_reached(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    return answer(followed_page(reader, visit, followed_of_plan(reader, plan_reaching(visit, reader).id, now())));
  });
}

http::Response get_rehearsal(Visit& visit) {
  return answer(visit.community.store().read([&](store::Reader& reader) {
    const auto plan = plan_named(visit, reader);
    const auto slug = visit.request.query.get("segment");
    auto segment = plan.segment ? find_segment(reader, *plan.segment) : std::nullopt;
    if (!slug.empty() && !(segment = find_segment(reader, slug))) throw NotFound();
    auto rehearsal = rehearse(reader, plan, segment, now());
    constexpr std::size_t kMostActs = 5000;
    if (rehearsal.acts.size() > kMostActs) rehearsal.acts.resize(kMostActs);
    std::vector<MemberId> ids;
    for (const auto& act : rehearsal.acts) ids.push_back(act.member);
    std::map<MemberId, std::string> handles;
    for (auto& face : faces_of(reader, ids)) handles.emplace(face.id, std::move(face.handle));
    json::array acts;
    for (const auto& act : rehearsal.acts) {
      acts.push_back({{"day", to_rfc3339(act.day).substr(0, 10)},
                      {"member", handles[act.member]},
                      {"what", rehearsed_word(act.what)},
                      {"step", act.place == 0 ? json::value() : json::value(act.place)},
                      {"until", instant(act.until)}});
    }
    return json::object{{"from", instant(rehearsal.from)},
                        {"to", instant(rehearsal.to)},
                        {"one_in", rehearsal.one_in},
                        {"people", rehearsal.people},
                        {"tasks", rehearsal.tasks},
                        {"letters", rehearsal.letters},
                        {"no_consent", rehearsal.no_consent},
                        {"held_by_limit", rehearsal.capped},
                        {"skipped", rehearsal.skipped},
                        {"ended_early", rehearsal.met},
                        {"done", rehearsal.done},
                        {"under_way", rehearsal.still_under_way},
                        {"acts", std::move(acts)}};
  }));
}

http::Response get_letter_limit(Visit& visit) {
  return answer(cap_object(visit.community.store().read(read_letter_cap)));
}

http::Response put_letter_limit(Visit& visit) {
  auto body = body_of(visit);
  const LetterCap cap{body.optional_number("letters").value_or(0),
                      body.optional_number("days").value_or(LetterCap{}.days)};
  if (cap.letters < 0 || cap.letters > kMostCapLetters) body.add("letters", {"Write a number from 0 to 50."});
  if (cap.days < 1 || cap.days > kMostCapDays) body.add("days", {"Write a number from 1 to 90."});
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto act = act_of(visit);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    set_letter_cap(transaction, act, cap);
    return {200, cap_object(cap)};
  });
}

}  // namespace parvis::api
