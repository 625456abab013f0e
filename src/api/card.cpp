// The card of one member for programs: what it shows, the timeline behind it, the notes and the circle. For who manages
// the community.
#include "api/act_pages.h"
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/today_objects.h"
#include "community/card/card_path.h"
#include "community/card/circle.h"
#include "community/card/exchange.h"
#include "community/card/own_rhythm.h"
#include "community/card/part_played.h"
#include "community/card/way_walked.h"
#include "community/health/act_kind.h"
#include "community/moderation/member_note.h"
#include "community/plans/plan_way.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kActsTogether = 30, kPartnersTold = 20, kStaysTold = 50, kOrdersTold = 20;

// Days are told as days: "2026-11-17".
json::value day(std::int64_t day) { return json::string(to_rfc3339({day * kDay}).substr(0, 10)); }

std::string_view state_of(health::Rhythm rhythm) {
  switch (rhythm) {
    case health::Rhythm::none: return "usual";
    case health::Rhythm::slipping: return "slipping";
    case health::Rhythm::lost:
    case health::Rhythm::gone: return "lost";
  }
  return "usual";
}

json::value rhythm(const OwnRhythm& own) {
  json::array weeks;
  for (const auto& week : own.weeks) weeks.push_back(json::object{{"from", day(week.first_day)}, {"acts", week.acts}});
  const auto state = own.gap ? json::value(state_of(own.state)) : json::value();
  return json::object{{"last_day", own.last_day ? day(*own.last_day) : json::value()},
                      {"usual_gap_days", own.gap ? json::value(own.gap->days) : json::value()},
                      {"state", state},
                      {"weeks", std::move(weeks)}};
}

json::array parts_of(const Visit& visit, store::Reader& reader, MemberId member, std::int64_t today) {
  json::array all;
  for (const auto& played : parts_played(reader, visit.viewer, *visit.spaces, member, today)) {
    json::array signs;
    for (const auto& sign : played.signs) {
      signs.push_back(json::object{{"kind", sign.sign->acts.empty() ? "ideas" : sign.sign->acts},
                                   {"part", sign.sign->part == ActPart::received ? "received" : "done"},
                                   {"count", sign.count},
                                   {"from", sign.sign->from},
                                   {"since", instant(counted_from(today))}});
    }
    all.push_back(json::object{
        {"part", played.part->key}, {"played", played.is_played}, {"rule", played.part->rule}, {"signs", signs}});
  }
  return all;
}

json::array partners(const Visit& visit, store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& partner : partners_of(reader, member, std::nullopt, kPartnersTold)) {
    if (partner.status == MemberStatus::former) continue;
    auto one = person(visit, {partner.face.id, partner.face.handle, partner.face.display_name});
    one["given"] = partner.given;
    one["received"] = partner.received;
    one["last_day"] = day(partner.last_day);
    all.push_back(std::move(one));
  }
  return all;
}

json::array stays(store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& stay : stays_of(reader, member, kStaysTold)) {
    all.push_back(json::object{{"journey", stay.journey_slug},
                               {"stage", stay.stage_slug},
                               {"from", instant(stay.from)},
                               {"until", instant(stay.until)},
                               {"days", stay.days(now())},
                               {"by_hand", stay.by_hand}});
  }
  return all;
}

// Those they go through now.
json::array plans_of(const Visit& visit, store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& one : standing_of(reader, member)) {
    if (one.ended_at || one.slug.empty()) continue;
    all.push_back(json::object{{"plan", one.slug},
                               {"name", one.name},
                               {"self", api_address(visit, "plans", one.slug)},
                               {"way", id_text(one.way)},
                               {"begun_at", instant(one.begun_at)},
                               {"place", one.place},
                               {"steps", one.steps},
                               {"next", one.next_note},
                               {"due_at", one.waits_for_task ? json::value() : instant(one.due_at)}});
  }
  return all;
}

json::object note(const Visit& visit, const Member& member, const MemberNote& one) {
  return {{"id", id_text(one.id)},
          {"url", visit.origin + card_path(member.handle) + "#notes"},
          {"author", id_text(one.author)},
          {"body", one.body},
          {"written_at", instant(one.written_at)}};
}

json::array notes(const Visit& visit, store::Reader& reader, const Member& member) {
  json::array all;
  for (const auto& one : notes_on(reader, member.id)) all.push_back(note(visit, member, one));
  return all;
}

