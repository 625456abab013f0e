#include "core/mail/post.h"

namespace parvis::mail {

jobs::JobId post(store::Transaction& transaction, const Letter& letter) {
  if (!is_address(letter.to)) throw Fault("a letter has no proper recipient");
  return jobs::enqueue(transaction, kSendJob, to_json(letter));
}

void deliver_posted(jobs::Runner& runner, const Mailer& mailer) {
  // A letter that was taken just before the power failed goes out twice, under one Message-ID: better than not at all.
  runner.on(
      kSendJob, [&mailer](const jobs::Job& job, store::Store&) { mailer.deliver(letter_from_json(job.payload)); },
      jobs::Pace::slow);
}

}  // namespace parvis::mail
