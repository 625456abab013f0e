// Two processes' stores over one schema: what they tell each other. Skipped where PARVIS_TEST_DATABASE is no address of
// PostgreSQL.
#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "core/limits/shared_counts.h"
#include "core/store/migrations.h"
#include "core/store/postgres_store.h"
#include "core/store/shared.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

// What came over a line, to be waited for.
class Hearing {
 public:
  Ear ear() {
    return [this](const Heard& heard) {
      const std::lock_guard lock(mutex_);
      words_.insert(words_.end(), heard.words.begin(), heard.words.end());
      missed_ += heard.missed ? 1 : 0;
      changed_.notify_all();
    };
  }
  bool wait_for(const std::string& word) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kLong, [&] { return std::ranges::count(words_, word) > 0; });
  }
  bool wait_for_missed(int times) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kLong, [&] { return missed_ >= times; });
  }
  std::vector<std::string> words() {
    const std::lock_guard lock(mutex_);
    return words_;
  }

 private:
  static constexpr std::chrono::seconds kLong{20};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> words_;
  int missed_ = 0;
};

class PostgresNodes : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!tests_use_postgres()) GTEST_SKIP() << "PARVIS_TEST_DATABASE is no address of PostgreSQL";
    options.address = parse_postgres_address(std::getenv("PARVIS_TEST_DATABASE"));
    options.address.schema = "told_" + std::to_string(getpid());
    drop_schema(options);
    one = open_postgres(options);
    migrate(*one);
    two = open_postgres(options);
  }
  void TearDown() override {
    one.reset();
    two.reset();
    if (tests_use_postgres()) drop_schema(options);
  }

  PostgresOptions options{.connections = 4};
  std::unique_ptr<Store> one, two;
};

TEST_F(PostgresNodes, HearWhatTheOthersTellWithACommitAndNothingOfWhatFailed) {
  Hearing hearing, own;
  const auto line = shared(*two)->listen(hearing.ear());
  const auto own_line = shared(*one)->listen(own.ear());
  ASSERT_TRUE(hearing.wait_for_missed(1));
  ASSERT_TRUE(own.wait_for_missed(1));
  EXPECT_ANY_THROW(one->write([](Transaction& t) {
    tell(t, "never");
    throw Fault("undone");
  }));
  one->write([](Transaction& t) { tell(t, "acts"); });
  EXPECT_TRUE(hearing.wait_for("acts"));
  shared(*one)->tell("last");
  EXPECT_TRUE(hearing.wait_for("last"));
  EXPECT_EQ(hearing.words(), (std::vector<std::string>{"acts", "last"}));
  shared(*two)->tell("mine");
  EXPECT_TRUE(own.wait_for("mine"));
  EXPECT_EQ(own.words(), (std::vector<std::string>{"mine"})) << "not what it told itself";
}

TEST_F(PostgresNodes, AreToldThatTheyMissedSomethingWhenTheLineWasDown) {
  Hearing hearing;
  const auto line = shared(*two)->listen(hearing.ear());
  ASSERT_TRUE(hearing.wait_for_missed(1));
  {
    PostgresConnection administrator(options.address, options.times);
    administrator.run_script(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query like "
        "'listen%'");
  }
  EXPECT_TRUE(hearing.wait_for_missed(2));
  shared(*one)->tell("again");
  EXPECT_TRUE(hearing.wait_for("again"));
}

TEST_F(PostgresNodes, KnowTheirOwnIdentifiersFromThoseOfOthers) {
  const auto make = [](Store& store) { return store.write([](Transaction&) { return next_id(); }); };
  const auto first = make(*one), second = make(*two), third = make(*one);
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  for (const auto id : {first, third}) {
    EXPECT_TRUE(shared(*one)->is_own(id));
    EXPECT_FALSE(shared(*two)->is_own(id));
  }
  EXPECT_FALSE(shared(*one)->is_own(second));
  EXPECT_TRUE(shared(*two)->is_own(second));
  EXPECT_NE(shared(*one)->node(), shared(*two)->node());
}

TEST_F(PostgresNodes, CountTogetherWhatIsCountedByAll) {
  const FrozenClock clock(Instant{1'800'000'000 * kSecond});
  limits::RateLimiter here, there;
  here.share(limits::counts_in_postgres(*shared(*one)));
  there.share(limits::counts_in_postgres(*shared(*two)));
  const limits::Limit strict{"sign-in", 3, std::chrono::seconds(60), limits::Counted::by_all};
  EXPECT_EQ(here.take(strict, "ana"), 0);
  EXPECT_EQ(there.take(strict, "ana"), 0);
  EXPECT_EQ(here.take(strict, "ana"), 0);
  EXPECT_EQ(there.take(strict, "ana"), 20);
  EXPECT_EQ(here.take(strict, "ana"), 20);
  EXPECT_EQ(there.take(strict, "ben"), 0);
  there.forgive(strict, "ana");
  EXPECT_EQ(here.take(strict, "ana"), 0);
  const limits::Limit loose{"hints", 1, std::chrono::seconds(60)};
  EXPECT_EQ(here.take(loose, "ana"), 0);
  EXPECT_EQ(there.take(loose, "ana"), 0) << "each for itself";
}

}  // namespace
}  // namespace parvis::store
