// What officers write to a group: kept, and sent by a job, a few hundred letters at a time, to the members who wish to
// receive it and are still in the group when their letter's turn comes. Each letter can be ended with one click (RFC
// 8058). Functions over Reader and Transaction; any thread.
#pragma once

#include "community/groups/group_change.h"
#include "community/members/account_act.h"
#include "core/jobs/jobs.h"

namespace parvis::community {

inline constexpr std::size_t kMaxLetterSubject = 120;
inline constexpr std::size_t kMaxLetterBody = 10'000;
inline constexpr int kLettersADay = 2;  // of one group: a letter box is no chat

struct GroupLetter {
  std::string subject, body;  // plain text, paragraphs set apart by empty lines
};
// By an officer. Conflict when the group had as many today as there may be. `sender`: for whom the letters speak.
void write_to_group(store::Transaction& transaction, const GroupAct& act, const Group& group, const GroupLetter& letter,
                    const Sender& sender, std::string_view secret);
// How many wish to receive them.
std::int64_t count_receivers(store::Reader& reader, GroupId group);

struct SentLetter {
  std::string subject;
  std::string author_handle, author_name;
  Instant written_at;
  std::int64_t receivers = 0;
  std::int64_t waited = 0;     // of them, whose letter waited for its turn (letters/letter_turn.h)
  std::int64_t held_back = 0;  // beside them, to whom it did not go since its turn would have come too late
};
std::vector<SentLetter> letters_of(store::Reader& reader, GroupId group, int at_most);

void deliver_group_letters(jobs::Runner& runner);

// The end of the address by which a member ends a group's letters, and what it says; nothing when it is forged. Its key
// is made from the community's secret, so that a job that waits does not hold the secret itself.
std::string leave_key(std::string_view secret);
std::string leave_token(std::string_view key, GroupId group, MemberId member);
struct Leaving {
  GroupId group;
  MemberId member;
};
std::optional<Leaving> read_leave_token(std::string_view secret, std::string_view token);

}  // namespace parvis::community
