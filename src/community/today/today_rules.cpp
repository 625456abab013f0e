#include "community/today/today_rules.h"

#include <algorithm>
#include <boost/json.hpp>

#include "community/activity/staff_change.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"
#include "community/rights/saved_setting.h"
#include "core/ids.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "today";

}  // namespace

TodayRules read_today_rules(store::Reader& reader) {
  TodayRules rules;
  const auto object = saved_setting(reader, kSetting);
  if (const auto* part = object.if_contains("hold_out"); part && part->is_int64()) {
    rules.hold_out = static_cast<int>(std::clamp<std::int64_t>(part->as_int64(), 0, kMostHeldOut));
  }
  if (const auto* field = object.if_contains("birthday"); field && field->is_string()) {
    rules.birthday = parse_id(std::string_view(field->as_string())).value_or(0);
  }
  if (const auto* purpose = object.if_contains("purpose"); purpose && purpose->is_string()) {
    rules.purpose = purpose->as_string();
  }
  return rules;
}

void save_today_rules(store::Transaction& transaction, const TodayRules& rules) {
  store::save_setting(
      transaction, kSetting,
      boost::json::serialize(boost::json::object{{"hold_out", rules.hold_out},
                                                 {"birthday", rules.birthday == 0 ? "" : id_text(rules.birthday)},
                                                 {"purpose", rules.purpose}}));
}

Mistakes mistakes_in(store::Reader& reader, const TodayRules& rules) {
  Mistakes mistakes;
  if (rules.hold_out < 0 || rules.hold_out > kMostHeldOut) {
    mistakes.push_back({"hold_out", {"Write a number from 0 to 50."}});
  }
  const auto is_date = [&](const ProfileField& field) {
    return field.id.value == rules.birthday && field.kind == ProfileFieldKind::date;
  };
  if (rules.birthday != 0 && std::ranges::none_of(profile_fields(reader), is_date)) {
    mistakes.push_back({"birthday", {"Choose one from the list."}});
  }
  const auto is_it = [&](const ConsentPurpose& purpose) { return purpose.slug == rules.purpose; };
  if (!rules.purpose.empty() && std::ranges::none_of(purposes(reader, Purposes::in_force), is_it)) {
    mistakes.push_back({"purpose", {"Choose one from the list."}});
  }
  return mistakes;
}

void change_today_rules(store::Transaction& transaction, const RulesAct& act, const TodayRules& rules) {
  const auto present = read_today_rules(transaction);
  if (present == rules) return;
  save_today_rules(transaction, present);  // as it held, whether or not it was ever saved
  const StaffChange change(transaction, Verb::community_changed);
  save_today_rules(transaction, rules);
  act.timeline.record(transaction,
                      {.actor = act.actor, .verb = Verb::community_changed, .detail = "today", .source = act.source});
  change.keep(transaction);
}

}  // namespace parvis::community
