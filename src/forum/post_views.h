// One post of a thread: who, when, what they say, what can be done with it, the comments below. Used by the thread's
// page and by whatever shows a post as it stands there.
#pragma once

#include "community/page/page.h"
#include "community/threads/thread_page.h"
#include "community/threads/thread_ways.h"

namespace parvis::forum {

// A thread as one viewer sees it: what the views below need to know. References outlive the call.
struct ThreadView {
  const community::Visit& visit;
  const community::Space& space;
  const community::ThreadContent& content;
  const community::ThreadOverlay& overlay;
  const community::ThreadWays& ways;

  const community::Thread& thread() const { return content.thread; }
  bool asks() const { return space.kind == community::SpaceKind::questions; }
  bool is_solution(const community::PostView& post) const { return content.thread.solution == post.id; }
  bool is_own(const community::PostView& post) const {
    return visit.viewer.signed_in() && post.author == visit.viewer.member;
  }
  // May answer here.
  bool may_act() const { return overlay.may_reply; }
  // May do this here, at once or once it is let through.
  bool may(community::Action action) const {
    return !content.thread.deleted_at && community::may_ask(visit.viewer, space, action);
  }
  bool may_edit(community::MemberId author) const {
    return community::may_edit(visit.viewer, *visit.spaces, thread(), author);
  }
  bool may_delete(community::MemberId author) const {
    return community::may_delete(visit.viewer, *visit.spaces, thread(), author);
  }
  std::string path_of(std::int64_t number) const {
    return community::post_path(content.thread.id, content.thread.slug, number);
  }
};

void write_post(html::Writer& out, const ThreadView& view, const community::PostView& post);

// Parts of it, each in a file of its own.
void write_votes(html::Writer& out, const ThreadView& view, const community::PostView& post);
void write_post_foot(html::Writer& out, const ThreadView& view, const community::PostView& post);
void write_comment_form(html::Writer& out, const ThreadView& view, const community::PostView& post);
void write_comments(html::Writer& out, const ThreadView& view, const community::PostView& post);

}  // namespace parvis::forum
