#include "core/mail/post.h"

#include "core/log/log.h"
#include "core/mail/refused_letter.h"
#include "core/text/small_letters.h"

namespace parvis::mail {
namespace {

std::string return_path(store::Store& store, const Reach* reach, const Letter& letter) {
  if (reach == nullptr) return {};
  return store.read([&](store::Reader& reader) { return reach->return_path(reader, letter.to); });
}

// Somebody waits for a letter about their account, and thousands of others may have been posted just before: it goes
// before all that were posted in the last minutes.
constexpr std::int64_t kAhead = 15 * kMinute;

// What a letter tells grows old while a mail server is away. That somebody answered is worth a letter two days later
// still, unless some of it was taken back meanwhile. A digest is made of what may be read at its hour, and the next one
// comes.
constexpr std::int64_t kToldLastsFor = 2 * kDay, kFresh = 2 * kHour;
bool is_old_news(store::Store& store, const Reach* reach, const Letter& letter, Instant posted_at) {
  const auto& purpose = letter.purpose;
  const auto age = now() - posted_at;
  if (purpose.basis() != Purpose::Basis::wish || age <= kFresh) return false;
  if (purpose.kind() == "digest") return true;
  if (purpose.kind() != "told") return false;
  if (age > kToldLastsFor) return true;
  return reach && !store.read([&](store::Reader& reader) { return reach->stands(reader, letter, posted_at); });
}

jobs::JobId enqueue_letter(store::Transaction& transaction, const Letter& letter, const Attachments& attachments) {
  if (!is_address(letter.to)) throw Fault("a letter has no proper recipient");
  check_attachments(attachments);
  const bool is_awaited = letter.purpose.basis() == Purpose::Basis::service;
  return jobs::enqueue(transaction, kSendJob, with_attachments(to_json(letter), attachments),
                       is_awaited ? now() - kAhead : now(), text::small_letters(letter.to));
}

}  // namespace

jobs::JobId post(store::Transaction& transaction, const Letter& letter) { return post(transaction, letter, {}); }

jobs::JobId post(store::Transaction& transaction, const Letter& letter, const Attachments& attachments) {
  if (letter.purpose.basis() == Purpose::Basis::consent) {
    throw Fault("a letter that rests on a consent did not wait for its turn");
  }
  return enqueue_letter(transaction, letter, attachments);
}

jobs::JobId post_agreed(store::Transaction& transaction, const Letter& letter) {
  return enqueue_letter(transaction, letter, {});
}

void deliver_posted(jobs::Runner& runner, const Mailer& mailer, const Consents& consents,
                    std::shared_ptr<const Reach> reach) {
  // A letter goes out twice, under one Message-ID, when the process or its power fails between the mail server's taking
  // it and the job's end: better than not at all. A node that stood still until another took the job sends nothing.
  runner.on(
      kSendJob,
      [&mailer, &runner, &consents, reach = std::move(reach)](const jobs::Job& job, store::Store& store) {
        const auto letter = letter_from_json(job.payload);
        if (is_old_news(store, reach.get(), letter, job.created_at)) {
          log::info("Dropped a letter: it tells of what is hours old", {{"purpose", letter.purpose.kind()}});
          return;
        }
        if (!store.read([&](store::Reader& reader) { return consents.allow(reader, letter.purpose); })) {
          log::info("Dropped a letter: its reader no longer agrees to it", {{"purpose", letter.purpose.kind()}});
          return;
        }
        if (reach && !store.read([&](store::Reader& reader) { return reach->may_go(reader, letter); })) {
          log::info("Dropped a letter: its address takes none", {{"purpose", letter.purpose.kind()}});
          return;
        }
        const auto from = return_path(store, reach.get(), letter);
        if (!runner.renew(job)) return;
        try {
          if (mailer.deliver(letter, from, attachments_from_json(job.payload)) == Outcome::refused && reach)
            reach->refused(store, letter);
        } catch (const RefusedLetter&) {
          // Would be refused again, and is not held against the address.
        }
      },
      jobs::Pace::slow);
}

}  // namespace parvis::mail
