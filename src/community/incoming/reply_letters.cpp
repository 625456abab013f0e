#include "community/incoming/reply_letters.h"

#include "community/members/letter_words.h"
#include "core/text/catalogue.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

using text::tr;

// Enough to go on from; a whole mailbox quoted is not.
constexpr std::size_t kMostQuoted = 20'000;

constexpr store::Sql kBack{R"(
  insert into letter_back (member, written_at) values ($1, $2)
  on conflict (member) do update set written_at = $2 where letter_back.written_at <= $3)"};

Sender sender_of(const Visit& visit) {
  return {visit.identity->name, visit.identity->brand_color, visit.origin, visit.community.settings().mail.contact};
}

mail::Button to_post(const Visit& visit, PostId post) {
  return {visit.tr("Open the conversation"), visit.origin + "/posts/" + id_text(post)};
}

}  // namespace

void tell_refused(store::Transaction& transaction, const Visit& visit, const Account& account,
                  const RefusedReply& refused) {
  LetterWords words{
      .purpose = "reply_refused",
      .subject = visit.tr("Your answer by e-mail was not published"),
      .paragraphs = {visit.tr("We received your answer and could not publish it."), tr(visit.language, refused.why)},
      .quote = std::string(text::cut_at_character(refused.words, kMostQuoted)),
      .button = to_post(visit, refused.post)};
  if (!words.quote.empty()) {
    words.paragraphs.push_back(visit.tr("Here is what you wrote, so that you can send it from the page:"));
  }
  send_letter(transaction, sender_of(visit), recipient_of(account, visit.language), std::move(words));
}

void tell_left_out(const Visit& visit, const Account& account, PostId post, const std::vector<LeftOut>& left_out) {
  LetterWords words{.purpose = "reply_left_out",
                    .subject = visit.tr("What you attached was left out"),
                    .paragraphs = {visit.tr("We received your answer. This of what you attached to it is missing:")},
                    .button = to_post(visit, post)};
  for (const auto& one : left_out) {
    const auto name = one.name.empty() ? visit.tr("a file without a name") : one.name;
    words.paragraphs.push_back(visit.tr("{file}: {why}", {{"file", name}, {"why", tr(visit.language, one.why)}}));
  }
  words.paragraphs.push_back(visit.tr("You can add it to your post from the page."));
  visit.community.store().write([&](store::Transaction& transaction) {
    send_letter(transaction, sender_of(visit), recipient_of(account, visit.language), words);
  });
}

bool may_write_back(store::Transaction& transaction, MemberId member, Instant at) {
  return transaction.run(kBack, member, at, at - kDay) > 0;
}

}  // namespace parvis::community
