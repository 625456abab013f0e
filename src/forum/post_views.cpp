#include "forum/post_views.h"

#include "community/moderation/reason_words.h"
#include "community/page/member_views.h"
#include "forum/stored_words.h"

namespace parvis::forum {

using namespace community;

namespace {

MemberGlimpse author_of(const PostView& post) {
  return {post.author_handle, post.author_name, post.author_title,
          post.author_hue,    post.author_role, post.author_status};
}

std::string anchor_of(std::int64_t number) { return "post-" + std::to_string(number); }

void write_answered_post(html::Writer& out, const ThreadView& view, const PostView& post) {
  // Answering the post just above goes without saying.
  if (!post.reply_to || !post.reply_to_name) return;
  const bool is_here = post.reply_to_number.has_value();
  if (is_here && (*post.reply_to_number == post.number - 1 || *post.reply_to_number == 1)) return;
  // It may have gone into another conversation.
  const auto path = is_here ? view.path_of(*post.reply_to_number) : "/posts/" + id_text(*post.reply_to);
  out.element("a", {{"class", "when"}, {"href", path}},
              view.visit.tr("to {member}", {{"member", post.reply_to_name.value_or("")}}));
}

void write_badges(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto& visit = view.visit;
  write_role_badge(out, visit, author_of(post));
  if (post.author_posts == 1 && post.author_role == Role::member) write_badge(out, visit.tr("first message"));
  if (view.is_solution(post)) write_badge(out, visit.tr("accepted answer"), "good");
}

void write_head(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto& visit = view.visit;
  out.open("header", {{"class", "post-head"}}).open("div", {{"class", "post-by"}});
  write_member_name(out, visit, author_of(post), "author");
  write_badges(out, view, post);
  out.open("span", {{"class", "when"}});
  write_time(out, visit, post.created_at);
  out.close();
  write_answered_post(out, view, post);
  if (post.revisions > 0) {
    out.element("a",
                {{"class", "when edited"}, {"href", "/posts/" + id_text(post.id) + "/history"}, {"rel", "nofollow"}},
                visit.tr("edited"));
  }
  out.close();
  const auto number = text::format_number(visit.language, post.number);
  out.open("a", {{"class", "number num"}, {"href", view.path_of(post.number)}});
  out.element("span", {{"class", "unseen"}}, visit.tr("Post") + " ").text(number).close().close();
}

void write_words(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto other_language = post.language.empty() || post.language == text::tag(view.visit.language)
                                  ? std::nullopt
                                  : std::optional(post.language);
  out.open("div", {{"class", "prose"}, {"lang", other_language}}).html(words_of(post)).close();
}

// What is left of a deleted post: that it was there. Its words for who moderates, and for who wrote them.
void write_gone(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto& visit = view.visit;
  out.open("article", {{"class", "post gone"}, {"id", anchor_of(post.number)}, {"data-post", id_text(post.id)}});
  out.open("div", {{"class", "who"}}).close().open("div");
  out.element("p", visit.tr("Post {number} was deleted.", {{"number", post.number}}));
  const auto words = std::ranges::find(view.overlay.deleted_words, post.id, &DeletedWords::post);
  if (words != view.overlay.deleted_words.end()) {
    write_reason(out, visit, {words->ground, words->reason});
    out.open("details").element("summary", {{"class", "small"}}, visit.tr("Read what it said"));
    out.open("div", {{"class", "prose"}}).html(words_of(*words)).close().close();
    if (!view.thread().deleted_at && (view.overlay.moderates || words->deleted_by == visit.viewer.member)) {
      out.open("form", {{"method", "post"}, {"action", "/posts/" + id_text(post.id) + "/deletion"}});
      write_form_token(out, visit);
      out.element("button", {{"class", "button"}, {"name", "deleted"}, {"value", "no"}}, visit.tr("Restore")).close();
    }
  }
  out.close().close();
}

}  // namespace

namespace {

// The accepted answer stands out, and so does what an expert answers.
std::string_view classes_of(const ThreadView& view, const PostView& post) {
  if (view.is_solution(post)) return "post solution";
  return post.number > 1 && post.author_role == Role::expert ? "post expert" : "post";
}

}  // namespace

void write_post(html::Writer& out, const ThreadView& view, const PostView& post) {
  if (post.deleted()) return write_gone(out, view, post);
  out.open("article", {{"class", classes_of(view, post)},
                       {"id", anchor_of(post.number)},
                       {"data-post", id_text(post.id)},
                       {"data-number", post.number},
                       {"data-author", post.author_handle}});
  out.open("div", {{"class", "who"}});
  write_face(out, shown_name(view.visit, author_of(post)), post.author_hue);
  if (view.asks()) write_votes(out, view, post);
  out.close().open("div");
  write_head(out, view, post);
  write_words(out, view, post);
  write_post_foot(out, view, post);
  write_comments(out, view, post);
  out.close().close();
}

}  // namespace parvis::forum
