#include "community/returns/gain.h"

#include <algorithm>

#include "community/ledger/ledger.h"
#include "community/returns/gain_act_columns.h"
#include "community/returns/month.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsert{R"(
  insert into gain (id, kind, month, at, quantity, member, thread, subject, act, words)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (kind, act) do nothing)"};
constexpr store::Sql kInsertAct{"insert into gain_act (gain, act) values ($1, $2) on conflict (gain, act) do nothing"};
constexpr store::Sql kEndGain{"update gain set ended_at = $2, ended_act = $3 where id = $1 and ended_at is null"};
constexpr store::Sql kColumns{
    "select id, kind, month, at, quantity, member, thread, subject, act, words from gain where ended_at is null"};
constexpr store::Sql kOfKind{R"(
  and kind = $1 and month >= $2 and (month, at, id) < ($3, $4, $5)
  order by month desc, at desc, id desc limit $6)"};
// A day of page views is listed with its like alone: there would be little else to see.
constexpr store::Sql kOfAll{R"(
  and kind <> $1 and month >= $2 and (month, at, id) < ($3, $4, $5)
  order by month desc, at desc, id desc limit $6)"};
constexpr store::Sql kOfMember{R"(
  and kind = $1 and member = $2 and (month, at, id) < ($3, $4, $5) order by month desc, at desc, id desc limit $6)"};
constexpr store::Sql kPlace{"select month, at, id from gain where id = $1"};
const store::Sql kActs = kGainActColumns + R"(
  where activity.id in (select act from gain_act where gain = $1 union select act from gain where id = $1)
  order by activity.at, activity.id limit 100)";
const store::Sql kAct = kGainActColumns + " where activity.id = $1";

constexpr std::int64_t kEnd = INT64_MAX;
constexpr std::int64_t kWhole = 100 * 100;  // a hundred percent, in hundredths

// By the day it is of, not by when it was traced. One upper bound for months and places: the index is sought by both.
struct Place {
  std::int64_t month = kEnd;
  Instant at{kEnd};
  GainId id{kEnd};
  auto operator<=>(const Place&) const = default;
};
Place place_of(store::Reader& reader, GainId id) { return reader.one<Place>(kPlace, id).value_or(Place{}); }

std::string reference_of(GainId id) { return "gain:" + std::to_string(id.value); }

struct Known {
  GainKind kind;
  std::string_view name, unit;
  const char* words;
};
constexpr Known kKnown[] = {{GainKind::support, "support", "questions", text::msgid("Support avoided")},
                            {GainKind::prospect, "prospects", "prospects", text::msgid("Hot prospects")},
                            {GainKind::order, "orders", "cents", text::msgid("Orders")},
                            {GainKind::pages, "pages", "pages", text::msgid("Page views")},
                            {GainKind::idea, "ideas", "ideas", text::msgid("Ideas adopted")}};
const Known& known(GainKind kind) { return *std::ranges::find(kKnown, kind, &Known::kind); }

// `amount` times `share`, where a hundred percent is kWhole, to the nearest cent.
std::int64_t times(std::int64_t amount, std::int64_t share, std::int64_t whole = kWhole) {
  const auto product = static_cast<__int128>(amount) * share;
  return static_cast<std::int64_t>((product * 2 + whole) / (2 * static_cast<__int128>(whole)));
}

std::int64_t value(GainKind kind, std::int64_t quantity, std::int64_t Range::*at, const Values& values) {
  const auto of = [&](AssumptionKey key) { return values.at(key).*at; };
  switch (kind) {
    case GainKind::support: return quantity * times(of(AssumptionKey::call_cost), of(AssumptionKey::call_chance));
    case GainKind::order: return times(times(quantity, of(AssumptionKey::order_share)), of(AssumptionKey::margin));
    case GainKind::prospect:
      return quantity * times(times(of(AssumptionKey::prospect_order), of(AssumptionKey::prospect_chance)),
                              of(AssumptionKey::margin));
    case GainKind::pages:
      return times(times(quantity, of(AssumptionKey::page_readers)), of(AssumptionKey::page_value), 1000);
    case GainKind::idea: return quantity * of(AssumptionKey::idea_value);
  }
  return 0;
}

}  // namespace

