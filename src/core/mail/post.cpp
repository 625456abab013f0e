#include "core/mail/post.h"

#include <algorithm>

#include "core/log/log.h"

namespace parvis::mail {
namespace {

// As the member's own address is kept (community/members/new_member.h).
std::string in_small_letters(std::string address) {
  std::ranges::transform(address, address.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  return address;
}

}  // namespace

jobs::JobId post(store::Transaction& transaction, const Letter& letter) {
  if (!is_address(letter.to)) throw Fault("a letter has no proper recipient");
  return jobs::enqueue(transaction, kSendJob, to_json(letter), now(), in_small_letters(letter.to));
}

void deliver_posted(jobs::Runner& runner, const Mailer& mailer, const Consents& consents) {
  // A letter goes out twice, under one Message-ID, when the process or its power fails between the mail server's taking
  // it and the job's end: better than not at all. A node that stood still until another took the job sends nothing.
  runner.on(
      kSendJob,
      [&mailer, &runner, &consents](const jobs::Job& job, store::Store& store) {
        const auto letter = letter_from_json(job.payload);
        if (!store.read([&](store::Reader& reader) { return consents.allow(reader, letter.purpose); })) {
          log::info("Dropped a letter: its reader no longer agrees to it", {{"purpose", letter.purpose.kind()}});
          return;
        }
        if (runner.renew(job)) mailer.deliver(letter);
      },
      jobs::Pace::slow);
}

}  // namespace parvis::mail
