// Costs, assumptions, orders and what the community brings in, as managers' programs read and write them. Amounts are
// cents, shares hundredths of a percent.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/return_objects.h"
#include "community/returns/cost.h"
#include "community/returns/gain.h"
#include "community/returns/idea.h"
#include "community/returns/order_file.h"
#include "community/returns/return_rules.h"
#include "core/text/money.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

ReturnAct act_on_returns(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), zone_of(visit), visit.source};
}

json::object order_object(const Visit& visit, const Order& order) {
  return {{"id", id_text(order.id)},
          {"url", visit.origin + "/cockpit/return/orders/" + id_text(order.id)},
          {"reference", order.reference},
          {"at", instant(order.at)},
          {"amount", order.cents},
          {"what", order.what},
          {"member", order.member ? json::value(id_text(*order.member)) : json::value(nullptr)},
          {"standing", order_standing_name(order.standing)},
          {"acts", order.acts},
          {"taken_back_at", instant(order.taken_back_at)}};
}

json::object cost_object(const Visit& visit, const Cost& cost) {
  return {{"id", id_text(cost.id)},
          {"url", visit.origin + "/cockpit/return/costs/" + id_text(cost.id)},
          {"kind", cost_kind_name(cost.kind)},
          {"what", cost.what},
          {"amount", cost.cents},
          {"first_month", month_in_figures(cost.first_month)},
          {"last_month",
           cost.last_month == kOpenMonth ? json::value(nullptr) : json::value(month_in_figures(cost.last_month))}};
}

json::object assumption_object(const Visit& visit, AssumptionKey key, const Assumption* stated) {
  const auto name = assumption_name(key);
  return {{"id", name},
          {"url", visit.origin + "/cockpit/return/assumptions/" + std::string(name)},
          {"unit", assumption_unit(key) == AssumptionUnit::cents ? "cents" : "hundredths_of_percent"},
          {"value", stated ? range(stated->value) : json::value(nullptr)},
          {"source", stated ? stated->source : ""},
          {"sentence", stated ? stated->sentence : ""},
          {"author", stated && stated->author ? json::value(id_text(stated->author)) : json::value(nullptr)},
          {"at", stated ? instant(stated->at) : json::value(nullptr)}};
}

json::object gain_object(const Visit& visit, const Gain& gain, const std::vector<GainAct>& acts, const Values& values) {
  json::array list;
  for (const auto& act : acts) list.emplace_back(id_text(act.id));
  const auto path = "/cockpit/return/months/" + month_in_figures(gain.month) + "/gains/";
  return {{"id", id_text(gain.id)},
          {"url", visit.origin + path + std::string(gain_kind_name(gain.kind))},
          {"kind", gain_kind_name(gain.kind)},
          {"at", instant(gain.at)},
          {"quantity", gain.quantity},
          {"worth", range(worth(gain.kind, gain.quantity, values))},
          {"member", gain.member ? json::value(id_text(*gain.member)) : json::value(nullptr)},
          {"thread", gain.thread ? json::value(id_text(*gain.thread)) : json::value(nullptr)},
          {"acts", std::move(list)}};
}

json::object rules_object(const Visit& visit, const ReturnRules& rules) {
  json::array spaces;
  for (const auto id : rules.spaces) {
    if (const auto* space = visit.spaces->find(id)) spaces.emplace_back(space->slug);
  }
  return {{"id", "return"},
          {"url", visit.origin + "/cockpit/return/rules"},
          {"currency", rules.currency},
          {"path_days", rules.path_days},
          {"spaces", std::move(spaces)},
          {"prospect_acts", rules.prospect_acts},
          {"prospect_days", rules.prospect_days},
          {"pause_days", rules.pause_days}};
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

std::string checked(Body& body, const char* field, const text::TextRule& rule) {
  auto checked = text::check_text(body.text(field), rule);
  if (checked.problem) body.add(field, *checked.problem);
  return std::move(checked.value);
}

CostWords cost_told(Body& body) {
  CostWords words;
  const auto kind = parse_cost_kind(body.text("kind"));
  if (!kind) body.add("kind", {"Choose a kind."});
  words.kind = kind.value_or(CostKind::other);
  words.what = body.text("what");
  words.cents = body.optional_number("amount").value_or(0);
  const auto first = parse_month(body.text("first_month"));
  if (!first) body.add("first_month", {"Write the month like 2026-11."});
  words.first_month = words.last_month = first.value_or(0);
  if (const auto last = body.optional_text("last_month")) {
    const auto month = *last == "open" ? std::optional(kOpenMonth) : parse_month(*last);
    if (!month) body.add("last_month", {"Write the month like 2026-11."});
    words.last_month = month.value_or(words.first_month);
  }
  body.add(tidy(words));
  return words;
}

}  // namespace

