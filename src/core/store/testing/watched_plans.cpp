#include "core/store/testing/watched_plans.h"

#include <algorithm>

namespace parvis::store::testing {
namespace {

class WatchedConnection : public Connection {
 public:
  explicit WatchedConnection(Connection& real) : real_(real) {}

  Database database() const override { return real_.database(); }
  Statement& lend(const Sql& sql) override {
    asked_.push_back(sql);
    return real_.lend(sql);
  }
  void give_back(Statement& statement) noexcept override { real_.give_back(statement); }
  std::int64_t perform(Statement& statement) override { return real_.perform(statement); }
  std::int64_t changed(std::int64_t mark) override { return real_.changed(mark); }
  void run_file(const assets::Carried& file) override { real_.run_file(file); }

  const std::vector<Sql>& asked() const { return asked_; }

 private:
  Connection& real_;
  std::vector<Sql> asked_;
};

constexpr int kDetail = 3;  // the column that says what a step does

// Parameters stay null: without statistics of their values a plan does not depend on them.
std::vector<std::string> steps_of(Connection& connection, const Sql& sql) {
  auto& statement = connection.lend(Sql("explain query plan ") + sql);
  std::vector<std::string> steps;
  while (statement.step()) steps.emplace_back(statement.column(kDetail).text);
  connection.give_back(statement);
  return steps;
}

std::string_view table_of(std::string_view step) {
  step.remove_prefix(step.find(' ') + 1);
  return step.substr(0, step.find(' '));
}

bool is_of_a_table(std::string_view step) { return step.starts_with("SCAN ") || step.starts_with("SEARCH "); }

// Of a virtual table, what SQLite handed it stands after the colon: M for a match, = for a row.
bool is_led(std::string_view step) {
  const auto handed = step.substr(std::min(step.rfind(':'), step.size()));
  return handed.find('M') != std::string_view::npos || handed.find('=') != std::string_view::npos;
}

}  // namespace

bool Plan::has(std::string_view words) const {
  return std::ranges::any_of(steps, [&](const std::string& step) { return step.find(words) != std::string::npos; });
}

std::string Plan::text() const {
  std::string text = sql;
  for (const auto& step : steps) text += "\n  " + step;
  return text;
}

std::string Plan::whole_walk(const std::vector<std::string_view>& small) const {
  const bool sorts = has("USE TEMP B-TREE FOR ORDER BY");
  const auto leads = std::ranges::find_if(steps, is_of_a_table);
  for (const auto& step : steps) {
    if (!step.starts_with("SCAN ") || step == "SCAN CONSTANT ROW") continue;
    const auto table = table_of(step);
    if (std::ranges::find(small, table) != small.end()) continue;
    if (has("CO-ROUTINE " + std::string(table)) || has("MATERIALIZE " + std::string(table))) continue;
    const bool is_virtual = step.find("VIRTUAL TABLE") != std::string::npos;
    if (table == "json_each") continue;  // a list of identifiers given as a parameter
    if (is_virtual && !is_led(step)) return "the whole of a full-text index: " + step;
    if (is_virtual) continue;
    const bool by_index = step.find(" USING ") != std::string::npos;
    if (!by_index) return "the whole of a table: " + step;
    // What leads in the order of an index ends at the limit; sorted afterwards, or asked again for each row, it does
    // not.
    if (sorts) return "the whole of an index, sorted afterwards: " + step;
    if (&step != &*leads) return "the whole of an index for each row: " + step;
  }
  return {};
}

std::vector<Plan> WatchedStore::plans(std::string_view words) const {
  const std::lock_guard lock(mutex_);
  std::vector<Plan> found;
  for (const auto& [sql, steps] : plans_) {
    if (sql.find(words) != std::string::npos) found.push_back({sql, steps});
  }
  return found;
}

void WatchedStore::run_read(const std::function<void(Reader&)>& action) {
  real_->read([&](Reader& reader) {
    WatchedConnection connection(reader.connection());
    Reader watched(connection);
    action(watched);
    keep(reader.connection(), connection.asked());
  });
}

void WatchedStore::run_write(const std::function<void(Transaction&)>& action) {
  real_->write([&](Transaction& transaction) {
    WatchedConnection connection(transaction.connection());
    Transaction watched(connection);
    action(watched);
    keep(transaction.connection(), connection.asked());
    for (auto& after : watched.take_after_commit()) transaction.after_commit(std::move(after));
  });
}

void WatchedStore::keep(Connection& connection, const std::vector<Sql>& asked) {
  const std::lock_guard lock(mutex_);
  for (const auto& sql : asked) {
    const auto [place, added] = plans_.try_emplace(std::string(sql.text()));
    if (added) place->second = steps_of(connection, sql);
  }
}

}  // namespace parvis::store::testing
