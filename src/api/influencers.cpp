// The table of influencers for programs: looked through, read, written to and taken from. For who manages the
// community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/influencer_query.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/members/member.h"
#include "core/text/dates.h"

namespace parvis::api {

using namespace community;

namespace {

using Query = InfluencerQuery;

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.member().member, now(), visit.source}; }

json::value somebody(const Visit& visit, MemberId id, const InfluencerMember& member) {
  if (!id) return nullptr;
  return person(visit, {id, member.handle, member.name});
}

json::value day(const std::optional<std::int64_t>& day) {
  return day ? json::value(calendar_day(*day)) : json::value(nullptr);
}

json::object object(const Visit& visit, const Influencer& one) {
  const auto& words = one.words;
  json::array sites;
  for (const auto& site : words.sites) sites.emplace_back(site);
  json::value contact, step;
  if (words.contact_day) {
    contact = json::object{{"day", day(words.contact_day)},
                           {"by", somebody(visit, words.contact_by, one.contact_by)},
                           {"way", contact_way_name(words.contact_way)}};
  }
  if (!words.next_what.empty()) {
    step = json::object{{"what", words.next_what},
                        {"day", day(words.next_day)},
                        {"who", somebody(visit, words.next_who, one.next_who)},
                        {"settled", one.step_is_settled}};
  }
  return {{"id", id_text(one.id)},
          {"url", visit.origin + influencer_path(one.id)},
          {"self", api_address(visit, "influencers", id_text(one.id))},
          {"name", words.name},
          {"member", somebody(visit, words.member, one.member)},
          {"sites", std::move(sites)},
          {"specialities", words.specialities},
          {"places", words.places},
          {"notes", words.notes},
          {"last_contact", std::move(contact)},
          {"next_step", std::move(step)},
          {"basis", basis_name(words.basis)},
          {"source", words.source},
          {"made_at", instant(one.made_at)},
          {"changed_at", instant(one.changed_at)}};
}

template <class Choice>
Choice choice_asked(const Visit& visit, const char* name, std::initializer_list<std::string_view> choices) {
  const auto asked = visit.request.query.get(name);
  if (asked.empty()) return {};
  int place = 0;
  for (const auto choice : choices) {
    if (choice == asked) return static_cast<Choice>(place);
    ++place;
  }
  throw BadRequest({"There is no kind called “{kind}”.", {{"kind", std::string(asked)}}});
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

// What the body says over what is there; a list of sites becomes the lines that a person would type.
void read_over(Body& body, TypedInfluencer& typed) {
  const auto take = [&](const char* field, std::string& into) {
    if (auto told = body.optional_text(field)) into = std::move(*told);
  };
  take("name", typed.name);
  take("member", typed.member);
  take("specialities", typed.specialities);
  take("places", typed.places);
  take("notes", typed.notes);
  take("contact_day", typed.contact_day);
  take("contact_by", typed.contact_by);
  take("contact_way", typed.contact_way);
  take("next_what", typed.next_what);
  take("next_day", typed.next_day);
  take("next_who", typed.next_who);
  take("basis", typed.basis);
  take("source", typed.source);
  if (!body.has("sites")) return;
  typed.sites.clear();
  for (const auto& site : body.texts("sites")) typed.sites += (typed.sites.empty() ? "" : "\n") + site;
}

Influencer known(store::Reader& reader, InfluencerId id) {
  auto found = find_influencer(reader, id);
  if (!found) throw NotFound();
  return std::move(*found);
}

}  // namespace

std::int64_t day_of_community(const Visit& visit) {
  const auto zone = text::TimeZone::of(visit.identity->time_zone);
  return parse_calendar_day(text::day_in_figures(now(), zone)).value_or(0);
}

InfluencerQuery influencers_asked(const Visit& visit, store::Reader& reader) {
  const auto& asked = visit.request.query;
  Query query{.side = choice_asked<Query::Side>(visit, "side", {"all", "inside", "outside"}),
              .order = choice_asked<Query::Order>(visit, "order", {"name", "contact", "next", "changed"}),
              .step = choice_asked<Query::Step>(visit, "step", {"any", "some", "due", "none"}),
              .words = std::string(asked.get("q")),
              .speciality = std::string(asked.get("speciality")),
              .place = std::string(asked.get("place")),
              .quiet_days = number_asked(visit, "quiet_days", 0),
              .today = day_of_community(visit)};
  if (const auto who = asked.get("who"); !who.empty()) {
    const auto member = member_named(reader, who);
    if (!member) throw BadRequest({"There is no member “{words}”.", {{"words", std::string(who)}}});
    query.who = *member;
  }
  return query;
}

http::Response list_influencers(Visit& visit) {
  const InfluencerId after{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    auto query = influencers_asked(visit, reader);
    query.after = after;
    query.limit = limit;
    return community::list_influencers(reader, query);
  });
  json::array items;
  for (const auto& one : found.people) items.push_back(object(visit, one));
  return answer(page(std::move(items), found.has_more ? id_text(found.people.back().id) : ""));
}

http::Response get_influencer(Visit& visit) {
  const auto id = id_of<InfluencerId>(visit, "influencer");
  return answer(object(visit, visit.community.store().read([&](store::Reader& reader) { return known(reader, id); })));
}

http::Response create_influencer(Visit& visit) {
  auto body = body_of(visit);
  TypedInfluencer typed;
  read_over(body, typed);
  const auto read = visit.community.store().read(
      [&](store::Reader& reader) { return read_influencer(reader, typed, day_of_community(visit)); });
  body.add(read.mistakes);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (read.words.member && influencer_of(transaction, read.words.member)) {
      throw Conflict({"This member stands in the table already."});
    }
    const auto id = make_influencer(transaction, act_of(visit), read.words);
    return {kCreated, object(visit, known(transaction, id))};
  });
}

http::Response edit_influencer(Visit& visit) {
  const auto id = id_of<InfluencerId>(visit, "influencer");
  auto body = body_of(visit);
  const auto read_over_known = [&](store::Reader& reader) {
    auto typed = typed_of(known(reader, id));
    read_over(body, typed);
    return read_influencer(reader, typed, day_of_community(visit), id);
  };
  const auto asked = visit.community.store().read(read_over_known);
  body.add(asked.mistakes);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    // Over what stands there now: what another call changed meanwhile stays.
    const auto read = read_over_known(transaction);
    if (!read.mistakes.empty()) throw Conflict(read.mistakes.front().sentence);
    change_influencer(transaction, act_of(visit), id, read.words);
    return {200, object(visit, known(transaction, id))};
  });
}

http::Response delete_influencer(Visit& visit) {
  const auto id = id_of<InfluencerId>(visit, "influencer");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    remove_influencer(transaction, act_of(visit), id);
    return {200, json::object{{"id", id_text(id)}, {"url", visit.origin + "/cockpit/influencers"}, {"removed", true}}};
  });
}

}  // namespace parvis::api
