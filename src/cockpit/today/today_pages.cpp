// The list of what to do today, and what is decided of each card.
#include "cockpit/today/today_pages.h"

#include "cockpit/cockpit_frame.h"
#include "cockpit/today/today_views.h"
#include "community/page/form_words.h"
#include "community/today/today_job.h"
#include "core/assets/assets.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr char kPath[] = "/cockpit/today";

TaskAct task_act_of(const Visit& visit) {
  return {.timeline = visit.community.timeline(), .actor = visit.member().member, .at = now(), .source = visit.source};
}

http::Response to_today(const Visit& visit, const char* words, TaskId at = {}) {
  if (!visit.request.header("x-queue").empty()) return http::no_content();
  return see_other_with_notice(visit, at ? kPath + ("#task-" + id_text(at)) : std::string(kPath), words);
}

// Of the page, when all that stands on it is decided.
std::string nothing_left(const Visit& visit, std::int64_t behind) {
  return behind > 0 ? visit.tr("These are done. Look again: more wait.") : visit.tr("Nothing is left here.");
}

// The head, whose script counts down and has no plural forms of its own.
void write_count(html::Writer& out, const Visit& visit, std::int64_t count, std::int64_t behind) {
  constexpr std::int64_t kMany = 77;
  const auto words = [&](std::int64_t n) {
    return visit.trn("{n} card, the most pressing first.", "{n} cards, the most pressing first.", n);
  };
  auto many = words(kMany);
  many.replace(many.find(std::to_string(kMany)), 2, "{n}");
  out.element("p",
              {{"data-waiting", std::to_string(count)},
               {"data-one", words(1)},
               {"data-many", many},
               {"data-none", nothing_left(visit, behind)}},
              words(count));
}

