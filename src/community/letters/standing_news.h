// Whether what a letter about a conversation tells may still be told: nothing of it was deleted, changed or moved
// since, and its reader may read it. Asked of letters that a mail server held up for hours. A function over a Reader;
// any thread.
#pragma once

#include "core/mail/letter.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::community {

bool still_stands(store::Reader& reader, const mail::Letter& letter, Instant posted_at);

}  // namespace parvis::community
