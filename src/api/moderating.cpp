// What waits for a decision, and deciding: for tokens that may manage, of those who may decide in some space. The rules
// ask again, space by space.
#include <algorithm>

#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/reasons.h"
#include "community/accounts/visit_account.h"
#include "community/moderation/appeal.h"
#include "community/moderation/contribution.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/undo.h"
#include "community/pace/pace.h"
#include "community/threads/visit_act.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

void require_deciding(const Visit& visit) {
  visit.member();
  if (visit.scope < Scope::manage) throw Forbidden({"This token may not manage."});
  const auto& spaces = visit.spaces->all();
  const bool decides =
      std::ranges::any_of(spaces, [&](const Space& space) { return may(visit.viewer, space, Action::decide); });
  if (!decides) throw Forbidden();
}

json::object item(const Visit& visit, std::int64_t id, const char* kind, MemberId author, SpaceId space, Instant at) {
  return {{"id", id_text(id)},
          {"url", visit.origin + "/moderation"},
          {"kind", kind},
          {"author", id_text(author)},
          {"space", id_text(space)},
          {"since", instant(at)}};
}

const char* kind_of(ContributionKind kind) {
  switch (kind) {
    case ContributionKind::thread: return "thread";
    case ContributionKind::reply: return "reply";
    case ContributionKind::comment: return "comment";
  }
  return "";
}

json::object waiting(const Visit& visit, const Contribution& one) {
  auto object = item(visit, one.id.value, "contribution", one.author, one.space, one.sent_at);
  object["contribution"] = json::object{{"kind", kind_of(one.kind)},
                                        {"title", one.title},
                                        {"body", one.body},
                                        {"tags", one.tags},
                                        {"thread", one.thread ? json::value(id_text(*one.thread)) : json::value()},
                                        {"held_for", one.held_for}};
  return object;
}

json::object flagged(const Visit& visit, store::Reader& reader, const ModerationCase& one) {
  auto object = item(visit, one.id.value, "case", one.author, one.space, one.opened_at);
  json::array flags;
  for (const auto& flag : flags_of(reader, one.id)) {
    flags.push_back(json::object{{"member", id_text(flag.member)},
                                 {"ground", ground_name(flag.ground)},
                                 {"words", flag.words},
                                 {"at", instant(flag.flagged_at)}});
  }
  object["case"] = json::object{{"object_kind", one.object_kind == ObjectKind::post ? "post" : "comment"},
                                {"object", id_text(one.object)},
                                {"post", id_text(one.post)},
                                {"thread", id_text(one.thread)},
                                {"flags", std::move(flags)}};
  return object;
}

json::object appeal_object(const Visit& visit, store::Reader& reader, const Appeal& one) {
  return {{"id", id_text(one.id)},
          {"url", visit.origin + "/moderation"},
          {"member", id_text(one.member)},
          {"about", json::object{{"kind", judgement_kind(one.object_kind)}, {"id", id_text(one.object)}}},
          {"words", one.words},
          {"since", instant(one.sent_at)},
          {"first_by", one.first_by ? json::value(id_text(*one.first_by)) : json::value()},
          {"decided_first_oneself", is_only_one(reader, visit.viewer, one)}};
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

struct Waiting {
  std::int64_t id;
  json::object object;
};

Answer decided(std::string_view id, const char* decision, bool done) {
  if (!done) throw Conflict({"Somebody had decided already."});
  return {200, json::object{{"id", id}, {"decision", decision}}};
}

// What is wished, "yes" or "no" as this kind of item calls it, with the reason.
struct Wish {
  bool yes = false;
  Reason reason;
};
Wish wish_of(Body& body, const char* yes, const char* no) {
  const auto decision = body.text("decision");
  const Wish wish{decision == yes, reason_given(body, decision == no ? Asked::always : Asked::when_given)};
  if (decision != yes && decision != no) {
    body.add("decision", {"Use {yes} or {no}.", {{"yes", yes}, {"no", no}}});
  }
  return wish;
}

}  // namespace

