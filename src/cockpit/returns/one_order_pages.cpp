// One order with its way, and the orders that the shop itself tells of.
#include <boost/json.hpp>

#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "cockpit/segment_views.h"
#include "community/api/problem.h"
#include "community/page/page.h"
#include "community/returns/order_file.h"
#include "core/crypto/signed_body.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kActsShown = 50;

std::string order_path(OrderId id) { return "/cockpit/return/orders/" + id_text(id); }

OrderId order_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("order"));
  if (!id) throw NotFound();
  return {*id};
}

namespace json = boost::json;

// {"reference": "1042", "at": "2026-11-17", "amount": 12990, "email": …, "customer": …, "what": …, "cancelled": false}
struct Told {
  NewOrder order;
  bool cancelled = false;
};
std::optional<Told> told_in(const Visit& visit) {
  boost::system::error_code error;
  const auto value = json::parse(visit.request.body, error);
  if (error || !value.is_object()) return std::nullopt;
  const auto& object = value.as_object();
  const auto text_of = [&](const char* key) {
    const auto* found = object.if_contains(key);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
  };
  Told told;
  told.order.reference = text_of("reference");
  told.order.at = parse_day(text_of("at"), community_zone(visit)).value_or(Instant{});
  told.order.email = text_of("email");
  told.order.customer = text_of("customer");
  told.order.what = text_of("what");
  told.order.currency = text_of("currency");
  if (const auto* amount = object.if_contains("amount"); amount && amount->is_int64()) {
    told.order.cents = amount->as_int64();
  }
  if (const auto* cancelled = object.if_contains("cancelled"); cancelled && cancelled->is_bool()) {
    told.cancelled = cancelled->as_bool();
  }
  return told;
}

// Its reference alone is asked for; one that is not known has nothing to take back.
http::Response take_back_told(const Visit& visit, const ReturnAct& act, const NewOrder& order) {
  const auto reference = order_reference(order.reference);
  if (reference.empty()) {
    const Sentence missing{"Write something here."};
    return problem(visit, 422, {"Something in this order is not as it should be."}, {{"reference", missing}});
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    if (const auto known = find_order(transaction, reference)) take_order_back(transaction, act, known->id);
  });
  return http::no_content();
}

}  // namespace

http::Response show_order(Visit& visit) {
  const auto id = order_asked(visit);
  struct Read {
    Order order;
    std::vector<GainAct> way;
    std::map<MemberId, MemberFace> faces;
    Values values;
    ReturnRules rules;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    const auto found = find_order(reader, id);
    if (!found) throw NotFound();
    Read read{*found, {}, {}, values_in_force(reader), read_return_rules(reader)};
    read.way = way_to(reader, *found, read.rules, kActsShown);
    if (found->member) read.faces = faces_by_id(reader, {*found->member});
    return read;
  });
  const auto& order = read.order;
  const Money money(visit.language, read.rules.currency);
  html::Writer out;
  out.open("header").element("h1", visit.tr("Order {number}", {{"number", order.reference}}));
  out.open("p", {{"class", "dots"}}).element("span", money.exact(order.cents));
  out.element("span", text::day(order.at, visit.language, community_zone(visit)));
  if (!order.what.empty()) out.element("span", order.what);
  out.close();
  out.element("p", {{"class", "quiet"}},
              order.taken_back_at
                  ? visit.tr("It was taken back, and counts no more.")
                  : visit.tr("It {standing}.", {{"standing", visit.tr(order_standing_words(order.standing))}}));
  out.close();
  if (order.standing == OrderStanding::counted && !order.taken_back_at) {
    if (const auto value = worth(GainKind::order, order.cents, read.values)) {
      out.element("p", visit.tr("To the community it is worth about {base} ({range}).",
                                {{"base", money.exact(value->base)}, {"range", money.range(*value)}}));
    }
  }
  if (!read.way.empty()) {
    out.open("section").element("h2", visit.tr("Its way"));
    out.open("ol", {{"class", "way"}});
    for (const auto& act : read.way) {
      out.open("li");
      write_act(out, visit, act, read.faces);
      out.close();
    }
    out.open("li").element("b", visit.tr("The order")).close().close();
    if (order.acts > static_cast<std::int64_t>(read.way.size())) {
      out.element("p", {{"class", "quiet small"}},
                  visit.tr("The last {n} of {all} acts.", {{"n", read.way.size()}, {"all", order.acts}}));
    }
    out.close();
  }
  if (order.taken_back_at) {
    write_post_button(out, visit, order_path(order.id) + "/restoration", visit.tr("It was not sent back after all"),
                      "button removal");
  } else {
    write_post_button(out, visit, order_path(order.id) + "/removal", visit.tr("It was sent back"), "button removal");
  }
  return return_page(visit, ReturnTab::orders, visit.tr("Order {number}", {{"number", order.reference}}), out.take());
}

http::Response end_order(Visit& visit) {
  const auto id = order_asked(visit);
  const auto act = return_act(visit);
  const bool was_there = visit.community.store().write([&](store::Transaction& transaction) {
    if (!find_order(transaction, id)) return false;
    take_order_back(transaction, act, id);
    return true;
  });
  if (!was_there) throw NotFound();
  return see_other_with_notice(visit, order_path(id), text::msgid("It counts no more."));
}

http::Response restore_order(Visit& visit) {
  const auto id = order_asked(visit);
  const auto act = return_act(visit);
  const auto order = visit.community.store().write([&](store::Transaction& transaction) {
    if (!find_order(transaction, id)) throw NotFound();
    bring_order_back(transaction, act, id);
    return *find_order(transaction, id);
  });
  const auto* words = order.standing == OrderStanding::counted
                          ? text::msgid("It counts again.")
                          : text::msgid("It stands as it did before it was taken back.");
  return see_other_with_notice(visit, order_path(id), words);
}

// A program asks: every refusal is a problem document.
http::Response take_order_in(Visit& visit) {
  auto& store = visit.community.store();
  const auto [secret, currency] = store.read(
      [](store::Reader& reader) { return std::pair(read_order_secret(reader), read_return_rules(reader).currency); });
  const auto present = now();
  if (!crypto::is_signed_body(secret, visit.request.header("parvis-signature"), visit.request.body, present)) {
    return problem(visit, 403, {"This is not signed as it must be."});
  }
  auto told = told_in(visit);
  if (!told) return problem(visit, 400, {"This order cannot be read: it is no JSON object."});
  const ReturnAct act{visit.community.timeline(), {}, present, community_zone(visit), Source::api};
  if (told->cancelled) return take_back_told(visit, act, told->order);
  std::vector<FieldProblem> faults;
  for (const auto& mistake : tidy(told->order, currency, present)) faults.push_back({mistake.field, mistake.sentence});
  if (!faults.empty()) return problem(visit, 422, {"Something in this order is not as it should be."}, faults);
  const auto outcome =
      store.write([&](store::Transaction& transaction) { return record_order(transaction, act, told->order); });
  if (!outcome.kept_cents) return http::no_content();
  const auto stays = amount_stays(visit.language, *outcome.kept_cents, currency);
  return problem(visit, 409, stays, {{"amount", stays}});
}

}  // namespace parvis::cockpit
