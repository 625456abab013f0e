#include "community/members/ways_in.h"

#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kWays{R"(
  select case when coalesce(member.password_hash, '') <> '' then 1 else 0 end,
    (select count(*) from issuer_account join issuer on issuer.id = issuer_account.issuer
      where issuer_account.member = member.id and issuer.is_open = 1),
    (select count(*) from passkey where passkey.member = member.id)
  from member where member.id = $1)"};

}  // namespace

WaysIn ways_in_of(store::Reader& reader, MemberId member) {
  return reader.one<WaysIn>(kWays, member).value_or(WaysIn{});
}

void require_another_way(store::Reader& reader, MemberId member) {
  if (ways_in_of(reader, member).count() > 1) return;
  throw Conflict({"It is the only way you have to sign in. Choose a password or add a passkey first."});
}

}  // namespace parvis::community
