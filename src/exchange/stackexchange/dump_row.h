// One row of a dump: `<row Id="1" Name="…" />`. Attributes stay as they stand in the file until one is asked for; then
// its entities are decoded and its value checked. What is wrong with a row is thrown as `RefusedRow`, whose text goes
// into the report; the rows around it are not concerned. A row views the text it was parsed from; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time/instant.h"

namespace parvis::exchange {

// Why a row does not arrive, in words for the person who reads the report.
struct RefusedRow : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class DumpRow {
 public:
  // The row in `text`, which must live as long as the row. Throws RefusedRow when it is malformed or no UTF-8.
  static DumpRow parse(std::string_view text);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  // The value as it stands in the file, entities and all; empty when there is none.
  std::string_view raw(std::string_view name) const;

  // Required values: RefusedRow when missing or wrong.
  std::int64_t number(std::string_view name) const;
  std::string text(std::string_view name) const;  // line ends become "\n"; never empty
  Instant instant(std::string_view name) const;   // UTC, as the dumps write it, without a zone

  // Values that may be missing; RefusedRow when present and wrong.
  std::optional<std::int64_t> number_if(std::string_view name) const;
  std::string text_if(std::string_view name) const;  // empty when missing
  std::optional<Instant> instant_if(std::string_view name) const;

 private:
  using Attribute = std::pair<std::string_view, std::string_view>;
  const Attribute* find(std::string_view name) const;
  std::string_view required(std::string_view name) const;

  std::vector<Attribute> attributes_;
};

// `raw` with its entities decoded, carriage returns dropped from line ends, and characters that no text may hold
// replaced by U+FFFD. Throws RefusedRow for an unknown or impossible entity.
std::string decode_attribute(std::string_view raw);

}  // namespace parvis::exchange
