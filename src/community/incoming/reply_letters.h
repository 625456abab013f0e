// The letters to somebody whose answer by letter became no post, or lost something on its way. In their language, with
// their words, so that nothing they wrote is lost. Within the transaction that refuses; `tell_left_out` in its own.
#pragma once

#include <string>

#include "community/incoming/letter_files.h"
#include "community/members/account.h"
#include "community/visit.h"

namespace parvis::community {

struct RefusedReply {
  PostId post;
  Sentence why;
  std::string words;
};
void tell_refused(store::Transaction& transaction, const Visit& visit, const Account& account,
                  const RefusedReply& refused);
// Of what was attached, this was not brought along, and why.
void tell_left_out(const Visit& visit, const Account& account, PostId post, const std::vector<LeftOut>& left_out);

// Whether a letter may go back for one from a foreign address: once a day. Notes that it does.
bool may_write_back(store::Transaction& transaction, MemberId member, Instant at);

}  // namespace parvis::community
