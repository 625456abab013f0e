#include "core/store/statement.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/store/statement_cache.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

using NoteId = Id<struct NoteTag>;
enum class Kind : std::uint8_t { plain = 0, bright = 3 };

struct Everything {
  NoteId id;
  Instant at;
  Kind kind;
  bool open;
  int small;
  std::int64_t large;
  double ratio;
  std::string text;
  Bytes hash;
  std::optional<std::string> subtitle;
  std::optional<NoteId> parent;
  std::optional<Instant> closed_at;
  std::optional<Kind> second_kind;
  std::optional<Bytes> image;
  bool operator==(const Everything&) const = default;
};

class StatementTest : public ::testing::Test {
 protected:
  StatementTest() {
    store->write([](Transaction& t) {
      t.run(
          "create table thing(id bigint primary key, at bigint, kind smallint, open smallint, small integer, large "
          "bigint, "
          "ratio double precision, text text, hash bytea, subtitle text, parent bigint, closed_at bigint, "
          "second_kind smallint, image bytea)");
    });
  }
  Everything round_trip(const Everything& e) {
    return store->write([&](Transaction& t) {
      t.run("delete from thing");
      t.run("insert into thing values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)", e.id, e.at,
            e.kind, e.open, e.small, e.large, e.ratio, e.text, e.hash, e.subtitle, e.parent, e.closed_at, e.second_kind,
            e.image);
      return *t.one<Everything>("select * from thing");
    });
  }
  template <class Row>
  auto read_one(const Sql& sql) {
    return store->read([&](Reader& r) { return r.one<Row>(sql); });
  }
  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(StatementTest, BringsEveryTypeBackAsItWas) {
  const Everything full{
      NoteId{next_id()},
      Instant{-5},
      Kind::bright,
      true,
      -7,
      std::numeric_limits<std::int64_t>::min(),
      0.1,
      tests_use_postgres() ? std::string("a é") : std::string("a\0b é", 6),  // PostgreSQL keeps no zero
      Bytes{std::string("\0\xff", 2)},
      "under",
      NoteId{9},
      Instant{1},
      Kind::plain,
      Bytes{"x"}};
  EXPECT_EQ(round_trip(full), full);
  const Everything empty{.id = NoteId{1}, .subtitle = "", .image = Bytes{}};
  EXPECT_EQ(round_trip(empty), empty) << "empty is not null";
  EXPECT_EQ(round_trip(Everything{.id = NoteId{1}}).subtitle, std::nullopt);
}

TEST_F(StatementTest, ReadsASingleColumnAsItself) {
  EXPECT_EQ(read_one<std::int64_t>("select 4"), 4);
  EXPECT_EQ(read_one<std::string>("select 'four'"), "four");
  EXPECT_EQ(read_one<double>("select 2.5"), 2.5);
  EXPECT_EQ(read_one<double>("select 2"), 2.0);
  EXPECT_EQ(read_one<Instant>("select 5"), Instant{5});
  EXPECT_EQ(read_one<NoteId>("select 6"), NoteId{6});
  EXPECT_EQ(read_one<Kind>("select 3"), Kind::bright);
  EXPECT_FALSE(read_one<std::optional<std::string>>("select null")->has_value());
  EXPECT_FALSE(read_one<std::int64_t>("select 1 where 1 = 0").has_value());
}

TEST_F(StatementTest, TakesTextInEveryForm) {
  const std::string_view view = "view";
  const char* pointer = "pointer";
  struct Row {
    std::string a, b, c, d;
    std::optional<int> e;
  };
  const auto row = store->read([&](Reader& r) {
    return *r.one<Row>("select $1, $2, $3, $4, $5", view, pointer, "literal", std::string("string"), std::nullopt);
  });
  EXPECT_EQ(row.a + row.b + row.c + row.d, "viewpointerliteralstring");
  EXPECT_FALSE(row.e);
}

TEST_F(StatementTest, NamesTheStatementWhoseRowsDoNotFit) {
  struct Two {
    int a, b;
  };
  const auto fault_of = [&](auto read) -> std::string {
    try {
      read();
    } catch (const Fault& fault) {
      return fault.what();
    }
    return "no fault";
  };
  EXPECT_EQ(fault_of([&] { read_one<Two>("select 1"); }), "the row has 1 columns and its type 2: select 1");
  EXPECT_EQ(fault_of([&] { read_one<int>("select 1, 2"); }), "the row has 2 columns and its type 1: select 1, 2");
  EXPECT_EQ(fault_of([&] { read_one<Two>("select 1, null"); }),
            "column 2 holds null, which its type cannot take: select 1, null");
  EXPECT_EQ(fault_of([&] { read_one<int>("select 'x'"); }),
            "column 1 holds text, which its type cannot take: select 'x'");
  EXPECT_EQ(fault_of([&] { read_one<std::string>("select 1"); }),
            "column 1 holds integer, which its type cannot take: select 1");
  EXPECT_EQ(fault_of([&] { read_one<int>("select 3000000000"); }),
            "column 1 holds integer, which its type cannot take: select 3000000000");
  EXPECT_EQ(fault_of([&] { read_one<int>("select $1"); }), "0 parameters given to a statement with 1: select $1");
  EXPECT_NE(fault_of([&] { read_one<int>("select $2"); }), "no fault");
  EXPECT_NE(fault_of([&] { read_one<int>("select ?"); }), "no fault");  // one database only: this is the refusal of it
  EXPECT_NE(fault_of([&] { read_one<int>("select 1; select 2"); }), "no fault");
  EXPECT_NE(fault_of([&] { read_one<int>("selec 1"); }).find("selec 1"), std::string::npos);
}

TEST_F(StatementTest, JoinsTextsAndNumbers) {
  const Sql sql = Sql("select x from (select 1 as x union all select 2 union all select 3) as n where x in (") +
                  Sql::numbers({1, 3, -5}) + ") order by x";
  EXPECT_EQ(store->read([&](Reader& r) { return r.all<int>(sql); }), (std::vector<int>{1, 3}));
  EXPECT_EQ(Sql::numbers({}).text(), "null");
  EXPECT_FALSE(sql.is_lasting());
  EXPECT_TRUE((Sql("a") + "b").is_lasting());
}

TEST_F(StatementTest, RunsAQueryInsideTheLoopOverItself) {
  const Sql sql = "select 1 as x union all select 2 order by x";
  std::vector<int> seen;
  store->read([&](Reader& r) {
    r.each<int>(sql, [&](int outer) { r.each<int>(sql, [&](int inner) { seen.push_back(10 * outer + inner); }); });
  });
  EXPECT_EQ(seen, (std::vector<int>{11, 12, 21, 22}));
}

struct FakeStatement : Statement {
  explicit FakeStatement(std::string_view text) : text_(text) {}
  int parameters() const override { return 0; }
  void bind(int, const Value&) override {}
  bool step() override { return false; }
  int columns() const override { return 0; }
  Value column(int) override { return {}; }
  void reset() noexcept override {}
  std::string_view text() const override { return text_; }
  std::string text_;
};

class StatementCacheTest : public ::testing::Test {
 protected:
  void use(const Sql& sql) { cache.give_back(cache.lend(sql)); }
  int prepared = 0;
  StatementCache cache{[this](std::string_view text, Lasting) {
                         ++prepared;
                         return std::make_unique<FakeStatement>(text);
                       },
                       2};
};

TEST_F(StatementCacheTest, ForgetsTheLeastRecentlyUsed) {
  use("a");
  use("b");
  use("a");
  use("c");
  EXPECT_EQ(cache.kept(), 2u);
  EXPECT_EQ(prepared, 3);
  use("a");
  EXPECT_EQ(prepared, 3) << "a was used after b";
  use("b");
  EXPECT_EQ(prepared, 4);
}

TEST_F(StatementCacheTest, DoesNotKeepTextsThatWillNotComeAgain) {
  use(Sql("a") + Sql::numbers({1}));
  use(Sql("a") + Sql::numbers({2}));
  EXPECT_EQ(cache.kept(), 0u);
}

TEST_F(StatementCacheTest, NeverForgetsWhatIsLent) {
  auto& first = cache.lend("a");
  auto& second = cache.lend("b");
  auto& third = cache.lend("c");
  auto& again = cache.lend("a");
  EXPECT_NE(&first, &again);
  EXPECT_EQ(first.text(), "a");
  for (auto* statement : {&second, &again, &first, &third}) cache.give_back(*statement);
  use("d");
  EXPECT_LE(cache.kept(), 3u);
}

TEST_F(StatementCacheTest, FindsAJoinedTextWhateverItsAddress) {
  const Sql left = "a";
  use(left + "b");
  use(left + "b");
  use("ab");
  EXPECT_EQ(prepared, 1);
}

}  // namespace
}  // namespace parvis::store
