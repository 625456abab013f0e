#include "cockpit/today/today_rules.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/ids.h"

namespace parvis::cockpit {
namespace {

constexpr store::Sql kRead{"select value from setting where key = 'today'"};
constexpr store::Sql kSave{R"(
  insert into setting (key, value) values ('today', $1) on conflict (key) do update set value = excluded.value)"};

}  // namespace

TodayRules read_today_rules(store::Reader& reader) {
  TodayRules rules;
  const auto saved = reader.one<std::string>(kRead);
  boost::system::error_code error;
  const auto value = boost::json::parse(saved.value_or("{}"), error);
  if (error || !value.is_object()) return rules;
  const auto& object = value.as_object();
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
  transaction.run(kSave, boost::json::serialize(
                             boost::json::object{{"hold_out", rules.hold_out},
                                                 {"birthday", rules.birthday == 0 ? "" : id_text(rules.birthday)},
                                                 {"purpose", rules.purpose}}));
}

}  // namespace parvis::cockpit
