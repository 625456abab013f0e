// Opening a thread: the form, its preview, the threads that ask the same.
#include "community/pace/pace.h"
#include "community/page/thread_rows.h"
#include "community/search/suggestions.h"
#include "community/threads/visit_act.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/repetition.h"
#include "forum/waiting.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

// What one page with the form shows.
struct NewThreadForm {
  html::FormState state;
  const Space* space = nullptr;  // of the address; null: to be chosen
  std::optional<Draft> draft;
  std::optional<std::string> preview;
  std::vector<ThreadRow> similar;
  int status = 200;

  DraftPlace place() const { return {DraftPlace::Kind::space, space ? space->id.value : 0}; }
  std::string path() const { return space ? space_path(space->slug) + "/threads/new" : "/threads/new"; }
  std::string action() const { return space ? space_path(space->slug) + "/threads" : "/threads"; }
  bool asks() const { return space && space->kind == SpaceKind::questions; }
};

std::vector<const Space*> writable_spaces(const Visit& visit) {
  auto spaces = readable_spaces(visit.viewer, *visit.spaces);
  std::erase_if(spaces, [&](const Space* space) { return !may_ask(visit.viewer, *space, Action::open_thread); });
  return spaces;
}

void require_some_space(const Visit& visit, const std::vector<const Space*>& spaces) {
  if (!spaces.empty()) return;
  if (visit.member().status == MemberStatus::unconfirmed) {
    throw Forbidden({"Confirm your e-mail address to write: the link is in the e-mail we sent you."});
  }
  throw Forbidden({"There is no space yet in which you may write."});
}

void write_space_choice(html::Form& form, const Visit& visit, const std::vector<const Space*>& spaces) {
  std::vector<std::string> ids;
  for (const auto* space : spaces) ids.push_back(id_text(space->id));
  const auto first = visit.tr("Choose…");
  std::vector<std::string> names;
  for (const auto* space : spaces) {
    const auto name = space->name.in(visit.language);
    const bool later = waits(visit, space->id, Action::open_thread);
    names.push_back(later ? visit.tr("{space} (somebody reads it first)", {{"space", name}}) : name);
  }
  std::vector<html::Choice> choices{{.value = "", .label = first}};
  for (std::size_t i = 0; i < spaces.size(); ++i) choices.push_back({.value = ids[i], .label = names[i]});
  const auto label = visit.tr("Space");
  form.select({.name = "space", .label = label, .choices = choices});
}

void write_similar(html::Writer& out, const Visit& visit, const std::vector<ThreadRow>& similar) {
  out.open("section", {{"id", "similar"}, {"class", "similar"}, {"data-similar", true}, {"aria-live", "polite"}});
  if (!similar.empty()) {
    out.element("h2", {{"class", "label"}}, visit.tr("Already said here"));
    write_slim_rows(out, visit, similar);
  }
  out.close();
}

void write_fields(html::Writer& out, const Visit& visit, const NewThreadForm& page, html::Form& form) {
  if (!page.space) write_space_choice(form, visit, writable_spaces(visit));
  const auto title = page.asks() ? visit.tr("Your question in one line") : visit.tr("Title");
  const auto hint = page.asks()
                        ? visit.tr("As you would ask a friend who knows: “Which chain for a tandem with 11 speeds?”")
                        : visit.tr("What it is about, in one line.");
  form.text_field({.name = "title", .label = title, .hint = hint, .autocomplete = "off"});
  write_similar(out, visit, page.similar);
  write_body_field(form, visit, page.asks() ? visit.tr("What you tried, what you expect") : visit.tr("Your words"), 10);
  write_tags_field(form, visit);
}

http::Response render(const Visit& visit, const NewThreadForm& page) {
  const auto heading = page.asks() ? visit.tr("Ask a question") : visit.tr("Open a conversation");
  html::Writer out;
  out.open("header", {{"class", "title"}});
  if (page.space) {
    out.open("p", {{"class", "crumbs"}})
        .element("a", {{"href", space_path(page.space->slug)}}, page.space->name.in(visit.language))
        .close();
  }
  out.element("h1", heading).close();
  if (page.preview) write_preview(out, visit, *page.preview);
  if (page.draft) write_kept_draft(out, visit, *page.draft, page.path());
  if (page.space) write_waiting_note(out, visit, page.space->id, Action::open_thread);
  open_composer(out, page.place());
  html::Form form(out, page.state, say_in(visit), "thread");
  form.summary(visit.tr(kCheckThis)).open(page.action(), visit.form_token);
  write_fields(out, visit, page, form);
  const auto send = page.asks() ? visit.tr("Ask the square") : visit.tr("Publish");
  write_composer_buttons(out, form, visit, send, page.space ? space_path(page.space->slug) : "/");
  form.close();
  out.close();
  const PageHead head{
      .title = heading, .indexing = Indexing::refused, .current = page.space ? "space:" + page.space->slug : ""};
  return render_page(visit, head, out.take(), {}, page.status);
}

