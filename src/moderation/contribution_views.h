// How what waits and what was flagged is shown, to those who decide and to its author: what it is, where it goes or
// stands, its words, what it answers. Pure functions of the visit.
#pragma once

#include "community/moderation/contribution.h"
#include "community/moderation/moderation_case.h"
#include "community/page/page.h"

namespace parvis::moderation {

// What words stand among: read once for each of a list.
struct Surroundings {
  std::string thread_title, thread_slug, thread_language;
  std::string author_handle, author_name;
  int author_hue = 0;
  std::string title;        // of a conversation that they open
  std::string html;         // the words as they would stand there, or do
  std::int64_t number = 0;  // of the flagged post, or of the one commented on
  // What they answer or comment on; empty when it is the conversation.
  std::int64_t answered_number = 0;
  std::string answered_name, answered_excerpt;
};
Surroundings surroundings_of(store::Reader& reader, const community::Visit& visit,
                             const community::Contribution& contribution);
// Of words that may be hidden: for those who decide, and for their author.
Surroundings surroundings_of(store::Reader& reader, const community::Visit& visit,
                             const community::ModerationCase& flagged);

// "Reply in <thread>", "New conversation in <space>".
void write_place(html::Writer& out, const community::Visit& visit, const community::Contribution& contribution,
                 const Surroundings& around);
// "Post 4 in <thread>", "Comment in <thread>", "Conversation in <space>".
void write_place(html::Writer& out, const community::Visit& visit, const community::ModerationCase& flagged,
                 const Surroundings& around);
// What they answer, folded; nothing when it is the conversation.
void write_answered(html::Writer& out, const community::Visit& visit, const Surroundings& around);
// Their title, where they have one, and the words.
void write_words(html::Writer& out, const Surroundings& around);

}  // namespace parvis::moderation