std::string_view gain_kind_name(GainKind kind) { return known(kind).name; }
std::optional<GainKind> parse_gain_kind(std::string_view name) {
  const auto found = std::ranges::find(kKnown, name, &Known::name);
  return found == std::end(kKnown) ? std::nullopt : std::optional(found->kind);
}
const char* gain_kind_words(GainKind kind) { return known(kind).words; }
std::string gain_account(GainKind kind) { return "gain:" + std::string(known(kind).name); }

std::vector<AssumptionKey> assumptions_for(GainKind kind) {
  using enum AssumptionKey;
  switch (kind) {
    case GainKind::support: return {call_chance, call_cost};
    case GainKind::order: return {order_share, margin};
    case GainKind::prospect: return {prospect_chance, prospect_order, margin};
    case GainKind::pages: return {page_readers, page_value};
    case GainKind::idea: return {idea_value};
  }
  return {};
}

std::optional<Range> worth(GainKind kind, std::int64_t quantity, const Values& values) {
  const auto needed = assumptions_for(kind);
  if (!std::ranges::all_of(needed, [&](AssumptionKey key) { return values.contains(key); })) return std::nullopt;
  return Range{value(kind, quantity, &Range::low, values), value(kind, quantity, &Range::base, values),
               value(kind, quantity, &Range::high, values)};
}

std::optional<GainId> trace_gain(store::Transaction& transaction, const NewGain& gain, text::TimeZone zone) {
  const auto id = make_id<GainId>();
  const auto month = month_of(gain.at, zone);
  const auto or_none = [](auto value) { return value ? std::optional(value) : std::nullopt; };
  const auto subject = gain.subject ? std::optional(gain.subject) : std::nullopt;
  const std::int64_t written =
      transaction.run(kInsert, id, gain.kind, month, gain.at, gain.quantity, or_none(gain.member), or_none(gain.thread),
                      subject, or_none(gain.act), gain.words);
  if (written == 0) return std::nullopt;
  for (const auto act : gain.acts) transaction.run(kInsertAct, id, act);
  const std::string unit(known(gain.kind).unit);
  post_transfer(transaction, {.reference = reference_of(id),
                              .month = month,
                              .at = gain.at,
                              .act = gain.act,
                              .entries = {{gain_account(gain.kind), unit, gain.quantity},
                                          {"members:" + std::string(known(gain.kind).name), unit, -gain.quantity}}});
  return id;
}

bool end_gain(store::Transaction& transaction, GainId id, Instant at, ActivityId act) {
  const std::int64_t ended = transaction.run(kEndGain, id, at, act ? std::optional(act) : std::nullopt);
  return ended > 0 && reverse_transfer(transaction, reference_of(id), at, act);
}

std::vector<Gain> gains_of(store::Reader& reader, const GainSpan& span, GainId before, int at_most) {
  const auto place = std::min(place_of(reader, before), Place{.month = span.to});
  return reader.all<Gain>(kColumns + (span.kind ? kOfKind : kOfAll), span.kind.value_or(GainKind::pages), span.from,
                          place.month, place.at, place.id, at_most);
}

std::vector<Gain> gains_of_member(store::Reader& reader, MemberId member, GainKind kind, GainId before, int at_most) {
  const auto place = place_of(reader, before);
  return reader.all<Gain>(kColumns + kOfMember, kind, member, place.month, place.at, place.id, at_most);
}

std::vector<GainAct> acts_of(store::Reader& reader, GainId gain) { return reader.all<GainAct>(kActs, gain); }
std::optional<GainAct> act_with(store::Reader& reader, ActivityId id) { return reader.one<GainAct>(kAct, id); }

}  // namespace parvis::community
