// A square whose costs, gains and orders are counted, its months from January 2026. For tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "community/returns/assumption.h"
#include "community/returns/order.h"
#include "community/returns/result.h"
#include "community/returns/returns_check.h"
#include "community/returns/tracing.h"
#include "community/testing/test_community.h"
#include "community/threads/solution.h"

namespace parvis::community::testing {

inline constexpr std::int64_t kJanuary = 2026 * 12;

// The echo as the program has it.
class TestTracer : public Echo {
 public:
  void after(store::Transaction& transaction, const Activity& activity, const PostContext&) const override {
    trace_act(transaction, activity, {});
  }
};

struct Returns : ::testing::Test {
  TestCommunity square;
  Viewer asker = square.member("Ana"), helper = square.member("Ben"), boss = square.manager("Max"),
         expert = square.member("Eva", Role::expert);

  void trace_as_done() { square.timeline.add_echo(std::make_unique<TestTracer>()); }
  // The job.
  void trace() { trace_all(*square.store, square.timeline, {}); }
  ReturnAct act() { return {square.timeline, boss.member, square.tick(), {}}; }
  template <class Action>
  auto write(Action&& action) {
    return square.write(std::forward<Action>(action));
  }
  ReturnResult result() {
    return square.read([](store::Reader& r) { return return_result(r, kJanuary, kJanuary + 5); });
  }
  std::vector<std::string> wrong() {
    return square.read([](store::Reader& r) { return check_returns(r); });
  }
  std::int64_t count(GainKind kind) { return result().total.gains[kind].quantity; }
  // A question of Ana's, answered.
  PublishedPost answered(const Viewer& by, ThreadId* thread = nullptr) {
    const auto opened = square.thread(asker, square.questions);
    if (thread) *thread = opened.thread;
    return square.reply(by, opened.thread);
  }
  void accept(PostId post) {
    write([&](store::Transaction& t) { accept_solution(t, square.act(asker), post); });
  }
  void state(AssumptionKey key, Range value) {
    write([&](store::Transaction& t) { state_assumption(t, act(), key, {value, "Support", "Said so."}); });
  }
  void confirm(const Viewer& who, const std::string& email) {
    constexpr store::Sql kConfirm{"update member set email = $2, email_key = $2, email_confirmed_at = 1 where id = $1"};
    write([&](store::Transaction& t) { t.run(kConfirm, who.member, email); });
  }
  OrderOutcome order(const std::string& reference, std::int64_t cents, const std::string& email,
                     const std::string& customer = "", std::int64_t later = 0) {
    const NewOrder wished{reference, square.last_instant() + later + kMinute, cents, email, customer, "", ""};
    return write([&](store::Transaction& t) { return record_order(t, act(), wished); });
  }
};

}  // namespace parvis::community::testing
