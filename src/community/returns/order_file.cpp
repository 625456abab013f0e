#include "community/returns/order_file.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <span>

#include "community/tables/refused_lines.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"
#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr store::Sql kInsert{R"(
  insert into order_import (id, made_by, file_name, content, created_at) values ($1, $2, $3, $4, $5))"};
constexpr store::Sql kSavePlan{"update order_import set plan = $2 where id = $1 and ended_at is null"};
constexpr store::Sql kColumns{R"(
  select id, file_name, plan, created_at, ended_at, counted, kept, known, refused from order_import)"};
const store::Sql kOne = kColumns + " where id = $1";
const store::Sql kLast = kColumns + " order by id desc limit 20";
constexpr store::Sql kContent{"select content from order_import where id = $1"};
constexpr store::Sql kDrop{"delete from order_import where id = $1 and ended_at is null"};
constexpr store::Sql kEnd{R"(
  update order_import set content = '', ended_at = $2, counted = $3, kept = $4, known = $5, refused = $6, refusals = $7
  where id = $1)"};
constexpr store::Sql kRefusals{"select refusals from order_import where id = $1"};

constexpr std::size_t kAtOnce = 500;

struct ColumnName {
  OrderColumn column;
  std::string_view name;
  const char* words;
  std::vector<std::string_view> heads;  // folded
};

const std::vector<ColumnName>& names() {
  static const std::vector<ColumnName> all{
      {OrderColumn::passed_over, "", text::msgid("pass over"), {}},
      {OrderColumn::reference,
       "reference",
       text::msgid("Number of the order"),
       {"reference", "order", "order number", "order id", "number", "commande", "numero", "numero de commande",
        "no commande", "id"}},
      {OrderColumn::day,
       "day",
       text::msgid("Day"),
       {"day", "date", "at", "ordered at", "order date", "jour", "date de commande", "created at"}},
      {OrderColumn::amount,
       "amount",
       text::msgid("Amount"),
       {"amount", "total", "price", "sum", "montant", "total ttc", "total ht", "prix", "somme"}},
      {OrderColumn::email,
       "email",
       text::msgid("E-mail address"),
       {"email", "e mail", "mail", "address", "courriel", "adresse", "adresse e mail", "adresse email",
        "customer email"}},
      {OrderColumn::customer,
       "customer",
       text::msgid("Number of the customer"),
       {"customer", "customer number", "customer id", "client", "numero client", "numero de client", "no client"}},
      {OrderColumn::what,
       "what",
       text::msgid("What was bought"),
       {"what", "product", "products", "article", "articles", "item", "items", "produit", "produits", "objet"}},
      {OrderColumn::currency, "currency", text::msgid("Currency"), {"currency", "devise", "monnaie"}}};
  return all;
}

const ColumnName& name_of(OrderColumn column) { return *std::ranges::find(names(), column, &ColumnName::column); }

OrderColumn column_of(std::string_view head) {
  const auto folded = text::fold(head);
  for (const auto& name : names()) {
    if (std::ranges::find(name.heads, folded) != name.heads.end()) return name.column;
  }
  return OrderColumn::passed_over;
}

std::string value_of(const text::CsvRow& row, const OrderPlan& plan, OrderColumn column) {
  for (std::size_t i = 0; i < plan.columns.size() && i < row.size(); ++i) {
    if (plan.columns[i] != column) continue;
    return std::string(text::trim(row[i]));
  }
  return {};
}

OrderColumn column_named(std::string_view field) {
  if (field == "at") return OrderColumn::day;
  return parse_order_column(field).value_or(OrderColumn::reference);
}

OrderFile::Refused refused_line(std::size_t line, const text::CsvRow& row, const OrderPlan& plan, Mistakes mistakes) {
  OrderFile::Refused refused{.line = line, .values = row};
  for (auto& [field, reason] : mistakes) {
    const auto column = column_named(field);
    refused.faults.push_back({column, value_of(row, plan, column), std::move(reason)});
  }
  return refused;
}

OrdersTried take_in(store::Transaction& transaction, const ReturnAct& act, std::span<const NewOrder> orders) {
  OrdersTried tried;
  for (const auto& order : orders) {
    const auto outcome = record_order(transaction, act, order);
    if (outcome.taken == Taken::known) {
      ++tried.known;
    } else if (outcome.standing == OrderStanding::counted) {
      ++tried.counted;
      tried.cents += order.cents;
    } else {
      ++tried.kept;
    }
  }
  return tried;
}

// What a trial carries out of the transaction that it undoes.
struct Undone {
  OrdersTried tried;
};

std::span<const NewOrder> some_of(const OrderFile& file, std::size_t at) {
  return std::span(file.orders).subspan(at, std::min(kAtOnce, file.orders.size() - at));
}

