// What SQLite means to do for each statement that goes through a store: a store around another that passes everything
// on and keeps the plans, so that a test sees every statement there is, those written later included.
//
//   auto watched = std::make_unique<WatchedStore>(open_memory_store());
//   watched->read([&](Reader& reader) { list_threads(reader, …); });
//   for (const auto& plan : watched->plans()) EXPECT_EQ(plan.whole_walk(), "") << plan.text();
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store::testing {

struct Plan {
  std::string sql;
  std::vector<std::string> steps;  // in the order of the joins: "SEARCH post USING INDEX post_by_author (author=?)"

  bool has(std::string_view words) const;  // in a step
  std::string text() const;                // for messages
  // Why this is a walk or a sort of a whole table; empty when an index or a match leads. Tables named in `small` may be
  // walked.
  std::string whole_walk(const std::vector<std::string_view>& small = {}) const;
};

class WatchedStore : public Store {
 public:
  explicit WatchedStore(std::unique_ptr<Store> real) : real_(std::move(real)) {}

  Figures figures() const override { return real_->figures(); }
  // Of the statements whose text holds these words, each once.
  std::vector<Plan> plans(std::string_view words = {}) const;

 protected:
  void run_read(const std::function<void(Reader&)>& action) override;
  void run_write(const std::function<void(Transaction&)>& action) override;

 private:
  void keep(Connection& connection, const std::vector<Sql>& asked);

  std::unique_ptr<Store> real_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> plans_;  // by text
};

}  // namespace parvis::store::testing
