// What the shop sold, as far as it tells: by a file, a call of the API or its own signed calls. Each order is taken in
// once, by the shop's own reference. It is tied to a member by their number at the shop or by their confirmed address,
// and counts when they took part in the community before it: then its way stands beside it, act by act. What is tied to
// nobody keeps neither address nor number. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/returns/gain.h"
#include "community/returns/return_act.h"
#include "community/returns/return_rules.h"
#include "core/text/language.h"

namespace parvis::community {

using OrderId = Id<struct OrderTag>;

inline constexpr std::size_t kMaxOrderReference = 100, kMaxOrderWords = 200, kMaxCustomerNumber = 100;

enum class Tie { none = 0, number = 1, address = 2 };
enum class OrderStanding {
  counted = 1,  // its member had taken part
  nobody = 2,   // of no member
  no_way = 3,   // of a member who had not taken part before
  staff = 4     // of somebody of the brand's own
};
std::string_view order_standing_name(OrderStanding standing);  // "counted"
const char* order_standing_words(OrderStanding standing);      // msgid

struct NewOrder {
  std::string reference;
  Instant at;
  std::int64_t cents = 0;
  std::string email, customer;  // either may be empty
  std::string what;
  std::string currency;  // empty: the community's
};
// The shop's reference as it is kept and looked for, whichever way it came: no blanks around it, one where several are.
std::string order_reference(std::string_view typed);
// What is wrong with it, by field: "reference", "at", "amount", "what", "email", "customer", "currency". Blanks around
// its words go. `currency`: the community's.
Mistakes tidy(NewOrder& order, std::string_view currency, Instant present);

enum class Taken { recorded, known };  // known: the reference is there already, and nothing changed
struct OrderOutcome {
  Taken taken = Taken::recorded;
  OrderId id;
  OrderStanding standing = OrderStanding::nobody;
  std::optional<std::int64_t> kept_cents = {};  // known, with this other amount, which stays
};
// For who told of an order that is known with another amount.
Sentence amount_stays(text::Language language, std::int64_t kept_cents, std::string_view currency);
OrderOutcome record_order(store::Transaction& transaction, const ReturnAct& act, const NewOrder& order);
// It was sent back or cancelled: it counts no more. False when it is not there, or was taken back before.
bool take_order_back(store::Transaction& transaction, const ReturnAct& act, OrderId id);
// That was a mistake: it counts again, as it did. False when it is not there, or was not taken back.
bool bring_order_back(store::Transaction& transaction, const ReturnAct& act, OrderId id);

struct Order {
  OrderId id;
  std::string reference;
  Instant at;
  std::int64_t cents = 0;
  std::string what;
  std::optional<MemberId> member;
  Tie tie = Tie::none;
  OrderStanding standing = OrderStanding::nobody;
  std::int64_t acts = 0;
  std::optional<Instant> taken_back_at;
};
std::optional<Order> find_order(store::Reader& reader, OrderId id);
std::optional<Order> find_order(store::Reader& reader, std::string_view reference);
// The last first, from before this place on (zero: the first page).
struct OrderPlace {
  Instant at;
  OrderId id;
};
std::vector<Order> orders(store::Reader& reader, OrderPlace before, int at_most);
// Likewise, of one member.
std::vector<Order> orders_of_member(store::Reader& reader, MemberId member, OrderPlace before, int at_most);
// The member's acts before it, within the time the rule gives, the first first; at most so many of the last.
std::vector<GainAct> way_to(store::Reader& reader, const Order& order, const ReturnRules& rules, int at_most);

}  // namespace parvis::community
