#include "community/moderation/spam_filter.h"

#include <boost/json.hpp>

#include "community/rights/saved_number.h"
#include "community/rights/saved_setting.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "spam_filter";

}  // namespace

SpamFilter read_spam_filter(store::Reader& reader) {
  SpamFilter filter;
  const auto object = saved_setting(reader, kSetting);
  if (const auto* on = object.if_contains("on"); on && on->is_bool()) filter.on = on->as_bool();
  read_saved_number(object, "percent", kMostPercent, filter.percent, kLeastPercent);
  return filter;
}

void save_spam_filter(store::Transaction& transaction, const SpamFilter& filter) {
  store::save_setting(transaction, kSetting,
                      boost::json::serialize(boost::json::object{{"on", filter.on}, {"percent", filter.percent}}));
}

}  // namespace parvis::community
