// Writing to whom a task is about, with a text to begin from, and reading it as the member it was written to.
#include "cockpit/cockpit_frame.h"
#include "cockpit/today/personal_word.h"
#include "cockpit/today/task_words.h"
#include "cockpit/today/today_pages.h"
#include "cockpit/today/today_rules.h"
#include "cockpit/today/today_views.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/letters/stopping.h"
#include "community/members/account.h"
#include "community/notifications/bell.h"
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/plans/plan_way.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kShown = 20;

struct Written {
  Task task;
  Named named;
  MemberFace member;
  text::Language language = text::Language::en;  // theirs
  Reach reach = Reach::page;
  Turn turn;            // of a letter
  std::string of_plan;  // what its plan gives to begin from
};

Written read_written(const Visit& visit) {
  const TaskId id{parse_id(visit.request.parameter("task")).value_or(0)};
  return visit.community.store().read([&](store::Reader& reader) {
    auto task = find_task(reader, id);
    if (!task || task->state != TaskState::open || !task->member) throw NotFound();
    Written written{.task = *task, .named = named_by(reader, visit, {*task}), .member = {}};
    const auto account = find_account(reader, task->member);
    const auto face = written.named.members.find(task->member);
    const bool is_readable = !task->thread || written.named.threads.contains(task->thread);
    if (!account || face == written.named.members.end() || !is_readable) throw NotFound();
    written.member = face->second;
    written.language = recipient_of(*account, visit.language).language;
    written.reach = reach_of(reader, task->member, read_today_rules(reader).purpose);
    written.turn = turn_of(reader, task->member, now());
    if (task->kind == TaskKind::plan_step) written.of_plan = words_of_task(reader, task->id.value);
    return written;
  });
}

std::string suggestion_for(const Visit& visit, const Written& written) {
  if (!written.of_plan.empty()) return words_for(written.of_plan, written.member.display_name);
  const auto thread = written.named.threads.find(written.task.thread);
  return suggested_text(written.language, written.task,
                        {.name = written.member.display_name,
                         .thread = thread == written.named.threads.end() ? "" : thread->second.title,
                         .author = visit.member().display_name,
                         .community = visit.identity->name});
}

http::Response render(const Visit& visit, const Written& written, const html::FormState& state, int status = 200) {
  const bool thanks = is_thanks(written.task.kind);
  const auto title = thanks ? visit.tr("Thank {member}", {{"member", written.member.display_name}})
                            : visit.tr("Write to {member}", {{"member", written.member.display_name}});
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title).open("p");
  write_reason(out, visit, written.task, written.named);
  out.close().close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "words");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/today/" + id_text(written.task.id) + "/words", visit.form_token);
  const auto label = visit.tr("Your words");
  const bool waits = written.reach == Reach::letter && !written.turn.is_now(now());
  const auto later = text::date_and_time(written.turn.at, now(), visit.language, text::TimeZone::of(visit.time_zone));
  const auto hint =
      waits ? visit.tr(
                  "A text to begin from: make it yours. It stands on a page of theirs at once; by e-mail it goes "
                  "when its turn comes, {when}.",
                  {{"when", later}})
      : written.reach == Reach::letter
          ? visit.tr("A text to begin from: make it yours. It goes out by e-mail, and stands on a page of theirs.")
          : visit.tr(
                "A text to begin from: make it yours. They find it on a page of theirs, and their bell rings; they "
                "did not agree to personal letters by e-mail.");
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
  const auto written = read_written(visit);
  html::FormState state;
  state.set("words", suggestion_for(visit, written));
  return render(visit, written, state);
}

http::Response send_task_words(Visit& visit) {
  const auto written = read_written(visit);
  html::FormState state(visit.request.form.pairs());
  auto words = text::check_text(state.value("words"), {.min = 1, .max = kMaxPersonalWord, .lines = text::Lines::many});
  if (words.problem) {
    state.refuse("words", *words.problem);
    return render(visit, written, state, 422);
  }
  const auto sender = account_act_of(visit).sender;
  const auto key = stopping_key(visit.community.secret());
  const TaskAct act{
      .timeline = visit.community.timeline(), .actor = visit.member().member, .at = now(), .source = visit.source};
  const Bell bell(visit.community.live(), visit.community.accounts().sessions());
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto purpose = read_today_rules(transaction).purpose;
    finish_task(transaction, act, written.task.id, is_thanks(written.task.kind) ? Contact::thanked : Contact::written);
    write_personal_word(transaction, sender,
                        {.author = visit.member().member,
                         .author_name = visit.member().display_name,
                         .to = written.task.member,
                         .task = written.task.id,
                         .body = words.value,
                         .purpose = purpose,
                         .at = act.at,
                         .key = key});
    bell.ring(transaction, std::array{written.task.member});
  });
  return see_other_with_notice(visit, "/cockpit/today",
                               text::msgid("Sent. It says here later whether they came back."));
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
