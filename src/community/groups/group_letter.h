// What officers write to a group: sent to the members who wish to receive it and are still in the group when their
// letter's turn comes (letters/bulk_letter.h). Functions over Reader and Transaction; any thread.
#pragma once

#include "community/groups/group_change.h"
#include "community/letters/bulk_letter.h"

namespace parvis::community {

inline constexpr std::size_t kMaxGroupLetterBody = 10'000;

// By an officer. Conflict when the group had as many today as there may be. `sender`: for whom the letters speak.
void write_to_group(store::Transaction& transaction, const GroupAct& act, const Group& group,
                    const BulkLetterWords& letter, const Sender& sender, std::string_view secret);
// How many wish to receive them.
std::int64_t count_receivers(store::Reader& reader, GroupId group);
// The latest first.
std::vector<SentLetter> letters_of(store::Reader& reader, GroupId group, int at_most);

void deliver_group_letters(jobs::Runner& runner);

// Of the addresses that letters sent earlier have to end them.
std::string group_leaving_key(std::string_view secret);

}  // namespace parvis::community
