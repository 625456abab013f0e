// Questions put together at run time, with as many values as they came to name: `Reader` wants to know their number
// when it is compiled. The text is still the program's own (Sql); what people typed stays a value.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

// "$7"
Sql parameter(std::size_t number);

struct Bound {
  Sql sql;
  std::vector<std::string> texts = {};  // $1, $2, …
};

// Calls `take` with the first column of each row, a number.
void each_number(Reader& reader, const Bound& question, const std::function<void(std::int64_t)>& take);
// Of the first row; zero when there is none, or when it is null.
std::int64_t number_of(Reader& reader, const Bound& question);

}  // namespace parvis::store
