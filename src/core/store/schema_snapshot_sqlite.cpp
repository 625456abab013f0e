#include <cctype>

#include "core/store/schema_snapshot.h"

namespace parvis::store {
namespace {

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Comments out, blanks to one, none beside brackets and commas; what stands between quotes stays as it is.
std::string normalised(std::string_view sql) {
  std::string text;
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (quote != 0) {
      text += c;
      if (c == quote) quote = 0;
    } else if (sql.substr(i, 2) == "--") {
      while (i + 1 < sql.size() && sql[i + 1] != '\n') ++i;
    } else if (is_blank(c)) {
      if (!text.empty() && text.back() != ' ' && text.back() != '(') text += ' ';
    } else {
      if ((c == ',' || c == ')' || c == '(') && !text.empty() && text.back() == ' ') text.pop_back();
      if (c == '\'' || c == '"') quote = c;
      text += c;
      if (c == ',') text += ' ';
    }
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string schema_snapshot_sqlite(Reader& reader) {
  std::string snapshot;
  reader.each<std::string>(
      "select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name not in "
      "(select name from pragma_table_list where type = 'shadow') order by tbl_name, type desc, name",
      [&](std::string sql) { snapshot += normalised(sql) + ";\n"; });
  return snapshot;
}

}  // namespace parvis::store
