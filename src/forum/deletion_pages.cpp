// Deleting posts, threads and comments: asked once, with a trace, and (but for comments) taken back.
#include "community/moderation/moderation_case.h"
#include "community/pace/pace.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/visit_act.h"
#include "forum/asked.h"
#include "forum/question_views.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

PostInThread read_post(Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return find_post(reader, visit.viewer, *visit.spaces, post_asked(visit)); });
}

Thread read_thread(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    auto thread = find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit));
    if (!thread.deleted_at && !may_delete(reader, visit.viewer, *visit.spaces, thread)) {
      throw Forbidden({"Others have answered: only a leader may delete this conversation now."});
    }
    return thread;
  });
}

std::string path_of(const PostInThread& found) {
  return post_path(found.thread.id, found.thread.slug, found.post.number);
}

http::Response ask_about_restoring(const Visit& visit, const Thread& thread) {
  return ask_once(visit, {.title = visit.tr("Restore this conversation?"),
                          .consequence = visit.tr("“{title}” was deleted. Restored, it stands where it was.",
                                                  {{"title", thread.title}}),
                          .action = "/threads/" + id_text(thread.id) + "/deletion",
                          .button = visit.tr("Restore the conversation"),
                          .back = thread_path(thread.id, thread.slug),
                          .restores = true});
}

Question about_thread(const Visit& visit, const Thread& thread) {
  return {.title = visit.tr("Delete this conversation?"),
          .consequence = visit.trn("“{title}” will no longer be shown, nor its {n} post. It can be restored.",
                                   "“{title}” will no longer be shown, nor its {n} posts. It can be restored.",
                                   thread.posts, {{"title", thread.title}}),
          .action = "/threads/" + id_text(thread.id) + "/deletion",
          .button = visit.tr("Delete the conversation"),
          .back = thread_path(thread.id, thread.slug)};
}

bool is_own(const Visit& visit, MemberId author) { return author == visit.viewer.member; }

// Who deletes their own words is asked whether they are sure; who hides another's also why.
http::Response ask(const Visit& visit, const Question& question, MemberId author) {
  return is_own(visit, author) ? ask_once(visit, question) : ask_why(visit, question);
}

http::Response ask_about_thread(const Visit& visit, const Thread& thread) {
  if (thread.deleted_at) return ask_about_restoring(visit, thread);
  return ask(visit, about_thread(visit, thread), thread.author);
}

Question about_post(const Visit& visit, const PostInThread& found) {
  return {.title = visit.tr("Delete post {number}?", {{"number", found.post.number}}),
          .consequence = visit.tr("Its words will no longer be shown; that it was there will. It can be restored."),
          .action = "/posts/" + id_text(found.post.id) + "/deletion",
          .button = visit.tr("Delete the post"),
          .back = path_of(found)};
}

http::Response ask_about_post(Visit& visit, const PostInThread& found) {
  if (found.post.number == 1) return http::see_other("/threads/" + id_text(found.thread.id) + "/deletion");
  if (!may_delete(visit.viewer, *visit.spaces, found.thread, found.post.author)) throw Forbidden();
  return ask(visit, about_post(visit, found), found.post.author);
}

http::Response restore(Visit& visit) {
  const auto found = read_post(visit);
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { restore_post(transaction, act, found.post.id); });
  return http::see_other(path_of(found));
}

// Deletes one's own words, or hides another's for the reason given; asks again where it is missing.
http::Response delete_words(Visit& visit, const Words& words, MemberId author, const Question& question,
                            http::Response done) {
  html::FormState state(visit.request.form.pairs());
  const auto reason = is_own(visit, author) ? std::optional<Reason>(std::in_place) : reason_of_hiding(state);
  if (!reason) return ask_why(visit, question, state, 422);
  keep(visit, Pace::gestures);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { hide(transaction, act, words, *reason); });
  return done;
}

// After its deletion a thread is still found by who deleted it: they are shown its page, from which it is restored.
http::Response delete_whole(Visit& visit, const Thread& thread) {
  const auto first = visit.community.store().read(
      [&](store::Reader& reader) { return find_post(reader, visit.viewer, *visit.spaces, thread.id, 1).post.id; });
  auto done = see_other_with_notice(visit, space_path(visit.readable_space(thread.space).slug),
                                    text::msgid("The conversation was deleted."));
  return delete_words(visit, {ObjectKind::post, first.value}, thread.author, about_thread(visit, thread),
                      std::move(done));
}

}  // namespace

http::Response show_post_deletion(Visit& visit) {
  const auto found = read_post(visit);
  if (found.post.deleted()) return http::see_other(path_of(found));
  return ask_about_post(visit, found);
}

http::Response change_post_deletion(Visit& visit) {
  if (turned(visit, "deleted") == Turned::off) return restore(visit);
  const auto found = read_post(visit);
  if (found.post.deleted()) return http::see_other(path_of(found));
  if (!is_sure(visit) || found.post.number == 1) return ask_about_post(visit, found);
  return delete_words(visit, {ObjectKind::post, found.post.id.value}, found.post.author, about_post(visit, found),
                      http::see_other(path_of(found)));
}

http::Response restore_post_words(Visit& visit) { return restore(visit); }

http::Response show_thread_deletion(Visit& visit) { return ask_about_thread(visit, read_thread(visit)); }

http::Response change_thread_deletion(Visit& visit) {
  if (turned(visit, "deleted") == Turned::off) {
    keep(visit, Pace::gestures);
    const auto act = act_of(visit);
    const auto thread = visit.community.store().read(
        [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit)); });
    visit.community.store().write(
        [&](store::Transaction& transaction) { restore_thread(transaction, act, thread.id); });
    return http::see_other(thread_path(thread.id, thread.slug));
  }
  const auto thread = read_thread(visit);
  if (!is_sure(visit)) return ask_about_thread(visit, thread);
  return delete_whole(visit, thread);
}

http::Response end_comment(Visit& visit) {
  const auto id = comment_asked(visit);
  struct Found {
    Comment comment;
    PostInThread place;
  };
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    auto comment = find_comment(reader, visit.viewer, *visit.spaces, id);
    auto place = find_post(reader, visit.viewer, *visit.spaces, comment.post);
    return Found{std::move(comment), std::move(place)};
  });
  if (!may_delete(visit.viewer, *visit.spaces, found.place.thread, found.comment.author)) throw Forbidden();
  const Question question{.title = visit.tr("Delete this comment?"),
                          .consequence = found.comment.body,
                          .action = "/comments/" + id_text(id) + "/deletion",
                          .button = visit.tr("Delete the comment"),
                          .back = path_of(found.place)};
  if (!is_sure(visit)) return ask(visit, question, found.comment.author);
  return delete_words(visit, {ObjectKind::comment, id.value}, found.comment.author, question,
                      http::see_other(path_of(found.place)));
}

}  // namespace parvis::forum
