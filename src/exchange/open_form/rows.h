// The rows of a form in the database: read in the order of its key, and put in. The only SQL of the open form; it is
// made of the declared columns.
#pragma once

#include <deque>
#include <functional>

#include "core/store/many_rows.h"
#include "exchange/open_form/form.h"

namespace parvis::exchange {

// Fields that an export of this kind tells: all of them, or those without secrets.
std::vector<const Field*> fields_told(const Form& form, Told told);

std::int64_t count_rows(store::Reader& reader, const Form& form, Told told);
// Gives each row to `take`, in the order of the key: its values in the order of `fields_told`, valid until it returns.
void each_row(store::Reader& reader, const Form& form, Told told,
              const std::function<void(const std::vector<store::Value>&)>& take);

// Rows on their way in, with all their fields; what a field leaves out is null.
class FormRows {
 public:
  FormRows(store::Transaction& transaction, const Form& form, store::Failures failures);
  // The row must live until `put_in`.
  void add(const Row& row);
  void put_in();

 private:
  const Form& form_;
  store::ManyRows rows_;
  std::deque<Cell> made_;  // what was derived from the rows
};

// Whether the table has a row that an export would tell.
bool is_empty(store::Reader& reader, const Form& form);
// Whether the row that the field refers to is there.
bool is_there(store::Reader& reader, const Field& field, const Cell& cell);

}  // namespace parvis::exchange
