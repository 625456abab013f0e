#include "community/today/word_sending.h"

#include <array>

#include "community/accounts/visit_account.h"
#include "community/letters/stopping.h"
#include "community/members/account.h"
#include "community/notifications/bell.h"
#include "community/plans/plan_way.h"
#include "community/today/task_words.h"
#include "community/today/today_rules.h"

namespace parvis::community {

namespace {

std::optional<ToWhom> whom_about(store::Reader& reader, const Visit& visit, const Task& task) {
  if (task.state == TaskState::held_out || !task.member) return std::nullopt;
  ToWhom whom{.task = task, .named = named_by(reader, visit, {task}), .member = {}};
  const auto account = find_account(reader, task.member);
  const auto face = whom.named.members.find(task.member);
  const bool is_readable = !task.thread || whom.named.threads.contains(task.thread);
  if (!account || face == whom.named.members.end() || !is_readable) return std::nullopt;
  whom.member = face->second;
  whom.language = recipient_of(*account, visit.language).language;
  whom.reach = word_reach(reader, task.member, read_today_rules(reader).purpose);
  whom.turn = turn_of(reader, task.member, now());
  if (task.kind == TaskKind::plan_step) whom.of_plan = words_of_task(reader, task.id.value);
  return whom;
}

}  // namespace

std::optional<ToWhom> whom_of(store::Reader& reader, const Visit& visit, const Task& task) {
  return task.state == TaskState::open ? whom_about(reader, visit, task) : std::nullopt;
}

ToWhom to_whom(store::Reader& reader, const Visit& visit, TaskId id) {
  const auto task = find_task(reader, id);
  auto whom = task ? whom_about(reader, visit, *task) : std::nullopt;
  if (!whom) throw NotFound();
  return std::move(*whom);
}

std::string suggestion_for(const Visit& visit, const ToWhom& whom) {
  if (!whom.of_plan.empty()) return words_for(whom.of_plan, whom.member.display_name);
  const auto thread = whom.named.threads.find(whom.task.thread);
  return suggested_text(whom.language, whom.task,
                        {.name = whom.member.display_name,
                         .thread = thread == whom.named.threads.end() ? "" : thread->second.title,
                         .author = visit.member().display_name,
                         .community = visit.identity->name});
}

void send_word(store::Transaction& transaction, const Visit& visit, MemberId to, const std::optional<Task>& task,
               std::string_view body) {
  const auto& author = visit.member();
  const TaskAct act{
      .timeline = visit.community.timeline(), .actor = author.member, .at = now(), .source = visit.source};
  if (task) {
    finish_task(transaction, act, task->id, is_thanks(task->kind) ? Contact::thanked : Contact::written);
  } else {
    act.timeline.record(
        transaction,
        {.at = act.at, .actor = act.actor, .verb = Verb::contacted, .counterpart = to, .source = act.source});
  }
  write_personal_word(transaction, account_act_of(visit).sender,
                      {.author = author.member,
                       .author_name = author.display_name,
                       .to = to,
                       .task = task ? task->id : TaskId{},
                       .body = body,
                       .purpose = read_today_rules(transaction).purpose,
                       .at = act.at,
                       .key = stopping_key(visit.community.secret())});
  Bell(visit.community.live(), visit.community.accounts().sessions()).ring(transaction, std::array{to});
}

}  // namespace parvis::community
