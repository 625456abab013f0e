// A table of a spreadsheet that a form brings in its field "file". One visit.
#pragma once

#include <cstddef>
#include <optional>

#include "community/visit.h"
#include "core/html/form.h"
#include "core/http/multipart.h"

namespace parvis::community {

// As text in UTF-8, of at most so many bytes as it was sent, its name cut to what is kept. Nothing, and said in `state`
// beside the field, when no file came, when it is too large, or when it is no table.
std::optional<http::File> read_table_file(const Visit& visit, html::FormState& state, std::size_t most_bytes);

}  // namespace parvis::community
