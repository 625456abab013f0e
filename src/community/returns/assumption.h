// What is assumed where nothing can be counted: that an asker would have called, what a call costs. Each has a low, a
// base and a high value, somebody who states it, a source and a sentence; stating it anew keeps what was said before.
// The last one stated is in force, for every month, so that the whole result stands on one set of assumptions.
// Functions over Reader and Transaction; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "community/returns/return_act.h"

namespace parvis::community {

using AssumptionId = Id<struct AssumptionTag>;

enum class AssumptionKey {
  call_chance = 1,      // that whoever asked would have called or written to the brand
  call_cost = 2,        // of one such call
  order_share = 3,      // of a member's order that the community brought about
  margin = 4,           // on an order
  prospect_chance = 5,  // that a hot prospect buys
  prospect_order = 6,   // what they then buy for
  page_readers = 7,     // of the pages given out, the share that people read and not programs
  page_value = 8,       // what a thousand page views would have cost elsewhere
  idea_value = 9        // of an adopted idea
};
inline constexpr AssumptionKey kAssumptionKeys[] = {
    AssumptionKey::call_chance,  AssumptionKey::call_cost,       AssumptionKey::order_share,
    AssumptionKey::margin,       AssumptionKey::prospect_chance, AssumptionKey::prospect_order,
    AssumptionKey::page_readers, AssumptionKey::page_value,      AssumptionKey::idea_value};
enum class AssumptionUnit { cents, percent };  // percent: in hundredths

std::string_view assumption_name(AssumptionKey key);  // "call_chance"
std::optional<AssumptionKey> parse_assumption(std::string_view name);
const char* assumption_words(AssumptionKey key);     // msgid: what it is
const char* assumption_question(AssumptionKey key);  // msgid: what to ask oneself
AssumptionUnit assumption_unit(AssumptionKey key);

// From the least to the most, of money or of anything.
struct Range {
  std::int64_t low = 0, base = 0, high = 0;
  bool operator==(const Range&) const = default;
  Range& operator+=(const Range& other) {
    low += other.low;
    base += other.base;
    high += other.high;
    return *this;
  }
};
// What is in force; what nobody stated is not there.
using Values = std::map<AssumptionKey, Range>;

inline constexpr std::size_t kMaxAssumptionWords = 500;

struct AssumptionWords {
  Range value;
  std::string source;    // where it comes from: "Support desk, figures of 2026"
  std::string sentence;  // why so
};
struct Assumption : AssumptionWords {
  AssumptionId id;
  AssumptionKey key = AssumptionKey::call_chance;
  MemberId author;  // zero: erased since, or a program
  Instant at;
};

Values values_in_force(store::Reader& reader);
// Each key's last one.
std::map<AssumptionKey, Assumption> assumptions_in_force(store::Reader& reader);
// The last first.
std::vector<Assumption> history_of(store::Reader& reader, AssumptionKey key);

// What is wrong with the values, if anything: not in order, out of reach.
std::optional<Sentence> problem_of(AssumptionKey key, const Range& value);
AssumptionId state_assumption(store::Transaction& transaction, const ReturnAct& act, AssumptionKey key,
                              const AssumptionWords& words);

}  // namespace parvis::community
