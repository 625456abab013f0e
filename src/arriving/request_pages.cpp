// Who waits to be let in: what they answered, and a decision with a word.
#include "arriving/arriving_pages.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/join_request.h"
#include "community/manage/manage_views.h"
#include "core/text/validate.h"

namespace parvis::arriving {
namespace {

using namespace community;

void write_answers(html::Writer& out, const Visit& visit, const JoinRequest& request) {
  if (request.answers.empty()) return;
  out.open("dl", {{"class", "answers"}});
  for (const auto& [question, answer] : request.answers) {
    out.element("dt", question);
    if (answer.empty()) {
      out.element("dd", {{"class", "quiet"}}, visit.tr("No answer"));
    } else {
      out.element("dd", {{"class", "typed"}}, answer);
    }
  }
  out.close();
}

enum class Decisions { both, let_in_only };

void write_decision(html::Writer& out, const Visit& visit, const JoinRequest& request, const html::FormState& state,
                    Decisions decisions = Decisions::both) {
  const auto id = id_text(request.member);
  html::Form form(out, state, say_in(visit), "request-" + id);
  form.open("/manage/requests/" + id, visit.form_token);
  const auto label = visit.tr("A word to them"),
             hint = visit.tr("It goes into the e-mail that tells them. You may leave it empty.");
  form.text_area({.name = "word", .label = label, .hint = hint, .rows = 2, .need = html::Need::optional});
  out.open("p", {{"class", "actions"}});
  if (decisions == Decisions::both) {
    form.submit(visit.tr("Let in"), "decision", "yes", html::Emphasis::main);
    form.submit(visit.tr("Decline"), "decision", "no", html::Emphasis::plain);
  } else {
    form.submit(visit.tr("Let in after all"), "decision", "yes", html::Emphasis::plain);
  }
  out.close();
  form.close();
}

void open_request(html::Writer& out, const Visit& visit, const JoinRequest& request) {
  out.open("li", {{"class", "waiting"}, {"id", "request-" + id_text(request.member)}});
  out.element("h2", request.display_name);
  out.open("p", {{"class", "quiet small dots"}}).open("span").text("@").text(request.wished_handle).close();
  out.element("span", request.email);
  write_when(out, visit, text::msgid("asked {when}"), request.asked_at);
  out.close();
  write_answers(out, visit, request);
}

void write_request(html::Writer& out, const Visit& visit, const JoinRequest& request, const html::FormState& state) {
  open_request(out, visit, request);
  write_decision(out, visit, request, state);
  out.close();
}

void write_declined(html::Writer& out, const Visit& visit, const DeclinedRequest& declined) {
  open_request(out, visit, declined.request);
  out.open("p", {{"class", "quiet small dots"}});
  write_when(out, visit, text::msgid("declined {when}"), declined.decided_at);
  if (!declined.decided_by.empty()) out.element("span", visit.tr("by {name}", {{"name", declined.decided_by}}));
  out.close();
  if (!declined.word.empty()) out.element("p", {{"class", "typed"}}, declined.word);
  write_decision(out, visit, declined.request, {}, Decisions::let_in_only);
  out.close();
}

// `refused` belongs to the request of that member.
http::Response render(const Visit& visit, MemberId asked, const html::FormState& refused, int status) {
  struct Queue {
    std::vector<JoinRequest> rows;
    std::int64_t count = 0, declined = 0;
  };
  const auto queue = visit.community.store().read([](store::Reader& reader) {
    return Queue{waiting_requests(reader), count_requests(reader), count_declined(reader)};
  });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Requests to join"));
  if (queue.rows.empty()) {
    write_empty(out, visit.tr("Nobody waits at the door."), visit.tr("How one arrives"), "/manage/arriving");
  } else {
    out.element("p", {{"class", "quiet"}},
                visit.trn("{n} person waits.", "{n} people wait, the earliest first.", queue.count));
    out.open("ul", {{"class", "list queue"}});
    for (const auto& row : queue.rows) {
      write_request(out, visit, row, row.member == asked ? refused : html::FormState());
    }
    out.close();
  }
  if (queue.declined > 0) {
    out.open("p").element(
        "a", {{"class", "link"}, {"href", "/manage/requests/declined"}},
        visit.trn("{n} request that was declined", "{n} requests that were declined", queue.declined));
    out.close();
  }
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_requests(Visit& visit) { return render(visit, {}, {}, 200); }

http::Response show_declined(Visit& visit) {
  const auto typed = parse_id(visit.request.query.get("before"));
  const auto before = typed ? Instant{*typed} : now() + kDay;
  const auto rows =
      visit.community.store().read([&](store::Reader& reader) { return declined_requests(reader, before); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::arriving);
  out.open("section", {{"class", "narrow"}}).open("p", {{"class", "small"}});
  out.element("a", {{"class", "link"}, {"href", "/manage/requests"}}, visit.tr("Requests to join")).close();
  out.element("h2", visit.tr("Declined requests"));
  if (rows.empty()) {
    write_empty(out, visit.tr("Nobody was declined lately."), visit.tr("Requests to join"), "/manage/requests");
  } else {
    out.element("p", {{"class", "quiet"}},
                visit.tr("The last first. They are forgotten, with the account, once their time is over."));
    out.open("ul", {{"class", "list queue"}});
    for (const auto& row : rows) write_declined(out, visit, row);
    out.close();
  }
  if (rows.size() == static_cast<std::size_t>(kRequestsPerPage)) {
    const auto next = "/manage/requests/declined?before=" + id_text(rows.back().decided_at.microseconds);
    out.open("p", {{"class", "more"}});
    out.element("a", {{"class", "button"}, {"href", next}, {"rel", "next"}}, visit.tr("Earlier")).close();
  }
  out.close();
  return manage_page(visit, out);
}

http::Response decide(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("request"));
  if (!id) throw NotFound();
  html::FormState state(visit.request.form.pairs());
  const auto decision = state.value("decision");
  if (decision != "yes" && decision != "no") {
    throw BadRequest({"We could not make sense of this form."}, "neither yes nor no");
  }
  const auto word = text::check_text(state.value("word"), {.max = kMaxRequestWord, .lines = text::Lines::many});
  if (word.problem) {
    state.refuse("word", *word.problem);
    return render(visit, {*id}, state, 422);
  }
  const auto act = account_act_of(visit);
  const auto wanted = decision == "yes" ? RequestDecision::let_in : RequestDecision::declined;
  const bool done = visit.community.store().write([&](store::Transaction& transaction) {
    return decide_request(transaction, act, visit.member(), {*id}, wanted, word.value);
  });
  if (!done) return see_other_with_notice(visit, "/manage/requests", text::msgid("Somebody had decided already."));
  return see_other_with_notice(visit, "/manage/requests",
                               wanted == RequestDecision::let_in
                                   ? text::msgid("They are in, and an e-mail tells them so.")
                                   : text::msgid("Declined. An e-mail tells them so."));
}

}  // namespace parvis::arriving
