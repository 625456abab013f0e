#include "community/returns/assumption.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"

namespace parvis::community {
namespace {

constexpr store::Sql kColumns{"select low, base, high, source, sentence, id, key, author, at from assumption"};
const store::Sql kInForce = kColumns + " where id in (select max(id) from assumption group by key) order by key";
const store::Sql kHistory = kColumns + " where key = $1 order by id desc";
constexpr store::Sql kInsert{R"(
  insert into assumption (id, key, low, base, high, source, sentence, author, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};

struct Row {
  std::int64_t low, base, high;
  std::string source, sentence;
  AssumptionId id;
  AssumptionKey key;
  std::optional<MemberId> author;
  Instant at;
};

Assumption assumption_of(Row row) {
  Assumption assumption;
  assumption.value = {row.low, row.base, row.high};
  assumption.source = std::move(row.source);
  assumption.sentence = std::move(row.sentence);
  assumption.id = row.id;
  assumption.key = row.key;
  assumption.author = row.author.value_or(MemberId{});
  assumption.at = row.at;
  return assumption;
}

struct Known {
  AssumptionKey key;
  std::string_view name;
  AssumptionUnit unit;
  const char* words;
  const char* question;
};
using enum AssumptionUnit;
constexpr Known kKnown[] = {
    {AssumptionKey::call_chance, "call_chance", percent, text::msgid("Would have called"),
     text::msgid("Of those whose question a member solved, how many would have called or written to you?")},
    {AssumptionKey::call_cost, "call_cost", cents, text::msgid("Cost of a call"),
     text::msgid("What one call or letter to your support costs, everything included.")},
    {AssumptionKey::order_share, "order_share", percent, text::msgid("Share of an order"),
     text::msgid("Of an order by somebody who took part before, how much would not have come without the community?")},
    {AssumptionKey::margin, "margin", percent, text::msgid("Margin on an order"),
     text::msgid("What is left of an order once the goods are paid.")},
    {AssumptionKey::prospect_chance, "prospect_chance", percent, text::msgid("A prospect buys"),
     text::msgid("Of a hundred hot prospects, how many buy because of what they read here?")},
    {AssumptionKey::prospect_order, "prospect_order", cents, text::msgid("A prospect’s order"),
     text::msgid("What a first order comes to.")},
    {AssumptionKey::page_readers, "page_readers", percent, text::msgid("Pages read by people"),
     text::msgid("Of the pages the server gives out, how many are read by people rather than by programs?")},
    {AssumptionKey::page_value, "page_value", cents, text::msgid("A thousand pages read"),
     text::msgid("What a thousand readings would have cost you in advertising.")},
    {AssumptionKey::idea_value, "idea_value", cents, text::msgid("An adopted idea"),
     text::msgid("What an idea that you took up saves or brings in, on average.")},
};

const Known& known(AssumptionKey key) { return *std::ranges::find(kKnown, key, &Known::key); }

}  // namespace

std::string_view assumption_name(AssumptionKey key) { return known(key).name; }
std::optional<AssumptionKey> parse_assumption(std::string_view name) {
  const auto found = std::ranges::find(kKnown, name, &Known::name);
  return found == std::end(kKnown) ? std::nullopt : std::optional(found->key);
}
const char* assumption_words(AssumptionKey key) { return known(key).words; }
const char* assumption_question(AssumptionKey key) { return known(key).question; }
AssumptionUnit assumption_unit(AssumptionKey key) { return known(key).unit; }

std::map<AssumptionKey, Assumption> assumptions_in_force(store::Reader& reader) {
  std::map<AssumptionKey, Assumption> all;
  for (auto& row : reader.all<Row>(kInForce)) all.emplace(row.key, assumption_of(std::move(row)));
  return all;
}

Values values_in_force(store::Reader& reader) {
  Values values;
  for (const auto& [key, assumption] : assumptions_in_force(reader)) values[key] = assumption.value;
  return values;
}

std::vector<Assumption> history_of(store::Reader& reader, AssumptionKey key) {
  std::vector<Assumption> all;
  for (auto& row : reader.all<Row>(kHistory, key)) all.push_back(assumption_of(std::move(row)));
  return all;
}

std::optional<Sentence> problem_of(AssumptionKey key, const Range& value) {
  const auto most = assumption_unit(key) == percent ? 100 * 100 : text::kMostCents / 1000;
  if (value.low < 0 || value.high > most) return Sentence{"This is out of reach."};
  if (value.low > value.base || value.base > value.high) {
    return Sentence{"The low value comes first, the high one last: put them in order."};
  }
  return std::nullopt;
}

AssumptionId state_assumption(store::Transaction& transaction, const ReturnAct& act, AssumptionKey key,
                              const AssumptionWords& words) {
  const auto id = make_id<AssumptionId>();
  const auto author = act.actor ? std::optional(act.actor) : std::nullopt;
  const StaffChange change(transaction, Verb::assumption_changed, static_cast<std::int64_t>(key));
  transaction.run(kInsert, id, key, words.value.low, words.value.base, words.value.high, words.source, words.sentence,
                  author, act.at);
  auto activity = activity_of(act, Verb::assumption_changed, ObjectKind::assumption, id.value);
  activity.amount = words.value.base;
  activity.detail = assumption_name(key);
  act.timeline.record(transaction, std::move(activity));
  change.keep(transaction);
  return id;
}

}  // namespace parvis::community
