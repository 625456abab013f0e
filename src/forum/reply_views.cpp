#include "community/sharing/share.h"
#include "forum/composer_views.h"
#include "forum/thread_views.h"
#include "forum/waiting.h"

namespace parvis::forum {

using namespace community;

namespace {

void write_form(html::Writer& out, const ThreadView& view, const std::optional<Draft>& draft) {
  const auto& visit = view.visit;
  const auto& thread = view.thread();
  const auto words = view.asks() ? visit.tr("Your answer") : visit.tr("Your reply");
  out.open("section", {{"class", "reply"}, {"id", "reply"}}).element("h2", words);
  write_waiting_note(out, visit, thread.space, Action::reply);
  out.open("form", {{"class", "write"},
                    {"method", "post"},
                    {"action", "/threads/" + id_text(thread.id) + "/posts"},
                    {"enctype", "multipart/form-data"},
                    {"data-composer", true},
                    {"data-place", "thread:" + id_text(thread.id)}});
  write_form_token(out, visit);
  out.element("label", {{"class", "unseen"}, {"for", "reply-body"}}, words);
  out.element("textarea",
              {{"id", "reply-body"},
               {"name", "body"},
               {"rows", 4},
               {"required", true},
               {"lang", thread.language},
               {"placeholder", visit.tr("What would you like to say?")}},
              draft ? "\n" + draft->body : "");
  const html::FormState empty;
  write_attach_fields(out, visit, empty, "reply");
  out.open("div", {{"class", "tools"}, {"data-tools", true}});
  out.element("span", {{"data-draft-state", true}, {"role", "status"}}, draft ? visit.tr("Your draft was kept") : "");
  out.element("button", {{"class", "button"}, {"name", "preview"}, {"value", "1"}, {"formnovalidate", true}},
              visit.tr("Preview"));
  out.element("button", {{"class", "button main"}}, visit.tr("Reply"));
  out.close().close().close();
}

void write_door(html::Writer& out, const ThreadView& view) {
  const auto& visit = view.visit;
  // Who came by an address that somebody handed on joins by it too.
  const auto shared = share_in(visit.request.target);
  const auto place = shared ? shared_place(view.thread(), *shared) : thread_path(view.thread().id, view.thread().slug);
  const auto back = "?return_to=" + http::percent_encode(place + "#reply");
  out.open("section", {{"class", "invite"}, {"id", "reply"}});
  out.element("p", view.asks() ? visit.tr("Know the answer, or have the same question? Come in.")
                               : visit.tr("Something to add? Come in, it takes a minute."));
  out.open("div", {{"class", "row"}});
  out.element("a", {{"class", "button main"}, {"href", "/join" + back}}, visit.tr("Join"));
  out.element("a", {{"class", "button"}, {"href", "/sign-in" + back}}, visit.tr("Sign in to reply")).close().close();
}

}  // namespace

void write_reply_place(html::Writer& out, const ThreadView& view, const std::optional<Draft>& draft) {
  const auto& visit = view.visit;
  const auto* space = visit.spaces->find(view.thread().space);
  if (space && space->closed) {
    out.element("p", {{"class", "invite"}},
                visit.tr("This space is closed: it can be read, and nothing more is written there."));
  } else if (view.thread().closed_at && !view.overlay.may_reply) {
    out.element("p", {{"class", "invite"}}, visit.tr("This conversation is closed: it can be read, not continued."));
  } else if (view.overlay.may_reply) {
    write_form(out, view, draft);
  } else if (!visit.viewer.signed_in()) {
    write_door(out, view);
  } else if (visit.viewer.status == MemberStatus::unconfirmed) {
    out.element("p", {{"class", "invite"}},
                visit.tr("Confirm your e-mail address to reply: the link is in the e-mail we sent you."));
  }
}

}  // namespace parvis::forum
