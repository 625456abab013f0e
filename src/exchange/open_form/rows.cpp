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

// What puts rows of a form in.
struct Inserting {
  Sql into = "", after = "";
  int columns = 0;
};

Inserting inserting(const Form& form) {
  Inserting inserting;
  Sql columns = "";
  const auto add = [&](const Sql& column) { columns = inserting.columns++ == 0 ? column : columns + ", " + column; };
  for (const auto& field : form.fields) add(field.column);
  for (const auto& derived : form.derived) {
    if (derived.made) add(derived.column);
  }
  inserting.into = "insert into " + form.table + " (" + columns + ")";
  // A setting may be there already: what a new community made for itself.
  if (form.name == "settings") inserting.after = "on conflict (key) do update set value = excluded.value";
  return inserting;
}

using Kind = store::Value::Kind;

// What the database keeps of a field; it wants to know that of a null too.
Kind kept_as(FieldKind kind) {
  const bool textual = kind == FieldKind::text || kind == FieldKind::html || kind == FieldKind::document;
  return textual ? Kind::text : Kind::integer;
}

store::Value value_of(const Cell& cell, Kind kept) {
  auto value = cell.value;
  if (value.kind == Kind::text) value.text = cell.text;
  if (value.kind == Kind::null) value = store::Value::of_null(kept);
  return value;
}

store::ManyRows rows_of(store::Transaction& transaction, const Form& form, store::Failures failures) {
  const auto all = inserting(form);
  return {transaction, all.into, all.columns, all.after, failures};
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
  statement->expect_many();
  std::vector<store::Value> row(fields_told(form, told).size());
  while (statement->step()) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = statement->column(static_cast<int>(i));
    take(row);
  }
}

FormRows::FormRows(store::Transaction& transaction, const Form& form, store::Failures failures)
    : form_(form), rows_(rows_of(transaction, form, failures)) {}

void FormRows::add(const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) rows_.value(value_of(row[i], kept_as(form_.fields[i].kind)));
  for (const auto& derived : form_.derived) {
    if (derived.made) rows_.value(value_of(made_.emplace_back(derived.made(row)), Kind::text));
  }
}

void FormRows::put_in() {
  rows_.put_in();
  made_.clear();
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