void write_head(html::Writer& out, const Visit& visit, const Today& today) {
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Today"));
  const auto count = static_cast<std::int64_t>(today.tasks.size());
  if (count > 0) write_count(out, visit, count, today.behind);
  if (today.behind > 0) {
    out.element("p", {{"class", "small quiet"}},
                visit.trn("{n} more waits until there is room.", "{n} more wait until there is room.", today.behind));
  }
  out.close();
  out.open("div", {{"class", "queue-tools row"}});
  out.open("form",
           {{"method", "post"}, {"action", "/cockpit/today/undo"}, {"data-undo", true}, {"hidden", !today.undoes}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}, {"data-key", "u"}}, visit.tr("Take the last decision back")).close();
  out.open("form", {{"method", "post"}, {"action", "/cockpit/today/look"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, visit.tr("Look again")).close();
  out.element("a", {{"class", "button bare"}, {"href", "/cockpit/today/later"}}, visit.tr("For later"));
  out.element("a", {{"class", "button bare"}, {"href", "/cockpit/today/rules"}}, visit.tr("Rules"));
  if (count > 0) write_keys(out, visit);
  out.close();
}

void write_list(html::Writer& out, const Visit& visit, const Today& today) {
  if (today.tasks.empty()) {
    write_empty(out, visit.tr("Nothing waits for you. A good moment to read what your members write."));
    return;
  }
  out.open("parvis-queue", {{"data-unfold", "g"},
                            {"data-sent", visit.tr("Noted. {n} left on this page.")},
                            {"data-failed", visit.tr("That could not be sent. It is back in the list.")},
                            {"data-done", nothing_left(visit, today.behind)}});
  out.open("ul", {{"class", "list queue tasks"}});
  for (const auto& task : today.tasks) write_task(out, visit, task, today);
  out.close();
  out.element("p", {{"role", "status"}, {"class", "small quiet"}}, "");
  out.close();
  out.element("script", {{"type", "module"}, {"src", assets::address("moderation.js")}}, "");
}

void write_new_task(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section").open("details", {{"open", state.is_refused()}});
  out.element("summary", visit.tr("Add a task"));
  html::Form form(out, state, say_in(visit), "task");
  form.summary(visit.tr(kCheckThis)).open(kPath, visit.form_token);
  const auto words = visit.tr("What is to be done"), about = visit.tr("About whom"),
             about_hint = visit.tr("A handle, if it is about one member."), due = visit.tr("From which day on");
  form.text_field({.name = "words", .label = words, .autocomplete = "off"});
  form.text_field(
      {.name = "about", .label = about, .hint = about_hint, .autocomplete = "off", .need = html::Need::optional});
  form.text_field(
      {.name = "due", .label = due, .kind = html::TextKind::date, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Add")).close();
  out.close().close();
}

http::Response render(const Visit& visit, const html::FormState& state = {}, int status = 200) {
  const auto [today, outcomes] = visit.community.store().read(
      [&](store::Reader& reader) { return std::pair(read_today(reader, visit), read_did_it_work(reader, now())); });
  html::Writer out;
  write_head(out, visit, today);
  write_list(out, visit, today);
  write_order(out, visit);
  write_new_task(out, visit, state);
  write_outcomes(out, visit, outcomes);
  return cockpit_page(visit, Room::today, visit.tr("Today"), out.take(), status);
}

// Nothing typed: nobody in particular. Refused in `state` when there is no such member.
MemberId member_typed(const Visit& visit, html::FormState& state) {
  auto handle = state.value("about");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (handle.empty()) return {};
  const auto member = visit.community.store().read([&](store::Reader& reader) { return find_member(reader, handle); });
  if (member) return member->id;
  state.refuse("about", {"There is no member of this name."});
  return {};
}

Instant due_typed(const Visit& visit, html::FormState& state) {
  const auto typed = state.value("due");
  if (typed.empty()) return {};
  const auto day = text::start_of_day(typed, text::TimeZone::of(visit.time_zone));
  if (day) return *day;
  state.refuse("due", {"Write a day, like 2027-03-21."});
  return {};
}

// The first moment of a day to come, so that a card is there in the morning.
Instant morning_after(const Visit& visit, Instant at, int days) {
  const auto zone = text::TimeZone::of(visit.time_zone);
  const auto then = at + days * kDay;
  return text::start_of_day(text::day_in_figures(then, zone), zone).value_or(then);
}

MemberId assignee_typed(const Visit& visit) {
  const auto typed = visit.request.form.get("assignee");
  if (typed.empty()) return {};
  const MemberId id{parse_id(typed).value_or(0)};
  const auto member = visit.community.store().read([&](store::Reader& reader) { return find_member(reader, id); });
  if (!member || !is_of_team(*member)) throw BadRequest({"We could not make sense of this form."}, "no such assignee");
  return id;
}

}  // namespace

http::Response show_today(Visit& visit) { return render(visit); }

http::Response create_task(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  auto words = text::check_text(state.value("words"), {.min = 1, .max = kMaxTaskWords, .lines = text::Lines::single});
  if (words.problem) state.refuse("words", *words.problem);
  const auto about = member_typed(visit, state);
  const auto due = due_typed(visit, state);
  if (const auto problem = problem_with_due(due, now())) state.refuse("due", *problem);
  if (state.is_refused()) return render(visit, state, 422);
  const auto act = task_act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { write_task(transaction, act, words.value, about, due); });
  return see_other_with_notice(
      visit, kPath, due > act.at ? text::msgid("Noted. It will stand here that day.") : text::msgid("Noted."));
}

http::Response look_now(Visit& visit) {
  const auto fresh = look_for_tasks(visit.community);
  return see_other_with_notice(
      visit, kPath,
      fresh > 0 ? text::msgid("There is something new.") : text::msgid("Nothing new since the last look."));
}

http::Response undo_task(Visit& visit) {
  const auto act = task_act_of(visit);
  bool is_there = false;
  const auto undone = visit.community.store().write([&](store::Transaction& transaction) {
    const auto id = take_back_decision(transaction, act);
    is_there = id && find_task(transaction, *id)->rests_until <= act.at;
    return id;
  });
  if (!undone) return to_today(visit, text::msgid("There is no decision of yours to take back."));
  if (!is_there) return to_today(visit, text::msgid("Taken back: it waits for its day."));
  return to_today(visit, text::msgid("Taken back: it stands here again."), *undone);
}

http::Response decide_task(Visit& visit) {
  const TaskId id{parse_id(visit.request.parameter("task")).value_or(0)};
  const auto decision = visit.request.form.get("decision");
  const auto act = task_act_of(visit);
  const auto assignee = decision == "give" ? assignee_typed(visit) : MemberId{};
  const bool was_open = visit.community.store().write([&](store::Transaction& transaction) {
    const auto task = find_task(transaction, id);
    if (task && task->state != TaskState::open && task->state != TaskState::held_out) return false;
    if (decision == "done")
      finish_task(transaction, act, id);
    else if (decision == "aside")
      set_aside(transaction, act, id);
    else if (decision == "day")
      let_rest(transaction, act, id, morning_after(visit, act.at, 1));
    else if (decision == "week")
      let_rest(transaction, act, id, morning_after(visit, act.at, 7));
    else if (decision == "now")
      bring_back(transaction, act, id);
    else if (decision == "give")
      assign(transaction, act, id, assignee);
    else
      throw BadRequest({"We could not make sense of this form."}, "no decision");
    return true;
  });
  if (!was_open) return to_today(visit, text::msgid("That card was decided, or its reason has gone."));
  if (decision == "now")
    return see_other_with_notice(visit, "/cockpit/today/later", text::msgid("It waits in Today now."));
  return to_today(visit, text::msgid("Noted."), decision == "give" ? id : TaskId{});
}

}  // namespace parvis::cockpit
