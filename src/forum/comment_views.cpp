#include "community/page/member_views.h"
#include "forum/post_views.h"
#include "forum/stored_words.h"
#include "forum/waiting.h"

namespace parvis::forum {

using namespace community;

namespace {

// More than this many are folded away behind a word.
constexpr std::size_t kCommentsShown = 5;

void write_comment(html::Writer& out, const ThreadView& view, const CommentView& comment) {
  const MemberGlimpse author{comment.author_handle, comment.author_name, comment.author_title, comment.author_hue,
                             comment.author_role};
  out.open("li", {{"id", "comment-" + id_text(comment.id)}}).html(words_of(comment));
  out.open("span", {{"class", "by"}}).text(" — ");
  write_member_name(out, view.visit, author);
  write_role_badge(out, view.visit, author);
  out.text(" ");
  write_time(out, view.visit, comment.created_at);
  out.close();
  if (view.may_delete(comment.author)) {
    out.open(
        "form",
        {{"method", "post"}, {"action", "/comments/" + id_text(comment.id) + "/deletion"}, {"class", "inline later"}});
    write_form_token(out, view.visit);
    out.element("button", {{"class", "plain"}}, view.visit.tr("Delete")).close();
  }
  out.close();
}

void write_list(html::Writer& out, const ThreadView& view, const std::vector<const CommentView*>& comments,
                std::size_t from, std::size_t to) {
  out.open("ul", {{"class", "comments"}});
  for (auto i = from; i < to; ++i) write_comment(out, view, *comments[i]);
  out.close();
}

}  // namespace

void write_comment_form(html::Writer& out, const ThreadView& view, const PostView& post) {
  if (!view.may(Action::comment) || view.thread().closed_at) return;
  const auto& visit = view.visit;
  const auto id = "comment-on-" + id_text(post.id);
  out.open("details", {{"class", "comment-box"}});
  out.element("summary", {{"class", "button"}}, visit.tr("Comment"));
  out.open("form",
           {{"class", "comment-form"}, {"method", "post"}, {"action", "/posts/" + id_text(post.id) + "/comments"}});
  write_form_token(out, visit);
  write_waiting_note(out, visit, view.thread().space, Action::comment);
  out.element("label", {{"class", "unseen"}, {"for", id}}, visit.tr("Your comment"));
  out.element("textarea",
              {{"id", id},
               {"name", "body"},
               {"rows", 2},
               {"required", true},
               {"placeholder", visit.tr("A remark on this post, in a sentence or two")}},
              "");
  out.element("button", {{"class", "button"}}, visit.tr("Send")).close().close();
}

void write_comments(html::Writer& out, const ThreadView& view, const PostView& post) {
  std::vector<const CommentView*> comments;
  for (const auto& comment : view.content.comments) {
    if (comment.post == post.id) comments.push_back(&comment);
  }
  if (!comments.empty()) {
    write_list(out, view, comments, 0, std::min(comments.size(), kCommentsShown));
    if (comments.size() > kCommentsShown) {
      const auto rest = static_cast<std::int64_t>(comments.size() - kCommentsShown);
      out.open("details", {{"class", "more-comments"}});
      out.element("summary", {{"class", "small quiet"}}, view.visit.trn("{n} more comment", "{n} more comments", rest));
      write_list(out, view, comments, kCommentsShown, comments.size());
      out.close();
    }
  }
}

}  // namespace parvis::forum
