// Replying: from the form at the foot of a thread, or on a page of its own that shows what is answered.
#include "community/files/attaching.h"
#include "community/members/member.h"
#include "community/notifications/notifier.h"
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "community/threads/post_place.h"
#include "community/threads/visit_act.h"
#include "core/store/foresight.h"
#include "core/text/markdown.h"
#include "core/text/marks.h"
#include "core/text/validate.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/repetition.h"
#include "forum/thread_content.h"
#include "forum/waiting.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

// A quotation longer than this is the post again: the reader has it above.
constexpr std::size_t kMaxPassage = 1500;

struct ReplyForm {
  html::FormState state;
  Thread thread;
  std::optional<Post> answered;  // nothing: the thread
  std::string answered_handle;
  std::optional<Draft> draft;
  std::optional<std::string> preview;
  int status = 200;

  std::string back() const { return post_path(thread.id, thread.slug, answered ? answered->number : thread.last_post); }
};

std::optional<PostId> answered_post(std::string_view typed) {
  if (typed.empty()) return std::nullopt;
  const auto id = parse_id(typed);
  if (!id) throw BadRequest({"The post you reply to is not in this thread."}, "reply_to is no identifier");
  return PostId{*id};
}

void read_answered(store::Reader& reader, const Visit& visit, ReplyForm& page, PostId id) {
  auto found = find_post(reader, visit.viewer, *visit.spaces, id);
  if (auto author = find_member(reader, found.post.author)) page.answered_handle = std::move(author->handle);
  page.thread = std::move(found.thread);
  page.answered = std::move(found.post);
}

void write_answered(html::Writer& out, const Visit& visit, const ReplyForm& page) {
  if (!page.answered || page.answered->deleted()) return;
  out.open("details", {{"class", "answered-post"}, {"open", page.answered->html.size() < kMaxPassage}});
  out.element(
      "summary", {{"class", "small"}},
      visit.tr("Post {number} by @{handle}", {{"number", page.answered->number}, {"handle", page.answered_handle}}));
  write_words(out, page.answered->html, page.answered->language);
  out.close();
}

http::Response render(const Visit& visit, const ReplyForm& page) {
  const auto& space = visit.readable_space(page.thread.space);
  const bool answers = space.kind == SpaceKind::questions;
  const auto heading = answers ? visit.tr("Your answer") : visit.tr("Your reply");
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "crumbs"}});
  out.element("a", {{"href", page.back()}, {"lang", page.thread.language}}, text::tie_marks(page.thread.title)).close();
  out.element("h1", heading).close();
  write_answered(out, visit, page);
  if (page.preview) write_preview(out, visit, *page.preview);
  const auto own_path = page.answered ? "/posts/" + id_text(page.answered->id) + "/reply" : page.back();
  if (page.draft) write_kept_draft(out, visit, *page.draft, own_path);
  write_waiting_note(out, visit, page.thread.space, Action::reply);
  open_composer(out, {DraftPlace::Kind::thread, page.thread.id.value});
  html::Form form(out, page.state, say_in(visit), "reply");
  form.summary(visit.tr(kCheckThis));
  open_for_files(out, visit, "/threads/" + id_text(page.thread.id) + "/posts");
  if (page.answered) form.hidden("reply_to", id_text(page.answered->id));
  write_body_field(form, visit, heading, 8);
  write_attach_fields(out, visit, page.state, "reply");
  write_composer_buttons(out, form, visit, visit.tr("Reply"), page.back());
  form.close();
  out.close();
  const PageHead head{
      .title = heading + " · " + page.thread.title, .indexing = Indexing::refused, .current = "space:" + space.slug};
  return render_page(visit, head, out.take(), {}, page.status);
}

// What the post says itself, without the quotations it holds: those are above already.
std::string own_words(const std::string& body) {
  std::string words;
  for (std::size_t begin = 0; begin < body.size();) {
    const auto end = std::min(body.find('\n', begin), body.size());
    const auto line = std::string_view(body).substr(begin, end - begin);
    if (!line.starts_with('>')) words.append(line).append("\n");
    begin = end + 1;
  }
  return text::check_text(words, {.min = 0, .max = kMaxBody, .lines = text::Lines::many}).value;
}

std::string passage_of(const Post& post, std::string_view asked) {
  if (asked != "1") return std::string(asked);
  auto words = own_words(post.body);
  if (words.size() <= kMaxPassage) return words;
  return text::excerpt(words, kMaxPassage);
}

std::string quotation(const ReplyForm& page, std::string_view asked) {
  const auto& post = *page.answered;
  const auto passage =
      text::check_text(passage_of(post, asked), {.min = 0, .max = kMaxPassage * 4, .lines = text::Lines::many});
  if (!passage.ok() || passage.value.empty()) return {};
  const auto address = "/threads/" + id_text(page.thread.id) + "/" + std::to_string(post.number);
  return text::quote_markdown(page.answered_handle, post.number, address, passage.value);
}

