#include "community/returns/order.h"

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>

#include "community/members/new_member.h"
#include "community/returns/gain_act_columns.h"
#include "community/returns/tracing.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr Instant kFirstDay{631'152'000'000'000};  // 1990: before it, a slip of the finger

constexpr store::Sql kByNumber{"select member from customer_number where number = $1"};
constexpr store::Sql kByAddress{R"(
  select id from member where email_key = $1 and email_confirmed_at is not null and status in (1, 8))"};
constexpr store::Sql kKeepNumber{
    "insert into customer_number (number, member) values ($1, $2) on conflict (number) do nothing"};
constexpr store::Sql kRole{"select role from member where id = $1"};
// Taking part (also in kWayActs): what is written, thanked, voted and answered; not reading, signing in, or what is
// deleted, withdrawn and moderated.
constexpr store::Sql kWay{R"(
  select min(id), max(id), count(*) from activity
  where actor = $1 and at >= $2 and at < $3 and verb in (20, 21, 22, 40, 42, 44))"};
constexpr store::Sql kInsert{R"(
  insert into shop_order (id, reference, ordered_at, cents, what, member, tie, standing, first_act, last_act, acts,
    recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (reference) do nothing)"};
constexpr store::Sql kTakeBack{"update shop_order set taken_back_at = $2 where id = $1 and taken_back_at is null"};
constexpr store::Sql kBringBack{
    "update shop_order set taken_back_at = null where id = $1 and taken_back_at is not null"};
constexpr store::Sql kGainOf{"select id from gain where kind = 3 and subject = $1 and ended_at is null"};
constexpr store::Sql kProspects{R"(
  select id from gain where kind = 2 and member = $1 and ended_at is null and at <= $2)"};
constexpr store::Sql kColumns{R"(
  select id, reference, ordered_at, cents, what, member, tie, standing, acts, taken_back_at from shop_order)"};
const store::Sql kOne = kColumns + " where id = $1";
const store::Sql kByReference = kColumns + " where reference = $1";
const store::Sql kPage = kColumns + R"(
  where ordered_at < $1 or (ordered_at = $1 and id < $2) order by ordered_at desc, id desc limit $3)";
const store::Sql kPageOfMember = kColumns + R"(
  where member = $4 and (ordered_at < $1 or (ordered_at = $1 and id < $2)) order by ordered_at desc, id desc limit $3)";
const store::Sql kWayActs = kGainActColumns + R"(
  where activity.actor = $1 and activity.at >= $2 and activity.at < $3 and activity.verb in (20, 21, 22, 40, 42, 44)
  order by activity.at desc, activity.id desc limit $4)";

struct Way {
  std::optional<std::int64_t> first, last;
  std::int64_t acts = 0;
};

struct Buyer {
  MemberId member;
  Tie tie = Tie::none;
};

// By the number that the shop knows them by, as it was learnt from an order of theirs; else by the address that they
// confirmed here, and then the number is learnt.
Buyer buyer_of(store::Transaction& transaction, const NewOrder& order) {
  if (!order.customer.empty()) {
    if (const auto member = transaction.one<MemberId>(kByNumber, order.customer)) return {*member, Tie::number};
  }
  if (order.email.empty()) return {};
  const auto member = transaction.one<MemberId>(kByAddress, email_key(order.email));
  if (!member) return {};
  if (!order.customer.empty()) transaction.run(kKeepNumber, order.customer, *member);
  return {*member, Tie::address};
}

OrderStanding standing_of(store::Transaction& transaction, const Buyer& buyer, const Way& way) {
  if (!buyer.member) return OrderStanding::nobody;
  if (is_staff(transaction.one<Role>(kRole, buyer.member).value_or(Role::visitor))) return OrderStanding::staff;
  return way.acts > 0 ? OrderStanding::counted : OrderStanding::no_way;
}

// A prospect who buys is a buyer: what they might have bought is counted no more.
void count(store::Transaction& transaction, const ReturnAct& act, const Order& order, ActivityId told) {
  const auto member = order.member.value_or(MemberId{});
  trace_gain(transaction,
             {.kind = GainKind::order,
              .at = order.at,
              .quantity = order.cents,
              .member = member,
              .thread = {},
              .subject = order.id.value,
              .act = told,
              .acts = {},
              .words = order.reference},
             act.zone);
  for (const auto prospect : transaction.all<GainId>(kProspects, member, order.at)) {
    end_gain(transaction, prospect, act.at, told);
  }
}

// The buyer's, on the day they bought, so that it takes away or gives again what the order counted; counterpart: who
// did so.
ActivityId tell_again(store::Transaction& transaction, const ReturnAct& act, const Order& order, std::int64_t cents,
                      const char* detail) {
  auto activity = activity_of(act, Verb::order_recorded, ObjectKind::order, order.id.value);
  activity.at = order.at;
  activity.actor = order.member.value_or(MemberId{});
  activity.counterpart = act.actor;
  activity.amount = cents;
  activity.detail = detail;
  return act.timeline.record(transaction, std::move(activity));
}

struct StandingName {
  OrderStanding standing;
  std::string_view name;
  const char* words;
};
constexpr StandingName kStandings[] = {
    {OrderStanding::counted, "counted", text::msgid("counts: the member had taken part")},
    {OrderStanding::nobody, "nobody", text::msgid("does not count: no member has this address or number")},
    {OrderStanding::no_way, "no_way", text::msgid("does not count: the member had not taken part before")},
    {OrderStanding::staff, "staff", text::msgid("does not count: one of your own people")}};

}  // namespace

