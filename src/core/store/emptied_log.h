// What was overwritten or deleted stands in the database's log until the log is emptied. By itself that comes when
// nobody has written for a moment; where somebody was promised that nothing is left, it is asked for. Any thread.
#pragma once

#include "core/store/store.h"

namespace parvis::store {

// Has the log emptied once, soon: at once where no reader is in the way, else after one of the writes that follow. None
// of them waits for longer than a moment. Nothing to do over PostgreSQL, whose server keeps its own log.
void empty_log(Store& store);

// A store with a log of its own.
class KeepsLog {
 public:
  virtual void empty_own_log() = 0;

 protected:
  ~KeepsLog() = default;
};

}  // namespace parvis::store
