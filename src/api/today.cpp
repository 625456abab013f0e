// Today for programs: its cards, what is decided of them, words to whom they are about, tasks by hand, and whether it
// worked. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/today_objects.h"
#include "community/today/task_words.h"
#include "community/today/today_job.h"
#include "community/today/today_rules.h"
#include "community/today/word_sending.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

TaskAct act_of(const Visit& visit) {
  return {.timeline = visit.community.timeline(), .actor = visit.member().member, .at = now(), .source = visit.source};
}

// One that was set apart at random is not shown: who looks at it would not leave it alone.
Task known(store::Reader& reader, const Visit& visit, Named& named) {
  auto task = find_task(reader, id_of<TaskId>(visit, "task"));
  if (!task || task->state == TaskState::held_out) throw NotFound();
  named = named_by(reader, visit, {*task});
  if (task->thread && !named.threads.contains(task->thread)) throw NotFound();
  return std::move(*task);
}

json::object told(store::Reader& reader, const Visit& visit) {
  Named named;
  std::vector<Task> tasks{known(reader, visit, named)};
  if (tasks[0].state == TaskState::open) count_for_viewer(reader, visit, tasks, now());
  if (tasks.empty()) throw NotFound();
  return task_object(reader, visit, tasks[0], named);
}

Task open_task(store::Reader& reader, const Visit& visit) {
  Named named;
  auto task = known(reader, visit, named);
  if (task.state != TaskState::open) throw Conflict({"This was decided already."});
  return task;
}

std::optional<Instant> day_typed(const Visit& visit, std::string_view typed) {
  return text::start_of_day(typed, text::TimeZone::of(visit.time_zone));
}

enum class Chosen { done, not_useful, later, now, give };
struct DecisionTold {
  Chosen chosen = Chosen::done;
  Instant until;
  MemberId assignee;
};

// Nobody: it is given to nobody in particular.
MemberId assignee_told(const Visit& visit, Body& body) {
  const auto handle = body.optional_text("member").value_or("");
  if (handle.empty()) return {};
  const auto member = visit.community.store().read([&](store::Reader& reader) { return find_member(reader, handle); });
  if (member && is_of_team(*member)) return member->id;
  body.add("member", {"Name somebody of the team."});
  return {};
}

DecisionTold decision_told(const Visit& visit, Body& body) {
  DecisionTold told;
  const auto name = body.text("decision");
  const auto until = body.optional_text("until").value_or("");
  told.assignee = assignee_told(visit, body);
  if (name == "not_useful") {
    told.chosen = Chosen::not_useful;
  } else if (name == "later") {
    told.chosen = Chosen::later;
    const auto day = day_typed(visit, until);
    if (!day) body.add("until", {"Write a day, like 2027-03-21."});
    if (day && *day <= now()) {
      body.add("until", {"Name a day to come."});
    } else if (const auto problem = problem_with_due(day.value_or(Instant{}), now())) {
      body.add("until", *problem);
    }
    told.until = day.value_or(Instant{});
  } else if (name == "now") {
    told.chosen = Chosen::now;
  } else if (name == "give") {
    told.chosen = Chosen::give;
  } else if (name != "done") {
    body.add("decision", {"Choose done, not_useful, later, now or give."});
  }
  return told;
}

void decide(store::Transaction& transaction, const Visit& visit, TaskId id, const DecisionTold& told) {
  const auto act = act_of(visit);
  switch (told.chosen) {
    case Chosen::done: return finish_task(transaction, act, id);
    case Chosen::not_useful: return set_aside(transaction, act, id);
    case Chosen::later: return let_rest(transaction, act, id, told.until);
    case Chosen::now: return bring_back(transaction, act, id);
    case Chosen::give: return assign(transaction, act, id, told.assignee);
  }
}

json::object rules_object(const Visit& visit, const TodayRules& rules) {
  return {{"id", "today"},
          {"url", visit.origin + "/cockpit/today/rules"},
          {"hold_out", rules.hold_out},
          {"birthday", rules.birthday == 0 ? "" : id_text(rules.birthday)},
          {"purpose", rules.purpose}};
}

}  // namespace

http::Response list_today(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto today = read_today(reader, visit);
    json::array items;
    for (const auto& task : today.tasks) items.push_back(task_object(reader, visit, task, today.named));
    return answer(page(std::move(items), ""));
  });
}

http::Response list_for_later(Visit& visit) {
  const auto after =
      parse_later_place(place_asked(visit, [](std::string_view text) { return parse_later_place(text).has_value(); }));
  const auto limit = limit_asked(visit, kMaxLimit);
  return visit.community.store().read([&](store::Reader& reader) {
    const auto for_later = read_for_later(reader, visit, after, limit);
    json::array items;
    for (const auto& task : for_later.tasks) items.push_back(task_object(reader, visit, task, for_later.named));
    return answer(page(std::move(items), for_later.next ? place_text(*for_later.next) : ""));
  });
}

