#include "community/returns/return_rules.h"

#include <boost/json.hpp>

#include "community/activity/staff_change.h"
#include "community/rights/saved_setting.h"
#include "core/crypto/crypto.h"
#include "core/store/setting.h"
#include "core/text/money.h"

namespace parvis::community {
namespace {

constexpr char kRulesSetting[] = "returns";
constexpr store::Sql kAmounts{R"(
  select 1 where exists (select 1 from cost where removed_at is null) or exists (select 1 from shop_order)
    or exists (select 1 from assumption))"};
constexpr char kKeySetting[] = "returns-secret";
namespace json = boost::json;

// The key itself is told to nobody but who made it.
void record_key(store::Transaction& transaction, const ReturnAct& act, const StaffChange& change, const char* detail) {
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = Verb::community_changed, .detail = detail, .source = act.source});
  change.keep(transaction);
}

void take(const json::object& object, const char* key, std::int64_t& into) {
  if (const auto* value = object.if_contains(key); value && value->is_int64()) into = value->as_int64();
}

}  // namespace

ReturnRules read_return_rules(store::Reader& reader) {
  ReturnRules rules;
  const auto object = saved_setting(reader, kRulesSetting);
  if (const auto* currency = object.if_contains("currency"); currency && currency->is_string()) {
    rules.currency = std::string(currency->as_string());
  }
  take(object, "path_days", rules.path_days);
  take(object, "prospect_acts", rules.prospect_acts);
  take(object, "prospect_days", rules.prospect_days);
  take(object, "pause_days", rules.pause_days);
  if (const auto* spaces = object.if_contains("spaces"); spaces && spaces->is_array()) {
    for (const auto& space : spaces->as_array()) {
      if (space.is_int64()) rules.spaces.push_back(SpaceId{space.as_int64()});
    }
  }
  return rules;
}

void save_return_rules(store::Transaction& transaction, const ReturnRules& rules) {
  json::array spaces;
  for (const auto space : rules.spaces) spaces.push_back(space.value);
  const json::object object{{"currency", rules.currency},           {"path_days", rules.path_days},
                            {"prospect_acts", rules.prospect_acts}, {"prospect_days", rules.prospect_days},
                            {"pause_days", rules.pause_days},       {"spaces", std::move(spaces)}};
  store::save_setting(transaction, kRulesSetting, json::serialize(object));
}

Mistakes mistakes_in(const ReturnRules& rules) {
  Mistakes mistakes;
  if (!text::is_currency(rules.currency)) mistakes.push_back({"currency", {"Choose a currency."}});
  const auto within = [&](const char* field, std::int64_t number, std::int64_t most) {
    if (number >= 1 && number <= most) return;
    mistakes.push_back({field, {"Write a number from 1 to {most}.", {{"most", std::to_string(most)}}}});
  };
  within("path_days", rules.path_days, kMostRuleDays);
  within("prospect_acts", rules.prospect_acts, kMostProspectActs);
  within("prospect_days", rules.prospect_days, kMostRuleDays);
  within("pause_days", rules.pause_days, kMostRuleDays);
  return mistakes;
}

std::optional<Sentence> asked_before_changing(store::Reader& reader, std::string_view currency) {
  const auto present = read_return_rules(reader).currency;
  if (present == currency || !reader.one<std::int64_t>(kAmounts)) return std::nullopt;
  return Sentence{"There are amounts in {from}. They are not converted: {amount} would stand there as {same}.",
                  {{"from", present}, {"amount", "100 " + present}, {"same", "100 " + std::string(currency)}}};
}

void change_return_rules(store::Transaction& transaction, const ReturnAct& act, const ReturnRules& rules) {
  const auto present = read_return_rules(transaction);
  if (present == rules) return;
  save_return_rules(transaction, present);  // as it held, whether or not it was ever saved
  const StaffChange change(transaction, Verb::community_changed);
  save_return_rules(transaction, rules);
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = Verb::community_changed, .detail = "returns", .source = act.source});
  change.keep(transaction);
}

std::string read_order_secret(store::Reader& reader) { return store::read_setting(reader, kKeySetting).value_or(""); }

std::string make_order_secret(store::Transaction& transaction, const ReturnAct& act) {
  auto secret = crypto::random_token();
  const StaffChange change(transaction, Verb::community_changed);
  store::save_setting(transaction, kKeySetting, secret);
  record_key(transaction, act, change, "order key");
  return secret;
}

void end_order_secret(store::Transaction& transaction, const ReturnAct& act) {
  if (read_order_secret(transaction).empty()) return;
  const StaffChange change(transaction, Verb::community_changed);
  store::end_setting(transaction, kKeySetting);
  record_key(transaction, act, change, "order key ended");
}

}  // namespace parvis::community
