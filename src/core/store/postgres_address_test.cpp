#include "core/store/postgres_address.h"

#include <gtest/gtest.h>

#include "core/errors.h"

namespace parvis::store {
namespace {

TEST(PostgresAddress, NamesItsSchemaAmongTheOptions) {
  const auto plain = parse_postgres_address("postgresql://ana@db.example/square");
  EXPECT_EQ(plain.address, "postgresql://ana@db.example/square");
  EXPECT_EQ(plain.schema, "parvis");
  const auto full = parse_postgres_address("postgres://ana:secret@a,b:5433/square?sslmode=require&schema=shop_2&x=y");
  EXPECT_EQ(full.address, "postgres://ana:secret@a,b:5433/square?sslmode=require&x=y");
  EXPECT_EQ(full.schema, "shop_2");
  EXPECT_EQ(parse_postgres_address(full.text()).schema, "shop_2");
}

TEST(PostgresAddress, IsShownWithoutItsPassword) {
  const auto shown = parse_postgres_address("postgresql://ana:se%40cret@db.example:5433/square?sslpassword=x").shown();
  EXPECT_EQ(shown, "postgresql://ana@db.example:5433/square (schema parvis)");
}

TEST(PostgresAddress, RefusesSchemasThatNeedQuotes) {
  for (const char* wrong : {"", "Square", "a-b", "a;drop", "1a", "pg_catalog", "a\"b"}) {
    EXPECT_THROW(parse_postgres_address("postgresql://h/d?schema=" + std::string(wrong)), Fault) << wrong;
  }
}

TEST(PostgresAddress, LocksEachSchemaApart) {
  const auto key = [](const char* schema) { return PostgresAddress{"", schema}.lock_key(); };
  EXPECT_NE(key("a"), key("b"));
  EXPECT_EQ(key("a"), key("a"));
}

}  // namespace
}  // namespace parvis::store
