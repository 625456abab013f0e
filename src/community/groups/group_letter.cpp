#include "community/groups/group_letter.h"

#include <boost/json.hpp>

#include "community/letters/letter_kinds.h"
#include "community/letters/letter_reader.h"
#include "community/letters/letter_turn.h"
#include "community/letters/stopping.h"
#include "community/privacy/consent.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/mail/layout.h"
#include "core/mail/queue.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using text::tr;

constexpr char kJob[] = "groups.letter";
constexpr int kTogether = 25;  // letters in one transaction
constexpr std::int64_t kHoldBack = 30 * kSecond;

constexpr store::Sql kLately{"select count(*) from group_letter where member_group = $1 and written_at > $2"};
constexpr store::Sql kKeep{R"(
  insert into group_letter (id, member_group, author, subject, body, written_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kReceivers{R"(
  select count(*) from membership join member on member.id = membership.member
  where membership.member_group = $1 and membership.letters = 1 and member.status = 1
    and member.email_confirmed_at is not null
    and not exists (select 1 from letter_habit where letter_habit.member = member.id and stopped_at is not null))"};
constexpr store::Sql kLetter{R"(
  select group_letter.member_group, member_group.name, group_letter.subject, group_letter.body, author.display_name,
         group_letter.after_member
  from group_letter join member_group on member_group.id = group_letter.member_group
    join member as author on author.id = group_letter.author
  where group_letter.id = $1 and group_letter.finished_at is null and member_group.ended_at is null
    and author.status = 1 and (author.role >= 4 or exists (
      select 1 from membership where membership.member_group = member_group.id and membership.member = author.id
        and membership.standing >= 2)))"};
constexpr store::Sql kNext{R"(
  select member.id, member.email, member.handle, member.language
  from membership join member on member.id = membership.member
  where membership.member_group = $1 and membership.letters = 1 and membership.member > $2 and member.status = 1
    and member.email is not null and member.email_confirmed_at is not null
    and not exists (select 1 from letter_habit where letter_habit.member = member.id and stopped_at is not null)
  order by membership.member limit $3)"};
constexpr store::Sql kWent{
    "update group_letter set receivers = receivers + $2, after_member = $3, finished_at = $4"
    " where id = $1 and after_member = $5 and finished_at is null"};
constexpr store::Sql kHeld{R"(
  update group_letter set receivers = receivers - $3, waited = waited + $2, held_back = held_back + $3 where id = $1)"};
constexpr store::Sql kSent{R"(
  select group_letter.subject, member.handle, member.display_name, group_letter.written_at, group_letter.receivers,
         group_letter.waited, group_letter.held_back
  from group_letter join member on member.id = group_letter.author
  where group_letter.member_group = $1 order by group_letter.id desc limit $2)"};

struct Waiting {
  GroupId group;
  std::string name, subject, body, author;
  MemberId after;
};
struct Receiver {
  MemberId member;
  std::string email, handle, language;
};

std::string text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<std::string> paragraphs_of(std::string_view body) {
  std::vector<std::string> paragraphs;
  while (!body.empty()) {
    const auto end = body.find("\n\n");
    auto paragraph = body.substr(0, end);
    while (paragraph.starts_with('\n')) paragraph.remove_prefix(1);
    if (!paragraph.empty()) paragraphs.emplace_back(paragraph);
    body = end == std::string_view::npos ? std::string_view() : body.substr(end + 2);
  }
  return paragraphs;
}

std::optional<mail::Letter> letter_to(store::Reader& reader, const Waiting& letter, const Receiver& to,
                                      const json::object& payload) {
  const auto in = text::parse_language(to.language)
                      .value_or(text::parse_language(text_of(payload, "language")).value_or(text::Language::en));
  const auto origin = text_of(payload, "origin"), community = text_of(payload, "community");
  auto purpose = consent_ledger().wish(reader, kGroupLetter, to.member.value, letter.group.value);
  if (!purpose) return std::nullopt;
  const auto leave = stopping_address(origin, text_of(payload, "key"), to.member, stop_group(letter.group));
  mail::Letter post{.to = to.email,
                    .subject = letter.name + ": " + letter.subject,
                    .language = std::string(text::tag(in)),
                    .from_name = community,
                    .purpose = std::move(*purpose)};
  const mail::Parts parts{
      .greeting = tr(in, "Hello @{handle},", {{"handle", to.handle}}),
      .paragraphs = paragraphs_of(letter.body),
      .button = mail::Button{tr(in, "Open the group"), origin + "/groups/" + text_of(payload, "slug")},
      .closing = {tr(in, "{member} wrote this to the group {group}.",
                     {{"member", letter.author}, {"group", letter.name}})},
      .footer =
          tr(in, "This e-mail was sent by {community}, {address}.", {{"community", community}, {"address", origin}}),
      .leave = mail::Button{tr(in, "Receive no more letters of this group"), leave},
      .change = mail::Button{tr(in, "Choose what comes to you, and when"), origin + "/account/letters"}};
  mail::lay_out(post, parts, {.community = community, .brand = text_of(payload, "brand")});
  mail::add_unsubscribe(post, leave);
  mail::add_list(post, letter.name, text_of(payload, "slug"), host_of(origin));
  post.headers.emplace_back("Precedence", "list");
  return post;
}

// Some of the letters, laid out before anything is written.
struct Some {
  std::vector<mail::Letter> letters;
  std::int64_t receivers = 0;
  MemberId last;
  bool is_last = false;  // nobody is left after them
};
Some next_letters(store::Reader& reader, const Waiting& letter, const json::object& payload) {
  const auto receivers = reader.all<Receiver>(kNext, letter.group, letter.after, kTogether);
  Some some{.letters = {},
            .receivers = static_cast<std::int64_t>(receivers.size()),
            .last = receivers.empty() ? letter.after : receivers.back().member,
            .is_last = receivers.size() < static_cast<std::size_t>(kTogether)};
  for (const auto& to : receivers) {
    if (auto one = letter_to(reader, letter, to, payload)) some.letters.push_back(std::move(*one));
  }
  return some;
}

// They are posted, and the job again for those after them, all in one transaction: none is sent twice.
void send_some(const jobs::Job& job, store::Store& store) {
  const auto payload = json::parse(job.payload).as_object();
  const auto id = parse_id(text_of(payload, "letter")).value_or(0);
  std::optional<Waiting> letter;
  std::optional<Some> some;  // none while many letters wait
  store.read([&](store::Reader& reader) {
    letter = reader.one<Waiting>(kLetter, id);
    if (letter && !mail::many_wait(reader)) some = next_letters(reader, *letter, payload);
  });
  store.write([&](store::Transaction& transaction) {
    jobs::finish(transaction, job);
    if (!letter) return;
    if (!some) {
      jobs::enqueue(transaction, kJob, job.payload, now() + kHoldBack);
      return;
    }
    const auto finished = some->is_last ? std::optional(now()) : std::nullopt;
    if (transaction.run(kWent, id, some->receivers, some->last, finished, letter->after) == 0) return;
    std::int64_t later = 0, held_back = 0;
    for (const auto& one : some->letters) {
      const auto posted = post_in_turn(transaction, one, LetterSort::group, now());
      later += posted == Posted::later;
      held_back += posted == Posted::not_at_all;
    }
    if (later + held_back > 0) transaction.run(kHeld, id, later, held_back);
    if (!some->is_last) jobs::enqueue(transaction, kJob, job.payload);
  });
}

std::string sealed(std::string_view key, std::string_view who) { return crypto::keyed_hash(key, who).substr(0, 24); }

}  // namespace

void write_to_group(store::Transaction& transaction, const GroupAct& act, const Group& group, const GroupLetter& letter,
                    const Sender& sender, std::string_view secret) {
  require_officer(transaction, act, group.id);
  const auto lately = transaction.one<std::int64_t>(kLately, group.id, act.at - kDay).value_or(0);
  if (lately >= kLettersADay) throw Conflict({"The group had two letters within a day. Write again tomorrow."});
  const auto id = next_id();
  transaction.run(kKeep, id, group.id, act.actor.member, letter.subject, letter.body, act.at);
  const json::object payload{{"letter", id_text(id)},
                             {"slug", group.slug},
                             {"community", sender.community},
                             {"brand", sender.brand},
                             {"origin", sender.origin},
                             {"key", stopping_key(secret)},
                             {"language", text::tag(text::Language::en)}};
  jobs::enqueue(transaction, kJob, json::serialize(payload));
  record_of_group(transaction, act, Verb::group_letter_sent, group.id, {}, count_receivers(transaction, group.id));
}

std::int64_t count_receivers(store::Reader& reader, GroupId group) {
  return reader.one<std::int64_t>(kReceivers, group).value_or(0);
}

std::vector<SentLetter> letters_of(store::Reader& reader, GroupId group, int at_most) {
  return reader.all<SentLetter>(kSent, group, at_most);
}

void deliver_group_letters(jobs::Runner& runner) { runner.on(kJob, send_some); }

std::string leave_key(std::string_view secret) { return crypto::keyed_hash(secret, "letters of groups"); }

std::string leave_token(std::string_view key, GroupId group, MemberId member) {
  const auto who = id_text(group) + "." + id_text(member);
  return who + "." + sealed(key, who);
}

std::optional<Leaving> read_leave_token(std::string_view secret, std::string_view token) {
  const auto first = token.find('.'), last = token.rfind('.');
  if (first == std::string_view::npos || last == first) return std::nullopt;
  const auto group = parse_id(token.substr(0, first)), member = parse_id(token.substr(first + 1, last - first - 1));
  if (!group || !member) return std::nullopt;
  if (!crypto::constant_time_equal(token.substr(last + 1), sealed(leave_key(secret), token.substr(0, last)))) {
    return std::nullopt;
  }
  return Leaving{{*group}, {*member}};
}

}  // namespace parvis::community
