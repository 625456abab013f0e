#include "community/letters/bulk_letter.h"

#include <boost/json.hpp>

#include "community/letters/letter_reader.h"
#include "community/letters/letter_turn.h"
#include "community/letters/stopping.h"
#include "core/crypto/sealed.h"
#include "core/mail/paragraphs.h"
#include "core/mail/queue.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using text::tr;

constexpr int kTogether = 25;  // letters in one transaction
constexpr std::int64_t kHoldBack = 30 * kSecond;

constexpr store::Sql kUpdate{"update "};
constexpr store::Sql kWent{
    " set after_member = $2, finished_at = $3 where id = $1 and after_member = $4 and finished_at is null"};
constexpr store::Sql kCounted{
    " set receivers = receivers + $2, waited = waited + $3, held_back = held_back + $4 where id = $1"};
// Those who come after are not written to.
constexpr store::Sql kStop{" set finished_at = $2, stopped = stopped + $3 where id = $1 and finished_at is null"};

// For whom letters speak, as the job keeps it: with the key of the links that end them, not the secret itself.
struct Speaks {
  std::int64_t letter = 0;
  Sender sender;
  std::string key;
};

std::string text_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

Speaks read_speaks(std::string_view payload) {
  const auto object = json::parse(json::string_view(payload.data(), payload.size())).as_object();
  return {.letter = parse_id(text_in(object, "letter")).value_or(0),
          .sender = {text_in(object, "community"), text_in(object, "brand"), text_in(object, "origin")},
          .key = text_in(object, "key")};
}

std::optional<mail::Letter> letter_to(store::Reader& reader, const BulkKind& kind, const BulkLetter& letter,
                                      const BulkReceiver& to, const Speaks& speaks) {
  const auto in = text::parse_language(to.language).value_or(text::Language::en);
  auto frame = kind.frame(reader, letter, to.member, in);
  if (!frame) return std::nullopt;
  const auto& [community, brand, origin, contact] = speaks.sender;
  const auto leave = stopping_address(origin, speaks.key, to.member, frame->stops);
  mail::Letter post{.to = to.email,
                    .subject = std::move(frame->subject),
                    .language = std::string(text::tag(in)),
                    .from_name = community,
                    .purpose = std::move(frame->purpose)};
  mail::Parts parts{.greeting = tr(in, "Hello {name},", {{"name", to.name}}),
                    .paragraphs = mail::paragraphs_of(letter.body),
                    .button = mail::Button{std::move(frame->button), origin + frame->path},
                    .closing = {std::move(frame->closing)},
                    .footer = tr(in, "This e-mail was sent by {community}, {address}.",
                                 {{"community", community}, {"address", origin}}),
                    .leave = mail::Button{std::move(frame->leave), leave}};
  if (frame->leads_to_wishes) {
    parts.change = mail::Button{tr(in, "Choose what comes to you, and when"), origin + "/account/letters"};
  }
  mail::lay_out(post, parts, {.community = community, .brand = brand});
  mail::add_unsubscribe(post, leave);
  mail::add_list(post, frame->list.empty() ? community : frame->list, letter.slug, host_of(origin));
  post.headers.emplace_back("Precedence", frame->precedence);
  return post;
}

// Some of the letters, laid out before anything is written.
struct Some {
  std::vector<mail::Letter> letters;
  MemberId last;
  bool is_last = false;  // nobody is left after them
};

Some next_letters(store::Reader& reader, const BulkKind& kind, const BulkLetter& letter, const Speaks& speaks) {
  const auto receivers = reader.all<BulkReceiver>(kind.receivers, letter.among, letter.after, kTogether);
  Some some{.letters = {},
            .last = receivers.empty() ? letter.after : receivers.back().member,
            .is_last = receivers.size() < static_cast<std::size_t>(kTogether)};
  for (const auto& to : receivers) {
    if (to.email.empty()) continue;
    if (auto one = letter_to(reader, kind, letter, to, speaks)) some.letters.push_back(std::move(*one));
  }
  return some;
}

void post_some(store::Transaction& transaction, const BulkKind& kind, const SentBy& by, const Some& some) {
  std::int64_t sent = 0, later = 0, held_back = 0;
  for (const auto& one : some.letters) {
    const auto posted = post_in_turn(transaction, one, by, now());
    sent += posted != Posted::not_at_all;
    later += posted == Posted::later;
    held_back += posted == Posted::not_at_all;
  }
  transaction.run(kUpdate + kind.table + kCounted, by.letter, sent, later, held_back);
}

// They are posted, and the job again for those after them, all in one transaction: none is sent twice.
void send_some(const BulkKind& kind, const jobs::Job& job, store::Store& store) {
  const auto speaks = read_speaks(job.payload);
  const auto id = speaks.letter;
  std::optional<BulkLetter> letter;
  std::optional<Some> some;  // none while many letters wait
  store.read([&](store::Reader& reader) {
    letter = reader.one<BulkLetter>(kind.letter, id);
    if (letter && !mail::many_wait(reader)) some = next_letters(reader, kind, *letter, speaks);
  });
  store.write([&](store::Transaction& transaction) {
    jobs::finish(transaction, job);
    if (!letter) return;
    const SentBy by{kind.sort, letter->author, id};
    if (!may_send(transaction, by, now())) {
      transaction.run(kUpdate + kind.table + kStop, id, now(), kind.left(transaction, *letter));
      return;
    }
    if (!some) {
      jobs::enqueue(transaction, kind.job, job.payload, now() + kHoldBack);
      return;
    }
    const auto finished = some->is_last ? std::optional(now()) : std::nullopt;
    const bool is_ours = transaction.run(kUpdate + kind.table + kWent, id, some->last, finished, letter->after) >
                         0;  // or another node's
    if (!is_ours) return;
    post_some(transaction, kind, by, *some);
    if (!some->is_last) jobs::enqueue(transaction, kind.job, job.payload);
  });
}

}  // namespace

void send_to_many(store::Transaction& transaction, const BulkKind& kind, std::int64_t letter, const Sender& sender,
                  std::string_view secret) {
  const json::object payload{{"letter", id_text(letter)},
                             {"community", sender.community},
                             {"brand", sender.brand},
                             {"origin", sender.origin},
                             {"key", stopping_key(secret)}};
  jobs::enqueue(transaction, kind.job, json::serialize(payload));
}

void deliver_to_many(jobs::Runner& runner, const BulkKind& kind) {
  runner.on(kind.job, [&kind](const jobs::Job& job, store::Store& store) { send_some(kind, job, store); });
}

std::string leaving_token(std::string_view key, const LetterLeaving& leaving) {
  return crypto::sealed(key, id_text(leaving.agreed) + "." + id_text(leaving.member));
}

std::optional<LetterLeaving> read_leaving(std::string_view key, std::string_view token) {
  const auto words = crypto::opened(key, token);
  const auto point = words ? words->find('.') : std::string_view::npos;
  if (point == std::string_view::npos) return std::nullopt;
  const auto agreed = parse_id(words->substr(0, point)), member = parse_id(words->substr(point + 1));
  if (!agreed || !member) return std::nullopt;
  return LetterLeaving{*agreed, {*member}};
}

}  // namespace parvis::community
