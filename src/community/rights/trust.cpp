#include "community/rights/trust.h"

#include <boost/json.hpp>

#include "community/rights/saved_number.h"
#include "community/rights/saved_setting.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "trust";

}  // namespace

bool is_newcomer(const TrustRules& rules, const Known& member, Instant at) {
  return member.posts < rules.posts || at - member.joined_at < rules.days * kDay;
}

TrustRules read_trust(store::Reader& reader) {
  TrustRules rules;
  const auto object = saved_setting(reader, kSetting);
  read_saved_number(object, "posts", kMostTrustPosts, rules.posts);
  read_saved_number(object, "days", kMostTrustDays, rules.days);
  read_saved_number(object, "links", kMostAtOnce, rules.links);
  read_saved_number(object, "names", kMostAtOnce, rules.names);
  return rules;
}

void foresee_trust(store::Reader& reader) { store::foresee_setting(reader, kSetting); }

void save_trust(store::Transaction& transaction, const TrustRules& rules) {
  const boost::json::object object{
      {"posts", rules.posts}, {"days", rules.days}, {"links", rules.links}, {"names", rules.names}};
  store::save_setting(transaction, kSetting, boost::json::serialize(object));
}

}  // namespace parvis::community
