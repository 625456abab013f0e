// What a post said before: each text with who wrote it, when and why, and what it changed.
#include "community/page/difference_views.h"
#include "community/page/page.h"
#include "community/threads/post_edit.h"
#include "core/text/marks.h"
#include "forum/asked.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

struct History {
  PostInThread found;
  std::vector<Revision> revisions;  // oldest first; when it is not the very first, its first is only compared with

  bool begins() const { return revisions.front().number == 1; }
};

// The text up to which the history is asked for: "?until=12".
std::int64_t last_asked(const Visit& visit) {
  const auto typed = visit.request.query.get("until");
  return typed.empty() ? 0 : number_asked(typed);
}

void write_earlier(html::Writer& out, const Visit& visit, const History& history) {
  if (history.begins()) return;
  const auto path =
      "/posts/" + id_text(history.found.post.id) + "/history?until=" + std::to_string(history.revisions.front().number);
  out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
  out.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", path}}, visit.tr("Before")).close();
}

void write_heading(html::Writer& out, const Visit& visit, const Revision& revision) {
  const auto words =
      revision.number == 1 ? visit.tr("First published") : visit.tr("Edit {number}", {{"number", revision.number - 1}});
  out.open("h2").text(words).close();
  out.open("p", {{"class", "small quiet"}});
  out.element("b", revision.editor_name).text(" · ");
  write_time(out, visit, revision.at);
  if (!revision.reason.empty()) out.text(" · ").element("i", revision.reason);
  out.close();
}

void write_line(html::Writer& out, const Visit& visit, const std::string& label, const std::string& before,
                const std::string& after) {
  if (before == after) return;
  out.element("p", {{"class", "label small"}}, label);
  write_difference(out, visit, before, after);
}

void write_revision(html::Writer& out, const Visit& visit, const Revision* before, const Revision& revision) {
  out.open("li", {{"class", "revision"}, {"id", "revision-" + std::to_string(revision.number)}});
  write_heading(out, visit, revision);
  if (before) {
    write_line(out, visit, visit.tr("Title"), before->title, revision.title);
    write_line(out, visit, visit.tr("Tags"), before->tags, revision.tags);
    if (before->body == revision.body) {
      out.element("p", {{"class", "small quiet"}}, visit.tr("The words stayed the same."));
    } else {
      write_difference(out, visit, before->body, revision.body);
    }
  } else {
    if (!revision.title.empty()) out.element("p", {{"class", "label"}}, revision.title);
    out.element("div", {{"class", "difference"}}, revision.body);
  }
  out.close();
}

}  // namespace

http::Response show_history(Visit& visit) {
  const auto history = visit.community.store().read([&](store::Reader& reader) {
    const auto id = post_asked(visit);
    return History{find_post(reader, visit.viewer, *visit.spaces, id),
                   post_history(reader, visit.viewer, *visit.spaces, id, last_asked(visit))};
  });
  const auto& [post, thread] = history.found;
  const auto heading = visit.tr("History of post {number}", {{"number", post.number}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", post_path(thread.id, thread.slug, post.number)}, {"lang", thread.language}},
              text::tie_marks(thread.title))
      .close();
  out.element("h1", heading).close();
  out.open("ol", {{"class", "list revisions"}});
  const std::size_t oldest = history.begins() ? 0 : 1;
  for (auto index = history.revisions.size(); index-- > oldest;) {
    const auto* before = index > 0 ? &history.revisions[index - 1] : nullptr;
    write_revision(out, visit, before, history.revisions[index]);
  }
  out.close();
  write_earlier(out, visit, history);
  const PageHead head{.title = heading + " · " + thread.title, .indexing = Indexing::refused};
  return render_page(visit, head, out.take());
}

}  // namespace parvis::forum