http::Response list_gains(Visit& visit) {
  const auto month = month_asked(visit, "month", month_of(now(), zone_of(visit)));
  const auto name = visit.request.query.get("kind");
  const auto kind = parse_gain_kind(name.empty() ? gain_kind_name(GainKind::support) : name);
  if (!kind) throw BadRequest({"There is no kind called “{kind}”.", {{"kind", std::string(name)}}});
  const GainId before{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  json::array items;
  GainId last;
  visit.community.store().read([&](store::Reader& reader) {
    const auto values = values_in_force(reader);
    for (const auto& gain : gains_of(reader, {.from = month, .to = month, .kind = *kind}, before, limit)) {
      items.push_back(gain_object(visit, gain, acts_of(reader, gain.id), values));
      last = gain.id;
    }
  });
  const bool full = items.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(last) : ""));
}

http::Response list_orders(Visit& visit) {
  OrderPlace place;
  place.id = OrderId{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto all = visit.community.store().read([&](store::Reader& reader) {
    if (const auto last = find_order(reader, place.id)) place.at = last->at;
    return orders(reader, place, limit);
  });
  json::array items;
  for (const auto& order : all) items.push_back(order_object(visit, order));
  const bool full = all.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(all.back().id) : ""));
}

http::Response create_order(Visit& visit) {
  auto body = body_of(visit);
  const auto act = act_on_returns(visit);
  NewOrder order;
  order.reference = body.text("reference");
  order.at = parse_day(body.text("at"), act.zone).value_or(Instant{});
  order.cents = body.optional_number("amount").value_or(0);
  order.email = body.optional_text("email").value_or("");
  order.customer = body.optional_text("customer").value_or("");
  order.what = body.optional_text("what").value_or("");
  order.currency = body.optional_text("currency").value_or("");
  const auto currency = visit.community.store().read(read_return_rules).currency;
  body.add(tidy(order, currency, act.at));
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto outcome = record_order(transaction, act, order);
    if (outcome.kept_cents) throw Conflict(amount_stays(visit.language, *outcome.kept_cents, currency));
    const auto present = *find_order(transaction, outcome.id);
    return {outcome.taken == Taken::recorded ? kCreated : 200, order_object(visit, present)};
  });
}

http::Response delete_order(Visit& visit) {
  const auto id = id_of<OrderId>(visit, "order");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (!find_order(transaction, id)) throw NotFound();
    take_order_back(transaction, act_on_returns(visit), id);
    return {200, order_object(visit, *find_order(transaction, id))};
  });
}

http::Response restore_order(Visit& visit) {
  const auto id = id_of<OrderId>(visit, "order");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (!find_order(transaction, id)) throw NotFound();
    bring_order_back(transaction, act_on_returns(visit), id);
    return {200, order_object(visit, *find_order(transaction, id))};
  });
}

http::Response list_costs(Visit& visit) {
  json::array items;
  for (const auto& cost : visit.community.store().read([](store::Reader& reader) { return costs(reader); })) {
    items.push_back(cost_object(visit, cost));
  }
  return answer(page(std::move(items), ""));
}

http::Response create_cost(Visit& visit) {
  auto body = body_of(visit);
  const auto words = cost_told(body);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto id = record_cost(transaction, act_on_returns(visit), words);
    return {kCreated, cost_object(visit, *find_cost(transaction, id))};
  });
}

http::Response put_cost(Visit& visit) {
  const auto id = id_of<CostId>(visit, "cost");
  auto body = body_of(visit);
  const auto words = cost_told(body);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (!change_cost(transaction, act_on_returns(visit), id, words)) throw NotFound();
    return {200, cost_object(visit, *find_cost(transaction, id))};
  });
}

http::Response delete_cost(Visit& visit) {
  const auto id = id_of<CostId>(visit, "cost");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (!remove_cost(transaction, act_on_returns(visit), id)) throw NotFound();
    return {200, json::object{{"id", id_text(id)}, {"url", visit.origin + "/cockpit/return/costs"}, {"removed", true}}};
  });
}

http::Response get_order(Visit& visit) {
  const auto id = id_of<OrderId>(visit, "order");
  return visit.community.store().read([&](store::Reader& reader) {
    const auto order = find_order(reader, id);
    if (!order) throw NotFound();
    json::array way;
    for (const auto& act : way_to(reader, *order, read_return_rules(reader), kMaxLimit)) {
      way.emplace_back(id_text(act.id));
    }
    auto object = order_object(visit, *order);
    object["way"] = std::move(way);
    return answer(object);
  });
}