std::string_view order_standing_name(OrderStanding standing) {
  return std::ranges::find(kStandings, standing, &StandingName::standing)->name;
}
const char* order_standing_words(OrderStanding standing) {
  return std::ranges::find(kStandings, standing, &StandingName::standing)->words;
}

std::string order_reference(std::string_view typed) {
  const auto trimmed = text::trim(typed);
  std::string reference;
  bool after_blank = false;
  for (std::size_t at = 0; at < trimmed.size();) {
    const auto one = text::decode(trimmed, at);
    const bool is_blank = one.valid && text::is_space(one.code);
    if (is_blank && !after_blank) reference += ' ';
    if (!is_blank) reference += trimmed.substr(at, one.size);
    after_blank = is_blank;
    at += one.size;
  }
  return reference;
}

Sentence amount_stays(text::Language language, std::int64_t kept_cents, std::string_view currency) {
  return {"This order is known with {amount}: that amount stays.",
          {{"amount", text::format_money(language, kept_cents, currency)}}};
}

Mistakes tidy(NewOrder& order, std::string_view currency, Instant present) {
  Mistakes mistakes;
  const auto check = [&](const char* field, std::string& value, std::size_t least, std::size_t most) {
    auto checked = text::check_text(value, {.min = least, .max = most});
    if (checked.problem) mistakes.push_back({field, *checked.problem});
    value = std::move(checked.value);
  };
  order.reference = order_reference(order.reference);
  order.email = text::trim(order.email);
  check("reference", order.reference, 1, kMaxOrderReference);
  check("what", order.what, 0, kMaxOrderWords);
  check("customer", order.customer, 0, kMaxCustomerNumber);
  if (!order.email.empty() && !text::looks_like_email(order.email)) {
    mistakes.push_back({"email", {"This is not an e-mail address: write it like name@example.org."}});
  }
  if (order.cents <= 0 || order.cents > text::kMostCents) {
    mistakes.push_back({"amount", {"Write an amount, like 129.90."}});
  }
  if (order.at < kFirstDay || order.at > present + kDay) {
    mistakes.push_back({"at", {"Write the day of the order, like 2026-11-17: from 1990 on, and not one to come."}});
  }
  order.currency = boost::to_upper_copy(std::string(text::trim(order.currency)));
  if (!order.currency.empty() && order.currency != currency) {
    mistakes.push_back({"currency",
                        {"The community counts in {currency}, and amounts are not converted.",
                         {{"currency", std::string(currency)}}}});
  }
  return mistakes;
}

OrderOutcome record_order(store::Transaction& transaction, const ReturnAct& act, const NewOrder& order) {
  if (const auto known = find_order(transaction, order.reference)) {
    return {Taken::known, known->id, known->standing,
            known->cents == order.cents ? std::nullopt : std::optional(known->cents)};
  }
  const auto rules = read_return_rules(transaction);
  const auto buyer = buyer_of(transaction, order);
  Way way;
  if (buyer.member) {
    way = transaction.one<Way>(kWay, buyer.member, order.at - rules.path_days * kDay, order.at).value_or(Way{});
  }
  const auto standing = standing_of(transaction, buyer, way);
  const auto id = make_id<OrderId>();
  transaction.run(kInsert, id, order_reference(order.reference), order.at, order.cents, order.what,
                  buyer.member ? std::optional(buyer.member) : std::nullopt, buyer.tie, standing, way.first, way.last,
                  way.acts, act.at);
  auto activity = activity_of(act, Verb::order_recorded, ObjectKind::order, id.value);
  activity.at = order.at;
  activity.actor = buyer.member;
  activity.amount = order.cents;
  const auto told = act.timeline.record(transaction, std::move(activity));
  if (standing == OrderStanding::counted) count(transaction, act, *find_order(transaction, id), told);
  return {Taken::recorded, id, standing, {}};
}

bool take_order_back(store::Transaction& transaction, const ReturnAct& act, OrderId id) {
  const std::int64_t changed = transaction.run(kTakeBack, id, act.at);
  if (changed == 0) return false;
  const auto order = *find_order(transaction, id);
  const auto told = tell_again(transaction, act, order, -order.cents, "taken back");
  for (const auto gain : transaction.all<GainId>(kGainOf, id)) end_gain(transaction, gain, act.at, told);
  return true;
}

bool bring_order_back(store::Transaction& transaction, const ReturnAct& act, OrderId id) {
  const std::int64_t changed = transaction.run(kBringBack, id);
  if (changed == 0) return false;
  const auto order = *find_order(transaction, id);
  const auto told = tell_again(transaction, act, order, order.cents, "brought back");
  if (order.standing == OrderStanding::counted) count(transaction, act, order, told);
  return true;
}

std::optional<Order> find_order(store::Reader& reader, OrderId id) { return reader.one<Order>(kOne, id); }
std::optional<Order> find_order(store::Reader& reader, std::string_view reference) {
  return reader.one<Order>(kByReference, order_reference(reference));
}

std::vector<Order> orders(store::Reader& reader, OrderPlace before, int at_most) {
  const auto at = before.at ? before.at : Instant{INT64_MAX};
  return reader.all<Order>(kPage, at, before.id, at_most);
}

std::vector<Order> orders_of_member(store::Reader& reader, MemberId member, OrderPlace before, int at_most) {
  const auto at = before.at ? before.at : Instant{INT64_MAX};
  return reader.all<Order>(kPageOfMember, at, before.id, at_most, member);
}

std::vector<GainAct> way_to(store::Reader& reader, const Order& order, const ReturnRules& rules, int at_most) {
  if (!order.member) return {};
  auto acts = reader.all<GainAct>(kWayActs, *order.member, order.at - rules.path_days * kDay, order.at, at_most);
  std::ranges::reverse(acts);
  return acts;
}

}  // namespace parvis::community
