#include "community/members/commands.h"

#include "community/members/account.h"
#include "community/members/api_token.h"
#include "community/members/charter.h"
#include "community/members/member.h"
#include "community/members/new_member.h"
#include "community/members/one_time_link.h"
#include "community/members/own_act.h"
#include "community/members/password.h"
#include "community/members/role_change.h"
#include "community/members/session.h"
#include "core/crypto/crypto.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetPassword{"update member set password_hash = $2 where id = $1"};
constexpr std::size_t kMaxName = 60;

std::string checked(text::Checked text) {
  if (text.problem) throw BadRequest(*text.problem);
  return std::move(text.value);
}

// The given password after its check, or a new one.
Secret chosen_password(const Secret& given, const PasswordContext& context) {
  if (given.empty()) return Secret(generate_password());
  if (auto problem = password_problem(given.reveal(), context)) throw BadRequest(*problem);
  return given;
}

std::string to_print(const Secret& given, const Secret& chosen) {
  return given.empty() ? std::string(chosen.reveal()) : std::string();
}

}  // namespace

AddedMember command_add_member(store::Store& store, const Timeline& timeline, const MemberToAdd& member) {
  const auto name = checked(text::check_text(member.name, {.min = 1, .max = kMaxName}));
  const auto email = checked(text::check_email(member.email));
  const auto handle = member.handle.empty() ? std::string() : checked(text::check_handle(member.handle));
  const auto password = chosen_password(member.password, {.handle = handle, .email = email});
  const auto hash = crypto::hash_password(password);
  return store.write([&](store::Transaction& transaction) {
    const auto charter = current_charter(transaction);
    const auto id = add_member(transaction, timeline,
                               {.display_name = name,
                                .handle = handle,
                                .email = email,
                                .password_hash = hash,
                                .role = member.role,
                                .charter_version = charter ? charter->version : 0},
                               Source::command);
    return AddedMember{id, find_account(transaction, id)->handle, to_print(member.password, password)};
  });
}

MemberId member_meant(store::Reader& reader, std::string_view who) {
  if (text::looks_like_email(who)) {
    if (const auto account = account_with_email(reader, who)) return account->id;
  } else if (const auto member = member_named(reader, who)) {
    return *member;
  } else if (const auto id = parse_id(who)) {
    if (const auto account = find_account(reader, MemberId{*id})) return account->id;
  }
  throw NotFound({"There is no such member."});
}

void command_set_role(store::Store& store, const Timeline& timeline, std::string_view who, Role role) {
  store.write([&](store::Transaction& transaction) {
    const auto member = member_meant(transaction, who);
    // A leader keeps the spaces they were given; giving spaces is done on the page of the member.
    change_role(transaction, timeline, {.member = member, .role = role, .leads = spaces_led_by(transaction, member)});
  });
}

std::string command_set_password(store::Store& store, const Timeline& timeline, std::string_view who,
                                 const Secret& password) {
  const auto account =
      store.read([&](store::Reader& reader) { return *find_account(reader, member_meant(reader, who)); });
  const auto chosen = chosen_password(password, {.handle = account.handle, .email = account.email});
  const auto hash = crypto::hash_password(chosen);
  store.write([&](store::Transaction& transaction) {
    transaction.run(kSetPassword, account.id, hash);
    end_all_sessions(transaction, account.id);
    end_all_tokens(transaction, account.id);
    end_all_links(transaction, account.id);
    record_own(transaction, timeline, account.id, Verb::password_changed, Source::command);
  });
  return to_print(password, chosen);
}

std::string command_add_token(store::Store& store, std::string_view who, Scope scope, std::string_view label) {
  const auto text = checked(text::check_text(label, {.max = kMaxTokenLabel}));
  return store.write([&](store::Transaction& transaction) {
    return add_token(transaction, member_meant(transaction, who), scope, text, TokenKind::service);
  });
}

std::optional<Role> parse_role(std::string_view name) {
  for (const auto role : {Role::member, Role::expert, Role::leader, Role::manager, Role::administrator}) {
    if (name == role_name(role)) return role;
  }
  return std::nullopt;
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::visitor: return "visitor";
    case Role::member: return "member";
    case Role::expert: return "expert";
    case Role::leader: return "leader";
    case Role::manager: return "manager";
    case Role::administrator: return "administrator";
  }
  return "unknown";
}

std::optional<std::string> first_manager_link(store::Store& store) {
  if (store.read([](store::Reader& reader) { return has_manager(reader); })) return std::nullopt;
  return store.write([&](store::Transaction& transaction) {
    return std::optional(make_link(transaction, LinkPurpose::first_manager, {}, ""));
  });
}

}  // namespace parvis::community
