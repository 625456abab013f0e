// One value on its way into or out of the database, and how the program's types become one: integers, bool,
// enumerations, Id<…> and Instant are integers; std::string is text; Bytes is a blob; an empty optional is null.
// Text and blobs are views: going in, of the caller's argument; coming out, of the row the cursor stands on.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/ids.h"
#include "core/time/instant.h"

namespace parvis::store {

// A blob: hashes, tokens, compressed text. Distinct from std::string so that it is never stored as text by mistake.
struct Bytes {
  std::string data;
  auto operator<=>(const Bytes&) const = default;
};

struct Value {
  enum class Kind { null, integer, real, text, blob };
  Kind kind = Kind::null;
  Kind type = Kind::null;  // of a null going in: what it would have been, for databases that want to know
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text = {};  // of a text, or the bytes of a blob

  static Value of_integer(std::int64_t value) { return {.kind = Kind::integer, .integer = value}; }
  static Value of_real(double value) { return {.kind = Kind::real, .real = value}; }
  static Value of_text(std::string_view value) { return {.kind = Kind::text, .text = value}; }
  static Value of_blob(std::string_view value) { return {.kind = Kind::blob, .text = value}; }
  static Value of_null(Kind type) { return {.type = type}; }
};

const char* kind_name(Value::Kind kind);

namespace detail {
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
constexpr bool kIsNumber = (std::is_integral_v<T> && !std::is_same_v<T, char>) || std::is_enum_v<T>;
}  // namespace detail

// A type that fills one column by itself; anything else given as a row is an aggregate of such.
template <class T>
concept Column = detail::kIsNumber<T> || std::is_floating_point_v<T> || std::is_same_v<T, std::string> ||
    std::is_same_v<T, Bytes> || std::is_same_v<T, Instant> || detail::IsId<T>::value || detail::IsOptional<T>::value;

// What a value of type T is in the database.
template <class T>
constexpr Value::Kind kind_of() {
  if constexpr (std::is_floating_point_v<T>) return Value::Kind::real;
  if constexpr (std::is_same_v<T, Bytes>) return Value::Kind::blob;
  if constexpr (detail::kIsNumber<T> || detail::IsId<T>::value || std::is_same_v<T, Instant>) {
    return Value::Kind::integer;
  }
  return Value::Kind::text;
}

template <class T>
Value to_value(const T& argument) {
  if constexpr (std::is_enum_v<T>) {
    return Value::of_integer(static_cast<std::int64_t>(argument));
  } else if constexpr (detail::kIsNumber<T>) {
    return Value::of_integer(static_cast<std::int64_t>(argument));
  } else if constexpr (std::is_floating_point_v<T>) {
    return Value::of_real(static_cast<double>(argument));
  } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
    return {};
  } else if constexpr (detail::IsOptional<T>::value) {
    return argument ? to_value(*argument) : Value::of_null(kind_of<typename T::value_type>());
  } else if constexpr (detail::IsId<T>::value) {
    return Value::of_integer(argument.value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return Value::of_integer(argument.microseconds);
  } else if constexpr (std::is_same_v<T, Bytes>) {
    return Value::of_blob(argument.data);
  } else {
    static_assert(std::is_convertible_v<const T&, std::string_view>, "not a type the store can keep");
    return Value::of_text(std::string_view(argument));
  }
}

// Puts `value` into `out`; false when it is of another kind, null without an optional, or does not fit.
template <Column T>
bool from_value(const Value& value, T& out) {
  using Kind = Value::Kind;
  if constexpr (detail::IsOptional<T>::value) {
    if (value.kind == Kind::null) {
      out.reset();
      return true;
    }
    return from_value(value, out.emplace());
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (value.kind != Kind::text) return false;
    out.assign(value.text);
    return true;
  } else if constexpr (std::is_same_v<T, Bytes>) {
    if (value.kind != Kind::blob) return false;
    out.data.assign(value.text);
    return true;
  } else if constexpr (std::is_floating_point_v<T>) {
    if (value.kind != Kind::real && value.kind != Kind::integer) return false;
    out = static_cast<T>(value.kind == Kind::real ? value.real : static_cast<double>(value.integer));
    return true;
  } else {
    if (value.kind != Kind::integer) return false;
    if constexpr (std::is_same_v<T, Instant>) {
      out.microseconds = value.integer;
    } else if constexpr (detail::IsId<T>::value) {
      out.value = value.integer;
    } else if constexpr (std::is_same_v<T, bool>) {
      out = value.integer != 0;
    } else if constexpr (std::is_enum_v<T>) {
      out = static_cast<T>(value.integer);
    } else {
      if (!std::in_range<T>(value.integer)) return false;
      out = static_cast<T>(value.integer);
    }
    return true;
  }
}

}  // namespace parvis::store
