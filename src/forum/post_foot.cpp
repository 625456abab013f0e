#include "community/moderation/moderation_case.h"
#include "community/threads/reaction.h"
#include "forum/post_views.h"

namespace parvis::forum {

using namespace community;

namespace {

std::string post_address(const PostView& post) { return "/posts/" + id_text(post.id); }

std::int64_t count_of(const std::vector<ReactionCount>& counts, std::string_view kind) {
  const auto found = std::ranges::find(counts, kind, &ReactionCount::kind);
  return found == counts.end() ? 0 : found->count;
}

std::string label_of(const Visit& visit, const ReactionKind& kind, std::int64_t count) {
  const auto& name = kind.name.in(visit.language);
  return count == 0 ? name : name + " · " + text::format_compact(visit.language, count);
}

void write_reaction_button(html::Writer& out, const ThreadView& view, const PostView& post, const ReactionKind& kind,
                           std::int64_t count) {
  const bool given = view.overlay.gave(post.id, kind.key);
  const auto label = label_of(view.visit, kind, count);
  if (given) {
    out.element("button", {{"class", "button on"}, {"name", "take"}, {"value", kind.key}, {"aria-pressed", "true"}},
                label);
  } else {
    out.element("button", {{"class", "button"}, {"name", "give"}, {"value", kind.key}, {"aria-pressed", "false"}},
                label);
  }
}

// The thanks, and what somebody gave already, stand in the foot; the other kinds wait in its menu.
bool stands_in_foot(const Visit& visit, const ReactionKind& kind, std::int64_t count) {
  return count > 0 || &kind == &visit.identity->reactions.front();
}

void write_reactions(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto counts = parse_reactions(post.reactions);
  const auto& kinds = view.visit.identity->reactions;
  if (!view.may(Action::react) || view.is_own(post)) {
    for (const auto& kind : kinds) {
      if (const auto count = count_of(counts, kind.key)) {
        out.element("span", {{"class", "button still"}, {"data-kind", kind.key}}, label_of(view.visit, kind, count));
      }
    }
    return;
  }
  out.open("form", {{"method", "post"}, {"action", post_address(post) + "/reactions"}, {"data-reactions", true}});
  write_form_token(out, view.visit);
  for (const auto& kind : kinds) {
    const auto count = count_of(counts, kind.key);
    if (stands_in_foot(view.visit, kind, count)) write_reaction_button(out, view, post, kind, count);
  }
  out.close();
}

bool may_be_accepted(const ThreadView& view, const PostView& post) {
  return view.asks() && view.overlay.may_accept && post.number > 1;
}

// Who asked, and has no answer yet, finds the button in the foot; whoever changes or moderates, in its menu.
bool is_asked_to_accept(const ThreadView& view, const PostView& post) {
  return may_be_accepted(view, post) && !view.thread().solution && view.thread().author == view.visit.viewer.member;
}

void write_acceptance(html::Writer& out, const ThreadView& view, const PostView& post) {
  const bool accepted = view.is_solution(post);
  out.open("form", {{"method", "post"}, {"action", "/threads/" + id_text(view.thread().id) + "/solution"}});
  write_form_token(out, view.visit);
  out.element("button", {{"class", "button"}, {"name", "post"}, {"value", accepted ? "" : id_text(post.id)}},
              accepted ? view.visit.tr("No longer the answer") : view.visit.tr("Accept this answer"));
  out.close();
}

void write_link(html::Writer& out, const std::string& path, const std::string& words) {
  out.open("li").element("a", {{"href", path}}, words).close();
}

void write_other_reactions(html::Writer& out, const ThreadView& view, const PostView& post) {
  if (!view.may(Action::react) || view.is_own(post)) return;
  const auto counts = parse_reactions(post.reactions);
  for (const auto& kind : view.visit.identity->reactions) {
    if (stands_in_foot(view.visit, kind, count_of(counts, kind.key))) continue;
    out.open("li").open("form",
                        {{"method", "post"}, {"action", post_address(post) + "/reactions"}, {"data-reactions", true}});
    write_form_token(out, view.visit);
    out.element("button", {{"name", "give"}, {"value", kind.key}}, kind.name.in(view.visit.language)).close().close();
  }
}

bool may_flag(const ThreadView& view, const PostView& post) {
  return community::may_flag(view.visit.viewer, view.space) && !view.is_own(post) && !view.thread().deleted_at;
}

void write_more(html::Writer& out, const ThreadView& view, const PostView& post) {
  const auto& visit = view.visit;
  const auto path = post_address(post);
  out.open("details", {{"class", "menu later"}, {"data-menu", true}});
  out.element("summary", {{"class", "button"}}, visit.tr("More")).open("ul");
  write_other_reactions(out, view, post);
  if (may_be_accepted(view, post) && !is_asked_to_accept(view, post)) {
    out.open("li");
    write_acceptance(out, view, post);
    out.close();
  }
  if (view.may_act()) {
    out.open("li").element("a", {{"href", path + "/reply?quote=1"}, {"data-quote", true}}, visit.tr("Quote")).close();
  }
  if (view.may_edit(post.author)) write_link(out, path + "/edit", visit.tr("Edit"));
  if (post.revisions > 0) write_link(out, path + "/history", visit.tr("Edit history"));
  if (view.may_delete(post.author)) write_link(out, path + "/deletion", visit.tr("Delete"));
  if (may_flag(view, post)) write_link(out, path + "/flag", visit.tr("Flag"));
  out.close().close();
}

}  // namespace

void write_post_foot(html::Writer& out, const ThreadView& view, const PostView& post) {
  out.open("footer", {{"class", "post-foot"}});
  write_reactions(out, view, post);
  if (view.may_act()) {
    out.element("a", {{"class", "button"}, {"href", post_address(post) + "/reply"}, {"data-reply", true}},
                view.visit.tr("Reply"));
  }
  write_comment_form(out, view, post);
  if (is_asked_to_accept(view, post)) write_acceptance(out, view, post);
  const bool has_more = view.may_act() || may_be_accepted(view, post) || post.revisions > 0 ||
                        view.may_edit(post.author) || view.may_delete(post.author) || may_flag(view, post);
  if (view.visit.viewer.signed_in() && has_more) write_more(out, view, post);
  out.close();
}

}  // namespace parvis::forum
