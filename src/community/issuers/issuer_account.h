// Which account held elsewhere is which member. Tied by what the issuer calls the person for ever (its subject), never
// by an address: whoever owns an address there need not be who owns it here. Rules over Reader and Transaction; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/issuers/issuer.h"
#include "community/members/account_act.h"

namespace parvis::community {

// What an issuer said of somebody, its signature checked. Only `subject` tells who it is.
struct ProvenIdentity {
  IssuerId issuer;
  std::string subject;
  std::string name;  // as a proposal for the form to join, as the next
  std::string email;
  std::string session = {};  // what the issuer calls this session there; empty: it did not say
};

struct IssuerAccount {
  IssuerId issuer;
  std::string issuer_name;
  std::string label;
  Instant created_at;
  std::optional<Instant> last_used_at;
};
std::vector<IssuerAccount> issuer_accounts_of(store::Reader& reader, MemberId member);
std::optional<MemberId> holder_of(store::Reader& reader, IssuerId issuer, std::string_view subject);
void note_used(store::Transaction& transaction, const ProvenIdentity& proven);

// Tells the member by letter. Conflict when it is another member's, or the member has tied another one of this issuer.
void tie_account(store::Transaction& transaction, const AccountAct& act, MemberId member, const ProvenIdentity& proven);
// The same for who is just joining, without a letter.
void tie_newcomer(store::Transaction& transaction, const AccountAct& act, MemberId member,
                  const ProvenIdentity& proven);
// False when there was none. Conflict when it is the last way to sign in that the member has (ways_in.h).
bool untie_account(store::Transaction& transaction, const AccountAct& act, MemberId member, IssuerId issuer);

// Whatever was tied to somebody who never confirmed their address: they may not have been its owner.
void untie_unconfirmed(store::Transaction& transaction, MemberId member);

}  // namespace parvis::community