void add(OrdersTried& all, const OrdersTried& some) {
  all.counted += some.counted;
  all.kept += some.kept;
  all.known += some.known;
  all.cents += some.cents;
}

}  // namespace

std::string_view order_column_name(OrderColumn column) { return name_of(column).name; }
const char* order_column_words(OrderColumn column) { return name_of(column).words; }
std::optional<OrderColumn> parse_order_column(std::string_view name) {
  const auto found = std::ranges::find(names(), name, &ColumnName::name);
  return found == names().end() ? std::nullopt : std::optional(found->column);
}

std::string to_json(const OrderPlan& plan) {
  json::array columns;
  for (const auto column : plan.columns) columns.emplace_back(order_column_name(column));
  return json::serialize(json::object{{"columns", std::move(columns)}, {"has_heads", plan.has_heads}});
}

OrderPlan order_plan_from_json(std::string_view text) {
  OrderPlan plan;
  boost::system::error_code error;
  const auto value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !value.is_object()) return plan;
  if (const auto* heads = value.as_object().if_contains("has_heads"); heads && heads->is_bool()) {
    plan.has_heads = heads->as_bool();
  }
  if (const auto* columns = value.as_object().if_contains("columns"); columns && columns->is_array()) {
    for (const auto& column : columns->as_array()) {
      plan.columns.push_back(
          parse_order_column(std::string_view(column.as_string())).value_or(OrderColumn::passed_over));
    }
  }
  return plan;
}

namespace {

bool has_address_below(const std::vector<text::CsvRow>& first_lines, std::size_t column) {
  return first_lines.size() > 1 && column < first_lines[1].size() &&
         first_lines[1][column].find('@') != std::string::npos;
}

}  // namespace

OrderPlan guess_order_plan(const std::vector<text::CsvRow>& first_lines) {
  OrderPlan plan;
  const auto& heads = first_lines.front();
  for (std::size_t i = 0; i < heads.size(); ++i) {
    auto column = column_of(heads[i]);
    if (column == OrderColumn::customer && has_address_below(first_lines, i)) column = OrderColumn::email;
    if (std::ranges::find(plan.columns, column) != plan.columns.end()) column = OrderColumn::passed_over;
    plan.columns.push_back(column);
  }
  plan.has_heads = std::ranges::any_of(plan.columns, [](auto column) { return column != OrderColumn::passed_over; });
  return plan;
}

std::optional<Sentence> missing_in(const OrderPlan& plan) {
  const auto has = [&](OrderColumn column) { return std::ranges::count(plan.columns, column) > 0; };
  if (!has(OrderColumn::reference)) {
    return Sentence{"Say which column holds the number of the order: by it each is counted once."};
  }
  if (!has(OrderColumn::day)) return Sentence{"Say which column holds the day of the order."};
  if (!has(OrderColumn::amount)) return Sentence{"Say which column holds the amount."};
  if (!has(OrderColumn::email) && !has(OrderColumn::customer)) {
    return Sentence{"Say which column tells who ordered: an address or a customer number."};
  }
  return std::nullopt;
}

std::optional<Instant> parse_day(std::string_view typed, text::TimeZone zone) {
  const auto is_digit = [&](std::size_t at) { return at < typed.size() && typed[at] >= '0' && typed[at] <= '9'; };
  const bool day_first =
      typed.size() >= 10 && is_digit(0) && is_digit(1) && !is_digit(2) && is_digit(3) && is_digit(4) && !is_digit(5);
  if (day_first) {
    const std::string day(typed.substr(0, 2)), month(typed.substr(3, 2)), year(typed.substr(6, 4));
    return text::start_of_day(year + "-" + month + "-" + day, zone);
  }
  if (typed.size() == 10) return text::start_of_day(typed, zone);
  std::string stamp(typed);
  if (stamp.size() > 10 && stamp[10] == ' ') stamp[10] = 'T';
  return parse_rfc3339(stamp);
}

