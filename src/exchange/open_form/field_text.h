// One value of a row as JSON, and back. Everything the store can hold survives: what has no place in the form of its
// kind stands in another that is read back the same. An identifier that is none, a word that is unknown and an instant
// beyond the year 9999 stand as their number; a number beyond 2^53 as text, since many readers would round it; a text
// that is no UTF-8 as {"base64": "…"}. Pure; any thread.
#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "exchange/open_form/form.h"

namespace parvis::exchange {

// The text of the value after the colon; nothing is appended and false answered when the field is to be left out.
bool append_value(std::string& line, const Field& field, const store::Value& value);

// The line of a row: `values` are those of `fields`, in their order.
void append_line(std::string& lines, const std::vector<const Field*>& fields, const std::vector<store::Value>& values);

// Null stands for a field that is not there. Throws RefusedRow with a reason when it is not what the field holds.
Cell read_value(const Field& field, const boost::json::value* value);

// "2026-11-21T19:22:00.123456Z"
void append_instant(std::string& line, std::int64_t microseconds);

}  // namespace parvis::exchange
