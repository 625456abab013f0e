// Asking for a second look, by members and, through the link in their letter, by those who can no longer sign in; and
// deciding on it.
#include "community/accounts/door.h"
#include "community/accounts/visit_account.h"
#include "community/activity/activity.h"
#include "community/moderation/appeal.h"
#include "community/moderation/reason_words.h"
#include "community/moderation/sanction.h"
#include "community/pace/pace.h"
#include "community/page/form_words.h"
#include "community/threads/visit_act.h"
#include "core/text/validate.h"
#include "moderation/deciders.h"
#include "moderation/moderation_pages.h"
#include "moderation/sanction_views.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct Letter {
  Sanction sanction;
  bool may_ask = false;
};

// What the link in a letter is about; NotFound for one that is none.
Letter read_letter(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    auto sanction = sanction_of_letter(reader, visit.request.parameter("token"));
    if (!sanction) throw NotFound();
    const bool may_ask = may_appeal(reader, sanction->member, {ObjectKind::sanction, sanction->id.value});
    return Letter{std::move(*sanction), may_ask};
  });
}

http::Response render_letter(Visit& visit, const Letter& letter, const html::FormState& state = {}, int status = 200) {
  prepare_visitor_form(visit);
  const auto title = visit.tr("Ask for a second look");
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title).close();
  auto told = letter.sanction;
  told.given_by_name.clear();
  out.open("div", {{"class", "flagged"}});
  write_sanction(out, visit, told);
  out.close();
  if (letter.may_ask) {
    html::Form form(out, state, say_in(visit), "appeal");
    form.summary(visit.tr(kCheckThis))
        .open("/appeals/" + std::string(visit.request.parameter("token")), visit.form_token);
    const auto label = visit.tr("What should be looked at again, and why");
    const auto hint = visit.tr("Somebody other than the one who decided reads it. You can ask once.");
    form.text_area({.name = "words", .label = label, .hint = hint, .rows = 6});
    form.submit(visit.tr("Send")).close();
  } else {
    out.element("p", visit.tr("You have asked, or it is over: there is nothing more to ask for here."));
  }
  out.close();
  return with_form_cookie(visit,
                          render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take(), {}, status));
}

std::optional<std::string> words_typed(html::FormState& state) {
  auto words = text::check_text(state.value("words"), {.min = 1, .max = kMaxAppeal, .lines = text::Lines::many});
  if (!words.problem) return std::move(words.value);
  state.refuse("words", *words.problem);
  return std::nullopt;
}

void send(Visit& visit, MemberId member, const Judgement& judgement, const std::string& words) {
  visit.community.store().write([&](store::Transaction& transaction) {
    send_appeal(transaction, visit.community.timeline(), member, judgement, words, visit.source);
  });
}

}  // namespace

http::Response show_letter_appeal(Visit& visit) {
  auto response = render_letter(visit, read_letter(visit));
  response.header("Referrer-Policy", "no-referrer");
  return response;
}

http::Response create_letter_appeal(Visit& visit) {
  const auto letter = read_letter(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = words_typed(state);
  if (!words) return render_letter(visit, letter, state, 422);
  send(visit, letter.sanction.member, {ObjectKind::sanction, letter.sanction.id.value}, *words);
  return see_other_with_notice(visit, "/", text::msgid("Thank you. Somebody else looks at it, and writes to you."));
}

http::Response create_appeal(Visit& visit) {
  const auto member = visit.member().member;
  const auto judgement = parse_judgement(visit.request.form.get("about"));
  if (!judgement) throw BadRequest({"We could not make sense of this form."}, "nothing to appeal against");
  html::FormState state(visit.request.form.pairs());
  const auto words = words_typed(state);
  if (!words) {
    return see_other_with_notice(visit, "/account/contributions",
                                 text::msgid("Write what should be looked at again, and why."));
  }
  keep(visit, Pace::gestures);
  send(visit, member, *judgement, *words);
  return see_other_with_notice(visit, "/account/contributions", text::msgid("Thank you. Somebody else looks at it."));
}

http::Response decide_on_appeal(Visit& visit) {
  require_decider(visit);
  const auto id = parse_id(visit.request.parameter("appeal"));
  if (!id) throw NotFound();
  const auto decision = visit.request.form.get("decision");
  if (decision != "yes" && decision != "no") throw BadRequest({"We could not make sense of this form."}, "no decision");
  auto words = text::check_text(visit.request.form.get("answer"),
                                {.min = 0, .max = kMaxReasonWords, .lines = text::Lines::many});
  if (words.problem) throw BadRequest(*words.problem);
  const AppealAnswer answer{decision == "yes" ? AppealDecision::reversed : AppealDecision::stands,
                            std::move(words.value)};
  const auto by = account_act_of(visit);
  const auto act = act_of(visit);
  const bool done = visit.community.store().write([&](store::Transaction& transaction) {
    return decide_appeal(transaction, by, act, {*id}, answer, visit.origin);
  });
  return see_other_with_notice(
      visit, "/moderation",
      done ? text::msgid("Decided. They are told.") : text::msgid("Somebody had decided already."));
}

}  // namespace parvis::moderation
