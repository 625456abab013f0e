#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "community/privacy/holding_rows.h"
#include "community/privacy/holdings.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/tables.h"

namespace parvis::community {
namespace {

// The schema is the same in both databases, and SQLite tells it in a line.
constexpr store::Sql kOfMembers{"select \"from\" from pragma_foreign_key_list($1) where \"table\" = 'member'"};

store::Store& migrated() {
  static const auto store = [] {
    auto store = store::open_memory_store();
    store::migrate(*store);
    return store;
  }();
  return *store;
}

std::vector<store::Table> tables() {
  return migrated().read([](store::Reader& reader) { return store::tables_of(reader); });
}

std::set<std::string> words_of(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace_if(
      spaced, [](char c) { return c != '_' && (c < 'a' || c > 'z'); }, ' ');
  std::istringstream words(spaced);
  return {std::istream_iterator<std::string>(words), {}};
}

// By what it is called: no foreign key says of an address whose it is.
bool sounds_like_a_person(const std::string& column) {
  static const std::set<std::string> names{"member", "author", "actor", "counterpart",  "editor",  "last_poster",
                                           "email",  "handle", "agent", "after_member", "inviter", "phone"};
  return names.contains(column) || (column.ends_with("_by") && column != "leased_by");
}

TEST(Holdings, SayOfEveryTableWhereItStands) {
  std::map<std::string, int> lines;
  for (const auto& holding : holdings()) ++lines[std::string(holding.table)];
  for (const auto& table : tables()) {
    EXPECT_EQ(lines[table.name], 1) << "The table " << table.name
                                    << " needs one line in src/community/privacy/holdings.cpp: whose rows they are, or "
                                    << "why they are nobody's.";
    lines.erase(table.name);
  }
  for (const auto& [table, count] : lines) EXPECT_EQ(count, 0) << "There is no table " << table << ".";
}

TEST(Holdings, NameEveryColumnThatRefersToAMember) {
  for (const auto& table : tables()) {
    const auto* holding = find_holding(table.name);
    if (!holding || table.name == "member") continue;
    auto named = words_of(holding->theirs.text());
    named.merge(words_of(holding->others));
    named.merge(words_of(holding->withheld));
    const auto references =
        migrated().read([&](store::Reader& reader) { return reader.all<std::string>(kOfMembers, table.name); });
    for (const auto& column : table.columns) {
      // What a row says of its own member goes with the row.
      const bool is_own_detail = holding->is_personal() && (column == "email" || column == "agent");
      if (is_own_detail || (!std::ranges::count(references, column) && !sounds_like_a_person(column))) continue;
      EXPECT_TRUE(named.contains(column)) << "The column " << column << " of " << table.name
                                          << " names a member: say in holdings.cpp whether the row is "
                                          << "theirs, or list the column under `others`.";
    }
  }
}

TEST(Holdings, SayOnlyWhatTheSchemaKnows) {
  for (const auto& table : tables()) {
    const auto* holding = find_holding(table.name);
    if (!holding) continue;
    for (const auto list : {holding->others, holding->withheld}) {
      for (const auto& column : words_of(list)) {
        EXPECT_TRUE(std::ranges::count(table.columns, column)) << table.name << " has no column " << column;
      }
    }
    EXPECT_EQ(holding->is_personal(), std::string_view(holding->what).size() > 0) << table.name;
  }
}

TEST(Holdings, CanAllBeAsked) {
  migrated().read([](store::Reader& reader) {
    for (const auto& holding : holdings()) {
      if (!holding.is_personal()) continue;
      EXPECT_EQ(count_held(reader, holding, MemberId{1}), 0) << holding.table;
      EXPECT_TRUE(held_page(reader, holding, MemberId{1}, 0, text::Language::en).rows.empty()) << holding.table;
    }
  });
}

TEST(Holdings, StandBeforeTheTablesTheyReferTo) {
  std::set<std::string> before;
  const auto all = tables();
  for (const auto& holding : holdings()) {
    before.insert(std::string(holding.table));
    if (!holding.is_personal()) continue;
    const auto table = std::ranges::find(all, std::string(holding.table), &store::Table::name);
    if (table == all.end()) continue;
    for (const auto& parent : table->parents) {
      const auto* its = find_holding(parent);
      if (!its || !its->is_personal() || its->at_erasure != AtErasure::rows_go) continue;
      EXPECT_FALSE(before.contains(parent)) << holding.table << " stands after " << parent;
    }
  }
}

TEST(Holdings, WithholdWhatKeepsSecretsSafe) {
  for (const auto& table : tables()) {
    const auto* holding = find_holding(table.name);
    if (!holding || !holding->is_personal()) continue;
    const auto withheld = words_of(holding->withheld);
    for (const auto& column : table.columns) {
      const bool is_secret = column.ends_with("_hash") || column.ends_with("secret") || column == "payload";
      if (is_secret) EXPECT_TRUE(withheld.contains(column)) << table.name << " shows " << column;
    }
  }
}

}  // namespace
}  // namespace parvis::community
