#include "core/store/postgres_gathering.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_value.h"

namespace parvis::store {
namespace {

// "insert into a (b, c) values ($1, $2) on conflict …" becomes "insert into a (b, c) select * from unnest($1, $2) on
// conflict …", whose parameters are arrays. Empty when the statement is not of that form.
std::string for_many(std::string_view one, int parameters) {
  std::string list;
  for (int number = 1; number <= parameters; ++number) list += (number == 1 ? "$" : ", $") + std::to_string(number);
  const auto values = " values (" + list + ")";
  const auto at = one.find(values);
  if (at == std::string_view::npos) return {};
  return std::string(one.substr(0, at)) + " select * from unnest(" + list + ")" +
         std::string(one.substr(at + values.size()));
}

std::string key_of(const Gathered& what, const std::vector<Parameter>& row) {
  std::string key;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (what.fold(i) != Fold::key) continue;
    const auto& bytes = row[i].bytes;
    key += bytes ? std::to_string(bytes->size()) + ":" + *bytes : "-";
  }
  return key;
}

std::int64_t number_in(const Parameter& parameter) {
  return parameter.bytes ? decode_integer(parameter.bytes->data()) : 0;
}

void fold_in(const Gathered& what, std::vector<Parameter>& into, std::vector<Parameter>&& row) {
  const auto set = [](Parameter& parameter, std::int64_t number) {
    parameter.bytes.emplace(sizeof number, '\0');
    encode_integer(number, parameter.bytes->data());
  };
  for (std::size_t i = 0; i < row.size(); ++i) {
    switch (what.fold(i)) {
      case Fold::key:
      case Fold::first: break;
      case Fold::last: into[i] = std::move(row[i]); break;
      case Fold::sum: set(into[i], number_in(into[i]) + number_in(row[i])); break;
      case Fold::most: set(into[i], std::max(number_in(into[i]), number_in(row[i]))); break;
    }
  }
}

}  // namespace

bool PostgresGathering::must_precede_gathering(const Gathered& what, const Footprint& statement) const {
  return std::ranges::any_of(groups_, [&](const Group& group) {
    return group.what != &what && (group.footprint.disturbs(statement) || statement.disturbs(group.footprint));
  });
}

// Before any other change all goes: it may stand on a row that is gathered, as a reference does, without naming it.
bool PostgresGathering::must_precede(const Footprint& statement) const {
  if (statement.changes()) return !groups_.empty();
  return std::ranges::any_of(groups_, [&](const Group& group) { return group.footprint.disturbs(statement); });
}

PostgresGathering::Group& PostgresGathering::group(const Gathered& what, const Footprint& footprint) {
  const auto found = std::ranges::find_if(groups_, [&](const Group& group) { return group.what == &what; });
  if (found != groups_.end()) return *found;
  return groups_.emplace_back(Group{&what, footprint, {}});
}

void PostgresGathering::add(const Gathered& what, const PostgresStatement& statement) {
  auto& group = this->group(what, statement.footprint());
  auto row = statement.taken();
  if (what.folds()) {
    const auto [known, is_new] = group.by_key.emplace(key_of(what, row), group.rows.size());
    if (!is_new) return fold_in(what, group.rows[known->second], std::move(row));
  }
  group.rows.push_back(std::move(row));
}

void PostgresGathering::let_go(const std::function<void(PostgresStatement&)>& send) {
  const auto groups = std::exchange(groups_, {});
  for (const auto& group : groups) {
    if (group.rows.size() > 1 && send_together(group, send)) continue;
    for (const auto& row : group.rows) send_one(group, row, send);
  }
}

bool PostgresGathering::send_together(const Group& group, const std::function<void(PostgresStatement&)>& send) {
  const auto columns = group.rows.front().size();
  const auto [known, is_new] = together_.emplace(group.what, nullptr);
  if (is_new) {
    const auto text = for_many(group.what->sql().text(), static_cast<int>(columns));
    if (!text.empty()) known->second = std::make_unique<PostgresStatement>(connection_, text, Lasting::yes);
  }
  if (!known->second) return false;
  std::vector<Parameter> arrays;
  for (std::size_t i = 0; i < columns; ++i) {
    auto array = encode_array(group.rows, i);
    if (!array) return false;
    arrays.push_back(std::move(*array));
  }
  known->second->bind(arrays);
  send(*known->second);
  return true;
}

void PostgresGathering::send_one(const Group& group, const Row& row,
                                 const std::function<void(PostgresStatement&)>& send) {
  auto& statement = static_cast<PostgresStatement&>(connection_.lend(group.what->sql()));
  struct GiveBack {
    ~GiveBack() { connection.give_back(statement); }
    PostgresConnection& connection;
    PostgresStatement& statement;
  } give_back{connection_, statement};
  statement.bind(row);
  send(statement);
}

}  // namespace parvis::store
