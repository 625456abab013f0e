#include "community/segments/acts_by_day.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "community/privacy/holdings.h"
#include "community/segments/condition.h"
#include "community/testing/test_community.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/thread_deletion.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using testing::TestCommunity;

using Rows = std::vector<std::string>;
Rows folded(store::Store& store) {
  return store.read([](store::Reader& reader) {
    struct Row {
      std::int64_t part, verb, member, day, space, acts, amount;
    };
    Rows rows;
    for (const auto& row : reader.all<Row>("select part, verb, member, day, space, acts, amount from act_day "
                                           "where acts <> 0 order by part, verb, member, day, space")) {
      rows.push_back(std::to_string(row.part) + " " + std::to_string(row.verb) + " " + std::to_string(row.member) +
                     " " + std::to_string(row.day) + " " + std::to_string(row.space) + " " + std::to_string(row.acts) +
                     " " + std::to_string(row.amount));
    }
    return rows;
  });
}

// A life drawn by chance; what the rules refuse is no act.
void live(TestCommunity& square, std::mt19937& random) {
  const std::vector<Viewer> people{square.leader("Léo"), square.member("Ana"), square.member("Ben")};
  std::vector<ThreadId> threads{square.thread(people[1], square.talk).thread};
  std::vector<PostId> posts{square.reply(people[2], threads[0]).id};
  const auto draw = [&](std::size_t below) { return random() % below; };
  for (int act = 0; act < 25; ++act) {
    const auto& who = people[draw(people.size())];
    const auto thread = threads[draw(threads.size())];
    const auto post = posts[draw(posts.size())];
    const auto kind = draw(8);
    try {
      if (kind == 0) threads.push_back(square.thread(who, square.talk).thread);
      if (kind <= 2) posts.push_back(square.reply(who, thread).id);
      square.write([&](store::Transaction& t) {
        if (kind == 3) react(t, square.act(who), post, "thanks", Give::on, square.reactions);
        if (kind == 4) react(t, square.act(who), post, "thanks", Give::off, square.reactions);
        if (kind == 5) delete_post(t, square.act(people[0]), post);
        if (kind == 6) restore_post(t, square.act(people[0]), post);
        if (kind == 7) delete_thread(t, square.act(people[0]), thread);
      });
    } catch (const Refusal&) {
    }
    if (draw(3) == 0) fold_acts(*square.store, static_cast<int>(1 + draw(3)));
  }
}

void forget(TestCommunity& square) {
  square.write([](store::Transaction& transaction) { forget_folded_acts(transaction); });
}

TEST(ActsByDay, RebuiltFromNothingEqualsFolded) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    TestCommunity square;
    std::mt19937 random(seed);
    live(square, random);
    fold_acts(*square.store, 7);
    const auto before = folded(*square.store);
    EXPECT_FALSE(before.empty());
    forget(square);
    fold_acts(*square.store);
    EXPECT_EQ(folded(*square.store), before) << seed;
    // Member by member, in pieces of any size; what comes after goes on from there.
    for (const int together : {1, 3, 4000}) {
      forget(square);
      fold_acts(*square.store, 7, {}, {.worth = 1, .together = together});
      EXPECT_EQ(folded(*square.store), before) << seed << " " << together;
    }
    square.reply(square.member("Zoé"), square.thread(square.member("Max"), square.talk).thread);
    fold_acts(*square.store, 7);
    const auto after = folded(*square.store);
    EXPECT_NE(after, before);
    forget(square);
    fold_acts(*square.store);
    EXPECT_EQ(folded(*square.store), after) << seed;
  }
}

// Others write before the write that is counted down to.
class Interrupted final : public store::Store {
 public:
  Interrupted(store::Store& store, int writes, std::function<void()> meanwhile)
      : store_(store), writes_(writes), meanwhile_(std::move(meanwhile)) {}
  Figures figures() const override { return store_.figures(); }

 private:
  void run_read(const std::function<void(store::Reader&)>& action) override { store_.read(action); }
  void run_write(const std::function<void(store::Transaction&)>& action) override {
    if (writes_-- == 0) meanwhile_();
    store_.write(action);
  }
  store::Store& store_;
  int writes_;
  std::function<void()> meanwhile_;
};

TEST(ActsByDay, GivesTheSameWhereverAWalkIsInterruptedByOtherActsAndOtherNodes) {
  const Walking walking{.worth = 1, .together = 3};
  for (int writes = 0; writes < 16; ++writes) {
    TestCommunity square;
    std::mt19937 random(11);
    live(square, random);
    const auto max = square.manager("Mo");
    const auto post = square.reply(max, square.thread(max, square.talk).thread).id;
    forget(square);
    Interrupted node(*square.store, writes, [&] {
      square.write([&](store::Transaction& t) { delete_post(t, square.act(max), post); });
      if (writes % 2 == 0) fold_acts(*square.store, 7, {}, walking);
    });
    fold_acts(node, 7, {}, walking);
    const auto walked = folded(*square.store);
    forget(square);
    fold_acts(*square.store);
    EXPECT_EQ(folded(*square.store), walked) << writes;
  }
}

TEST(ActsByDay, CountsNobodyWhoIsGoneAndOnTheDayOfTheAct) {
  TestCommunity square;
  const auto ana = square.member("Ana"), gone = square.member("Gone");
  const auto thread = square.thread(ana, square.talk);
  square.reply(gone, thread.thread);
  square.write([&](store::Transaction& t) {
    t.run("update member set status = 4 where id = $1", gone.member);
    square.timeline.record(t, {.at = parse_rfc3339("2020-05-01T12:00:00Z").value(),
                               .actor = ana.member,
                               .verb = Verb::replied,
                               .object_kind = ObjectKind::thread,
                               .object = thread.thread.value,
                               .source = Source::import});
  });
  fold_acts(*square.store);
  const auto rows = square.read([](store::Reader& reader) {
    return reader.all<std::int64_t>("select day from act_day where verb = 21 and part = 1");
  });
  EXPECT_THAT(rows, ElementsAre(day_of(*parse_rfc3339("2020-05-01"))));
}

// What is held of a member is found by naming the verbs, since the view is kept by verb first.
TEST(ActsByDay, IsHeldOfAMemberUnderEveryVerbThatIsCounted) {
  const auto theirs = std::string(find_holding("act_day")->theirs.text());
  auto verbs = counted_verbs();
  verbs.push_back(Verb::order_recorded);
  for (const auto verb : verbs) {
    const auto number = std::to_string(static_cast<int>(verb));
    EXPECT_TRUE(theirs.find("(" + number + ",") != std::string::npos ||
                theirs.find(" " + number + ",") != std::string::npos ||
                theirs.find(" " + number + ")") != std::string::npos)
        << number;
  }
}

}  // namespace
}  // namespace parvis::community
