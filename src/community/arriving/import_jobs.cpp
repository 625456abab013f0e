#include "community/arriving/import_jobs.h"

#include <algorithm>
#include <boost/json.hpp>

#include "community/members/account.h"
#include "community/members/letter_words.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using text::tr;

constexpr char kInviteJob[] = "import.invite";

constexpr store::Sql kWaiting{R"(
  select id, import, email, name, handle, language, place from imported_member
  where import = $1 and sent_at is null order by id limit $2)"};
constexpr store::Sql kSent{"update imported_member set sent_at = $2 where id = $1"};

std::string text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

void send_invitation(store::Transaction& transaction, const Sender& sender, const ImportedMember& invited,
                     const std::string& inviter, text::Language otherwise, std::string_view secret) {
  const auto in = text::parse_language(invited.language).value_or(otherwise);
  const std::string community = sender.community;
  send_letter(transaction, sender, {invited.email, "", in},
              {.purpose = "member_invitation",
               .subject = tr(in, "{community} invites you", {{"community", community}}),
               .paragraphs = {invited.name.empty()
                                  ? tr(in, "{inviter} invites you to join {community}.",
                                       {{"inviter", inviter}, {"community", community}})
                                  : tr(in, "{name}, {inviter} invites you to join {community}.",
                                       {{"name", invited.name}, {"inviter", inviter}, {"community", community}}),
                              tr(in, "Your place is ready: choose a password, and you are in.")},
               .button = mail::Button{tr(in, "Take my place"),
                                      letter_link(sender, "/invited/", imported_token(secret, invited.id))},
               .closing = {tr(in,
                              "If you do not wish to come, ignore this e-mail. There will be no other, and your "
                              "address is forgotten after three months.")}});
}

// Whoever brought the file in may have lost the right to: nobody is invited in their name then. The rest waits for the
// day they have it again, or until somebody ends it.
bool may_still(const std::optional<Account>& maker) {
  return maker && maker->status == MemberStatus::active && maker->role >= Role::manager;
}

// A portion for this minute, and the next one a minute later.
void invite_some(const jobs::Job& job, store::Store& store, const Timeline& timeline, const std::string& secret) {
  const auto payload = json::parse(job.payload).as_object();
  const AccountAct act{.timeline = timeline,
                       .sender = {text_of(payload, "community"), text_of(payload, "brand"), text_of(payload, "origin"),
                                  text_of(payload, "contact")},
                       .language = text::parse_language(text_of(payload, "language")).value_or(text::Language::en),
                       .source = Source::system};
  const MemberImportId id{parse_id(text_of(payload, "import")).value_or(0)};
  store.write([&](store::Transaction& transaction) {
    const auto import = find_import(transaction, id);
    if (import && import->state == ImportState::inviting) {
      const auto plan = plan_from_json(import->plan);
      const auto pace = std::max<std::int64_t>(1, plan.per_hour);
      const auto portion = static_cast<int>(std::max<std::int64_t>(1, pace / 60));
      const auto maker = find_account(transaction, import->made_by);
      const auto at = now();
      if (!may_still(maker)) {
        ask_for_invitations(transaction, act, id, at + kHour);
        return jobs::finish(transaction, job);
      }
      const auto& inviter = maker->display_name;
      const auto waiting = transaction.all<ImportedMember>(kWaiting, id, portion);
      for (const auto& invited : waiting) {
        send_invitation(transaction, act.sender, invited, inviter, act.language, secret);
        transaction.run(kSent, invited.id, at);
      }
      // A slow pace waits longer between portions: each takes its share of the hour.
      if (!waiting.empty()) ask_for_invitations(transaction, act, id, at + kHour * portion / pace);
    }
    jobs::finish(transaction, job);
  });
}

}  // namespace

void ask_for_invitations(store::Transaction& transaction, const AccountAct& act, MemberImportId id, Instant at) {
  const json::object payload{
      {"import", id_text(id)},     {"language", text::tag(act.language)}, {"community", act.sender.community},
      {"brand", act.sender.brand}, {"origin", act.sender.origin},         {"contact", act.sender.contact}};
  jobs::enqueue(transaction, kInviteJob, json::serialize(payload), at);
}

void register_import_jobs(jobs::Runner& runner, const Timeline& timeline, const std::string& secret) {
  runner.on(kInviteJob, [&timeline, &secret](const jobs::Job& job, store::Store& store) {
    invite_some(job, store, timeline, secret);
  });
}

}  // namespace parvis::community
