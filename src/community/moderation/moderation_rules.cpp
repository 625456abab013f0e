#include "community/moderation/moderation_rules.h"

#include <boost/json.hpp>

#include "community/rights/saved_number.h"
#include "community/rights/saved_setting.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "moderation";

}  // namespace

void foresee_moderation_rules(store::Reader& reader) { store::foresee_setting(reader, kSetting); }

ModerationRules read_moderation_rules(store::Reader& reader) {
  ModerationRules rules;
  const auto object = saved_setting(reader, kSetting);
  if (const auto* log = object.if_contains("public_log"); log && log->is_bool()) rules.public_log = log->as_bool();
  read_saved_number(object, "strike_days", kMostStrikeDays, rules.strike_days, 1);
  if (const auto* raid = object.if_contains("raid_until"); raid && raid->is_int64())
    rules.raid_until = {raid->as_int64()};
  return rules;
}

void save_moderation_rules(store::Transaction& transaction, const ModerationRules& rules) {
  const boost::json::object object{{"public_log", rules.public_log},
                                   {"strike_days", rules.strike_days},
                                   {"raid_until", rules.raid_until.microseconds}};
  store::save_setting(transaction, kSetting, boost::json::serialize(object));
}

}  // namespace parvis::community
