// The rows that the program holds about one member, read by the lines of holdings.h: counted, a page at a time for the
// page of one's own data, all of them for the copy one takes away. Functions over a Reader; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "community/privacy/held_names.h"
#include "community/privacy/holdings.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// How many there are, counted no further than `most`.
inline constexpr std::int64_t kMostCounted = 10'000;
std::int64_t count_held(store::Reader& reader, const Holding& holding, MemberId member,
                        std::int64_t most = kMostCounted);

// A value as people and programs read it: instants in RFC 3339, identifiers as in addresses.
struct HeldValue {
  enum class Kind { nothing, number, instant, id, text };
  std::string column;
  Kind kind = Kind::nothing;
  std::int64_t number = 0;  // of a number, an instant (microseconds) or an identifier
  std::string text;
};
using HeldRow = std::vector<HeldValue>;

struct HeldPage {
  std::vector<HeldRow> rows;  // the latest first
  HeldNames names;
  std::int64_t next = 0;  // `before` of the next page; zero: there is none
};
inline constexpr int kHeldPerPage = 50;
// Those whose key is less than `before`; zero: from the latest.
HeldPage held_page(store::Reader& reader, const Holding& holding, MemberId member, std::int64_t before,
                   text::Language language);

// Every row, as one JSON object each, given to `take` as it comes. What has a name bears it beside its identifier, as
// "segment_name".
void each_held(store::Reader& reader, const Holding& holding, MemberId member, text::Language language,
               const std::function<void(const std::string& json)>& take);

}  // namespace parvis::community
