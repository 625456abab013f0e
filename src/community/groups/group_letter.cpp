#include "community/groups/group_letter.h"

#include "community/letters/letter_kinds.h"
#include "community/letters/stopping.h"
#include "community/privacy/consent.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr store::Sql kLately{"select count(*) from group_letter where member_group = $1 and written_at > $2"};
constexpr store::Sql kKeep{R"(
  insert into group_letter (id, member_group, author, subject, body, written_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kLetter{R"(
  select group_letter.member_group, group_letter.member_group, member_group.name, member_group.slug,
         group_letter.subject, group_letter.body, author.id, author.display_name, group_letter.after_member
  from group_letter join member_group on member_group.id = group_letter.member_group
    join member as author on author.id = group_letter.author
  where group_letter.id = $1 and group_letter.finished_at is null)"};
// Who wishes to receive them.
constexpr store::Sql kWho{R"(
  from membership join member on member.id = membership.member
  where membership.member_group = $1 and membership.letters = 1 and membership.member > $2 and member.status = 1
    and member.email_confirmed_at is not null
    and not exists (select 1 from letter_habit where letter_habit.member = member.id and stopped_at is not null))"};
constexpr store::Sql kCount{"select count(*)"};
constexpr store::Sql kEach{"select member.id, coalesce(member.email, ''), member.display_name, member.language"};
constexpr store::Sql kSome{" order by membership.member limit $3"};
constexpr store::Sql kSent{R"(
  select group_letter.subject, member.display_name, '', group_letter.written_at, group_letter.receivers,
         group_letter.waited, group_letter.held_back, group_letter.stopped
  from group_letter join member on member.id = group_letter.author
  where group_letter.member_group = $1 order by group_letter.id desc limit $2)"};

std::int64_t count_after(store::Reader& reader, GroupId group, MemberId after) {
  return reader.one<std::int64_t>(kCount + kWho, group, after).value_or(0);
}

std::optional<BulkFrame> frame_of(store::Reader& reader, const BulkLetter& letter, MemberId to, text::Language in) {
  auto purpose = consent_ledger().wish(reader, kGroupLetter, to.value, letter.agreed);
  if (!purpose) return std::nullopt;
  return BulkFrame{
      .purpose = std::move(*purpose),
      .subject = letter.name + ": " + letter.subject,
      .list = letter.name,
      .button = tr(in, "Open the group"),
      .path = "/groups/" + letter.slug,
      .closing =
          tr(in, "{member} wrote this to the group {group}.", {{"member", letter.author_name}, {"group", letter.name}}),
      .leave = tr(in, "Receive no more letters of this group"),
      .stops = stop_group({letter.agreed}),
      .leads_to_wishes = true,
      .precedence = "list",
  };
}

const BulkKind& to_groups() {
  static const BulkKind kind{
      .sort = LetterSort::group,
      .job = "groups.letter",
      .table = "group_letter",
      .letter = kLetter,
      .receivers = kEach + kWho + kSome,
      .left = [](store::Reader& reader,
                 const BulkLetter& letter) { return count_after(reader, {letter.among}, letter.after); },
      .frame = frame_of};
  return kind;
}

}  // namespace

void write_to_group(store::Transaction& transaction, const GroupAct& act, const Group& group,
                    const BulkLetterWords& letter, const Sender& sender, std::string_view secret) {
  require_officer(transaction, act, group.id);
  const auto lately = transaction.one<std::int64_t>(kLately, group.id, act.at - kDay).value_or(0);
  if (lately >= kLettersADay) throw Conflict({"The group had two letters within a day. Write again tomorrow."});
  const auto id = next_id();
  transaction.run(kKeep, id, group.id, act.actor.member, letter.subject, letter.body, act.at);
  send_to_many(transaction, to_groups(), id, sender, secret);
  record_of_group(transaction, act, Verb::group_letter_sent, group.id, {}, count_receivers(transaction, group.id));
}

std::int64_t count_receivers(store::Reader& reader, GroupId group) { return count_after(reader, group, {}); }

std::vector<SentLetter> letters_of(store::Reader& reader, GroupId group, int at_most) {
  return reader.all<SentLetter>(kSent, group, at_most);
}

void deliver_group_letters(jobs::Runner& runner) { deliver_to_many(runner, to_groups()); }

std::string group_leaving_key(std::string_view secret) { return crypto::keyed_hash(secret, "letters of groups"); }

}  // namespace parvis::community
