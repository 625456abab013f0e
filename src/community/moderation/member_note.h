// What staff note of a member, for each other: nobody else reads it, the member neither. Functions over Reader and
// Transaction; any thread. Who may is asked by the pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"

namespace parvis::community {

using NoteId = Id<struct NoteTag>;
inline constexpr std::size_t kMaxNote = 4000;

struct MemberNote {
  NoteId id;
  MemberId author;
  std::string author_name, body;
  Instant written_at;
};
std::vector<MemberNote> notes_on(store::Reader& reader, MemberId member);  // the latest first
NoteId write_note(store::Transaction& transaction, const Timeline& timeline, MemberId author, MemberId member,
                  std::string_view body, Source source);
// By its author. False when there is none of theirs.
bool remove_note(store::Transaction& transaction, const Timeline& timeline, MemberId author, NoteId id, Source source);

}  // namespace parvis::community
