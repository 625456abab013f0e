// The next step with somebody of the table is a task of Today: written when the step is, given to who does it, replaced
// when it changes, gone with who it was about. An echo of the timeline, so that it happens in the transaction of the
// act, whichever way it came: a page, a file or a program. Constant; the writing thread.
#pragma once

#include <unordered_map>
#include <vector>

#include "community/activity/activity.h"
#include "community/influencers/influencer.h"
#include "community/today/task.h"

namespace parvis::community {

class NextStepTasks final : public Echo {
 public:
  void after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const override;
  // Where it was added, to record what becomes of a task.
  explicit NextStepTasks(const Timeline& timeline) : timeline_(timeline) {}

 private:
  const Timeline& timeline_;
};

// Whose next step each of these tasks is, of those that are one.
std::unordered_map<TaskId, InfluencerId> influencers_of(store::Reader& reader, const std::vector<Task>& tasks);

}  // namespace parvis::community