ThreadForm typed_form(const Visit& visit, const NewThreadForm& page) {
  const auto& form = visit.request.form;
  const auto chosen = parse_id(form.get("space"));
  return {.space = page.space ? page.space->id : SpaceId{chosen.value_or(0)},
          .title = std::string(form.get("title")),
          .body = std::string(form.get("body")),
          .tags = split_tags(form.get("tags"))};
}

http::Response too_soon(const Visit& visit, NewThreadForm& page, Pace pace, int wait) {
  page.state.refuse(too_fast(pace));
  page.status = 429;
  return with_retry_after(render(visit, page), wait);
}

http::Response preview(Visit& visit, NewThreadForm page, const ThreadForm& typed) {
  if (const int wait = take(visit, Pace::typing); wait > 0) return too_soon(visit, page, Pace::typing, wait);
  visit.community.store().read([&](store::Reader& reader) {
    auto text = compose_post(reader, typed.body, visit.language, visit.origin);
    if (text)
      page.preview = text->html;
    else if (!typed.body.empty())
      refuse_all(page.state, text.mistakes());
    else
      page.preview = "";
    page.similar = similar_threads(reader, visit.viewer, *visit.spaces, typed.title);
  });
  return render(visit, page);
}

http::Response publish(Visit& visit, const ThreadText& text) {
  if (waits(visit, text.space, Action::open_thread)) {
    return hold_back(visit, {.kind = ContributionKind::thread,
                             .space = text.space,
                             .thread = {},
                             .post = {},
                             .title = text.title,
                             .body = text.text.body,
                             .tags = text.tags});
  }
  const auto act = act_of(visit);
  const auto opened = visit.community.store().write([&](store::Transaction& transaction) {
    if (const auto same = same_thread(transaction, act, text)) return *same;
    return open_thread(transaction, act, text);
  });
  return http::see_other(thread_path(opened.thread, opened.slug));
}

}  // namespace

http::Response show_new_thread(Visit& visit) {
  if (visit.viewer.is_manager() && visit.spaces->all().empty()) return http::see_other("/manage/space-opening");
  require_some_space(visit, writable_spaces(visit));
  NewThreadForm page;
  if (visit.request.parameters.has("space")) page.space = &space_asked(visit);
  page.draft = visit.community.store().read(
      [&](store::Reader& reader) { return find_draft(reader, visit.member().member, page.place()); });
  if (page.draft) {
    page.state.set("title", page.draft->title);
    page.state.set("body", page.draft->body);
    page.state.set("tags", page.draft->tags);
  } else {
    page.state.set("title", std::string(visit.request.query.get("title")));
  }
  return render(visit, page);
}

http::Response create_thread(Visit& visit) {
  NewThreadForm page{.state = html::FormState(visit.request.form.pairs())};
  if (visit.request.parameters.has("space")) page.space = &space_asked(visit);
  const auto typed = typed_form(visit, page);
  if (asks_preview(visit)) return preview(visit, std::move(page), typed);
  const auto text = visit.community.store().read([&](store::Reader& reader) {
    return compose_thread(reader, visit.viewer, *visit.spaces, typed, visit.language, visit.origin);
  });
  if (!text) {
    refuse_all(page.state, text.mistakes());
    page.status = 422;
    return render(visit, page);
  }
  if (const int wait = take(visit, Pace::threads); wait > 0) return too_soon(visit, page, Pace::threads, wait);
  try {
    return publish(visit, *text);
  } catch (const Conflict& conflict) {
    page.state.refuse(conflict.sentence());
    page.status = conflict.status();
    return render(visit, page);
  }
}

http::Response show_similar_threads(Visit& visit) {
  keep(visit, Pace::hints);
  const auto title = visit.request.query.get("title");
  const auto similar = visit.community.store().read(
      [&](store::Reader& reader) { return similar_threads(reader, visit.viewer, *visit.spaces, title); });
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Conversations like this one")).close();
  if (similar.empty()) write_empty(out, visit.tr("Nobody has mentioned this yet."));
  write_similar(out, visit, similar);
  return render_page(visit, {.title = visit.tr("Conversations like this one"), .indexing = Indexing::refused},
                     out.take());
}

}  // namespace parvis::forum
