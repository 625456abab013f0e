// What is gathered is as if it had been done at once, on every database; who fails leaves nothing of it.
#include "core/store/gather.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

constexpr Gathered kAdd{R"(
  insert into sum (name, value, most, at_first, at_last) values ($1, $2, $3, $4, $5)
  on conflict (name) do update set value = sum.value + excluded.value,
    most = case when sum.most < excluded.most then excluded.most else sum.most end, at_last = excluded.at_last)",
                        {Fold::key, Fold::sum, Fold::most, Fold::first, Fold::last}};
constexpr Gathered kGrow{"update sum set value = value + $2 where name = $1", {Fold::key, Fold::sum}};
constexpr Gathered kRow{"insert into line (id, words, ratio, bytes, sum) values ($1, $2, $3, $4, $5)"};
constexpr Gathered kOnce{"insert into line (id, sum) values ($1, $2) on conflict (id) do nothing"};
constexpr Sql kValue{"select value from sum where name = $1"};

struct Line {
  std::int64_t id;
  std::optional<std::string> words;
  std::optional<double> ratio;
  std::optional<Bytes> bytes;
  std::optional<std::string> sum;
  friend bool operator==(const Line&, const Line&) = default;
};
struct Sum {
  std::string name;
  std::int64_t value, most, at_first, at_last;
  friend bool operator==(const Sum&, const Sum&) = default;
};

void add(Transaction& t, std::string_view name, std::int64_t value) {
  gather(t, kAdd, name, value, std::int64_t{0}, std::int64_t{0}, std::int64_t{0});
}

class Gathering : public ::testing::Test {
 protected:
  Gathering() {
    store->write([](Transaction& t) {
      t.run(
          "create table sum(name text primary key, value bigint not null, most bigint not null, "
          "at_first bigint not null, at_last bigint not null)");
      t.run(
          "create table line(id bigint primary key, words text, ratio double precision, bytes bytea, "
          "sum text references sum (name))");
    });
  }

  using Action = std::function<void(Transaction&)>;

  // Runs these writes in one batch, in their order; true for each that went well.
  std::vector<bool> together(const std::vector<Action>& actions) {
    std::vector<char> well(actions.size());
    {
      std::latch begun(1), free(1);  // there until the threads are joined
      std::vector<std::jthread> threads;
      threads.emplace_back([&] {
        int runs = 0;
        store->write([&](Transaction&) {
          if (++runs > 1) return;
          begun.count_down();
          free.wait();
        });
      });
      begun.wait();
      for (std::size_t i = 0; i < actions.size(); ++i) {
        threads.emplace_back([&, i] {
          try {
            store->write(actions[i]);
            well[i] = 1;
          } catch (const std::exception&) {
          }
        });
        while (store->figures().waiting <= i) std::this_thread::yield();
      }
      free.count_down();
    }
    return {well.begin(), well.end()};
  }
  std::int64_t value(const std::string& name) {
    return store->read([&](Reader& r) { return r.one<std::int64_t>(kValue, name).value_or(0); });
  }
  std::vector<Line> lines() {
    return store->read(
        [](Reader& r) { return r.all<Line>("select id, words, ratio, bytes, sum from line order by id"); });
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(Gathering, AddsUpWhatEachWriteAdded) {
  const std::vector<Action> actions(12, [](Transaction& t) {
    add(t, "all", 1);
    add(t, "all", 2);
    gather(t, kGrow, "all", std::int64_t{10});
  });
  EXPECT_EQ(together(actions), std::vector<bool>(12, true));
  EXPECT_EQ(value("all"), 12 * 13);
}

TEST_F(Gathering, FoldsEachParameterInItsWay) {
  store->write([](Transaction& t) {
    gather(t, kAdd, "a", std::int64_t{1}, std::int64_t{5}, std::int64_t{7}, std::int64_t{7});
    gather(t, kAdd, "b", std::int64_t{1}, std::int64_t{1}, std::int64_t{1}, std::int64_t{1});
    gather(t, kAdd, "a", std::int64_t{-3}, std::int64_t{4}, std::int64_t{8}, std::int64_t{8});
  });
  const auto sums = store->read(
      [](Reader& r) { return r.all<Sum>("select name, value, most, at_first, at_last from sum order by name"); });
  EXPECT_EQ(sums, (std::vector<Sum>{{"a", -2, 5, 7, 8}, {"b", 1, 1, 1, 1}}));
}

TEST_F(Gathering, KeepsEveryKindOfValue) {
  const std::vector<Line> some{{1, "It’s \"one\"", 0.5, Bytes{std::string("\0\xff", 2)}, std::nullopt},
                               {2, std::nullopt, std::nullopt, std::nullopt, std::nullopt},
                               {3, "", -1e300, Bytes{""}, std::nullopt}};
  store->write([&](Transaction& t) {
    for (const auto& line : some) gather(t, kRow, line.id, line.words, line.ratio, line.bytes, line.sum);
  });
  EXPECT_EQ(lines(), some);
}

TEST_F(Gathering, IsReadByTheSameWriteAndByTheNext) {
  std::vector<std::int64_t> seen;
  const Action look = [&](Transaction& t) {
    add(t, "seen", 1);
    seen.push_back(t.one<std::int64_t>(kValue, "seen").value_or(0));
    t.each<std::int64_t>("select value from sum where name = 'seen'", [&](std::int64_t now) { seen.push_back(now); });
  };
  together({look, look, look});
  EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 1, 2, 2, 3, 3}));
}

