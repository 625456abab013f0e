// Whether a request may be answered from the page cache, and under which key. Runs on the I/O thread for every
// request, so it allocates nothing: the key is written into a buffer that the thread reuses.
#pragma once

#include <string>

#include "core/http/head.h"
#include "core/http/server.h"

namespace parvis::http {

// True for a GET or HEAD without a body.
bool only_reads(const Head& head);

// True for one that only reads, without a session or credentials, of a host of ours and a plainly written address. The
// session is looked for under its plain name and under its `__Host-` name. What of the query a page reads only its
// route knows: an answer to a query with anything else in it is not kept (app/dispatch.cpp).
bool may_be_kept(const Head& head, const CachePolicy& policy);

// Is there a session's cookie, whatever it is worth? Only its handler can tell.
bool carries_session(const Head& head, const CachePolicy& policy);

// Scheme, authority, target, language and look: everything that a kept page may depend on.
void write_cache_key(const Head& head, bool secure, const CachePolicy& policy, std::string& key);

}  // namespace parvis::http
