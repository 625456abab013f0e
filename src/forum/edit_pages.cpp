// Editing a post; the first one carries its thread's title and tags. When somebody else changed it meanwhile, both
// texts are shown and nothing is lost.
#include <charconv>

#include "community/files/attaching.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/watch.h"
#include "community/pace/pace.h"
#include "community/page/difference_views.h"
#include "community/threads/post_edit.h"
#include "community/threads/tag.h"
#include "community/threads/title.h"
#include "community/threads/visit_act.h"
#include "core/text/marks.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

struct EditForm {
  html::FormState state;
  PostInThread found;
  std::vector<Tag> tags;
  std::optional<Draft> draft;
  std::optional<std::string> preview;
  bool changed_meanwhile = false;  // the post does not say any more what the form was filled from
  int status = 200;

  bool is_first() const { return found.post.number == 1; }
  std::string address() const { return "/posts/" + id_text(found.post.id); }
  std::string back() const { return post_path(found.thread.id, found.thread.slug, found.post.number); }
};

std::string tags_line(const std::vector<Tag>& tags) {
  std::string line;
  for (const auto& tag : tags) line += (line.empty() ? "" : ", ") + tag.name;
  return line;
}

EditForm read_form(Visit& visit) {
  EditForm page;
  visit.community.store().read([&](store::Reader& reader) {
    page.found = find_post(reader, visit.viewer, *visit.spaces, post_asked(visit));
    if (page.is_first()) page.tags = tags_of(reader, page.found.thread.id);
    page.draft = find_draft(reader, visit.member().member, {DraftPlace::Kind::post, page.found.post.id.value});
  });
  if (page.found.post.deleted()) throw NotFound();
  if (!may_edit(visit.viewer, *visit.spaces, page.found.thread, page.found.post.author)) {
    throw Forbidden({"Only its author or a leader may change this."});
  }
  return page;
}

void fill(EditForm& page) {
  const auto& post = page.found.post;
  page.state.set("body", page.draft ? page.draft->body : post.body);
  if (!page.is_first()) return;
  page.state.set("title", page.draft && !page.draft->title.empty() ? page.draft->title : page.found.thread.title);
  page.state.set("tags", page.draft ? page.draft->tags : tags_line(page.tags));
}

// What the post says now, with what differs from the text in the form marked.
void write_present(html::Writer& out, const Visit& visit, const EditForm& page) {
  out.open("section", {{"class", "present-text"}, {"aria-labelledby", "present-text"}});
  out.element("h2", {{"id", "present-text"}, {"class", "label"}}, visit.tr("What it says now, and what yours changes"));
  write_difference(out, visit, page.found.post.body, page.state.value("body"));
  out.element("p", {{"class", "small quiet"}},
              visit.tr("Your text is kept below. Bring both together, then save: what you save replaces the present "
                       "text, which stays in the history."));
  out.close();
}

void write_fields(html::Writer& out, const Visit& visit, const EditForm& page, html::Form& form) {
  form.hidden("revisions", std::to_string(page.found.post.revisions));
  if (page.is_first()) form.text_field({.name = "title", .label = visit.tr("Title"), .autocomplete = "off"});
  write_body_field(form, visit, visit.tr("Your words"), 10);
  write_attach_fields(out, visit, page.state, "edit");
  if (page.is_first()) write_tags_field(form, visit);
  const auto why = visit.tr("Why"),
             hint = visit.tr("A few words for the history, if they help: “corrected the torque”.");
  form.text_field({.name = "reason", .label = why, .hint = hint, .autocomplete = "off", .need = html::Need::optional});
  write_composer_buttons(out, form, visit, visit.tr("Save"), page.back());
}

