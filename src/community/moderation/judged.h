// What an appeal is about, as the rules of this folder read it, where it still holds: a case whose words are hidden, a
// contribution that was turned down, a sanction in force. Not for other folders. Any thread.
#pragma once

#include <optional>

#include "community/moderation/appeal.h"

namespace parvis::community {

// Whom it is about, who judged, where.
struct Judged {
  MemberId member, first_by;
  SpaceId space;  // zero: the whole community
};
std::optional<Judged> judged(store::Reader& reader, const Judgement& judgement, Instant at = now());

// Joined to `appeal`; $1 is the present. The numbers are those of `ObjectKind`, `CaseDecision::hidden` and
// `Decision::turned_down`.
inline constexpr store::Sql kJudgements{R"(
  left join moderation_case on appeal.object_kind = 20 and moderation_case.id = appeal.object
    and moderation_case.decision = 2
  left join post on post.id = moderation_case.post left join thread on thread.id = post.thread
  left join contribution on appeal.object_kind = 10 and contribution.id = appeal.object and contribution.decision = 2
  left join sanction on appeal.object_kind = 21 and sanction.id = appeal.object and sanction.lifted_at is null
    and (sanction.ends_at is null or sanction.ends_at > $1) )"};
inline constexpr store::Sql kStillHolds{
    "(thread.id is not null or contribution.id is not null or sanction.id is not null)"};

bool nobody_else_manages(store::Reader& reader, const Viewer& viewer);
bool may_look(const Viewer& viewer, const SpaceList& spaces, const Judged& what);
bool may_decide(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const Judged& what);
// " and …": the same rule as a condition on what is joined above; $2 is the viewer.
store::Sql where_may_decide(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);

}  // namespace parvis::community
