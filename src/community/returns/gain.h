// What the community brings in, each gain with the acts it comes from, counted once. A gain is a number of things
// (a solved question, a prospect, the cents of an order), never an estimate: what a thing is worth is worked out from
// the assumptions in force. Each is a transfer of the ledger; one that no longer holds is ended and taken back.
// Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <vector>

#include "community/returns/assumption.h"

namespace parvis::community {

using GainId = Id<struct GainTag>;

enum class GainKind {
  support = 1,   // a question that a member solved for another: quantity 1
  prospect = 2,  // a member close to buying: 1
  order = 3,     // an order of a member who had taken part: its cents
  pages = 4,     // pages the server gave out in a day: how many
  idea = 5       // an idea the brand took up: 1
};
inline constexpr GainKind kGainKinds[] = {GainKind::order, GainKind::support, GainKind::prospect, GainKind::pages,
                                          GainKind::idea};
std::string_view gain_kind_name(GainKind kind);  // "support"
std::optional<GainKind> parse_gain_kind(std::string_view name);
const char* gain_kind_words(GainKind kind);  // msgid: "Support avoided"
std::string gain_account(GainKind kind);
// The assumptions that a gain of this kind is worked out from.
std::vector<AssumptionKey> assumptions_for(GainKind kind);

// What so many are worth, in cents; nothing when an assumption it needs was never stated.
std::optional<Range> worth(GainKind kind, std::int64_t quantity, const Values& values);

struct NewGain {
  GainKind kind = GainKind::support;
  Instant at;
  std::int64_t quantity = 1;
  MemberId member;
  ThreadId thread;
  std::int64_t subject = 0;
  ActivityId act;                // zero: of no single act
  std::vector<ActivityId> acts;  // besides, where several make it
  std::string words;
};
// Nothing when a gain of this kind was traced to this act before.
std::optional<GainId> trace_gain(store::Transaction& transaction, const NewGain& gain, text::TimeZone zone);
// It counts no more; false when it had ended before.
bool end_gain(store::Transaction& transaction, GainId id, Instant at, ActivityId act);

struct Gain {
  GainId id;
  GainKind kind = GainKind::support;
  std::int64_t month = 0;
  Instant at;
  std::int64_t quantity = 0;
  std::optional<MemberId> member;
  std::optional<ThreadId> thread;
  std::optional<std::int64_t> subject;
  std::optional<ActivityId> act;
  std::string words;
};
// Those of these months that count, both included, of every kind but the days of page views when none is given: by the
// day they are of, the last first, from before `before` on (zero: the first page).
struct GainSpan {
  std::int64_t from = 0, to = 0;
  std::optional<GainKind> kind;
};
std::vector<Gain> gains_of(store::Reader& reader, const GainSpan& span, GainId before, int at_most);
// Those that count of what one member brought, whenever, likewise.
std::vector<Gain> gains_of_member(store::Reader& reader, MemberId member, GainKind kind, GainId before, int at_most);
// One act of the timeline, as a page about a gain tells it.
struct GainAct {
  ActivityId id;
  Instant at;
  Verb verb = Verb::joined;
  std::optional<MemberId> actor;
  std::optional<ThreadId> thread;
  std::optional<std::string> title;  // of the thread
  std::optional<SpaceId> space;
  bool gone = false;  // its words or their conversation were deleted since: it was done, and can be read no more
};
// The acts it comes from, in their order.
std::vector<GainAct> acts_of(store::Reader& reader, GainId gain);
std::optional<GainAct> act_with(store::Reader& reader, ActivityId id);

}  // namespace parvis::community
