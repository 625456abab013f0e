// The cards of Today as one visitor may read them, with what they name. One visit.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "community/influencers/influencer.h"
#include "community/members/member.h"
#include "community/plans/plan_way.h"
#include "community/threads/thread_lists.h"
#include "community/today/plan_outcome.h"
#include "community/today/task.h"
#include "community/visit.h"

namespace parvis::community {

// What a list of tasks names.
struct Named {
  std::unordered_map<MemberId, MemberFace> members;
  std::unordered_map<ThreadId, ThreadRow> threads;       // those the viewer may read
  std::set<MemberId> unclaimed;                          // who came with an import, and has not taken the account over
  std::unordered_map<TaskId, InfluencerId> influencers;  // whose next step a task is
  std::unordered_map<TaskId, PlanOfTask> plans;          // whose step a task is
};
Named named_by(store::Reader& reader, const Visit& visit, const std::vector<Task>& tasks);
// Takes out what is about a conversation that the viewer may not read.
void keep_readable(std::vector<Task>& tasks, const Named& named);

struct Today {
  std::vector<Task> tasks;  // without those about what the viewer may not read
  std::int64_t behind = 0;  // wait until there is room
  Named named;
  std::vector<MemberFace> team;  // whom a task may be given to
  bool undoes = false;
};
// Of all that waits, what waits for this viewer: an appeal against what they decided is another’s. As of now, so that
// the card says what the queue says; without the card when nothing does.
void count_for_viewer(store::Reader& reader, const Visit& visit, std::vector<Task>& tasks, Instant at);
Today read_today(store::Reader& reader, const Visit& visit);

// What waits for its day, likewise; `at_most` are read.
struct ForLater {
  std::vector<Task> tasks;
  Named named;
  std::optional<LaterPlace> next;  // nothing on the last page
};
ForLater read_for_later(store::Reader& reader, const Visit& visit, std::optional<LaterPlace> after, int at_most);

struct DidItWork {
  std::vector<TaskOutcome> of_cards;
  std::vector<PlanOutcome> of_plans;
};
DidItWork read_did_it_work(store::Reader& reader, Instant at);

// Whether a task may be given to them: they manage.
bool is_of_team(const Member& member);

}  // namespace parvis::community
