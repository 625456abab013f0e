#include "community/arriving/arrival.h"

#include "community/arriving/first_steps.h"
#include "community/arriving/invitation.h"
#include "community/arriving/join_request.h"
#include "community/members/new_member.h"
#include "community/sharing/share.h"

namespace parvis::community {
namespace {

Admission admit(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  admit_member(transaction, act.timeline, member, act.source);
  settle_shared(transaction, act.timeline, member, act.source);
  send_welcome(transaction, act, member);
  return Admission::admitted;
}

}  // namespace

Admission arrive(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  // Whoever was declined does not come in by proving the address once more.
  if (request_of(transaction, member)) return Admission::asked;
  if (take_seat(transaction, act.timeline, member, act.source)) return admit(transaction, act, member);
  switch (read_arriving(transaction).door) {
    case Entry::open: return admit(transaction, act, member);
    case Entry::approval: ask_to_join(transaction, act, member); return Admission::asked;
    case Entry::invitation: break;
  }
  throw Conflict({"One joins by invitation here, and no seat is left on yours. Ask for another."});
}

}  // namespace parvis::community
