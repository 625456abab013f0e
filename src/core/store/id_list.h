// A list of identifiers as one parameter: however many they are, the statement stays the same and stays prepared, where
// `Sql::numbers` gives a new one each time. For statements that come often; the rows come in no order.
//
//   reader.all<Row>(kSelect + in_list(reader, "$1"), id_list(threads))     kSelect ends with the column's name
#pragma once

#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

// " in (…)": what is equal to one of the list that this parameter is given.
Sql in_list(Reader& reader, const Sql& parameter);

// "[3,1,2]"
template <class Ids>
std::string id_list(const Ids& ids) {
  std::string list = "[";
  for (const auto id : ids) list.append(list.size() > 1 ? "," : "").append(std::to_string(id.value));
  return list + "]";
}

// The same of words, which consist of small letters, digits, "-" and "_": others are left out of the list.
//
//   reader.all<Row>(kSelect + in_word_list(reader, "$1"), word_list(keys))
Sql in_word_list(Reader& reader, const Sql& parameter);
std::string word_list(const std::vector<std::string>& words);

}  // namespace parvis::store
