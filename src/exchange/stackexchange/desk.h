// Where arriving rows are received: one write transaction with what the rows of a batch share. Made for one batch, on
// the writing thread.
#pragma once

#include <string>
#include <utility>

#include "community/activity/activity.h"
#include "community/threads/bulk.h"
#include "exchange/stackexchange/arrivals.h"

namespace parvis::exchange {

class Desk {
 public:
  Desk(store::Transaction& transaction, Arrivals& arrivals, community::SpaceId space)
      : transaction_(transaction), arrivals_(arrivals), space_(space) {}

  store::Transaction& transaction() { return transaction_; }
  Arrivals& arrivals() { return arrivals_; }
  community::SpaceId space() const { return space_; }

  // Puts the act on the timeline, with `import` as its source. The tally is recounted at the end.
  void record(community::Activity activity) {
    activity.source = community::Source::import;
    insert_activity_row(transaction_, activity);
  }

  // A remark for the report about the row being written, which arrives all the same.
  void remark(std::string text) { remark_ = std::move(text); }
  std::string take_remark() { return std::exchange(remark_, {}); }

 private:
  store::Transaction& transaction_;
  Arrivals& arrivals_;
  community::SpaceId space_;
  std::string remark_;
};

}  // namespace parvis::exchange
