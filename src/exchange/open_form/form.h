// The open form of a community, declared: which file tells which table, and how each column stands in its lines
// (docs/export.md). Export, import, the document and its test all read this declaration, and a test holds it against
// the schema, so that no column can be forgotten: each is told in a field or is left out for a reason. Constant values.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/store.h"

namespace parvis::exchange {

// How a value stands in a line. Whatever cannot stand so (a number without a word, a text that is no UTF-8) stands in a
// form of its own that is read back the same; see field_text.h.
enum class FieldKind {
  id,       // as in addresses: up to 13 characters
  subject,  // what an act is about: an id, or a small number as it is; none when zero
  number,
  word,     // one of a list
  instant,  // RFC 3339 with microseconds
  text,
  html,      // passes the sanitiser on its way in
  document,  // JSON inside JSON: texts by language
  face,      // the drawn portrait of a member
};
enum class Presence { required, optional };
enum class Told { always, with_accounts };

struct Word {
  std::int64_t number = 0;
  std::string_view name;
};
using Words = std::vector<Word>;

struct Field {
  std::string_view name;  // in the line
  store::Sql column;
  FieldKind kind = FieldKind::text;
  std::string_view meaning;  // for docs/export.md
  Presence presence = Presence::required;
  std::string_view refers_to = {};  // the table whose row must be there
  const Words& (*words)() = nullptr;
  Told told = Told::always;
};

// A value on its way between a line and the database.
struct Cell {
  store::Value value;
  std::string text = {};  // what a text's or blob's view becomes once it is kept
};
using Row = std::vector<Cell>;  // in the order of the form's fields

// A column that no field tells, since it follows from others.
struct Derived {
  store::Sql column;
  std::string_view reason;
  std::function<Cell(const Row&)> made = {};  // without one the schema's preset serves, and recounting
};

struct Form {
  std::string_view name;  // "posts": of the file, without .jsonl
  store::Sql table;
  std::string_view what;  // one sentence
  std::vector<Field> fields;
  std::vector<Derived> derived = {};
  store::Sql order = "id";       // the key
  store::Sql where = "1 = 1";    // rows that are told
  store::Sql guarded = "1 = 0";  // of these, rows told with accounts only
  Told told = Told::always;

  std::string file() const { return std::string(name) + ".jsonl"; }
  std::size_t index_of(std::string_view field) const;
};

// Parents before children: the order in which they are written and read.
const std::vector<Form>& forms();
const Form* find_form(std::string_view name);

// Tables of the schema that no file tells, with the reason.
struct LeftOut {
  std::string_view table, reason;
};
const std::vector<LeftOut>& tables_left_out();

// By theme, put together by forms().
std::vector<Form> forms_of_people();
std::vector<Form> forms_of_groups();
std::vector<Form> forms_of_units();
std::vector<Form> forms_of_profiles();
std::vector<Form> forms_of_leaders();
std::vector<Form> forms_of_accounts();
std::vector<Form> forms_of_threads();
std::vector<Form> forms_of_files();
std::vector<Form> forms_of_appreciation();
std::vector<Form> forms_of_members_own();
std::vector<Form> forms_of_timeline();
std::vector<Form> forms_of_today();
std::vector<Form> forms_of_cockpit();
std::vector<Form> forms_of_plans();
std::vector<Form> forms_of_returns();

}  // namespace parvis::exchange
