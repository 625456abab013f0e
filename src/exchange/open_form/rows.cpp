#include "exchange/open_form/rows.h"

namespace parvis::exchange {
namespace {

using store::Sql;

// The statement is given back with its scope.
class Lent {
 public:
  Lent(store::Connection& connection, const Sql& sql) : connection_(connection), statement_(connection.lend(sql)) {}
  ~Lent() { connection_.give_back(statement_); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  store::Statement& operator*() { return statement_; }
  store::Statement* operator->() { return &statement_; }

 private:
  store::Connection& connection_;
  store::Statement& statement_;
};

// " where …" for the rows that are told.
Sql condition(const Form& form, Told told) {
  const Sql where = " where (" + form.where + ")";
  return told == Told::with_accounts ? where : where + " and not (" + form.guarded + ")";
}

Sql reading(const Form& form, Told told) {
  Sql columns = "";
  for (const auto* field : fields_told(form, told)) {
    columns = columns.text().empty() ? field->column : columns + ", " + field->column;
  }
  return "select " + columns + " from " + form.table + condition(form, told) + " order by " + form.order;
}

constexpr Sql kParameters[] = {"$1",  "$2",  "$3",  "$4",  "$5",  "$6",  "$7",  "$8",  "$9",
                               "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17", "$18",
                               "$19", "$20", "$21", "$22", "$23", "$24", "$25", "$26"};

struct List {
  Sql names = "", places = "";
  std::size_t size = 0;
  void add(const Sql& column) {
    names = size == 0 ? column : names + ", " + column;
    places = size == 0 ? kParameters[0] : places + ", " + kParameters[size];
    ++size;
  }
};

Sql make_inserting(const Form& form) {
  List list;
  for (const auto& field : form.fields) list.add(field.column);
  for (const auto& derived : form.derived) {
    if (derived.made) list.add(derived.column);
  }
  // A setting may be there already: what a new community made for itself.
  const Sql twice = form.name == "settings" ? Sql(" on conflict (key) do update set value = excluded.value") : Sql("");
  return "insert into " + form.table + " (" + list.names + ") values (" + list.places + ")" + twice;
}

// Made once for each form, so that its prepared statement is found again.
const Sql& inserting(const Form& form) {
  static const auto all = [] {
    std::map<std::string_view, Sql> all;
    for (const auto& each : forms()) all.emplace(each.name, make_inserting(each));
    return all;
  }();
  return all.at(form.name);
}

void bind(store::Statement& statement, int number, const Cell& cell) {
  auto value = cell.value;
  if (value.kind == store::Value::Kind::text) value.text = cell.text;
  statement.bind(number, value);
}

const Form& form_of_table(std::string_view table) {
  for (const auto& form : forms()) {
    if (form.table.text() == table) return form;
  }
  throw Fault("no file tells the table " + std::string(table));
}

}  // namespace

std::vector<const Field*> fields_told(const Form& form, Told told) {
  std::vector<const Field*> fields;
  for (const auto& field : form.fields) {
    if (field.told == Told::always || told == Told::with_accounts) fields.push_back(&field);
  }
  return fields;
}

std::int64_t count_rows(store::Reader& reader, const Form& form, Told told) {
  return reader.one<std::int64_t>("select count(*) from " + form.table + condition(form, told)).value_or(0);
}

void each_row(store::Reader& reader, const Form& form, Told told,
              const std::function<void(const std::vector<store::Value>&)>& take) {
  const Sql sql = reading(form, told);
  Lent statement(reader.connection(), sql);
  std::vector<store::Value> row(fields_told(form, told).size());
  while (statement->step()) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = statement->column(static_cast<int>(i));
    take(row);
  }
}

void insert_row(store::Transaction& transaction, const Form& form, const Row& row) {
  std::vector<Cell> made;  // lives until the statement has run
  for (const auto& derived : form.derived) {
    if (derived.made) made.push_back(derived.made(row));
  }
  Lent statement(transaction.connection(), inserting(form));
  int number = 0;
  for (const auto& cell : row) bind(*statement, ++number, cell);
  for (const auto& cell : made) bind(*statement, ++number, cell);
  statement->step();
}

bool is_empty(store::Reader& reader, const Form& form) {
  return !reader.one<std::int64_t>("select 1 from " + form.table + condition(form, Told::with_accounts) + " limit 1");
}

bool is_there(store::Reader& reader, const Field& field, const Cell& cell) {
  const auto& parent = form_of_table(field.refers_to);
  return reader
      .one<std::int64_t>("select 1 from " + parent.table + " where " + parent.order + " = $1", cell.value.integer)
      .has_value();
}

}  // namespace parvis::exchange
