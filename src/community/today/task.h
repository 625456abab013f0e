// A task: something the community manager should do for one member or thread, with its reason. Tasks are found on the
// timeline (finders.h) or written by hand; what is decided of one is an act. Functions over Reader and Transaction; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

using TaskId = Id<struct TaskTag>;

// In the database: they stay.
enum class TaskKind {
  newcomer = 1,         // joined, and nobody has spoken to them yet (figure: days since)
  first_post = 2,       // the first thing they wrote has no answer (figure: hours since)
  late_question = 3,    // waits longer than questions do here (figure: hours since; usual: hours)
  slipping = 4,         // silent for longer than they ever were (figure: days; usual: days between two visits)
  first_answer = 5,     // an answer of theirs was accepted for the first time
  hundredth_reply = 6,  // wrote a hundred times
  anniversary = 7,      // joined this day, years ago (figure: years)
  waiting = 8,          // decisions wait (figure: how many; usual: hours the oldest waits)
  heating = 9,          // a conversation grows (figure: answers within a day; usual: a day of it before)
  quiet_leader = 10,    // a leader whom nobody of the team spoke with (figure: days)
  written = 11,         // by hand
  birthday = 12,        // of who chose to show it to the team
  plan_step = 13,       // a step of a plan (community/plans)
};
enum class TaskState { open = 1, done = 2, set_aside = 3, passed = 4, held_out = 5 };
enum class Contact { none = 0, written = 1, thanked = 2 };

// What a finder found.
struct Finding {
  TaskKind kind = TaskKind::newcomer;
  std::string occasion;
  MemberId member;
  ThreadId thread;
  std::int64_t figure = 0, usual = 0;
  std::int64_t weight = 0;
};

struct Task {
  TaskId id;
  TaskKind kind = TaskKind::newcomer;
  MemberId member;
  ThreadId thread;
  std::int64_t figure = 0, usual = 0, weight = 0;
  std::string words;
  Instant made_at;
  TaskState state = TaskState::open;
  Instant rests_until;
  MemberId assignee, decided_by;
  Instant decided_at;
  Contact contact = Contact::none;
};

// Whose absence can be compared: these may be left alone by chance, to see what writing brings.
bool may_be_held_out(TaskKind kind);

struct TaskAct {
  const Timeline& timeline;
  MemberId actor;  // none: found
  Instant at;
  Source source = Source::page;
};

// Offers what was found: new ones, the figures of those there are, and those whose reason no longer holds pass. Each
// new one that may be is held out with a chance of `hold_out` in a hundred. Answers how many new ones are there to do:
// who was held out is not told of.
int offer(store::Transaction& transaction, const TaskAct& act, const std::vector<Finding>& found, int hold_out);

std::int64_t count_open(store::Reader& reader, Instant at);
// Those to do now, the weightiest first: at most `kMostShown`, at most `kMostOfAKind` alike while others wait.
inline constexpr std::size_t kMostShown = 20, kMostOfAKind = 5;
std::vector<Task> tasks_of_today(store::Reader& reader, Instant at);
std::vector<Task> tasks_about(store::Reader& reader, MemberId member, int at_most);
std::optional<Task> find_task(store::Reader& reader, TaskId id);

// Those that were put off or wait for their day, the nearest day first, from after `after` on.
struct LaterPlace {
  Instant until;
  TaskId id;
};
std::string place_text(const LaterPlace& place);
std::optional<LaterPlace> parse_later_place(std::string_view text);
struct LaterPage {
  std::vector<Task> tasks;
  std::optional<LaterPlace> next;  // nothing on the last page
};
LaterPage tasks_for_later(store::Reader& reader, Instant at, std::optional<LaterPlace> after, int at_most);

// Each throws NotFound when the task is no longer open. `contact` says what was done with it.
void finish_task(store::Transaction& transaction, const TaskAct& act, TaskId id, Contact contact = Contact::none);
void set_aside(store::Transaction& transaction, const TaskAct& act, TaskId id);
void let_rest(store::Transaction& transaction, const TaskAct& act, TaskId id, Instant until);
// It is there at once; nothing when it is there already. Noted as an act of its own, with the day it waited for.
void bring_back(store::Transaction& transaction, const TaskAct& act, TaskId id);
void assign(store::Transaction& transaction, const TaskAct& act, TaskId id, MemberId assignee);
// The last decision of this actor within the hour, taken back: what was done or set aside is open again, what rests
// stands there again, what was brought back waits for its day. Nothing when there is none, or when somebody decided on
// it since.
std::optional<TaskId> take_back_decision(store::Transaction& transaction, const TaskAct& act);
bool has_decision_to_take_back(store::Reader& reader, MemberId member, Instant at);
// One written by hand; it waits until `due` (zero: at once).
inline constexpr std::size_t kMaxTaskWords = 300;
// What is wrong with such a day; nothing where there is none.
std::optional<Sentence> problem_with_due(Instant due, Instant at);
TaskId write_task(store::Transaction& transaction, const TaskAct& act, std::string_view words, MemberId about,
                  Instant due);

// A step of a plan, about whom it is for. `occasion`: of that step on that way, for which there is one task ever.
TaskId write_plan_task(store::Transaction& transaction, const TaskAct& act, std::string_view occasion,
                       std::string_view words, MemberId about);
}  // namespace parvis::community
