// Commenting: from the small form under a post; what is wrong is said on a page of its own, with the words kept.
#include "community/pace/pace.h"
#include "community/threads/comment.h"
#include "community/threads/visit_act.h"
#include "core/text/marks.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/repetition.h"
#include "forum/waiting.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

http::Response render(const Visit& visit, const PostInThread& found, const html::FormState& state, int status) {
  const auto heading = visit.tr("Your comment on post {number}", {{"number", found.post.number}});
  const auto back = post_path(found.thread.id, found.thread.slug, found.post.number);
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", back}, {"lang", found.thread.language}}, text::tie_marks(found.thread.title)).close();
  out.element("h1", heading).close();
  html::Form form(out, state, say_in(visit), "comment");
  form.summary(visit.tr(kCheckThis)).open("/posts/" + id_text(found.post.id) + "/comments", visit.form_token);
  write_waiting_note(out, visit, found.thread.space, Action::comment);
  const auto label = visit.tr("Your comment");
  const auto hint = visit.tr("At most {n} characters: what needs more deserves a reply.", {{"n", kMaxComment}});
  form.text_area({.name = "body", .label = label, .hint = hint, .rows = 4});
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Send"));
  out.element("a", {{"class", "button bare"}, {"href", back}}, visit.tr("Cancel")).close();
  form.close();
  return render_page(visit, {.title = heading, .indexing = Indexing::refused}, out.take(), {}, status);
}

}  // namespace

http::Response create_comment(Visit& visit) {
  const auto id = post_asked(visit);
  html::FormState state(visit.request.form.pairs());
  std::optional<PostInThread> found;
  const auto text = visit.community.store().read([&](store::Reader& reader) {
    found = find_post(reader, visit.viewer, *visit.spaces, id);
    return compose_comment(reader, visit.request.form.get("body"), visit.language, visit.origin);
  });
  if (!text) {
    refuse_all(state, text.mistakes());
    return render(visit, *found, state, 422);
  }
  if (const int wait = take(visit, Pace::posts); wait > 0) {
    state.refuse(too_fast(Pace::posts));
    return with_retry_after(render(visit, *found, state, 429), wait);
  }
  const auto act = act_of(visit);
  try {
    if (auto held = hold_if_it_waits(visit, {.kind = ContributionKind::comment,
                                             .space = found->thread.space,
                                             .thread = found->thread.id,
                                             .post = id,
                                             .title = {},
                                             .body = text->body})) {
      return std::move(*held);
    }
    visit.community.store().write([&](store::Transaction& transaction) {
      if (!same_comment(transaction, act, id, text->body)) add_comment(transaction, act, id, *text);
    });
  } catch (const Conflict& conflict) {
    state.refuse(conflict.sentence());
    return render(visit, *found, state, conflict.status());
  }
  return http::see_other(post_path(found->thread.id, found->thread.slug, found->post.number));
}

}  // namespace parvis::forum
