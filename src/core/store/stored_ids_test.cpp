#include "core/store/stored_ids.h"

#include <gtest/gtest.h>

#include <sstream>

#include "core/store/migrations.h"
#include "core/store/schema_snapshot.h"
#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

constexpr std::int64_t kMinuteOfIds = std::int64_t{60'000} << 22;

// Tables with a column "id" that is theirs alone: "CREATE TABLE post(id bigint not null primary key, …".
std::vector<std::string> tables_with_ids(const std::string& schema) {
  std::vector<std::string> tables;
  std::istringstream lines(schema);
  const std::string opening = "CREATE TABLE ";
  for (std::string line; std::getline(lines, line);) {
    const bool own = line.find("id bigint not null primary key") != std::string::npos ||
                     line.find(" id bigint not null unique") != std::string::npos;
    if (line.starts_with(opening) && own) {
      tables.push_back(line.substr(opening.size(), line.find('(') - opening.size()));
    }
  }
  return tables;
}

TEST(StoredIds, AreLookedForInEveryTableThatHasSome) {
  const auto store = open_memory_store();
  migrate(*store);
  const auto tables = tables_with_ids(store->read([](Reader& r) { return schema_snapshot(r); }));
  EXPECT_GT(tables.size(), 10u) << "the schema is read wrongly";
  for (const auto& table : tables) {
    EXPECT_NE(kGreatestId.text().find("from " + table + "\n"), std::string_view::npos) << table;
  }
}

// What a process finds that forgot everything, with a clock that jumped back or beside one that was quicker.
TEST(StoredIds, AreExceededByThoseMadeAfterADatabaseWasOpened) {
  const auto store = open_memory_store();
  migrate(*store);
  const auto stored = next_id() + kMinuteOfIds;
  store->write([&](Transaction& t) { t.run("insert into badge(id, slug, name) values ($1, 'late', 'Late')", stored); });
  migrate(*store);
  EXPECT_GT(next_id(), stored);
}

}  // namespace
}  // namespace parvis::store
