#include "community/passkeys/passkey.h"

#include "community/members/way_letters.h"
#include "community/members/ways_in.h"
#include "core/crypto/base64url.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPasskey{R"(
  select id, member, credential, public_key, sign_count, name, created_at, last_used_at, doubted_at from passkey )"};
constexpr store::Sql kOfMember{"where member = $1 order by id"};
constexpr store::Sql kWithCredential{"where credential = $1"};
constexpr store::Sql kOne{"where member = $1 and id = $2"};
constexpr store::Sql kHas{"select 1 from passkey where member = $1 limit 1"};
constexpr store::Sql kCount{"select count(*) from passkey where member = $1"};
constexpr store::Sql kInsert{R"(
  insert into passkey (id, member, credential, public_key, sign_count, name, created_at)
  values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kUse{"update passkey set sign_count = $2, last_used_at = $3 where id = $1"};
constexpr store::Sql kDoubt{"update passkey set doubted_at = $2 where id = $1"};
constexpr store::Sql kRemove{"delete from passkey where id = $1"};

void record(store::Transaction& transaction, const AccountAct& act, MemberId member, Verb verb, PasskeyId passkey) {
  act.timeline.record(transaction, {.actor = member,
                                    .verb = verb,
                                    .object_kind = ObjectKind::passkey,
                                    .object = passkey.value,
                                    .source = act.source});
}

}  // namespace

std::vector<Passkey> passkeys_of(store::Reader& reader, MemberId member) {
  return reader.all<Passkey>(kPasskey + kOfMember, member);
}

std::optional<Passkey> passkey_with(store::Reader& reader, std::string_view credential) {
  return reader.one<Passkey>(kPasskey + kWithCredential, credential);
}

bool has_passkey(store::Reader& reader, MemberId member) { return reader.one<std::int64_t>(kHas, member).has_value(); }

std::string passkey_user(std::string_view secret, MemberId member) {
  return crypto::keyed_hash(secret, "passkey user " + id_text(member));
}

PasskeyId add_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member,
                      const webauthn::Made& made, std::string_view name) {
  if (transaction.one<std::int64_t>(kCount, member).value_or(0) >= kMostPasskeys) {
    throw Conflict({"You have as many passkeys as one can have. Remove one first."});
  }
  const auto credential = crypto::to_base64url(made.credential);
  if (passkey_with(transaction, credential)) throw Conflict({"This passkey is known already."});
  const auto id = make_id<PasskeyId>();
  transaction.run(kInsert, id, member, credential, crypto::to_base64url(made.public_key),
                  static_cast<std::int64_t>(made.sign_count), name, now());
  record(transaction, act, member, Verb::passkey_added, id);
  tell_of_way(transaction, act, member, WayNews::passkey_added, name);
  return id;
}

bool use_passkey(store::Transaction& transaction, const AccountAct& act, const Passkey& passkey,
                 std::uint32_t sign_count) {
  const auto known = transaction.one<Passkey>(kPasskey + kOne, passkey.member, passkey.id);
  if (!known) return false;
  // Passkeys that several devices share count nothing: then both are zero.
  const bool counts = known->sign_count > 0 || sign_count > 0;
  if (counts && static_cast<std::int64_t>(sign_count) <= known->sign_count) {
    transaction.run(kDoubt, passkey.id, now());
    tell_of_way(transaction, act, passkey.member, WayNews::passkey_doubted, known->name);
    return false;
  }
  transaction.run(kUse, passkey.id, static_cast<std::int64_t>(sign_count), now());
  return true;
}

bool remove_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member, PasskeyId id) {
  const auto known = transaction.one<Passkey>(kPasskey + kOne, member, id);
  if (!known) return false;
  require_another_way(transaction, member);
  transaction.run(kRemove, id);
  record(transaction, act, member, Verb::passkey_removed, id);
  tell_of_way(transaction, act, member, WayNews::passkey_removed, known->name);
  return true;
}

}  // namespace parvis::community
