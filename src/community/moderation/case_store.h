// Rows of cases as the rules of this folder read and write them, before asking who may. Not for other folders.
#pragma once

#include "community/moderation/moderation_case.h"
#include "community/threads/post.h"

namespace parvis::community {

// Of a case joined to its post and its thread: neither the words nor what they are under was hidden or deleted.
inline constexpr store::Sql kStillThere{R"( and post.deleted_at is null and thread.deleted_at is null
  and (moderation_case.object_kind = 4
       or exists (select 1 from comment where comment.id = moderation_case.object and comment.deleted_at is null)))"};

// What the words belong to, as this viewer finds it: NotFound when they may not read it or it is gone.
struct FlaggedWords {
  MemberId author;
  PostInThread place;  // the post, or the one commented on
};
FlaggedWords find_words(store::Reader& reader, const Act& act, const Words& words);

// The open case about these words; nothing when there is none.
std::optional<ModerationCase> open_case_on(store::Reader& reader, const Words& words);
// Whether its words stand where they stood: neither they nor what they are under was hidden or deleted since.
bool is_still_there(store::Reader& reader, CaseId id);
CaseId make_case(store::Transaction& transaction, const Words& words, PostId post, MemberId author, Instant at);
// False when it was decided on before.
bool close_case(store::Transaction& transaction, const Act& act, CaseId id, CaseDecision decision,
                const Reason& reason = {});
// What was decided before stands no more: the words were left as they are. True to an open case on them beside it.
void close_anew(store::Transaction& transaction, const Act& act, CaseId id);
// Back to open; the decision is forgotten.
void reopen_case(store::Transaction& transaction, CaseId id);
// As if it had never been; false, and it stays, when its author asked for a second look.
bool drop_case(store::Transaction& transaction, CaseId id);
// Puts back what was hidden, by the rules of what it is.
void put_back(store::Transaction& transaction, const Act& act, const Words& words);
// Tells those who flagged that it helped.
void thank_flaggers(store::Transaction& transaction, const Act& act, const ModerationCase& one);

// The numbers of the spaces where the viewer may decide, for `in (…)`; the same as a condition: " and <column> in (…)".
store::Sql decided_spaces(const Viewer& viewer, const SpaceList& spaces);
store::Sql where_decided(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column);

}  // namespace parvis::community
