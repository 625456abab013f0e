// How the tasks of today are read and shown. One visit.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "cockpit/today/outcome.h"
#include "cockpit/today/task.h"
#include "community/influencers/influencer.h"
#include "community/members/member.h"
#include "community/page/page.h"
#include "community/threads/thread_lists.h"

namespace parvis::cockpit {

using community::Visit;

// What a list of tasks names.
struct Named {
  std::unordered_map<community::MemberId, community::MemberFace> members;
  std::unordered_map<community::ThreadId, community::ThreadRow> threads;  // those the viewer may read
  std::set<community::MemberId> unclaimed;  // who came with an import, and has not taken the account over
  std::unordered_map<TaskId, community::InfluencerId> influencers;  // whose next step a task is
};
Named named_by(store::Reader& reader, const Visit& visit, const std::vector<Task>& tasks);

struct Today {
  std::vector<Task> tasks;  // without those about what the viewer may not read
  std::int64_t open = 0;    // of all
  Named named;
  std::vector<community::MemberFace> team;  // whom a task may be given to
  std::vector<Outcome> outcomes;
  bool undoes = false;
};
Today read_today(store::Reader& reader, const Visit& visit);

// The reason of a task, with links in it.
void write_reason(html::Writer& out, const Visit& visit, const Task& task, const Named& named);
void write_task(html::Writer& out, const Visit& visit, const Task& task, const Today& today);
void write_outcomes(html::Writer& out, const Visit& visit, const std::vector<Outcome>& outcomes);
// How the order comes about, and the keys.
void write_order(html::Writer& out, const Visit& visit);
void write_keys(html::Writer& out, const Visit& visit);

}  // namespace parvis::cockpit
