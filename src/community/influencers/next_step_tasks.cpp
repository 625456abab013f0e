#include "community/influencers/next_step_tasks.h"

#include "community/influencers/influencer.h"
#include "core/text/unicode.h"

namespace parvis::community {

namespace {

// So that all that were ever made for somebody are found, when nothing may be left of them.
constexpr store::Sql kName{"update task set occasion = $2 where id = $1"};
constexpr store::Sql kNameOf{"select occasion from task where id = $1"};
constexpr store::Sql kForget{"delete from task where kind = 11 and occasion >= $1 and occasion < $2"};

constexpr store::Sql kOccasions{"select id, occasion from task where kind = 11 and id in ("};
constexpr std::string_view kOccasion = "influencer:";

std::string occasion_of(InfluencerId id) { return std::string(kOccasion) + id_text(id) + ":"; }

std::optional<InfluencerId> influencer_in(std::string_view occasion) {
  if (!occasion.starts_with(kOccasion)) return std::nullopt;
  occasion.remove_prefix(kOccasion.size());
  const auto id = parse_id(occasion.substr(0, occasion.find(':')));
  return id ? std::optional(InfluencerId{*id}) : std::nullopt;
}

// A task about a member is read with their name before it.
std::string words_of(const Influencer& one) {
  const auto name = one.is_inside() ? std::string() : one.words.name + " · ";
  return std::string(text::cut_at_character(name + one.words.next_what, kMaxTaskWords));
}

Instant due_of(const Influencer& one) { return {one.words.next_day.value_or(0) * kDay}; }

// With the day it was set for: who sets the task back on Today does not move the step.
std::string occasion_of(const Influencer& one, TaskId task) {
  return occasion_of(one.id) + id_text(task) + ":" + std::to_string(one.words.next_day.value_or(0));
}

void forget(store::Transaction& transaction, InfluencerId id) {
  const auto from = occasion_of(id);
  transaction.run(kForget, from, from.substr(0, from.size() - 1) + ";");  // what follows ':'
}

void write_anew(store::Transaction& transaction, const TaskAct& act, const Influencer& one) {
  const auto id = write_task(transaction, act, words_of(one), one.words.member, due_of(one));
  transaction.run(kName, id, occasion_of(one, id));
  if (one.words.next_who) assign(transaction, act, id, one.words.next_who);
  note_task_of_step(transaction, one.id, id.value);
}

bool is_of(const Task& task, const Influencer& one) {
  return task.words == words_of(one) && task.member == one.words.member;
}

void keep(store::Transaction& transaction, const TaskAct& act, const Influencer& one, bool is_done) {
  const auto task = one.task == 0 ? std::nullopt : find_task(transaction, {one.task});
  const bool is_open = task && task->state == TaskState::open;
  if (one.words.next_what.empty()) {
    if (is_open && is_done) finish_task(transaction, act, task->id);
    if (is_open && !is_done) set_aside(transaction, act, task->id);
    if (one.task != 0) note_task_of_step(transaction, one.id, 0);
    return;
  }
  const bool same_day = task && transaction.one<std::string>(kNameOf, task->id) == occasion_of(one, task->id);
  if (!task || !is_of(*task, one) || (!is_open && !same_day)) {
    if (is_open) set_aside(transaction, act, task->id);
    return write_anew(transaction, act, one);
  }
  if (!is_open) return;
  if (!same_day) {
    let_rest(transaction, act, task->id, due_of(one));
    transaction.run(kName, task->id, occasion_of(one, task->id));
  }
  assign(transaction, act, task->id, one.words.next_who);
}

}  // namespace

void NextStepTasks::after(store::Transaction& transaction, const Activity& activity, const PostContext&) const {
  if (activity.verb != Verb::influencer_changed || activity.object == 0) return;
  const InfluencerId id{activity.object};
  if (activity.detail == influencer_acts::kRemoved) return forget(transaction, id);
  const auto one = find_influencer(transaction, id);
  if (!one) return;
  const TaskAct act{.timeline = timeline_, .actor = activity.actor, .at = activity.at, .source = activity.source};
  keep(transaction, act, *one, activity.detail == influencer_acts::kStepDone);
}

std::unordered_map<TaskId, InfluencerId> influencers_of(store::Reader& reader, const std::vector<Task>& tasks) {
  struct Row {
    TaskId task;
    std::string occasion;
  };
  std::vector<std::int64_t> written;
  for (const auto& task : tasks) {
    if (task.kind == TaskKind::written) written.push_back(task.id.value);
  }
  std::unordered_map<TaskId, InfluencerId> influencers;
  if (written.empty()) return influencers;
  for (const auto& row : reader.all<Row>(kOccasions + store::Sql::numbers(written) + ")")) {
    if (const auto id = influencer_in(row.occasion)) influencers.emplace(row.task, *id);
  }
  return influencers;
}

}  // namespace parvis::community
