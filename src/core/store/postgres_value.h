// Values in PostgreSQL's binary format, both ways. Pure functions.
#pragma once

#include <libpq-fe.h>

#include "core/store/value.h"

namespace parvis::store {

// The type a parameter is sent as; 0 leaves it to the server, for a null of no type.
Oid parameter_type(const Value& value);

// Numbers as eight bytes, the highest first.
void encode_integer(std::int64_t value, char* bytes);
void encode_real(double value, char* bytes);

// What a field of a result holds. Texts and blobs are views into the result.
Value decode_field(const PGresult* result, int row, int column);

}  // namespace parvis::store
