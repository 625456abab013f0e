#include "community/members/member.h"
#include "community/members/new_member.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using community::MemberStatus;
using enum FieldKind;
using enum Presence;

// Where they stand in `members` below.
constexpr std::size_t kId = 0, kHandle = 1, kName = 2, kEmail = 3, kStatus = 6;

Cell cell_of(std::string value) {
  Cell cell{store::Value::of_text({}), std::move(value)};
  return cell;
}

// A handle that is only wished for claims nothing yet: see community/members/new_member.cpp.
Cell key_of_handle(const Row& row) {
  const bool wished = row[kStatus].value.integer == static_cast<std::int64_t>(MemberStatus::unconfirmed);
  return cell_of(wished ? community::wished_key({row[kId].value.integer}) : community::handle_key(row[kHandle].text));
}
Cell key_of_name(const Row& row) { return cell_of(community::name_key(row[kName].text)); }
Cell key_of_email(const Row& row) {
  if (row[kEmail].value.kind == store::Value::Kind::null) return {};
  return cell_of(community::email_key(row[kEmail].text));
}

constexpr std::string_view kCounted = "counted anew";

Form settings() {
  return {.name = "settings",
          .table = "setting",
          .what = "What the community says of itself: its name, languages, look, reactions.",
          .fields = {{"name", "key", text, "what is set"}, {"value", "value", document, "to what"}},
          .order = "key",
          .where = "key <> 'import:parvis' and key <> 'transfer'",
          .guarded = "key = 'secret' or key = 'returns-secret'"};
}

Form charters() {
  return {.name = "charters",
          .table = "charter",
          .what = "The community's rules, version by version.",
          .fields = {{"version", "version", number, "its number"},
                     {"published_at", "published_at", instant, "since when it holds"},
                     {"body", "body", document, "Markdown in each language"}},
          .order = "version"};
}

Form members() {
  return {.name = "members",
          .table = "member",
          .what = "The accounts: who they are, and what they say of themselves.",
          .fields = {{"id", "id", id, "the member"},
                     {"handle", "handle", text, "the short name in addresses and mentions"},
                     {"name", "display_name", text, "the name others see"},
                     {"email", "email", text, "where letters go", optional},
                     {"email_confirmed_at", "email_confirmed_at", instant, "when the address was proven", optional},
                     {"role", "role", word, "how far their word reaches", required, {}, role_words},
                     {"status", "status", word, "where the account stands", required, {}, member_status_words},
                     {"language", "language", text, "of letters and pages; empty: as the browser asks"},
                     {"time_zone", "time_zone", text, "in which instants are shown; empty: the community's"},
                     {"title", "title", text, "shown beside the name of an expert"},
                     {"biography", "biography", text, "Markdown"},
                     {"biography_html", "biography_html", html, "the same, as shown"},
                     {"place", "place", text, "where they live, as they say it"},
                     {"website", "website", text, "an address of theirs"},
                     {"face", "hue", face, "the hue of the drawn face, and its parts when they chose some"},
                     {"created_at", "created_at", instant, "when they came"},
                     {"last_seen_at", "last_seen_at", instant, "when they were here last"},
                     {"charter_version", "charter_version", number, "the version they accepted last; 0: none"},
                     {"password_hash", "password_hash", text, "argon2id", optional, {}, nullptr, Told::with_accounts}},
          .derived = {{"handle_key", "made from the handle", key_of_handle},
                      {"name_key", "made from the name", key_of_name},
                      {"email_key", "made from the address", key_of_email},
                      {"threads", kCounted},
                      {"posts", kCounted},
                      {"thanks_received", kCounted},
                      {"thanks_given", kCounted},
                      {"solutions", kCounted}}};
}

Form charter_acceptances() {
  return {.name = "charter_acceptances",
          .table = "charter_acceptance",
          .what = "Who accepted which version of the charter.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"version", "version", number, "the version", required, "charter"},
                     {"accepted_at", "accepted_at", instant, "when"}},
          .order = "member, version"};
}

Form custom_roles() {
  return {.name = "custom_roles",
          .table = "custom_role",
          .what = "The roles of the community's own making.",
          .fields = {{"id", "id", id, "the role"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", document, "its name in each language"},
                     {"created_at", "created_at", instant, "when it was made"}}};
}

Form member_roles() {
  return {.name = "member_roles",
          .table = "member_role",
          .what = "Who has which of them.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"role", "role", id, "the role", required, "custom_role"},
                     {"granted_by", "granted_by", id, "who gave it", optional, "member"},
                     {"granted_at", "granted_at", instant, "when"}},
          .order = "member, role"};
}

Form badges() {
  return {.name = "badges",
          .table = "badge",
          .what = "The badges there are.",
          .fields = {{"id", "id", id, "the badge"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", text, "its name"}}};
}

Form member_badges() {
  return {.name = "member_badges",
          .table = "member_badge",
          .what = "Who received which badge.",
          .fields = {{"id", "id", id, "the grant"},
                     {"member", "member", id, "who received it", required, "member"},
                     {"badge", "badge", id, "the badge", required, "badge"},
                     {"granted_at", "granted_at", instant, "when"}}};
}

}  // namespace

std::vector<Form> forms_of_people() {
  return {settings(), charters(),      members(),      charter_acceptances(),
          badges(),   member_badges(), custom_roles(), member_roles()};
}

}  // namespace parvis::exchange
