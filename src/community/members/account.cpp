#include "community/members/account.h"

#include "community/activity/activity.h"
#include "community/members/api_token.h"
#include "community/members/biography.h"
#include "community/members/member.h"
#include "community/members/new_member.h"
#include "community/members/one_time_link.h"
#include "community/members/own_act.h"
#include "community/members/viewer_of.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAccount{R"(
  select id, handle, display_name, coalesce(email, ''), coalesce(password_hash, ''), role, status, language, time_zone,
         charter_version, created_at, email_confirmed_at
  from member where )"};
constexpr store::Sql kById{"id = $1"};
constexpr store::Sql kByEmail{"email_key = $1"};
constexpr store::Sql kByHandle{"handle_key = $1 and handle = $2"};
constexpr store::Sql kSetPassword{"update member set password_hash = $2 where id = $1"};
constexpr store::Sql kRefreshPassword{"update member set password_hash = $2 where id = $1 and password_hash = $3"};
constexpr store::Sql kProfile{"select display_name, title, biography, place, website from member where id = $1"};
constexpr store::Sql kSetProfile{R"(
  update member set display_name = $2, name_key = $3, title = $4, biography = $5, biography_html = $6, place = $7,
                    website = $8 where id = $1)"};
constexpr store::Sql kSetPreferences{"update member set language = $2, time_zone = $3 where id = $1"};

std::optional<Account> account_meant(store::Reader& reader, std::string_view who) {
  if (text::looks_like_email(who)) return account_with_email(reader, who);
  const auto key = handle_key(who);
  return key.empty() ? std::nullopt : reader.one<Account>(kAccount + kByHandle, key, email_key(who));
}

// What a profile_changed is about when it is neither the name nor the title, in its detail.
constexpr std::string_view kAbout = "about", kPreferences = "preferences";

}  // namespace

std::optional<Account> find_account(store::Reader& reader, MemberId member) {
  return reader.one<Account>(kAccount + kById, member);
}

std::optional<Account> account_with_email(store::Reader& reader, std::string_view email) {
  const auto key = email_key(email);
  return reader.one<Account>(kAccount + kByEmail, key);
}

Recipient recipient_of(const Account& account, text::Language otherwise) {
  const bool is_named = account.status == MemberStatus::active;
  return {account.email, is_named ? account.handle : std::string(),
          text::parse_language(account.language).value_or(otherwise),
          is_named && account.email_confirmed_at ? account.display_name : std::string()};
}

std::string sign_in_key(store::Reader& reader, std::string_view who) {
  if (const auto account = account_meant(reader, who)) return "member " + id_text(account->id);
  return text::looks_like_email(who) ? email_key(who) : handle_key(who);
}

Credentials check_credentials(store::Store& store, std::string_view who, const Secret& password,
                              crypto::Strength strength) {
  const auto account = store.read([&](store::Reader& reader) { return account_meant(reader, who); });
  if (!account || account->password_hash.empty()) {
    crypto::verify_against_nothing(password, strength);
    return {};
  }
  if (!crypto::verify_password(account->password_hash, password)) return {};
  if (account->status == MemberStatus::unconfirmed) return {.unconfirmed = account->id};
  if (account->status == MemberStatus::suspended) {
    // Welcome when what kept them out is over; nobody has to have noticed.
    if (!store.read([&](store::Reader& reader) { return viewer_of(reader, account->id, now()).has_value(); })) {
      return {.kept_out = account->id};
    }
  } else if (account->status != MemberStatus::active) {
    return {};
  }
  if (crypto::is_outdated(account->password_hash, strength)) {
    const auto hash = crypto::hash_password(password, strength);
    store.write([&](store::Transaction& transaction) {
      transaction.run(kRefreshPassword, account->id, hash, account->password_hash);
    });
  }
  return {.member = account->id};
}

bool has_password(store::Store& store, MemberId member, const Secret& password) {
  const auto account = store.read([&](store::Reader& reader) { return find_account(reader, member); });
  return account && crypto::verify_password(account->password_hash, password);
}

void change_password(store::Transaction& transaction, const AccountAct& act, MemberId member,
                     std::string_view password_hash, NewPassword how) {
  transaction.run(kSetPassword, member, password_hash);
  end_all_sessions(transaction, member);
  const auto tokens = how == NewPassword::reset ? end_all_tokens(transaction, member) : 0;
  // A change of address too: whoever asked for it may be the one the new password is to keep out.
  end_all_links(transaction, member);
  record_own(transaction, act.timeline, member, Verb::password_changed, act.source);
  const auto account = find_account(transaction, member);
  if (account && !account->email.empty() && account->status == MemberStatus::active) {
    send_password_notice(transaction, act.sender, recipient_of(*account, act.language), tokens);
  }
}

void ask_address_change(store::Transaction& transaction, const AccountAct& act, MemberId member,
                        std::string_view email) {
  const auto account = find_account(transaction, member);
  if (!account) throw NotFound();
  auto to = recipient_of(*account, act.language);
  to.email = std::string(email);
  to.name.clear();  // whoever reads there may be a stranger to these words
  const auto owner = account_with_email(transaction, email);
  // The link is made in both cases, so that both take the same work.
  const auto token = make_link(transaction, LinkPurpose::change_address, member, email);
  if (!owner) {
    send_address_change(transaction, act.sender, to, token);
    return;
  }
  end_links(transaction, LinkPurpose::change_address, member);
  if (owner->status == MemberStatus::active) {
    send_already_member(transaction, act.sender, recipient_of(*owner, act.language));
  }
}

std::optional<Profile> find_profile(store::Reader& reader, MemberId member) {
  return reader.one<Profile>(kProfile, member);
}

void change_profile(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                    const Profile& profile) {
  const auto before = find_profile(transaction, member);
  if (!before || *before == profile) return;
  const bool same_face = before->display_name == profile.display_name && before->title == profile.title;
  transaction.run(kSetProfile, member, profile.display_name, name_key(profile.display_name), profile.title,
                  profile.biography, biography_html(profile.biography), profile.place, profile.website);
  record_own(transaction, timeline, member, Verb::profile_changed, Source::page, same_face ? kAbout : "");
}

Reach reach_of(const Activity& profile_changed) {
  if (profile_changed.detail == kPreferences) return Reach::nowhere;
  return profile_changed.detail == kAbout ? Reach::pages_of_members : Reach::everywhere;
}

void change_preferences(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                        std::string_view language, std::string_view time_zone) {
  transaction.run(kSetPreferences, member, language, time_zone);
  record_own(transaction, timeline, member, Verb::profile_changed, Source::page, kPreferences);
}

}  // namespace parvis::community
