// The page of a thread around its posts: its head, the answer shown under the question, the ways through it, what
// stands beside it, the place to reply.
#pragma once

#include "community/threads/draft.h"
#include "community/threads/merge.h"
#include "forum/post_views.h"

namespace parvis::forum {

// `way_back`: the latest split or merge, while this viewer may take it back.
using WayBack = std::optional<community::Transfer>;
void write_thread_head(html::Writer& out, const ThreadView& view, const WayBack& way_back);
// Right below the notice that a split or merge was done: the button that takes it back.
void write_way_back_of_notice(html::Writer& out, const ThreadView& view, const WayBack& way_back);
// The posts of the page, with the accepted answer announced under the question and a line above the first unread one.
void write_posts(html::Writer& out, const ThreadView& view);
// "21 to 40 of 312", with the pages around.
void write_thread_pager(html::Writer& out, const ThreadView& view);
// For members the form, with their draft; for visitors the door.
void write_reply_place(html::Writer& out, const ThreadView& view, const std::optional<community::Draft>& draft);
// When the thread began, where this page is, when somebody last spoke; jump to a date; who takes part; what is near.
void write_thread_aside(html::Writer& out, const ThreadView& view);

// Where the page that begins at post `from` is.
std::string page_path(const community::Thread& thread, std::int64_t from);
html::Html thread_data(const ThreadView& view);  // structured data

}  // namespace parvis::forum
