#include "community/today/today_list.h"

#include <algorithm>

#include "community/influencers/next_step_tasks.h"
#include "community/moderation/waiting.h"

namespace parvis::community {
namespace {

// The index of roles leaves plain members out.
constexpr store::Sql kTeam{R"(
  select id, handle, display_name, role, title, hue
  from member where role > 1 and role >= 4 and status = 1 order by role desc, id limit 50)"};
constexpr store::Sql kUnclaimed{"select id from member where status = 3 and id in ("};

}  // namespace

void count_for_viewer(store::Reader& reader, const Visit& visit, std::vector<Task>& tasks, Instant at) {
  const auto card = std::ranges::find(tasks, TaskKind::waiting, &Task::kind);
  if (card == tasks.end()) return;
  const auto waiting = decisions_waiting_for(reader, visit.viewer, *visit.spaces);
  if (waiting.count == 0) {
    tasks.erase(card);
    return;
  }
  card->figure = waiting.count;
  card->usual = (at - waiting.oldest) / kHour;
}

Named named_by(store::Reader& reader, const Visit& visit, const std::vector<Task>& tasks) {
  Named named;
  std::vector<MemberId> members;
  std::vector<ThreadId> threads;
  for (const auto& task : tasks) {
    if (task.member) members.push_back(task.member);
    if (task.assignee) members.push_back(task.assignee);
    if (task.thread) threads.push_back(task.thread);
  }
  for (auto& face : faces_of(reader, members)) named.members.emplace(face.id, std::move(face));
  for (auto& row : thread_rows(reader, visit.viewer, *visit.spaces, threads)) {
    named.threads.emplace(row.id, std::move(row));
  }
  named.influencers = influencers_of(reader, tasks);
  for (const auto& task : tasks) {
    if (task.kind != TaskKind::plan_step) continue;
    if (auto plan = plan_of_task(reader, task.id.value)) named.plans.emplace(task.id, std::move(*plan));
  }
  std::vector<std::int64_t> numbers;
  for (const auto member : members) numbers.push_back(member.value);
  if (numbers.empty()) return named;
  for (const auto member : reader.all<MemberId>(kUnclaimed + store::Sql::numbers(numbers) + ")")) {
    named.unclaimed.insert(member);
  }
  return named;
}

void keep_readable(std::vector<Task>& tasks, const Named& named) {
  std::erase_if(tasks, [&](const Task& task) { return task.thread && !named.threads.contains(task.thread); });
}

Today read_today(store::Reader& reader, const Visit& visit) {
  const auto at = now();
  Today today{.tasks = tasks_of_today(reader, at), .named = {}, .team = {}};
  if (today.tasks.size() == kMostShown) today.behind = count_open(reader, at) - std::ssize(today.tasks);
  count_for_viewer(reader, visit, today.tasks, at);
  today.named = named_by(reader, visit, today.tasks);
  keep_readable(today.tasks, today.named);
  today.team = reader.all<MemberFace>(kTeam);
  today.undoes = has_decision_to_take_back(reader, visit.member().member, at);
  return today;
}

ForLater read_for_later(store::Reader& reader, const Visit& visit, std::optional<LaterPlace> after, int at_most) {
  const auto at = now();
  auto page = tasks_for_later(reader, at, after, at_most);
  count_for_viewer(reader, visit, page.tasks, at);
  auto named = named_by(reader, visit, page.tasks);
  keep_readable(page.tasks, named);
  return {std::move(page.tasks), std::move(named), page.next};
}

DidItWork read_did_it_work(store::Reader& reader, Instant at) {
  return {.of_cards = outcomes(reader, at), .of_plans = plan_outcomes(reader, at)};
}

bool is_of_team(const Member& member) { return member.role >= Role::manager && member.status == MemberStatus::active; }

}  // namespace parvis::community