http::Response look_for_today(Visit& visit) {
  if (auto kept = kept_answer(visit)) return std::move(*kept);
  const auto fresh = look_for_tasks(visit.community);
  return write_once(visit, [&](store::Transaction&) -> Answer { return {200, json::object{{"found", fresh}}}; });
}

http::Response get_task(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) { return answer(told(reader, visit)); });
}

http::Response list_member_tasks(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_asked(visit, reader);
    auto tasks = tasks_about(reader, member.id, kMaxLimit);
    const auto named = named_by(reader, visit, tasks);
    keep_readable(tasks, named);
    json::array items;
    for (const auto& task : tasks) items.push_back(task_object(reader, visit, task, named));
    return answer(page(std::move(items), ""));
  });
}

http::Response create_task(Visit& visit) {
  auto body = body_of(visit);
  auto words = text::check_text(body.text("words"), {.min = 1, .max = kMaxTaskWords, .lines = text::Lines::single});
  if (words.problem) body.add("words", *words.problem);
  MemberId about;
  if (const auto handle = body.optional_text("about").value_or(""); !handle.empty()) {
    const auto member =
        visit.community.store().read([&](store::Reader& reader) { return find_member(reader, handle); });
    if (!member || member->status == MemberStatus::former) body.add("about", {"There is no member of this name."});
    if (member) about = member->id;
  }
  Instant due;
  if (const auto typed = body.optional_text("due").value_or(""); !typed.empty()) {
    const auto day = day_typed(visit, typed);
    if (!day) body.add("due", {"Write a day, like 2027-03-21."});
    due = day.value_or(Instant{});
    if (const auto problem = problem_with_due(due, now())) body.add("due", *problem);
  }
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto id = write_task(transaction, act_of(visit), words.value, about, due);
    const auto task = *find_task(transaction, id);
    return {kCreated, task_object(transaction, visit, task, named_by(transaction, visit, {task}))};
  });
}

http::Response decide_on_task(Visit& visit) {
  auto body = body_of(visit);
  const auto decision = decision_told(visit, body);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    decide(transaction, visit, open_task(transaction, visit).id, decision);
    return {200, told(transaction, visit)};
  });
}

http::Response write_for_task(Visit& visit) {
  auto body = body_of(visit);
  auto words = text::check_text(body.text("words"), {.min = 1, .max = kMaxPersonalWord, .lines = text::Lines::many});
  if (words.problem) body.add("words", *words.problem);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto task = open_task(transaction, visit);
    if (!task.member) throw Conflict({"This is about nobody one could write to."});
    send_word(transaction, visit, task.member, task, words.value);
    return {200, told(transaction, visit)};
  });
}

http::Response undo_task_decision(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {200, json::object{{"undone", take_back_decision(transaction, act_of(visit)) ? 1 : 0}}};
  });
}

http::Response list_outcomes(Visit& visit) {
  json::array items;
  for (const auto& one : visit.community.store().read([](store::Reader& reader) { return outcomes(reader, now()); })) {
    const auto kind = std::string(kind_name(one.kind));
    const auto counts = [&](const char* side) {
      return std::string(api_address(visit, "today", "outcomes/" + kind + "/" + side));
    };
    auto contacted = came_back(one.contacted), alone = came_back(one.alone);
    contacted["counts"] = counts("contacted");
    alone["counts"] = counts("left_alone");
    items.push_back(json::object{{"id", kind},
                                 {"url", visit.origin + "/cockpit/today"},
                                 {"kind", kind},
                                 {"contacted", std::move(contacted)},
                                 {"left_alone", std::move(alone)}});
  }
  return answer(page(std::move(items), ""));
}

http::Response list_followed(Visit& visit) {
  const auto kind = parse_task_kind(visit.request.parameter("task_kind"));
  const auto side = visit.request.parameter("side");
  if (!kind || (side != "contacted" && side != "left_alone")) throw NotFound();
  return visit.community.store().read([&](store::Reader& reader) {
    const auto people = followed_by_name(reader, *kind, side == "contacted" ? Side::contacted : Side::alone, now());
    return answer(followed_page(reader, visit, people));
  });
}

http::Response get_today_rules(Visit& visit) {
  return answer(rules_object(visit, visit.community.store().read(read_today_rules)));
}

http::Response put_today_rules(Visit& visit) {
  auto body = body_of(visit);
  TodayRules rules;
  const auto share = body.optional_number("hold_out").value_or(0);
  rules.hold_out = share < 0 || share > kMostHeldOut ? -1 : static_cast<int>(share);
  const auto field = body.optional_text("birthday").value_or("");
  rules.birthday = field.empty() ? 0 : parse_id(field).value_or(-1);
  rules.purpose = body.optional_text("purpose").value_or("");
  body.add(visit.community.store().read([&](store::Reader& reader) { return mistakes_in(reader, rules); }));
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    change_today_rules(transaction, {visit.community.timeline(), visit.member().member, visit.source}, rules);
    return {200, rules_object(visit, read_today_rules(transaction))};
  });
}

}  // namespace parvis::api
