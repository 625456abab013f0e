// Letters as durable jobs: asked for in the transaction of the act that causes them, sent afterwards, again and again
// until the server answers for good. Callable from any thread.
#pragma once

#include <memory>

#include "core/jobs/jobs.h"
#include "core/mail/attachment.h"
#include "core/mail/letter.h"
#include "core/mail/mailer.h"
#include "core/mail/reach.h"

namespace parvis::mail {

inline constexpr char kSendJob[] = "mail.send";

// Sends `letter` once `transaction` is committed. Throws Fault when it has no proper recipient, before it is stored,
// and for a letter that rests on a consent: nobody asked for it, so it passes a door of its own, which counts how many
// of them somebody gets.
jobs::JobId post(store::Transaction& transaction, const Letter& letter);
// With files. Throws Fault when they are not to be sent (check_attachments).
jobs::JobId post(store::Transaction& transaction, const Letter& letter, const Attachments& attachments);
// For that door alone: a letter whose turn has come.
jobs::JobId post_agreed(store::Transaction& transaction, const Letter& letter);
// Makes `runner` deliver posted letters; call before it starts. `mailer` and `consents` outlive
// it. A letter whose reader withdrew their consent meanwhile, or whose address no longer takes letters, is dropped.
// Without `reach` letters go to all addresses.
void deliver_posted(jobs::Runner& runner, const Mailer& mailer, const Consents& consents,
                    std::shared_ptr<const Reach> reach = nullptr);

}  // namespace parvis::mail
