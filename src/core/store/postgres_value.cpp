#include "core/store/postgres_value.h"

#include <endian.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace parvis::store {
namespace {

// Of the types that the program meets (pg_type.dat); their numbers never change.
constexpr Oid kByteaArray = 1001, kTextArray = 1009, kInt8Array = 1016, kFloat8Array = 1022;
constexpr Oid kBool = 16, kBytea = 17, kChar = 18, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26,
              kFloat4 = 700, kFloat8 = 701, kNumeric = 1700, kVoid = 2278;

template <class Number>
Number read_number(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof number);
  if constexpr (sizeof(Number) == 8) return static_cast<Number>(be64toh(static_cast<std::uint64_t>(number)));
  if constexpr (sizeof(Number) == 4) return static_cast<Number>(be32toh(static_cast<std::uint32_t>(number)));
  return static_cast<Number>(be16toh(static_cast<std::uint16_t>(number)));
}

void append_number(std::string& bytes, std::int32_t number) {
  const auto wire = htobe32(static_cast<std::uint32_t>(number));
  bytes.append(reinterpret_cast<const char*>(&wire), sizeof wire);
}

Oid array_of(Oid type) {
  switch (type) {
    case kInt8: return kInt8Array;
    case kText: return kTextArray;
    case kFloat8: return kFloat8Array;
    case kBytea: return kByteaArray;
    default: return 0;
  }
}

// What sum(bigint) gives: digits of base 10,000 from the highest down. Whole when no digit stands after the point.
Value decode_numeric(const char* bytes) {
  const auto digits = read_number<std::int16_t>(bytes);
  const auto weight = read_number<std::int16_t>(bytes + 2);
  const bool negative = read_number<std::uint16_t>(bytes + 4) == 0x4000;
  const auto decimals = read_number<std::uint16_t>(bytes + 6);
  if (decimals == 0 && weight < 5 && digits <= weight + 1) {
    std::uint64_t whole = 0;
    for (int i = 0; i <= weight; ++i) {
      whole = whole * 10'000 + (i < digits ? read_number<std::uint16_t>(bytes + 8 + 2 * i) : 0u);
    }
    return Value::of_integer(static_cast<std::int64_t>(negative ? 0 - whole : whole));
  }
  double real = 0;
  for (int i = 0; i < digits; ++i) {
    real += read_number<std::uint16_t>(bytes + 8 + 2 * i) * std::pow(10'000.0, weight - i);
  }
  return Value::of_real(negative ? -real : real);
}

}  // namespace

Oid parameter_type(const Value& value) {
  switch (value.kind == Value::Kind::null ? value.type : value.kind) {
    case Value::Kind::null: return 0;
    case Value::Kind::integer: return kInt8;
    case Value::Kind::real: return kFloat8;
    case Value::Kind::text: return kText;
    case Value::Kind::blob: return kBytea;
  }
  return 0;
}

void encode_integer(std::int64_t value, char* bytes) {
  const auto wire = htobe64(static_cast<std::uint64_t>(value));
  std::memcpy(bytes, &wire, sizeof wire);
}

void encode_real(double value, char* bytes) { encode_integer(std::bit_cast<std::int64_t>(value), bytes); }

std::int64_t decode_integer(const char* bytes) { return read_number<std::int64_t>(bytes); }

std::optional<Parameter> encode_array(const std::vector<std::vector<Parameter>>& rows, std::size_t column) {
  const auto type = rows.front()[column].type;
  const auto array = array_of(type);
  if (array == 0) return std::nullopt;
  bool has_null = false;
  for (const auto& row : rows) {
    if (row[column].type != type) return std::nullopt;
    has_null |= !row[column].bytes;
  }
  std::string bytes;
  append_number(bytes, 1);  // dimensions
  append_number(bytes, has_null ? 1 : 0);
  append_number(bytes, static_cast<std::int32_t>(type));
  append_number(bytes, static_cast<std::int32_t>(rows.size()));
  append_number(bytes, 1);  // the number of the first
  for (const auto& row : rows) {
    const auto& one = row[column].bytes;
    append_number(bytes, one ? static_cast<std::int32_t>(one->size()) : -1);
    if (one) bytes += *one;
  }
  return Parameter{array, std::move(bytes)};
}

Value decode_field(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column)) return {};
  const char* bytes = PQgetvalue(result, row, column);
  switch (PQftype(result, column)) {
    case kInt8: return Value::of_integer(read_number<std::int64_t>(bytes));
    case kInt4: return Value::of_integer(read_number<std::int32_t>(bytes));
    case kInt2: return Value::of_integer(read_number<std::int16_t>(bytes));
    case kOid: return Value::of_integer(read_number<std::uint32_t>(bytes));
    case kBool: return Value::of_integer(*bytes != 0 ? 1 : 0);
    case kFloat8: return Value::of_real(std::bit_cast<double>(read_number<std::int64_t>(bytes)));
    case kFloat4: return Value::of_real(static_cast<double>(std::bit_cast<float>(read_number<std::int32_t>(bytes))));
    case kNumeric: return decode_numeric(bytes);
    case kVoid: return {};
    case kBytea: return Value::of_blob({bytes, static_cast<std::size_t>(PQgetlength(result, row, column))});
    case kChar:
    default: return Value::of_text({bytes, static_cast<std::size_t>(PQgetlength(result, row, column))});
  }
}

}  // namespace parvis::store