http::Response list_waiting(Visit& visit) {
  require_deciding(visit);
  const auto limit = limit_asked(visit, kWaitingPerPage);
  const auto after = parse_id(place_asked(visit, is_identifier)).value_or(0);
  std::vector<Waiting> found;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& one : waiting_for(reader, visit.viewer, *visit.spaces, {after}, limit + 1)) {
      found.push_back({one.id.value, waiting(visit, one)});
    }
    for (const auto& one : open_cases_for(reader, visit.viewer, *visit.spaces, {after}, limit + 1)) {
      found.push_back({one.id.value, flagged(visit, reader, one)});
    }
  });
  std::ranges::sort(found, {}, &Waiting::id);
  const bool has_more = found.size() > static_cast<std::size_t>(limit);
  if (has_more) found.resize(static_cast<std::size_t>(limit));
  json::array items;
  for (auto& one : found) items.push_back(std::move(one.object));
  return answer(page(std::move(items), has_more ? id_text(found.back().id) : std::string()));
}

http::Response list_appeals(Visit& visit) {
  require_deciding(visit);
  const auto limit = limit_asked(visit, kAppealsPerPage);
  const AppealId after{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  return visit.community.store().read([&](store::Reader& reader) {
    auto appeals = appeals_for(reader, visit.viewer, *visit.spaces, after, limit + 1);
    const bool has_more = appeals.size() > static_cast<std::size_t>(limit);
    if (has_more) appeals.pop_back();
    json::array items;
    for (const auto& one : appeals) items.push_back(appeal_object(visit, reader, one));
    return answer(page(std::move(items), has_more ? id_text(appeals.back().id) : std::string()));
  });
}

http::Response decide_on_appeal(Visit& visit) {
  require_deciding(visit);
  const auto id = id_of<AppealId>(visit, "appeal");
  auto body = body_of(visit);
  const auto decision = body.text("decision");
  auto words = text::check_text(body.optional_text("words").value_or(""),
                                {.min = 0, .max = kMaxReasonWords, .lines = text::Lines::many});
  if (words.problem) body.add("words", *words.problem);
  const bool reversed = decision == "reverse";
  if (!reversed && decision != "stand") {
    body.add("decision", {"Use {yes} or {no}.", {{"yes", "reverse"}, {"no", "stand"}}});
  }
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  const AppealAnswer wish{reversed ? AppealDecision::reversed : AppealDecision::stands, std::move(words.value)};
  return write_once(visit, [&](store::Transaction& transaction) {
    const bool done = decide_appeal(transaction, account_act_of(visit), act_of(visit), id, wish, visit.origin);
    return decided(id_text(id), reversed ? "reverse" : "stand", done);
  });
}

http::Response decide_on_contribution(Visit& visit) {
  require_deciding(visit);
  const auto id = id_of<ContributionId>(visit, "contribution");
  auto body = body_of(visit);
  const auto wish = wish_of(body, "let_through", "turn_down");
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) {
    if (!find_contribution(transaction, id)) throw NotFound();
    const auto act = act_of(visit);
    if (wish.yes)
      return decided(id_text(id), "let_through", let_through(transaction, act, id, visit.origin).has_value());
    return decided(id_text(id), "turn_down", turn_down(transaction, act, id, wish.reason));
  });
}

http::Response decide_on_flagged(Visit& visit) {
  require_deciding(visit);
  const auto id = id_of<CaseId>(visit, "case");
  auto body = body_of(visit);
  const auto wish = wish_of(body, "leave", "hide");
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) {
    if (!find_case(transaction, id)) throw NotFound();
    const auto act = act_of(visit);
    if (wish.yes) return decided(id_text(id), "leave", leave_standing(transaction, act, id));
    return decided(id_text(id), "hide", hide_flagged(transaction, act, id, wish.reason));
  });
}

http::Response undo_decision(Visit& visit) {
  require_deciding(visit);
  keep(visit, Pace::gestures);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {200, json::object{{"undone", undo_last_decision(transaction, act_of(visit))}}};
  });
}

}  // namespace parvis::api