http::Response render(const Visit& visit, const EditForm& page) {
  const auto heading = visit.tr("Edit post {number}", {{"number", page.found.post.number}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", page.back()}, {"lang", page.found.thread.language}},
              text::tie_marks(page.found.thread.title))
      .close();
  out.element("h1", heading).close();
  if (page.preview) write_preview(out, visit, *page.preview);
  if (page.draft) write_kept_draft(out, visit, *page.draft, page.address() + "/edit");
  open_composer(out, {DraftPlace::Kind::post, page.found.post.id.value});
  html::Form form(out, page.state, say_in(visit), "edit");
  form.summary(visit.tr(kCheckThis));
  if (page.changed_meanwhile) write_present(out, visit, page);
  open_for_files(out, visit, page.address() + "/edit");
  write_fields(out, visit, page, form);
  form.close();
  out.close();
  const PageHead head{.title = heading + " · " + page.found.thread.title, .indexing = Indexing::refused};
  return render_page(visit, head, out.take(), {}, page.status);
}

std::int64_t revisions_typed(const Visit& visit) {
  const auto typed = visit.request.form.get("revisions");
  std::int64_t revisions = -1;
  std::from_chars(typed.data(), typed.data() + typed.size(), revisions);
  if (revisions < 0) throw BadRequest({"We could not make sense of this form."}, "no number of revisions");
  return revisions;
}

// The edit as typed and checked; what is wrong is said in `page`.
struct Typed {
  PostEdit edit;
  std::optional<PostText> text;
};
Typed read_typed(Visit& visit, EditForm& page) {
  const auto& form = visit.request.form;
  Typed typed{.edit = {.post = page.found.post.id, .revisions = revisions_typed(visit)}};
  if (page.is_first() && form.has("title")) {
    const auto title = check_title(form.get("title"));
    refuse_all(page.state, title.mistakes());
    if (title) typed.edit.title = *title;
  }
  auto text = visit.community.store().read([&](store::Reader& reader) {
    return compose_post(reader, page.state.value("body"), visit.language, visit.origin);
  });
  refuse_all(page.state, text.mistakes());
  if (text) typed.text = std::move(*text);
  if (page.is_first() && form.has("tags")) {
    const auto tags = check_tags(split_tags(form.get("tags")));
    refuse_all(page.state, tags.mistakes());
    if (tags) typed.edit.tags = *tags;
  }
  const auto reason = check_reason(form.get("reason"));
  refuse_all(page.state, reason.mistakes());
  if (reason) typed.edit.reason = *reason;
  return typed;
}

http::Response show_again(const Visit& visit, EditForm& page, int status) {
  page.status = status;
  return render(visit, page);
}

http::Response too_soon(const Visit& visit, EditForm& page, Pace pace, int wait) {
  page.state.refuse(too_fast(pace));
  return with_retry_after(show_again(visit, page, 429), wait);
}

http::Response show_conflict(Visit& visit, EditForm page) {
  auto fresh = read_form(visit);
  page.found = std::move(fresh.found);
  page.changed_meanwhile = true;
  page.state.refuse({"Somebody changed this post while you were writing. Both texts are here."});
  return show_again(visit, page, 409);
}

}  // namespace

http::Response show_post_edit(Visit& visit) {
  auto page = read_form(visit);
  fill(page);
  const auto& post = page.found.post;
  page.changed_meanwhile = page.draft && post.edited_at && *post.edited_at > page.draft->updated_at;
  return render(visit, page);
}

http::Response update_post(Visit& visit) {
  auto page = read_form(visit);
  page.draft.reset();
  page.state = with_attached(visit);
  if (asks_only_to_attach(visit, page.state)) {
    page.found.post.revisions = revisions_typed(visit);
    return show_again(visit, page, page.state.is_refused() ? 422 : 200);
  }
  auto typed = read_typed(visit, page);
  if (asks_preview(visit)) {
    const int wait = take(visit, Pace::typing);
    if (wait > 0) return too_soon(visit, page, Pace::typing, wait);
    if (typed.text) page.preview = typed.text->html;
    // The form goes on from what it was filled with, so that a change meanwhile is still seen.
    page.found.post.revisions = typed.edit.revisions;
    return render(visit, page);
  }
  if (page.state.is_refused()) {
    page.found.post.revisions = typed.edit.revisions;
    return show_again(visit, page, 422);
  }
  if (const int wait = take(visit, Pace::posts); wait > 0) {
    page.found.post.revisions = typed.edit.revisions;
    return too_soon(visit, page, Pace::posts, wait);
  }
  const auto act = act_of(visit);
  try {
    require_unsuspicious(visit.community.store(), act, page.found.thread.space,
                         typed.edit.title.value_or("") + "\n" + typed.text->body);
    const auto result = visit.community.store().write([&](store::Transaction& transaction) {
      auto done = edit_post(transaction, act, typed.edit, *typed.text);
      if (done.kind == EditResult::Kind::edited) {
        settle_edited(transaction, act, typed.edit.post, {Ground::none, typed.edit.reason});
      }
      return done;
    });
    if (result.kind == EditResult::Kind::conflict) return show_conflict(visit, std::move(page));
    return http::see_other(post_path(result.thread, result.slug, result.number));
  } catch (const Conflict& conflict) {
    page.state.refuse(conflict.sentence());
    page.status = conflict.status();
    return render(visit, page);
  }
}

http::Response show_thread_edit(Visit& visit) {
  const auto first = visit.community.store().read(
      [&](store::Reader& reader) { return find_post(reader, visit.viewer, *visit.spaces, thread_asked(visit), 1); });
  return http::see_other("/posts/" + id_text(first.post.id) + "/edit");
}

}  // namespace parvis::forum
