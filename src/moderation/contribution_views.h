// How a contribution that waits, or was turned down, is shown: what it is, where it goes, its words. Pure functions of
// the visit.
#pragma once

#include "community/moderation/contribution.h"
#include "community/page/page.h"

namespace parvis::moderation {

// What a contribution stands among: read once for a whole list.
struct Surroundings {
  std::string thread_title, thread_slug, thread_language;
  std::string author_handle, author_name;
  int author_hue = 0;
  std::string html;  // its words as they would stand there
};
Surroundings surroundings_of(store::Reader& reader, const community::Visit& visit,
                             const community::Contribution& contribution);

// "Reply in <thread>", "New conversation in <space>".
void write_place(html::Writer& out, const community::Visit& visit, const community::Contribution& contribution,
                 const Surroundings& around);
// Its title, where it has one, and its words.
void write_contribution(html::Writer& out, const community::Contribution& contribution, const Surroundings& around);

}  // namespace parvis::moderation