json::value circle(store::Reader& reader, MemberId member) {
  const auto found = circle_of(reader, member);
  if (!found) return nullptr;
  return json::object{{"circle", found->circle}, {"note", found->note}, {"at", instant(found->at)}};
}

json::array consents(store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& row : consents_of(reader, member)) {
    all.push_back(json::object{{"purpose", row.slug},
                               {"version", row.version},
                               {"agrees", row.agrees == Agrees::yes},
                               {"way", row.way == ConsentWay::letter ? "letter" : "page"},
                               {"at", instant(row.at)}});
  }
  return all;
}

json::array segments(const Visit& visit, store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& segment : segments_of(reader, member)) {
    all.push_back(json::object{{"slug", segment.slug},
                               {"name", segment.name},
                               {"self", api_address(visit, "segments", segment.slug)},
                               {"since_at", instant(segment.since)}});
  }
  return all;
}

json::object bought(store::Reader& reader, MemberId member) {
  json::array orders, gains;
  for (const auto& order : orders_of_member(reader, member, {}, kOrdersTold)) {
    orders.push_back(json::object{{"id", id_text(order.id)},
                                  {"reference", order.reference},
                                  {"at", instant(order.at)},
                                  {"amount", order.cents},
                                  {"standing", order_standing_name(order.standing)},
                                  {"taken_back_at", instant(order.taken_back_at)}});
  }
  for (const auto& one : brought_by(reader, member)) {
    gains.push_back(json::object{{"kind", gain_kind_name(one.kind)}, {"count", one.gains}, {"quantity", one.quantity}});
  }
  return {{"orders", std::move(orders)}, {"gains", std::move(gains)}};
}

json::array fields(const Visit& visit, store::Reader& reader, MemberId member) {
  json::array all;
  for (const auto& shown : answers_shown(reader, visit.viewer, member)) {
    all.push_back(json::object{
        {"name", json::parse(shown.name.to_json())}, {"kind", field_kind_name(shown.kind)}, {"answer", shown.answer}});
  }
  return all;
}

json::object act(const Visit& visit, const MemberAct& one, const ActPages& pages, const std::string& otherwise) {
  const auto own = pages.find({one.object_kind, one.object});
  const auto url = one.object_kind == ObjectKind::post ? "/posts/" + id_text(one.object)
                   : one.thread                        ? "/threads/" + id_text(one.thread)
                   : own != pages.end()                ? own->second
                                                       : otherwise;
  return {{"id", id_text(one.id)},
          {"url", visit.origin + url},
          {"at", instant(one.at)},
          {"verb", verb_name(one.verb)},
          {"object_kind", object_kind_name(one.object_kind)},
          {"object", one.object ? json::value(id_text(one.object)) : json::value()},
          {"space", one.space ? json::value(id_text(one.space)) : json::value()},
          {"thread", one.thread ? json::value(id_text(one.thread)) : json::value()},
          {"title", one.title},
          {"with", one.other ? json::value(id_text(one.other)) : json::value()},
          {"amount", one.amount},
          {"detail", one.detail},
          {"hidden", one.hidden}};
}

// A day in the community's calendar, or an instant.
Instant day_asked(const Visit& visit, const char* name) {
  const auto typed = visit.request.query.get(name);
  if (typed.empty()) return {};
  const bool is_instant = std::string_view(name) == "from" && typed.find('T') != std::string::npos;
  if (const auto instant = is_instant ? parse_rfc3339(typed) : std::nullopt) return *instant;
  const auto from = text::start_of_day(typed, text::TimeZone::of(visit.identity->time_zone));
  if (!from) throw BadRequest({"Write a day, like 2027-03-21."}, name);
  return *from;
}

std::string kind_names() {
  std::string names;
  for (const auto& choice : kind_choices()) names += (names.empty() ? "" : ", ") + std::string(choice.name);
  return names;
}

BadRequest none_of(const char* name, std::string_view value, const std::string& known) {
  return BadRequest({"The parameter “{name}” is one of these, not “{value}”: {known}.",
                     {{"name", name}, {"value", std::string(value)}, {"known", known}}});
}

