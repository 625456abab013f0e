#include "community/segments/segment_letter.h"

#include <boost/json.hpp>

#include "community/letters/letter_reader.h"
#include "community/letters/letter_turn.h"
#include "community/letters/stopping.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/mail/layout.h"
#include "core/mail/queue.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using text::tr;

constexpr char kJob[] = "segments.letter";
constexpr int kTogether = 25;  // letters in one transaction
constexpr std::int64_t kHoldBack = 30 * kSecond;

constexpr store::Sql kLately{"select count(*) from segment_letter where purpose = $1 and written_at > $2"};
constexpr store::Sql kKeep{R"(
  insert into segment_letter (id, segment, purpose, author, subject, body, written_at)
  values ($1, $2, $3, $4, $5, $6, $7))"};
// Who wrote it may be a manager no more, or the purpose may have ended.
constexpr store::Sql kLetter{R"(
  select segment_letter.segment, segment_letter.purpose, purpose.slug, segment_letter.subject, segment_letter.body,
    author.display_name, segment_letter.after_member
  from segment_letter join purpose on purpose.id = segment_letter.purpose
    join member as author on author.id = segment_letter.author
  where segment_letter.id = $1 and segment_letter.finished_at is null and purpose.ended_at is null
    and author.status = 1 and author.role >= 4)"};
constexpr store::Sql kNext{R"(
  select member.id, coalesce(member.email, ''), member.handle, member.language, member.status,
    case when member.email_confirmed_at is null then 0 else 1 end
  from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and segment_member.member > $2 order by segment_member.member limit $3)"};
constexpr store::Sql kReceivers{R"(
  select count(*) from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and member.status = 1 and member.email_confirmed_at is not null
    and exists (
      select 1 from consent where consent.member = member.id and consent.purpose = $2 and consent.agrees = 1
        and consent.id = (select max(latest.id) from consent latest
                          where latest.member = member.id and latest.purpose = $2)
        and consent.version >= (select coalesce(max(version), 1) from purpose_text
                                where purpose_text.purpose = $2 and asks_again = 1)))"};
constexpr store::Sql kWent{
    "update segment_letter set after_member = $2, finished_at = $3"
    " where id = $1 and after_member = $4 and finished_at is null"};
constexpr store::Sql kCounted{R"(
  update segment_letter set receivers = receivers + $2, waited = waited + $3, held_back = held_back + $4
  where id = $1)"};
constexpr store::Sql kSent{R"(
  select segment_letter.subject, member.display_name, purpose.slug, segment_letter.written_at, segment_letter.receivers,
    segment_letter.waited, segment_letter.held_back
  from segment_letter join member on member.id = segment_letter.author
    join purpose on purpose.id = segment_letter.purpose
  where segment_letter.segment = $1 order by segment_letter.id desc limit $2)"};

