#include "community/accounts/standing.h"

#include "community/accounts/visit_account.h"
#include "community/arriving/join_request.h"
#include "community/members/account.h"
#include "community/members/sign_up.h"
#include "community/members/viewer_of.h"

namespace parvis::community {

std::optional<Sentence> kept_out_because(Visit& visit, MemberId member) {
  auto& store = visit.community.store();
  struct Known {
    std::optional<Account> account;
    bool may_come_in = false, has_asked = false;
  };
  const auto known = store.read([&](store::Reader& reader) {
    return Known{find_account(reader, member), viewer_of(reader, member, now()).has_value(),
                 request_of(reader, member) == RequestDecision::waiting};
  });
  if (!known.account) return Sentence{"There is no such account any more."};
  switch (known.account->status) {
    case MemberStatus::active: return std::nullopt;
    case MemberStatus::suspended:
      if (known.may_come_in) return std::nullopt;
      return Sentence{
          "This account is suspended. The letter we sent says why, until when, and how to ask for a second "
          "look."};
    case MemberStatus::unconfirmed: break;
    default: return Sentence{"There is no such account any more."};
  }
  if (known.has_asked) return Sentence{"Your request to join waits to be read. We will write to you."};
  const auto act = account_act_of(visit);
  if (wait_for_letter(visit, known.account->email) == 0) {
    store.write([&](store::Transaction& transaction) { send_confirmation_again(transaction, act, member); });
  }
  return Sentence{"Your address has not been confirmed yet: look for our e-mail."};
}

}  // namespace parvis::community