OrderFile read_order_file(std::string_view text, const OrderPlan& plan, const OrderTerms& terms) {
  OrderFile file;
  text::CsvReader reader(text, text::separator_of(text));
  text::CsvRow row;
  std::set<std::string> seen;
  if (plan.has_heads && reader.next(row)) file.heads = row;
  while (reader.next(row) && static_cast<std::size_t>(file.lines) < kMaxOrderLines) {
    ++file.lines;
    NewOrder order{.reference = value_of(row, plan, OrderColumn::reference),
                   .at = parse_day(value_of(row, plan, OrderColumn::day), terms.zone).value_or(Instant{}),
                   .cents = text::parse_money(value_of(row, plan, OrderColumn::amount)).value_or(0),
                   .email = value_of(row, plan, OrderColumn::email),
                   .customer = value_of(row, plan, OrderColumn::customer),
                   .what = value_of(row, plan, OrderColumn::what),
                   .currency = value_of(row, plan, OrderColumn::currency)};
    auto mistakes = tidy(order, terms.currency, terms.present);
    if (mistakes.empty() && !seen.insert(order.reference).second) {
      mistakes.push_back({"reference", {"An earlier line of the file is this same order."}});
    }
    if (const auto known = mistakes.empty() && terms.known ? terms.known(order.reference) : std::nullopt;
        known && known->cents != order.cents) {
      mistakes.push_back({"amount", amount_stays(terms.language, known->cents, terms.currency)});
    }
    if (mistakes.empty()) {
      file.orders.push_back(std::move(order));
    } else {
      file.refused.push_back(refused_line(reader.line(), row, plan, std::move(mistakes)));
    }
  }
  return file;
}

OrderFile read_order_file(store::Store& store, std::string_view text, const OrderPlan& plan, const ReturnAct& act,
                          text::Language language) {
  return store.read([&](store::Reader& reader) {
    const auto known = [&](const std::string& reference) { return find_order(reader, reference); };
    return read_order_file(text, plan, {act.zone, act.at, read_return_rules(reader).currency, known, language});
  });
}

OrderImportId keep_order_file(store::Transaction& transaction, MemberId by, std::string_view file_name,
                              std::string_view text, Instant at) {
  const auto id = make_id<OrderImportId>();
  transaction.run(kInsert, id, by, file_name, text, at);
  return id;
}

void save_order_plan(store::Transaction& transaction, OrderImportId id, const OrderPlan& plan) {
  transaction.run(kSavePlan, id, to_json(plan));
}

std::optional<OrderImport> find_order_import(store::Reader& reader, OrderImportId id) {
  return reader.one<OrderImport>(kOne, id);
}

std::string order_content(store::Reader& reader, OrderImportId id) {
  return reader.one<std::string>(kContent, id).value_or("");
}

std::vector<OrderImport> order_imports(store::Reader& reader) { return reader.all<OrderImport>(kLast); }

void drop_order_file(store::Transaction& transaction, OrderImportId id) { transaction.run(kDrop, id); }

OrdersTried try_orders(store::Store& store, const ReturnAct& act, const OrderFile& file) {
  OrdersTried all;
  for (std::size_t at = 0; at < file.orders.size(); at += kAtOnce) {
    try {
      store.write([&](store::Transaction& transaction) {
        const auto tried = take_in(transaction, act, some_of(file, at));
        throw Undone{tried};
      });
    } catch (const Undone& undone) {
      add(all, undone.tried);
    }
  }
  return all;
}

OrdersTried bring_orders_in(store::Store& store, const ReturnAct& act, OrderImportId id, const OrderFile& file,
                            const std::string& refusals) {
  OrdersTried all;
  for (std::size_t at = 0; at < file.orders.size(); at += kAtOnce) {
    add(all,
        store.write([&](store::Transaction& transaction) { return take_in(transaction, act, some_of(file, at)); }));
  }
  store.write([&](store::Transaction& transaction) {
    transaction.run(kEnd, id, act.at, all.counted, all.kept, all.known, static_cast<std::int64_t>(file.refused.size()),
                    refusals);
  });
  return all;
}

std::string refusals_of(store::Reader& reader, OrderImportId id) {
  return reader.one<std::string>(kRefusals, id).value_or("");
}

std::string order_heads() {
  return text::csv_line({"reference", "at", "amount", "what", "member", "standing", "taken back"}, ',');
}

std::string order_line(const Order& order, std::string_view handle) {
  return text::csv_line({order.reference, to_rfc3339(order.at), text::money_in_figures(text::Language::en, order.cents),
                         order.what, std::string(handle), std::string(order_standing_name(order.standing)),
                         order.taken_back_at ? to_rfc3339(*order.taken_back_at) : std::string()},
                        ',');
}

std::string fault_words(text::Language language, const OrderFile::Fault& fault) {
  return fault_sentence(language, order_column_words(fault.column), fault.value, fault.reason);
}

std::string refusals_table(const OrderFile& file, text::Language language) {
  std::vector<RefusedRow> rows;
  for (const auto& refused : file.refused) {
    std::string reasons;
    for (const auto& fault : refused.faults) reasons += (reasons.empty() ? "" : " ") + fault_words(language, fault);
    rows.push_back({refused.line, std::move(reasons), refused.values});
  }
  return refused_table(file.heads, rows, language);
}

}  // namespace parvis::community
