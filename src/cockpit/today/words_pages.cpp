// Writing to whom a task is about, with a text to begin from, and reading it as the member it was written to.
#include "cockpit/cockpit_frame.h"
#include "cockpit/reach_words.h"
#include "cockpit/today/today_pages.h"
#include "cockpit/today/today_views.h"
#include "community/accounts/views.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/today/task_words.h"
#include "community/today/word_sending.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kShown = 20;

bool is_open(const ToWhom& written) { return written.task.state == TaskState::open; }

ToWhom asked(const Visit& visit) {
  const TaskId id{parse_id(visit.request.parameter("task")).value_or(0)};
  return visit.community.store().read([&](store::Reader& reader) { return to_whom(reader, visit, id); });
}

http::Response render(const Visit& visit, const ToWhom& written, const html::FormState& state, int status = 200) {
  const bool thanks = is_thanks(written.task.kind);
  const auto title = thanks ? visit.tr("Thank {member}", {{"member", written.member.display_name}})
                            : visit.tr("Write to {member}", {{"member", written.member.display_name}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title).open("p");
  write_reason(out, visit, written.task, written.named);
  out.close().close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "words");
  // What was typed for a card that is no longer open may still be sent, from theirs.
  const auto to = is_open(written) ? "/cockpit/today/" + id_text(written.task.id) : card_path(written.member.handle);
  form.summary(visit.tr(kCheckThis)).open(to + "/words", visit.form_token);
  const auto label = visit.tr("Your words");
  const bool waits = written.reach == WordReach::letter && !written.turn.is_now(now());
  const auto later = text::date_and_time(written.turn.at, now(), visit.language, text::TimeZone::of(visit.time_zone));
  const auto reach =
      waits ? visit.tr("It stands on a page of theirs at once; by e-mail it goes when its turn comes, {when}.",
                       {{"when", later}})
            : reach_words(visit, written.reach);
  const auto hint = visit.tr("A text to begin from: make it yours.") + " " + reach;
  form.text_area({.name = "words", .label = label, .hint = hint, .rows = 12});
  form.submit(visit.tr("Send")).close();
  out.open("p").element("a", {{"href", "/cockpit/today"}}, visit.tr("Back to today")).close();
  out.close();
  return cockpit_page(visit, Room::today, title, out.take(), status);
}

void write_word(html::Writer& out, const Visit& visit, const PersonalWord& word) {
  const MemberGlimpse author{.handle = word.author.handle,
                             .name = word.author.display_name,
                             .title = word.author.title,
                             .hue = word.author.hue,
                             .role = word.author.role};
  out.open("li", {{"class", "personal-word"}});
  write_face(out, word.author.display_name, word.author.hue);
  out.open("div").open("p", {{"class", "meta"}});
  write_member_name(out, visit, author);
  write_role_badge(out, visit, author);
  out.text(" ");
  write_time(out, visit, word.written_at);
  out.close();
  out.element("p", {{"class", "typed"}}, word.body);
  out.close().close();
}

}  // namespace

http::Response show_task_words(Visit& visit) {
  const auto written = asked(visit);
  if (!is_open(written)) {
    return see_other_with_notice(visit, "/cockpit/today",
                                 text::msgid("That card was decided, or its reason has gone."));
  }
  html::FormState state;
  state.set("words", suggestion_for(visit, written));
  return render(visit, written, state);
}

http::Response send_task_words(Visit& visit) {
  const auto written = asked(visit);
  html::FormState state(visit.request.form.pairs());
  auto words = text::check_text(state.value("words"), {.min = 1, .max = kMaxPersonalWord, .lines = text::Lines::many});
  if (words.problem) {
    state.refuse("words", *words.problem);
    return render(visit, written, state, 422);
  }
  const bool sent = visit.community.store().write([&](store::Transaction& transaction) {
    if (!is_open(to_whom(transaction, visit, written.task.id))) return false;
    send_word(transaction, visit, written.task.member, written.task, words.value);
    return true;
  });
  if (sent) {
    return see_other_with_notice(visit, "/cockpit/today",
                                 text::msgid("Sent. It says here later whether they came back."));
  }
  state.refuse("words",
               {"The card was decided meanwhile, or its reason has gone. Nothing went out: send it all the same "
                "if it still fits."});
  return render(visit, asked(visit), state, 409);
}

http::Response show_own_words(Visit& visit) {
  const auto member = visit.member().member;
  const PersonalWordId before{parse_id(visit.request.query.get("before")).value_or(0)};
  auto words = visit.community.store().read(
      [&](store::Reader& reader) { return personal_words(reader, member, before, kShown + 1); });
  const bool more = words.size() > kShown;
  if (more) words.resize(kShown);
  if (std::ranges::any_of(words, [](const PersonalWord& word) { return !word.read_at; })) {
    visit.community.store().write(
        [&](store::Transaction& transaction) { read_personal_words(transaction, member, now()); });
  }
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Personal words"));
  out.element("p", visit.tr("What the team of {community} wrote to you alone.", {{"community", visit.identity->name}}));
  out.close();
  if (words.empty()) write_empty(out, visit.tr("Nothing so far."));
  out.open("ul", {{"class", "list"}});
  for (const auto& word : words) write_word(out, visit, word);
  out.close();
  if (more) {
    out.open("p")
        .element("a",
                 {{"class", "button"}, {"rel", "next"}, {"href", "/account/words?before=" + id_text(words.back().id)}},
                 visit.tr("Next page"))
        .close();
  }
  return private_page(visit, visit.tr("Personal words"), out);
}

}  // namespace parvis::cockpit