TEST_F(Gathering, GoesBeforeWhatIsChangedAfterIt) {
  store->write([](Transaction& t) {
    add(t, "a", 1);
    t.run("insert into line (id, sum) values (1, 'a')");  // refers to it
    gather(t, kGrow, "a", std::int64_t{1});
    t.run("update sum set value = value * 10");
    add(t, "a", 3);
  });
  EXPECT_EQ(value("a"), 23);
}

TEST_F(Gathering, PassesOverARowThatIsThere) {
  const std::vector<Action> actions(4, [](Transaction& t) { gather(t, kOnce, std::int64_t{1}, std::nullopt); });
  EXPECT_EQ(together(actions), std::vector<bool>(4, true));
  EXPECT_EQ(lines().size(), 1u);
}

TEST_F(Gathering, AWriteThatFailsTakesWhatItGatheredWithIt) {
  std::vector<Action> actions(8, [](Transaction& t) { add(t, "all", 1); });
  actions[3] = [](Transaction& t) {
    add(t, "all", 100);
    throw Fault("not this one");
  };
  EXPECT_EQ(together(actions), (std::vector<bool>{true, true, true, false, true, true, true, true}));
  EXPECT_EQ(value("all"), 7);
}

// Whose row it was is not known when the rows go in together.
TEST_F(Gathering, ARowThatCannotBeFailsTheWriteThatGatheredIt) {
  std::vector<Action> actions;
  for (const std::int64_t id : {1, 2, 1, 3}) {
    actions.push_back([id](Transaction& t) {
      add(t, "all", 1);
      gather(t, kRow, id, std::nullopt, std::nullopt, std::nullopt, std::nullopt);
    });
  }
  EXPECT_EQ(together(actions), (std::vector<bool>{true, true, false, true}));
  EXPECT_EQ(lines().size(), 3u);
  EXPECT_EQ(value("all"), 3);
}

TEST_F(Gathering, WhoAsksIsNotBlamedForARowOfAnother) {
  std::vector<Action> actions{
      [](Transaction& t) { gather(t, kRow, std::int64_t{1}, std::nullopt, std::nullopt, std::nullopt, "no such sum"); },
      [](Transaction& t) {
        add(t, "all", 1);
        t.all<std::int64_t>("select id from line");
      },
  };
  EXPECT_EQ(together(actions), (std::vector<bool>{false, true}));
  EXPECT_EQ(value("all"), 1);
  EXPECT_TRUE(lines().empty());
}

TEST_F(Gathering, AFailureReachesTheCallerAsItIs) {
  const auto twice = [&] {
    store->write([](Transaction& t) {
      for (int i = 0; i < 2; ++i) {
        gather(t, kRow, std::int64_t{1}, std::nullopt, std::nullopt, std::nullopt, std::nullopt);
      }
    });
  };
  EXPECT_THROW(twice(), Duplicate);
  EXPECT_TRUE(lines().empty());
}

// Writes that say what they will ask, about a few things, in one batch: each sees what those before it did.
TEST_F(Gathering, OfWritesThatForeseeEachSeesTheLast) {
  static constexpr Gathered kCount{"update sum set value = $2 where name = $1", {Fold::key, Fold::last}};
  store->write([](Transaction& t) {
    for (const auto* name : {"1", "2", "3"}) add(t, name, 0);
  });
  std::vector<std::jthread> threads;
  std::latch begun(1), free(1);
  threads.emplace_back([&] {
    store->write([&](Transaction&) {
      begun.count_down();
      free.wait();
    });
  });
  begun.wait();
  for (std::size_t i = 0; i < 30; ++i) {
    threads.emplace_back([&, name = std::to_string(i % 3 + 1)] {
      const Foresight foresight(name[0], [&](Reader& reader) { foresee(reader, kValue, name); });
      store->write([&](Transaction& t) { gather(t, kCount, name, *t.one<std::int64_t>(kValue, name) + 1); });
    });
    while (store->figures().waiting <= i) std::this_thread::yield();
  }
  free.count_down();
  threads.clear();
  for (const auto* name : {"1", "2", "3"}) EXPECT_EQ(value(name), 10) << name;
}

}  // namespace
}  // namespace parvis::store
