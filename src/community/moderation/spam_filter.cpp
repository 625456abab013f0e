#include "community/moderation/spam_filter.h"

#include <boost/json.hpp>

#include "community/rights/saved_number.h"
#include "community/rights/saved_setting.h"

namespace parvis::community {
namespace {

constexpr store::Sql kRead{"select value from setting where key = 'spam_filter'"};
constexpr store::Sql kSave{R"(
  insert into setting (key, value) values ('spam_filter', $1) on conflict (key) do update set value = excluded.value)"};

}  // namespace

SpamFilter read_spam_filter(store::Reader& reader) {
  SpamFilter filter;
  const auto object = saved_setting(reader, kRead);
  if (const auto* on = object.if_contains("on"); on && on->is_bool()) filter.on = on->as_bool();
  read_saved_number(object, "percent", kMostPercent, filter.percent, kLeastPercent);
  return filter;
}

void save_spam_filter(store::Transaction& transaction, const SpamFilter& filter) {
  transaction.run(kSave, boost::json::serialize(boost::json::object{{"on", filter.on}, {"percent", filter.percent}}));
}

}  // namespace parvis::community