http::Response list_assumption_history(Visit& visit) {
  const auto key = parse_assumption(visit.request.parameter("assumption"));
  if (!key) throw NotFound();
  return visit.community.store().read([&](store::Reader& reader) {
    json::array items;
    for (const auto& stated : history_of(reader, *key)) items.push_back(assumption_object(visit, *key, &stated));
    return answer(page(std::move(items), ""));
  });
}

http::Response get_return_rules(Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return answer(rules_object(visit, read_return_rules(reader))); });
}

http::Response put_return_rules(Visit& visit) {
  auto body = body_of(visit);
  ReturnRules rules{.currency = body.text("currency"),
                    .path_days = body.optional_number("path_days").value_or(0),
                    .spaces = {},
                    .prospect_acts = body.optional_number("prospect_acts").value_or(0),
                    .prospect_days = body.optional_number("prospect_days").value_or(0),
                    .pause_days = body.optional_number("pause_days").value_or(0)};
  for (const auto& slug : body.texts("spaces")) {
    const auto* space = visit.spaces->find(slug);
    if (!space) body.add("spaces", {"There is no such space."});
    if (space) rules.spaces.push_back(space->id);
  }
  body.add(mistakes_in(rules));
  const auto unconverted = body.optional_value("unconverted");
  const bool is_confirmed = unconverted && unconverted->is_bool() && unconverted->as_bool();
  if (unconverted && !unconverted->is_bool()) body.add("unconverted", {"This must be true or false."});
  if (const auto asked = is_confirmed ? std::nullopt : visit.community.store().read([&](store::Reader& reader) {
        return asked_before_changing(reader, rules.currency);
      })) {
    body.add("unconverted", *asked);
  }
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    change_return_rules(transaction, act_on_returns(visit), rules);
    return {200, rules_object(visit, read_return_rules(transaction))};
  });
}

http::Response create_idea(Visit& visit) {
  auto body = body_of(visit);
  const auto words = checked(body, "words", {.min = 1, .max = kMaxIdeaWords});
  const ThreadId thread{parse_id(body.text("thread")).value_or(0)};
  const bool is_readable = visit.community.store().read(
      [&](store::Reader& reader) { return !thread_rows(reader, visit.viewer, *visit.spaces, {thread}).empty(); });
  if (!is_readable) body.add("thread", {"There is no conversation at this address."});
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    switch (count_idea(transaction, act_on_returns(visit), thread, words)) {
      case IdeaCounted::now: break;
      case IdeaCounted::before: throw Conflict({"This conversation’s idea is counted already."});
      case IdeaCounted::nowhere: throw NotFound();
    }
    return {200, json::object{
                     {"id", id_text(thread)}, {"url", visit.origin + "/threads/" + id_text(thread)}, {"words", words}}};
  });
}

http::Response delete_idea(Visit& visit) {
  const auto thread = id_of<ThreadId>(visit, "thread");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    if (!take_idea_back(transaction, act_on_returns(visit), thread)) throw NotFound();
    return {200,
            json::object{
                {"id", id_text(thread)}, {"url", visit.origin + "/threads/" + id_text(thread)}, {"taken_back", true}}};
  });
}

http::Response list_assumptions(Visit& visit) {
  const auto stated = visit.community.store().read(assumptions_in_force);
  json::array items;
  for (const auto key : kAssumptionKeys) {
    const auto found = stated.find(key);
    items.push_back(assumption_object(visit, key, found == stated.end() ? nullptr : &found->second));
  }
  return answer(page(std::move(items), ""));
}

http::Response put_assumption(Visit& visit) {
  const auto key = parse_assumption(visit.request.parameter("assumption"));
  if (!key) throw NotFound();
  auto body = body_of(visit);
  AssumptionWords words;
  words.value = {body.optional_number("low").value_or(-1), body.optional_number("base").value_or(-1),
                 body.optional_number("high").value_or(-1)};
  words.source = checked(body, "source", {.min = 1, .max = kMaxAssumptionWords});
  words.sentence = checked(body, "sentence", {.min = 1, .max = kMaxAssumptionWords});
  if (const auto problem = problem_of(*key, words.value)) body.add("base", *problem);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    state_assumption(transaction, act_on_returns(visit), *key, words);
    return {200, assumption_object(visit, *key, &assumptions_in_force(transaction).at(*key))};
  });
}

}  // namespace parvis::api
