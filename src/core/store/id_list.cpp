#include "core/store/id_list.h"

#include <algorithm>

namespace parvis::store {

Sql in_list(Reader& reader, const Sql& parameter) {
  if (reader.connection().database() == Database::sqlite) {
    // one database only: SQLite knows no arrays
    return Sql(" in (select value from json_each(") + parameter + Sql(")) ");
  }
  // one database only: an array, whose brackets are braces
  return Sql(" = any (translate(") + parameter + Sql(", '[]', '{}')::bigint[]) ");
}

Sql in_word_list(Reader& reader, const Sql& parameter) {
  if (reader.connection().database() == Database::sqlite) return in_list(reader, parameter);
  // one database only: as above
  return Sql(" = any (translate(") + parameter + Sql(", '[]', '{}')::text[]) ");
}

std::string word_list(const std::vector<std::string>& words) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  std::string list = "[";
  for (const auto& word : words) {
    if (word.empty() || !std::ranges::all_of(word, is_plain)) continue;
    list.append(list.size() > 1 ? ",\"" : "\"").append(word).append("\"");
  }
  return list + "]";
}

}  // namespace parvis::store
