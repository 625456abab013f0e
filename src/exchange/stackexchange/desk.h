// Where arriving rows are received: one write transaction with what the rows of a batch share. Made for one batch, on
// the writing thread.
#pragma once

#include <string>
#include <utility>

#include "community/activity/activity.h"
#include "community/threads/bulk.h"
#include "exchange/bulk_member.h"
#include "exchange/stackexchange/arrivals.h"
#include "exchange/stackexchange/numbers.h"
#include "exchange/stackexchange/revisions.h"

namespace parvis::exchange {

class Desk {
 public:
  Desk(store::Transaction& transaction, Arrivals& arrivals, community::SpaceId space)
      : transaction_(transaction), rows_(transaction), arrivals_(arrivals), space_(space) {}

  store::Transaction& transaction() { return transaction_; }
  // Rows that nothing in this batch asks for.
  store::BulkRows& rows() { return rows_; }
  Arrivals& arrivals() { return arrivals_; }
  community::SpaceId space() const { return space_; }

  // Puts the act on the timeline, with `import` as its source. The tally is recounted at the end.
  void record(community::Activity activity) {
    activity.source = community::Source::import;
    insert_activity_row(rows_, activity);
  }

  // Before the batch ends, and before what was written in it is asked for.
  void put_in() {
    rows_.put_in();
    numbers_.put_in(transaction_);
    revisions_.put_in(rows_);
    rows_.put_in();
  }

  Handles& handles() { return handles_; }
  Numbers& numbers() { return numbers_; }
  Revisions& revisions() { return revisions_; }

  // A remark for the report about the row being written, which arrives all the same.
  void remark(std::string text) { remark_ = std::move(text); }
  std::string take_remark() { return std::exchange(remark_, {}); }

 private:
  store::Transaction& transaction_;
  store::BulkRows rows_;
  Arrivals& arrivals_;
  community::SpaceId space_;
  Handles handles_;
  Numbers numbers_;
  Revisions revisions_;
  std::string remark_;
};

}  // namespace parvis::exchange
