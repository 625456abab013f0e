// Small pieces that the pages of accounts share.
#pragma once

#include <string>
#include <string_view>

#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

// A page that is about one form or one message: a title, a lead and what `write` adds, in a narrow column, never
// indexed and never kept.
void open_narrow(html::Writer& out, std::string_view title, std::string_view lead = {});
void close_narrow(html::Writer& out);
http::Response private_page(const Visit& visit, std::string_view title, html::Writer& out, int status = 200);

// A page with a message alone: "We sent you a letter."
http::Response message_page(const Visit& visit, std::string_view title, const std::vector<std::string>& paragraphs,
                            int status = 200);

// A sentence with an instant in it: "seen {when}".
void write_when(html::Writer& out, const Visit& visit, const char* msgid, Instant at);

}  // namespace parvis::community
