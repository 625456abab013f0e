#include "community/members/second_factor.h"

#include "community/activity/activity.h"
#include "community/members/account.h"
#include "community/members/letters.h"
#include "community/members/one_time_link.h"
#include "community/members/own_act.h"
#include "community/members/password.h"
#include "core/crypto/totp.h"
#include "core/text/small_letters.h"

namespace parvis::community {
namespace {

constexpr std::size_t kRecoveryLength = 16;  // of 32 letters and figures: 80 bits, too many to try even with the hashes
constexpr std::size_t kMaxTyped = 64;

constexpr store::Sql kHas{"select 1 from second_factor where member = $1"};
constexpr store::Sql kSecret{"select secret from second_factor where member = $1"};
constexpr store::Sql kSet{R"(
  insert into second_factor (member, secret, last_step, created_at) values ($1, $2, $3, $4)
  on conflict (member) do update
  set secret = excluded.secret, last_step = excluded.last_step, created_at = excluded.created_at)"};
constexpr store::Sql kUseStep{"update second_factor set last_step = $2 where member = $1 and last_step < $2"};
constexpr store::Sql kRemove{"delete from second_factor where member = $1"};
constexpr store::Sql kRemoveCodes{"delete from recovery_code where member = $1"};
constexpr store::Sql kAddCode{"insert into recovery_code (code_hash, member) values ($1, $2)"};
constexpr store::Sql kUseCode{
    "update recovery_code set used_at = $3 where member = $1 and code_hash = $2 and used_at is null"};
constexpr store::Sql kCountCodes{"select count(*) from recovery_code where member = $1 and used_at is null"};

// What was typed without what people put between figures.
std::string bare(std::string_view typed) {
  std::string plain;
  for (char c : typed.substr(0, kMaxTyped)) {
    if (c == ' ' || c == '-') continue;
    plain.push_back(text::small_letter(c));
  }
  return plain;
}

// "abcd-efgh-jkmn-pqrs"
std::string new_recovery_code() {
  const auto random = bare(generate_password()).substr(0, kRecoveryLength);
  std::string code;
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i > 0 && i % 4 == 0) code.push_back('-');
    code.push_back(random[i]);
  }
  return code;
}

void tell(store::Transaction& transaction, const AccountAct& act, MemberId member, SecondFactorNews news) {
  const auto account = find_account(transaction, member);
  if (!account || account->email.empty() || account->status != MemberStatus::active) return;
  send_second_factor_notice(transaction, act.sender, recipient_of(*account, act.language), news);
}

bool take_away(store::Transaction& transaction, MemberId member) {
  if (transaction.run(kRemove, member) == 0) return false;
  transaction.run(kRemoveCodes, member);
  end_links(transaction, kSecondFactorLink, member);
  end_all_sessions(transaction, member);
  return true;
}

}  // namespace

bool has_second_factor(store::Reader& reader, MemberId member) {
  return reader.one<std::int64_t>(kHas, member).has_value();
}

std::int64_t count_recovery_codes(store::Reader& reader, MemberId member) {
  return reader.one<std::int64_t>(kCountCodes, member).value_or(0);
}

std::optional<std::int64_t> proves_secret(std::string_view secret_in_base32, std::string_view code, Instant at) {
  const auto secret = crypto::from_base32(secret_in_base32);
  return secret ? crypto::matching_step(*secret, bare(code), at) : std::nullopt;
}

std::vector<std::string> set_second_factor(store::Transaction& transaction, const AccountAct& act, MemberId member,
                                           std::string_view secret_in_base32, std::int64_t step) {
  transaction.run(kSet, member, secret_in_base32, step, now());
  end_links(transaction, kSecondFactorLink, member);
  end_all_sessions(transaction, member);
  record_own(transaction, act.timeline, member, Verb::second_factor_set, act.source);
  tell(transaction, act, member, SecondFactorNews::set);
  return renew_recovery_codes(transaction, member);
}

std::vector<std::string> renew_recovery_codes(store::Transaction& transaction, MemberId member) {
  transaction.run(kRemoveCodes, member);
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(new_recovery_code());
    transaction.run(kAddCode, crypto::hash_token(bare(codes.back())), member);
  }
  return codes;
}

Proof take_code(store::Transaction& transaction, const AccountAct& act, MemberId member, std::string_view typed,
                Instant at) {
  const auto secret = transaction.one<std::string>(kSecret, member);
  if (!secret) return Proof::none;
  const auto code = bare(typed);
  if (const auto step = proves_secret(*secret, code, at)) {
    return transaction.run(kUseStep, member, *step) > 0 ? Proof::code : Proof::none;
  }
  if (transaction.run(kUseCode, member, crypto::hash_token(code), at) == 0) return Proof::none;
  act.timeline.record(transaction, {.at = at,
                                    .actor = member,
                                    .verb = Verb::recovery_code_used,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .amount = count_recovery_codes(transaction, member),
                                    .source = act.source});
  return Proof::recovery_code;
}

bool remove_second_factor(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  if (!take_away(transaction, member)) return false;
  record_own(transaction, act.timeline, member, Verb::second_factor_removed, act.source);
  tell(transaction, act, member, SecondFactorNews::removed);
  return true;
}

bool reset_second_factor(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, MemberId member) {
  if (!actor.is_manager()) throw Forbidden();
  const auto account = find_account(transaction, member);
  if (!account) throw NotFound();
  if (account->role > actor.role) throw Forbidden({"You may change the accounts of members up to your own role."});
  if (!take_away(transaction, member)) return false;
  act.timeline.record(transaction, {.actor = actor.member,
                                    .verb = Verb::second_factor_removed,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .counterpart = member,
                                    .source = act.source});
  tell(transaction, act, member, SecondFactorNews::reset);
  return true;
}

}  // namespace parvis::community
