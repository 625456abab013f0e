// A table of a spreadsheet, as a program sends it or as a form brings it in its field "file". One visit.
#pragma once

#include <cstddef>
#include <optional>

#include "community/visit.h"
#include "core/html/form.h"
#include "core/http/multipart.h"

namespace parvis::community {

// As text in UTF-8; or what is wrong with it: it is larger than so many bytes, or no table.
struct TableText {
  std::string text;
  std::optional<Sentence> problem;
};
TableText read_table_text(std::string_view bytes, std::size_t most_bytes);
// The name of a file, cut to what is kept.
std::string table_name(std::string_view sent);

// As text in UTF-8, of at most so many bytes as it was sent, its name cut to what is kept. Nothing, and said in `state`
// beside the field, when no file came, when it is too large, or when it is no table.
std::optional<http::File> read_table_file(const Visit& visit, html::FormState& state, std::size_t most_bytes);

}  // namespace parvis::community
