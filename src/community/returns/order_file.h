// A file of orders: kept while its columns are chosen and tried out, then brought in. Reading it is pure; bringing it
// in takes each line as one order, a refused line stops nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "community/returns/order.h"
#include "community/tables/refused_lines.h"
#include "core/text/csv.h"

namespace parvis::community {

using OrderImportId = Id<struct OrderImportTag>;

inline constexpr std::size_t kMaxOrderLines = 100'000;
inline constexpr std::size_t kMaxOrderBytes = 15 * 1024 * 1024;

enum class OrderColumn {
  passed_over = 0,
  reference = 1,
  day = 2,
  amount = 3,
  email = 4,
  customer = 5,
  what = 6,
  currency = 7
};
inline constexpr OrderColumn kOrderColumns[] = {OrderColumn::passed_over, OrderColumn::reference, OrderColumn::day,
                                                OrderColumn::amount,      OrderColumn::email,     OrderColumn::customer,
                                                OrderColumn::what,        OrderColumn::currency};
std::string_view order_column_name(OrderColumn column);
const char* order_column_words(OrderColumn column);  // msgid
std::optional<OrderColumn> parse_order_column(std::string_view name);

struct OrderPlan {
  std::vector<OrderColumn> columns;
  bool has_heads = true;
};
std::string to_json(const OrderPlan& plan);
OrderPlan order_plan_from_json(std::string_view json);
// What the heads of the columns suggest, in English and French; below one that may mean either, an address in the line
// after the heads tells that the column holds addresses.
OrderPlan guess_order_plan(const std::vector<text::CsvRow>& first_lines);
// The column that is missing and must be there, if one is.
std::optional<Sentence> missing_in(const OrderPlan& plan);

struct OrderFile {
  std::vector<NewOrder> orders;
  using Refused = FaultyLine<OrderColumn>;
  using Fault = Refused::Fault;
  std::vector<Refused> refused;
  std::int64_t lines = 0;
  text::CsvRow heads;  // as the file names its columns; empty when it does not
};
// "Amount, “12,5O”: Write an amount, like 129.90."
std::string fault_words(text::Language language, const OrderFile::Fault& fault);
// The refused lines as a CSV table, each with its number and all that is wrong with it before its own values, to be
// corrected and sent again; empty when there are none.
std::string refusals_table(const OrderFile& file, text::Language language);
// What its lines are held against.
struct OrderTerms {
  text::TimeZone zone;
  Instant present;
  std::string currency = "EUR";                                                  // the community's
  std::function<std::optional<Order>(const std::string& reference)> known = {};  // none: no order is
  text::Language language = text::Language::en;                                  // for amounts
};
OrderFile read_order_file(std::string_view text, const OrderPlan& plan, const OrderTerms& terms);
// A line whose order is known with another amount is refused, and says so.
OrderFile read_order_file(store::Store& store, std::string_view text, const OrderPlan& plan, const ReturnAct& act,
                          text::Language language);
// Days as shops write them: 2026-11-17, with or without a time, 17/11/2026, 17.11.2026.
std::optional<Instant> parse_day(std::string_view typed, text::TimeZone zone);

struct OrderImport {
  OrderImportId id;
  std::string file_name, plan;
  Instant created_at;
  std::optional<Instant> ended_at;
  std::int64_t counted = 0, kept = 0, known = 0, refused = 0;
};
OrderImportId keep_order_file(store::Transaction& transaction, MemberId by, std::string_view file_name,
                              std::string_view text, Instant at);
void save_order_plan(store::Transaction& transaction, OrderImportId id, const OrderPlan& plan);
std::optional<OrderImport> find_order_import(store::Reader& reader, OrderImportId id);
std::string order_content(store::Reader& reader, OrderImportId id);
std::vector<OrderImport> order_imports(store::Reader& reader);
void drop_order_file(store::Transaction& transaction, OrderImportId id);

// What would become of it: the bringing-in itself, in transactions that are undone.
struct OrdersTried {
  std::int64_t counted = 0, kept = 0, known = 0;
  std::int64_t cents = 0;  // of those that count
};
OrdersTried try_orders(store::Store& store, const ReturnAct& act, const OrderFile& file);
// Brings it in, some at a time, and forgets the file.
// `refusals`: kept with it.
OrdersTried bring_orders_in(store::Store& store, const ReturnAct& act, OrderImportId id, const OrderFile& file,
                            const std::string& refusals = {});
// Orders as a file: its heads, then a line for each. Who ordered stands there by their handle: the number or address it
// came with is not kept.
std::string order_heads();
std::string order_line(const Order& order, std::string_view handle);
// Of a file that was brought in.
std::string refusals_of(store::Reader& reader, OrderImportId id);

}  // namespace parvis::community
