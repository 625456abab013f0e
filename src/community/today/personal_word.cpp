#include "community/today/personal_word.h"

#include "community/letters/stopping.h"
#include "community/members/account.h"
#include "community/notifications/telling.h"
#include "community/privacy/consent.h"
#include "core/errors.h"
#include "core/mail/layout.h"
#include "core/mail/paragraphs.h"
#include "core/text/catalogue.h"

namespace parvis::community {

using text::tr;

namespace {

constexpr store::Sql kWords{R"(
  select personal_word.id, member.id, member.handle, member.display_name, member.role, member.title, member.hue,
         personal_word.body, personal_word.written_at, personal_word.read_at
  from personal_word join member on member.id = personal_word.author
  where personal_word.member = $1 and ($2 = 0 or personal_word.id < $2)
  order by personal_word.id desc limit $3)"};
constexpr store::Sql kRead{"update personal_word set read_at = $2 where member = $1 and read_at is null"};
constexpr store::Sql kWrite{R"(
  insert into personal_word (id, member, author, task, body, written_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kAddress{
    "select 1 from member where id = $1 and email is not null and email_confirmed_at is not null and status = 1"};

struct WordRow {
  PersonalWordId id;
  MemberId author;
  std::string handle, display_name;
  Role role = Role::member;
  std::string title;
  int hue = 0;
  std::string body;
  Instant written_at;
  std::optional<Instant> read_at;
};

// For the log of letters, and for the ledger of consents.
constexpr char kKind[] = "personal_word";

std::optional<mail::Purpose> purpose_for(store::Reader& reader, MemberId member, std::string_view slug) {
  const auto purpose = slug.empty() ? std::nullopt : find_purpose(reader, slug);
  if (!purpose || purpose->ended || !reader.one<std::int64_t>(kAddress, member)) return std::nullopt;
  return consent_ledger().purpose(reader, kKind, member.value, purpose->id.value);
}

void post_letter(store::Transaction& transaction, const Sender& sender, const Writing& writing, const Account& account,
                 const mail::Purpose& purpose) {
  const auto to = recipient_of(account, text::Language::en);
  const auto leave = writing.key.empty() ? sender.origin + "/account/consents"
                                         : stopping_address(sender.origin, writing.key, writing.to,
                                                            stop_purpose(PurposeId{purpose.subject()}));
  const auto in = to.language;
  mail::Letter letter{.to = to.email,
                      .subject = tr(in, "A word from {member}, {community}",
                                    {{"member", writing.author_name}, {"community", sender.community}}),
                      .language = std::string(text::tag(in)),
                      .from_name = writing.author_name,
                      .purpose = purpose};
  const mail::Parts parts{.greeting = {},
                          .paragraphs = mail::lines_as_paragraphs(writing.body),
                          .button = mail::Button{tr(in, "See the square"), sender.origin + "/"},
                          .closing = {writing.author_name + ", " + sender.community},
                          .footer = tr(in, "You agreed to personal letters from the team of {community}.",
                                       {{"community", sender.community}}),
                          .leave = mail::Button{tr(in, "Receive no more of them"), leave}};
  mail::lay_out(letter, parts, {.community = sender.community, .brand = sender.brand});
  if (!writing.key.empty()) mail::add_unsubscribe(letter, leave);
  post_in_turn(transaction, letter, {.sort = writing.sort, .author = writing.author}, writing.at);
}

}  // namespace

std::vector<PersonalWord> personal_words(store::Reader& reader, MemberId member, PersonalWordId before, int at_most) {
  std::vector<PersonalWord> words;
  for (auto& row : reader.all<WordRow>(kWords, member, before, at_most)) {
    words.push_back({.id = row.id,
                     .author = {row.author, std::move(row.handle), std::move(row.display_name), row.role,
                                std::move(row.title), row.hue},
                     .body = std::move(row.body),
                     .written_at = row.written_at,
                     .read_at = row.read_at});
  }
  return words;
}

void read_personal_words(store::Transaction& transaction, MemberId member, Instant at) {
  transaction.run(kRead, member, at);
}

WordReach word_reach(store::Reader& reader, MemberId member, std::string_view purpose) {
  if (purpose.empty()) return WordReach::no_consent;
  return purpose_for(reader, member, purpose) ? WordReach::letter : WordReach::page;
}

void write_personal_word(store::Transaction& transaction, const Sender& sender, const Writing& writing) {
  const auto account = find_account(transaction, writing.to);
  if (!account || account->status == MemberStatus::former) throw NotFound();
  transaction.run(kWrite, make_id<PersonalWordId>(), writing.to, writing.author,
                  writing.task ? std::optional(writing.task) : std::nullopt, writing.body, writing.at);
  tell(transaction, writing.to,
       {.kind = NotificationKind::welcome, .thread = {}, .post = {}, .actor = writing.author, .at = writing.at});
  if (const auto purpose = purpose_for(transaction, writing.to, writing.purpose)) {
    post_letter(transaction, sender, writing, *account, *purpose);
  }
}

}  // namespace parvis::community
