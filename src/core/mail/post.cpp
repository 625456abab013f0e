#include "core/mail/post.h"

namespace parvis::mail {

jobs::JobId post(store::Transaction& transaction, const Letter& letter) {
  if (!is_address(letter.to)) throw Fault("a letter has no proper recipient");
  return jobs::enqueue(transaction, kSendJob, to_json(letter));
}

void deliver_posted(jobs::Runner& runner, const Mailer& mailer) {
  // A letter goes out twice, under one Message-ID, when the process or its power fails between the mail server's taking
  // it and the job's end: better than not at all. A node that stood still until another took the job sends nothing.
  runner.on(
      kSendJob,
      [&mailer, &runner](const jobs::Job& job, store::Store&) {
        if (runner.renew(job)) mailer.deliver(letter_from_json(job.payload));
      },
      jobs::Pace::slow);
}

}  // namespace parvis::mail