struct Waiting {
  SegmentId segment;
  PurposeId purpose;
  std::string slug, subject, body, author;
  MemberId after;
};
struct Receiver {
  MemberId member;
  std::string email, handle, language;
  MemberStatus status = MemberStatus::active;
  std::int64_t confirmed = 0;
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

std::string sealed(std::string_view key, std::string_view who) { return crypto::keyed_hash(key, who).substr(0, 24); }

mail::Letter letter_to(const Waiting& letter, const Receiver& to, mail::Purpose purpose, const json::object& payload) {
  const auto in = text::parse_language(to.language)
                      .value_or(text::parse_language(text_of(payload, "language")).value_or(text::Language::en));
  const auto origin = text_of(payload, "origin"), community = text_of(payload, "community");
  const auto leave = stopping_address(origin, text_of(payload, "key"), to.member, stop_purpose(letter.purpose));
  mail::Letter post{.to = to.email,
                    .subject = letter.subject,
                    .language = std::string(text::tag(in)),
                    .from_name = community,
                    .purpose = std::move(purpose)};
  const mail::Parts parts{.greeting = tr(in, "Hello @{handle},", {{"handle", to.handle}}),
                          .paragraphs = paragraphs_of(letter.body),
                          .button = mail::Button{tr(in, "Open the square"), origin + "/"},
                          .closing = {letter.author},
                          .footer = tr(in, "This e-mail was sent by {community}, {address}.",
                                       {{"community", community}, {"address", origin}}),
                          .leave = mail::Button{tr(in, "Receive no more of these letters"), leave}};
  mail::lay_out(post, parts, {.community = community, .brand = text_of(payload, "brand")});
  mail::add_unsubscribe(post, leave);
  mail::add_list(post, community, letter.slug, host_of(origin));
  post.headers.emplace_back("Precedence", "bulk");
  return post;
}

// Some of the letters, laid out before anything is written.
struct Some {
  std::vector<mail::Letter> letters;
  MemberId last;
  bool is_last = false;  // nobody is left after them
};
Some next_letters(store::Reader& reader, const Waiting& letter, const json::object& payload) {
  const auto members = reader.all<Receiver>(kNext, letter.segment, letter.after, kTogether);
  Some some{.letters = {},
            .last = members.empty() ? letter.after : members.back().member,
            .is_last = members.size() < static_cast<std::size_t>(kTogether)};
  for (const auto& to : members) {
    if (to.status != MemberStatus::active || to.confirmed == 0 || to.email.empty()) continue;
    auto purpose = consent_ledger().purpose(reader, letter.slug, to.member.value, letter.purpose.value);
    if (purpose) some.letters.push_back(letter_to(letter, to, std::move(*purpose), payload));
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
    if (transaction.run(kWent, id, some->last, finished, letter->after) == 0) return;  // another node did
    std::int64_t sent = 0, later = 0, held_back = 0;
    for (const auto& one : some->letters) {
      const auto posted = post_in_turn(transaction, one, LetterSort::segment, now());
      sent += posted != Posted::not_at_all;
      later += posted == Posted::later;
      held_back += posted == Posted::not_at_all;
    }
    transaction.run(kCounted, id, sent, later, held_back);
    if (!some->is_last) jobs::enqueue(transaction, kJob, job.payload);
  });
}

}  // namespace

void write_to_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment,
                      const SegmentLetter& letter, const Sender& sender, std::string_view secret) {
  const auto lately = transaction.one<std::int64_t>(kLately, letter.purpose, act.at - kDay).value_or(0);
  if (lately >= kSegmentLettersADay) {
    throw Conflict({"Two letters went out for this purpose within a day. Write again tomorrow."});
  }
  const auto id = next_id();
  transaction.run(kKeep, id, segment.id, letter.purpose, act.actor, letter.subject, letter.body, act.at);
  const json::object payload{{"letter", id_text(id)},       {"community", sender.community},
                             {"brand", sender.brand},       {"origin", sender.origin},
                             {"key", stopping_key(secret)}, {"language", text::tag(text::Language::en)}};
  jobs::enqueue(transaction, kJob, json::serialize(payload));
}

std::int64_t count_receivers(store::Reader& reader, SegmentId segment, PurposeId purpose) {
  return reader.one<std::int64_t>(kReceivers, segment, purpose).value_or(0);
}

std::vector<SentSegmentLetter> letters_of(store::Reader& reader, SegmentId segment, int at_most) {
  return reader.all<SentSegmentLetter>(kSent, segment, at_most);
}

void deliver_segment_letters(jobs::Runner& runner) { runner.on(kJob, send_some); }

std::string leaving_key(std::string_view secret) { return crypto::keyed_hash(secret, "letters of segments"); }

std::string leaving_token(std::string_view key, PurposeId purpose, MemberId member) {
  const auto who = id_text(purpose) + "." + id_text(member);
  return who + "." + sealed(key, who);
}

std::optional<LetterLeaving> read_letter_leaving(std::string_view secret, std::string_view token) {
  const auto first = token.find('.'), last = token.rfind('.');
  if (first == std::string_view::npos || last == first) return std::nullopt;
  const auto purpose = parse_id(token.substr(0, first)), member = parse_id(token.substr(first + 1, last - first - 1));
  if (!purpose || !member) return std::nullopt;
  if (!crypto::constant_time_equal(token.substr(last + 1), sealed(leaving_key(secret), token.substr(0, last)))) {
    return std::nullopt;
  }
  return LetterLeaving{{*purpose}, {*member}};
}

}  // namespace parvis::community
