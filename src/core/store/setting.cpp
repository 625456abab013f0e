#include "core/store/setting.h"

#include "core/store/foresight.h"

namespace parvis::store {
namespace {

constexpr Sql kRead{"select value from setting where key = $1"};
constexpr Sql kSave{R"(
  insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value)"};
constexpr Sql kSaveOnce{"insert into setting (key, value) values ($1, $2) on conflict (key) do nothing"};
constexpr Sql kEnd{"delete from setting where key = $1"};

}  // namespace

std::optional<std::string> read_setting(Reader& reader, std::string_view key) {
  return reader.one<std::string>(kRead, key);
}

void foresee_setting(Reader& reader, std::string_view key) { foresee(reader, kRead, key); }

void save_setting(Transaction& transaction, std::string_view key, std::string_view value) {
  transaction.run(kSave, key, value);
}

void save_setting_once(Transaction& transaction, std::string_view key, std::string_view value) {
  transaction.run(kSaveOnce, key, value);
}

void end_setting(Transaction& transaction, std::string_view key) { transaction.run(kEnd, key); }

}  // namespace parvis::store
