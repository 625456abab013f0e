#include "forum/thread_views.h"

#include <limits>

#include "community/page/member_views.h"
#include "community/page/notice.h"
#include "community/page/sentence.h"
#include "community/page/title_words.h"
#include "community/sharing/share.h"
#include "forum/follow_views.h"
#include "forum/transfer_views.h"

namespace parvis::forum {

using namespace community;

namespace {

// A state that a button turns on and off, posted to its own address.
void write_switch(html::Writer& out, const ThreadView& view, std::string_view noun, bool on, const std::string& words) {
  out.open("li").open(
      "form", {{"method", "post"}, {"action", "/threads/" + id_text(view.thread().id) + "/" + std::string(noun)}});
  write_form_token(out, view.visit);
  out.element("button", {{"name", "value"}, {"value", on ? "off" : "on"}}, words).close().close();
}

bool has(const ThreadView& view, Action action) { return may(view.visit.viewer, view.space, action); }

bool keeps_order(const ThreadView& view) {
  return std::ranges::any_of(
      std::array{Action::close, Action::pin, Action::edit_others, Action::move, Action::delete_others},
      [&](Action action) { return has(view, action); });
}

void write_way(html::Writer& out, const std::string& path, const std::string& words) {
  out.open("li").element("a", {{"href", path}}, words).close();
}

void write_way_back(html::Writer& out, const ThreadView& view, const Transfer& transfer, std::string_view css_class) {
  const auto& visit = view.visit;
  out.open("form",
           {{"method", "post"},
            {"action", "/threads/" + id_text(view.thread().id) + "/transfers/" + id_text(transfer.act) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", css_class}},
              transfer.verb == Verb::thread_split ? visit.tr("Take back the split") : visit.tr("Take back the merge"));
  out.close();
}

void write_moderation(html::Writer& out, const ThreadView& view, const WayBack& way_back) {
  const auto& visit = view.visit;
  const auto& thread = view.thread();
  const auto path = "/threads/" + id_text(thread.id);
  out.open("details", {{"class", "menu"}, {"data-menu", true}})
      .element("summary", {{"class", "button bare"}}, visit.tr("Moderate"));
  out.open("ul");
  if (has(view, Action::close)) {
    write_switch(out, view, "closure", thread.closed_at.has_value(),
                 thread.closed_at ? visit.tr("Reopen") : visit.tr("Close"));
  }
  if (has(view, Action::close)) write_way(out, path + "/pace", visit.tr("Slow down"));
  if (has(view, Action::pin)) {
    write_switch(out, view, "pin", thread.pinned_at.has_value(),
                 thread.pinned_at ? visit.tr("Unpin") : visit.tr("Pin"));
  }
  if (has(view, Action::edit_others)) write_way(out, path + "/edit", visit.tr("Title and tags"));
  if (has(view, Action::move)) {
    write_way(out, path + "/move", visit.tr("Move"));
    write_way(out, path + "/split", visit.tr("Split"));
    write_way(out, path + "/merge", visit.tr("Merge"));
  }
  if (way_back) {
    out.open("li");
    write_way_back(out, view, *way_back, "");
    out.close();
  }
  if (has(view, Action::delete_others)) write_way(out, path + "/deletion", visit.tr("Delete"));
  out.close().close();
}

void write_share_form(html::Writer& out, const ThreadView& view) {
  if (!can_be_shared(*view.visit.spaces, view.thread())) return;
  out.open("form", {{"method", "post"}, {"action", "/threads/" + id_text(view.thread().id) + "/share"}});
  write_form_token(out, view.visit);
  out.element("button", {{"class", "button"}}, view.visit.tr("Share")).close();
}

// As long as a conversation is deleted, nothing else can be done with it.
void write_restoring(html::Writer& out, const ThreadView& view) {
  const auto& thread = view.thread();
  if (!has(view, Action::delete_others) && thread.deleted_by != view.visit.viewer.member) return;
  const auto path = "/threads/" + id_text(thread.id) + "/deletion";
  out.element("a", {{"class", "button"}, {"href", path}}, view.visit.tr("Restore"));
}

void write_tools(html::Writer& out, const ThreadView& view, const WayBack& way_back) {
  if (!view.visit.viewer.signed_in()) return;
  out.open("div", {{"class", "thread-tools row"}});
  write_follow_form(out, view.visit, "/threads/" + id_text(view.thread().id) + "/follow", view.overlay.following);
  write_share_form(out, view);
  if (view.thread().deleted_at) {
    write_restoring(out, view);
  } else if (keeps_order(view)) {
    write_moderation(out, view, way_back);
  }
  out.close();
}

// Announced unless it stands right below anyway.
bool is_far(const ThreadView& view) {
  const auto& solution = view.content.solution;
  return view.content.from == 1 && solution && !solution->deleted() && solution->number > 2;
}

void write_answer(html::Writer& out, const ThreadView& view) {
  const auto& solution = *view.content.solution;
  const MemberGlimpse author{solution.author_handle, solution.author_name, solution.author_title,
                             solution.author_hue,    solution.author_role, solution.author_status};
  out.open("aside", {{"class", "answered"}, {"aria-label", view.visit.tr("Accepted answer")}});
  out.open("p").element("b", view.visit.tr("Accepted answer")).text(" ");
  const auto name = shown_name(view.visit, author);
  const auto write = [&](std::string_view) {
    out.text(name);
    write_role_badge(out, view.visit, author);
  };
  write_parts(out, view.visit.language, text::tr_parts(view.visit.language, "from {member}"), write,
              [&](std::string_view) { return std::string_view(name); });
  out.close();
  out.element("p", {{"class", "answer-words"}, {"lang", solution.language}}, view.content.solution_excerpt);
  out.element("a", {{"class", "link"}, {"href", view.path_of(solution.number)}}, view.visit.tr("Read the whole answer"))
      .close();
}

void write_unread_line(html::Writer& out, const ThreadView& view) {
  out.element("p", {{"class", "divider"}, {"id", "unread"}}, view.visit.tr("New since your last visit"));
}

}  // namespace

void write_way_back_of_notice(html::Writer& out, const ThreadView& view, const WayBack& way_back) {
  if (!way_back || way_back->actor != view.visit.viewer.member) return;
  const auto said = notice_of(view.visit);
  if (said != view.visit.tr(kSplitNotice) && said != view.visit.tr(kMergeNotice)) return;
  out.open("div", {{"class", "row notice-way"}});
  write_way_back(out, view, *way_back, "button");
  out.close();
}

void write_thread_head(html::Writer& out, const ThreadView& view, const WayBack& way_back) {
  const auto& visit = view.visit;
  const auto& thread = view.thread();
  out.open("header", {{"class", "thread-head"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", space_path(view.space.slug)}}, view.space.name.in(visit.language));
  for (const auto& tag : view.content.tags) out.element("a", {{"class", "tag"}, {"href", tag_path(tag.key)}}, tag.name);
  if (thread.solution) write_badge(out, visit.tr("solved"), "good");
  if (thread.pinned_at) write_badge(out, visit.tr("pinned"));
  if (thread.closed_at) write_badge(out, visit.tr("closed"));
  if (thread.deleted_at) write_badge(out, visit.tr("deleted"), "bad");
  out.close();
  out.open("h1", {{"lang", thread.language}});
  write_title_words(out, thread.title);
  out.close();
  write_tools(out, view, way_back);
  out.close();
}

namespace {

// "3 posts went to <title>", where its readers may read that.
void write_moved_line(html::Writer& out, const ThreadView& view, const MovedLine& line) {
  const auto& visit = view.visit;
  const auto* space = visit.spaces->find(line.space);
  const bool named = space && !line.deleted && may_read(visit.viewer, *space);
  out.open("p", {{"class", "divider moved"}, {"id", "post-" + std::to_string(line.before)}}).open("span");
  if (!named) {
    out.text(
        visit.trn("{n} post went to another conversation.", "{n} posts went to another conversation.", line.posts));
  } else {
    const auto words =
        text::trn_parts(visit.language, "{n} post went to {thread}", "{n} posts went to {thread}", line.posts);
    write_parts(out, words, [&](std::string_view place) {
      if (place == "n") out.text(text::format_number(visit.language, line.posts));
      if (place == "thread") {
        out.element("a", {{"href", post_path(line.thread, line.slug, line.first)}, {"lang", line.language}},
                    line.title);
      }
    });
  }
  out.close().close();
}

// The lines of what stood before this number, each once.
void write_moved_before(html::Writer& out, const ThreadView& view, std::size_t& line, std::int64_t number) {
  const auto& moved = view.ways.moved;
  for (; line < moved.size() && moved[line].before < number; ++line) write_moved_line(out, view, moved[line]);
}

}  // namespace

void write_posts(html::Writer& out, const ThreadView& view) {
  const auto unread = view.overlay.first_unread(view.thread());
  std::size_t line = 0;
  out.open("div", {{"class", "posts"}, {"data-posts", true}});
  bool is_said = false;
  for (const auto& post : view.content.posts) {
    write_moved_before(out, view, line, post.number);
    if (unread && !is_said && *unread >= view.content.from && post.number >= *unread && post.number > 1) {
      write_unread_line(out, view);
      is_said = true;
    }
    write_post(out, view, post);
    if (post.number == 1 && is_far(view)) write_answer(out, view);
  }
  write_moved_before(out, view, line, std::numeric_limits<std::int64_t>::max());
  out.close();
}

}  // namespace parvis::forum
