// Whatever writes are thrown at the store from several threads at once, the result is what they give one after the
// other in the order of their commits.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <thread>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

struct Step {
  enum class Verb { put, add, erase, put_and_throw, put_twice };
  Verb verb;
  int key;
  int amount;
};

rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(
      rc::gen::set(&Step::verb, rc::gen::element(Step::Verb::put, Step::Verb::add, Step::Verb::erase,
                                                 Step::Verb::put_and_throw, Step::Verb::put_twice)),
      rc::gen::set(&Step::key, rc::gen::inRange(0, 5)), rc::gen::set(&Step::amount, rc::gen::inRange(-100, 100)));
}

using Model = std::map<int, int>;

void apply(Model& model, const Step& step) {
  switch (step.verb) {
    case Step::Verb::put: model[step.key] = step.amount; break;
    case Step::Verb::add:
      if (const auto found = model.find(step.key); found != model.end()) found->second += step.amount;
      break;
    case Step::Verb::erase: model.erase(step.key); break;
    default: ADD_FAILURE() << "a write that throws was committed";
  }
}

const Sql kPut = "insert into cell(k, v) values ($1, $2) on conflict (k) do update set v = excluded.v";

void apply(Transaction& t, const Step& step) {
  switch (step.verb) {
    case Step::Verb::put: t.run(kPut, step.key, step.amount); break;
    case Step::Verb::add: t.run("update cell set v = v + $2 where k = $1", step.key, step.amount); break;
    case Step::Verb::erase: t.run("delete from cell where k = $1", step.key); break;
    case Step::Verb::put_and_throw: t.run(kPut, step.key, step.amount); throw NotFound();
    case Step::Verb::put_twice:
      t.run(kPut, step.key, step.amount);
      t.run("insert into cell(k, v) values ($1, 0)", step.key);
  }
}

Model table(Store& store) {
  struct Row {
    int key, value;
  };
  Model model;
  store.read([&](Reader& r) { r.each<Row>("select k, v from cell", [&](Row row) { model[row.key] = row.value; }); });
  return model;
}

TEST(StoreProperty, AnyInterleavingEqualsTheSequenceOfItsCommits) {
  const auto store = open_test_store();
  store->write([](Transaction& t) { t.run("create table cell(k integer primary key, v integer not null)"); });
  const auto holds = rc::check([&] {
    const auto lists =
        *rc::gen::container<std::vector<std::vector<Step>>>(4, rc::gen::container<std::vector<Step>>(any_step()));
    store->write([](Transaction& t) { t.run("delete from cell"); });
    std::vector<Step> committed;  // by the writer thread
    std::vector<std::thread> threads;
    for (const auto& steps : lists) {
      threads.emplace_back([&] {
        for (const auto& step : steps) {
          try {
            store->write([&](Transaction& t) {
              apply(t, step);
              t.after_commit([&] { committed.push_back(step); });
            });
          } catch (const NotFound&) {
          } catch (const Duplicate&) {
          }
        }
      });
    }
    for (auto& thread : threads) thread.join();
    Model model;
    for (const auto& step : committed) apply(model, step);
    RC_ASSERT(table(*store) == model);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace parvis::store
