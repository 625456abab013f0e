// Values in PostgreSQL's binary format, both ways. Pure functions.
#pragma once

#include <libpq-fe.h>

#include <optional>
#include <string>
#include <vector>

#include "core/store/value.h"

namespace parvis::store {

// A parameter as it is sent: its type and its bytes, none for a null.
struct Parameter {
  Oid type = 0;
  std::optional<std::string> bytes = {};
};

// The type a parameter is sent as; 0 leaves it to the server, for a null of no type.
Oid parameter_type(const Value& value);

// Numbers as eight bytes, the highest first.
void encode_integer(std::int64_t value, char* bytes);
void encode_real(double value, char* bytes);
std::int64_t decode_integer(const char* bytes);
// The parameter at `column` of each row as one array; nothing when they are not of one known type.
std::optional<Parameter> encode_array(const std::vector<std::vector<Parameter>>& rows, std::size_t column);

// What a field of a result holds. Texts and blobs are views into the result.
Value decode_field(const PGresult* result, int row, int column);

}  // namespace parvis::store
