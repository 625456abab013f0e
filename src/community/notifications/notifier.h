// Who is told of an act: an echo of the timeline, which writes the notifications in the act's own transaction. Never
// oneself, never those who may not read the space, each member once for an act: to be named wins over to be quoted,
// that over a reply. Runs on the writing thread; keeps a bell and nothing else.
#pragma once

#include "community/activity/activity.h"
#include "community/notifications/bell.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

class Notifier final : public Echo {
 public:
  explicit Notifier(const Bell& bell) : bell_(bell) {}
  void after(store::Transaction& transaction, const Activity& activity, const PostContext& context) const override;

 private:
  Bell bell_;
};

// What a reply and its notifications ask: for a store::Foresight about the thread.
void foresee_reply(store::Reader& reader, const Viewer& author, ThreadId thread);

}  // namespace parvis::community
