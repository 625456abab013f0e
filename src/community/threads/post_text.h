// The words of a post made ready to be stored: checked, rendered, its language guessed, the members it names found.
// Costs some hundred microseconds, so it is done by the handler before the write, not on the writing thread:
//
//   auto text = store.read([&](store::Reader& reader) { return compose_post(reader, body, language, origin); });
//   if (!text) return show_form_again(text.mistakes());
//   store.write([&](store::Transaction& transaction) { return reply(transaction, act, {thread, reply_to}, *text); });
//
// Pure but for the reading of handles; usable from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/threads/outcome.h"
#include "community/types.h"
#include "core/html/html.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

// A long technical answer with its log fits in 64,000 characters; more belongs in an attachment, and every reader of
// the page would pay for it.
inline constexpr std::size_t kMaxBody = 64'000;
// A comment is a remark under a post; what needs more deserves a reply (Stack Exchange's own limit is 600).
inline constexpr std::size_t kMaxComment = 600;
// Enough for a sentence; fits two lines on a phone's list.
inline constexpr std::size_t kMinTitle = 3;
inline constexpr std::size_t kMaxTitle = 200;
// More people than that named in one post is a mailing, not a conversation.
inline constexpr std::size_t kMaxMentions = 10;

struct PostText {
  std::string body;                 // Markdown, as typed
  std::string html;                 // rendered and sanitised
  std::int64_t renderer = 0;        // version of the renderer
  std::string language;             // "fr"
  std::vector<MemberId> mentioned;  // each once, in order of appearance
  std::vector<MemberId> quoted;     // whose words are quoted with attribution, likewise
};

// Mistakes are about the field "body". `origin` is the site's own ("https://square.example"): links there are ours.
Outcome<PostText> compose_post(store::Reader& reader, std::string_view body, text::Language fallback,
                               std::string_view origin = {});
// The same for a comment: one paragraph (comment_markdown.h), at most kMaxComment characters.
Outcome<PostText> compose_comment(store::Reader& reader, std::string_view body, text::Language fallback,
                                  std::string_view origin = {});

// The stored words of a post or comment, as finished HTML to write into a page.
html::Html stored_html(std::string html);
// Their beginning as plain text, of at most so many characters.
std::string excerpt_of(std::string html, std::size_t characters);

}  // namespace parvis::community