http::Response refused(const Visit& visit, ReplyForm& page, Sentence sentence, int status) {
  page.state.refuse(std::move(sentence));
  page.status = status;
  return render(visit, page);
}

http::Response too_soon(const Visit& visit, ReplyForm& page, Pace pace, int wait) {
  return with_retry_after(refused(visit, page, too_fast(pace), 429), wait);
}

http::Response preview(Visit& visit, ReplyForm& page) {
  if (const int wait = take(visit, Pace::typing); wait > 0) return too_soon(visit, page, Pace::typing, wait);
  const auto body = page.state.value("body");
  auto text = visit.community.store().read(
      [&](store::Reader& reader) { return compose_post(reader, body, visit.language, visit.origin); });
  if (text)
    page.preview = text->html;
  else if (body.empty())
    page.preview = "";
  else
    refuse_all(page.state, text.mistakes());
  return render(visit, page);
}

http::Response shown_with_attached(const Visit& visit, ReplyForm& page) {
  page.status = page.state.is_refused() ? 422 : 200;
  return render(visit, page);
}

http::Response publish(Visit& visit) {
  ReplyForm page;
  auto thread = thread_asked(visit);
  const auto reply_to = answered_post(visit.request.form.get("reply_to"));
  visit.community.store().read([&](store::Reader& reader) {
    page.thread = find_present_thread(reader, visit.viewer, *visit.spaces, thread);
    const auto asked = std::exchange(thread, page.thread.id);
    if (!reply_to) return;
    read_answered(reader, visit, page, *reply_to);
    if (page.thread.id != thread && has_stood(reader, *reply_to, asked)) thread = page.thread.id;
  });
  if (page.thread.id != thread) throw BadRequest({"The post you reply to is not in this thread."});
  page.state = with_attached(visit);
  if (asks_preview(visit)) return preview(visit, page);
  if (asks_only_to_attach(visit, page.state)) return shown_with_attached(visit, page);
  auto text = visit.community.store().read([&](store::Reader& reader) {
    return compose_post(reader, page.state.value("body"), visit.language, visit.origin);
  });
  if (!text) {
    refuse_all(page.state, text.mistakes());
    page.status = 422;
    return render(visit, page);
  }
  if (const int wait = take(visit, Pace::posts); wait > 0) return too_soon(visit, page, Pace::posts, wait);
  const auto act = act_of(visit);
  try {
    if (auto held = hold_if_it_waits(visit, {.kind = ContributionKind::reply,
                                             .space = page.thread.space,
                                             .thread = thread,
                                             .post = reply_to.value_or(PostId{}),
                                             .title = {},
                                             .body = text->body})) {
      return std::move(*held);
    }
    const store::Foresight foresight(thread.value, [&](store::Reader& reader) {
      foresee_same_reply(reader, act, thread, text->body);
      foresee_reply(reader, visit.viewer, thread);
    });
    const auto post = visit.community.store().write([&](store::Transaction& transaction) {
      if (const auto same = same_reply(transaction, act, thread, text->body)) return *same;
      return reply(transaction, act, {thread, reply_to.value_or(PostId{})}, *text);
    });
    return http::see_other(post_path(thread, post.slug, post.number));
  } catch (const Conflict& conflict) {
    return refused(visit, page, conflict.sentence(), conflict.status());
  }
}

}  // namespace

http::Response show_reply(Visit& visit) {
  ReplyForm page;
  visit.community.store().read([&](store::Reader& reader) {
    read_answered(reader, visit, page, post_asked(visit));
    page.draft = find_draft(reader, visit.member().member, {DraftPlace::Kind::thread, page.thread.id.value});
  });
  if (!may_reply(visit.viewer, *visit.spaces, page.thread)) throw Forbidden({"You cannot reply in this conversation."});
  auto body = page.draft ? page.draft->body : std::string();
  if (const auto quote = visit.request.query.find("quote"); quote && !page.answered->deleted()) {
    const auto quoted = quotation(page, *quote);
    if (body.find(quoted) == std::string::npos) body += (body.empty() ? "" : "\n\n") + quoted;
  }
  page.state.set("body", std::move(body));
  return render(visit, page);
}

http::Response create_post(Visit& visit) {
  try {
    return publish(visit);
  } catch (const NotFound&) {
    // The same for a thread that never was, so that nobody learns of those that are hidden.
    throw NotFound(
        {"This conversation is no longer where you can read it: it was moved or deleted. Your words were not "
         "published; they are below."});
  }
}

}  // namespace parvis::forum
