#include "community/returns/return_rules.h"

#include <boost/json.hpp>

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr store::Sql kRead{"select value from setting where key = 'returns'"};
constexpr store::Sql kSave{R"(
  insert into setting (key, value) values ('returns', $1) on conflict (key) do update set value = excluded.value)"};
constexpr store::Sql kSecret{"select value from setting where key = 'returns-secret'"};
constexpr store::Sql kSaveSecret{R"(
  insert into setting (key, value) values ('returns-secret', $1)
  on conflict (key) do update set value = excluded.value)"};

void take(const json::object& object, const char* key, std::int64_t& into) {
  if (const auto* value = object.if_contains(key); value && value->is_int64()) into = value->as_int64();
}

}  // namespace

ReturnRules read_return_rules(store::Reader& reader) {
  ReturnRules rules;
  const auto text = reader.one<std::string>(kRead);
  if (!text) return rules;
  boost::system::error_code error;
  const auto value = json::parse(*text, error);
  if (error || !value.is_object()) return rules;
  const auto& object = value.as_object();
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
  transaction.run(kSave, json::serialize(object));
}

std::string read_order_secret(store::Reader& reader) { return reader.one<std::string>(kSecret).value_or(""); }

std::string make_order_secret(store::Transaction& transaction) {
  auto secret = crypto::random_token();
  transaction.run(kSaveSecret, secret);
  return secret;
}

}  // namespace parvis::community