ActsAsked acts_asked(const Visit& visit, store::Reader& reader, MemberId member) {
  const auto& query = visit.request.query;
  ActsAsked asked{.member = member, .at_most = limit_asked(visit, kActsTogether)};
  if (const auto part = query.get("part"); part == "received") {
    asked.part = ActPart::received;
  } else if (!part.empty() && part != "done") {
    throw none_of("part", part, "done, received");
  }
  if (const auto name = query.get("kind"); !name.empty()) {
    const auto* kind = find_kind_choice(name);
    if (!kind) throw none_of("kind", name, kind_names());
    asked.kinds = kind->kinds;
    asked.which = kind->which;
  }
  if (const auto name = query.get("space"); !name.empty()) asked.spaces = {space_named(visit, name).id};
  asked.from = day_asked(visit, "from");
  if (const auto to = day_asked(visit, "to")) {
    asked.until = day_after(to, text::TimeZone::of(visit.identity->time_zone));
  }
  if (const auto name = query.get("with"); !name.empty()) {
    const auto other = find_member(reader, name);
    if (!other) throw NotFound();
    asked.with = other->id;
  }
  asked.before = parse_place(place_asked(visit, [](std::string_view text) { return parse_place(text).has_value(); }));
  return asked;
}

}  // namespace

http::Response get_card(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_asked(visit, reader);
    const auto id = member.id;
    const auto zone = text::TimeZone::of(visit.identity->time_zone);
    const auto today = health::LocalDays(zone).day_of(now());
    const auto contact = last_contact(reader, id, zone);
    auto object = person(visit, {id, member.handle, member.display_name});
    object["url"] = visit.origin + card_path(member.handle);
    object["self"] = std::string(api_address(visit, "members", member.handle)) + "/card";
    object["picture"] = picture(visit, member.hue);
    object["fields"] = fields(visit, reader, id);
    object["circle"] = circle(reader, id);
    object["rhythm"] = rhythm(own_rhythm(reader, id, today));
    object["last_contact"] =
        contact ? json::value(json::object{{"by", id_text(contact->by.id)}, {"day", day(contact->day)}})
                : json::value();
    object["parts"] = parts_of(visit, reader, id, today);
    object["exchanges"] = partners(visit, reader, id);
    object["stays"] = stays(reader, id);
    object["plans"] = plans_of(visit, reader, id);
    object["segments"] = segments(visit, reader, id);
    object["notes"] = notes(visit, reader, member);
    object["consents"] = consents(reader, id);
    object["returns"] = bought(reader, id);
    return answer(object);
  });
}

http::Response list_member_acts(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_asked(visit, reader);
    const auto listed = acts_of_member(reader, visit.viewer, *visit.spaces, acts_asked(visit, reader, member.id));
    json::array items;
    const auto pages = pages_of(reader, visit.viewer, listed.acts);
    for (const auto& one : listed.acts) items.push_back(act(visit, one, pages, card_path(member.handle)));
    return answer(page(std::move(items), listed.next ? place_text(*listed.next) : ""));
  });
}

http::Response list_member_notes(Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return answer(page(notes(visit, reader, member_asked(visit, reader)), "")); });
}

http::Response create_member_note(Visit& visit) {
  auto body = body_of(visit);
  const auto words = text::check_text(body.text("body"), {.min = 1, .max = kMaxNote, .lines = text::Lines::many});
  if (words.problem) body.add("body", *words.problem);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto member = member_asked(visit, transaction);
    write_note(transaction, visit.community.timeline(), visit.viewer.member, member.id, words.value, visit.source);
    return {201, note(visit, member, notes_on(transaction, member.id).front())};
  });
}

http::Response put_circle(Visit& visit) {
  auto body = body_of(visit);
  const auto name = body.optional_text("circle").value_or("");
  const auto words =
      text::check_text(body.optional_text("note").value_or(""), {.max = kMaxCircleNote, .lines = text::Lines::single});
  if (words.problem) body.add("note", *words.problem);
  const bool is_known = name.empty() || visit.community.store().read([&](store::Reader& reader) {
    return find_circle(reader, name).has_value();
  });
  if (!is_known) body.add("circle", {"There is no such circle."});
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto member = member_asked(visit, transaction);
    const CircleAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
    set_circle(transaction, act, member.id, name, words.value);
    auto object = person(visit, {member.id, member.handle, member.display_name});
    object["circle"] = circle(transaction, member.id);
    return {200, std::move(object)};
  });
}

}  // namespace parvis::api
