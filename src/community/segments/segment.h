// Segments: saved conditions on members, whose membership is kept current (segment_keeping.h). For who manages the
// community. Each change is one fact, in its transaction. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/segments/condition_sql.h"
#include "community/spaces/space_change.h"

namespace parvis::community {

inline constexpr std::size_t kMostSegments = 300;
inline constexpr std::size_t kMaxSegmentName = 80;
inline constexpr std::size_t kMaxSegmentDescription = 300;

struct Segment {
  SegmentId id;
  std::string slug, name, description;
  std::string condition;            // its text
  std::optional<MemberId> made_by;  // none: it came with a journey
  Instant made_at, changed_at;
  std::optional<Instant> evaluated_at;  // none: all members are still to be looked at
  std::int64_t members = 0;
};
std::vector<Segment> segments(store::Reader& reader);  // by name
std::optional<Segment> find_segment(store::Reader& reader, std::string_view slug);
std::optional<Segment> find_segment(store::Reader& reader, SegmentId id);
// The tree of its text, which was read when it was kept.
Condition condition_of(const Segment& segment);

struct SegmentWords {
  std::string name, description;
  Condition condition;
};
// What in the condition names nothing, or would make the segment stand on itself; nothing when all is well. `slug`: of
// the segment it is for, empty for a new one.
std::optional<Sentence> wrong_in(store::Reader& reader, const Condition& condition, std::string_view slug);

// Names are compared without case and accents. `slug`: as above.
bool is_name_taken(store::Reader& reader, std::string_view name, std::string_view slug);

// Conflict when there are as many as there can be, when the name is taken, or for what `wrong_in` finds.
Segment make_segment(store::Transaction& transaction, const SpaceAct& act, const SegmentWords& words);
// Membership is evaluated anew when the condition is another.
void change_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                    const SegmentWords& words);
struct StandingOn {
  Sentence said;
  std::string changed_at;  // path of the page where it is changed
};
// What must be changed before it can be removed, each as a sentence: other segments, a stage by its name
// in this language, a plan.
std::vector<StandingOn> standing_on(store::Reader& reader, const Segment& segment, text::Language language);
// Conflict while something stands on it.
void remove_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                    text::Language language);

struct SegmentMember {
  MemberId id;
  std::string handle, name;
  int hue = 0;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
  Instant since;
};
// Where a page of members ended.
struct SegmentPlace {
  Instant since;
  MemberId member;
};
// The latest to enter first.
std::vector<SegmentMember> members_of(store::Reader& reader, SegmentId segment, std::optional<SegmentPlace> before,
                                      int limit);
bool is_in_segment(store::Reader& reader, SegmentId segment, MemberId member);
// For letters and other lists: of these, who can be written to is the caller's question. In order of identifier.
std::vector<MemberId> audience_of(store::Reader& reader, SegmentId segment, MemberId after, int limit);

// What figures of who came and went look back on.
inline constexpr std::int64_t kFlowLooksBack = 30 * kDay;
// How many came and went since an instant.
struct SegmentFlow {
  std::int64_t entered = 0, left = 0;
};
SegmentFlow flow_of(store::Reader& reader, SegmentId segment, Instant since);

// Of a member: which segments they are in.
struct OwnSegment {
  std::string slug, name;
  Instant since;
};
std::vector<OwnSegment> segments_of(store::Reader& reader, MemberId member);

}  // namespace parvis::community
