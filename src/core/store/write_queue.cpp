#include "core/store/write_queue.h"

#include <pthread.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace parvis::store {
namespace {

void run_after_commit(const Waiting& waiting) {
  for (const auto& action : waiting.after_commit) {
    try {
      action();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "parvis: an after-commit action failed: %s\n", error.what());
    }
  }
}

}  // namespace

WriteQueue::WriteQueue(BatchWriter& writer) : writer_(writer), thread_([this] { work(); }) {
  pthread_setname_np(thread_.native_handle(), "store-writer");
}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void WriteQueue::run(const std::function<void(Transaction&)>& action) {
  if (std::this_thread::get_id() == thread_.get_id()) throw Fault("a write inside a write");
  Waiting waiting{action};
  bool first;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw Fault("the store is closing");
    first = waiting_.empty();
    waiting_.push_back(&waiting);
  }
  if (first) arrived_.notify_one();
  waiting.done.wait(0);
  if (waiting.error) std::rethrow_exception(waiting.error);
}

Store::Figures WriteQueue::figures() const {
  const std::lock_guard lock(mutex_);
  return {.commits = commits_, .writes = writes_, .waiting = waiting_.size()};
}

void WriteQueue::work() {
  while (gather()) {
    writer_.write_batch();
    let_go();
  }
}

// Takes what waits, or waits for it; false when stopping and nothing is left.
bool WriteQueue::gather() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return !waiting_.empty() || stopping_; };
  while (next_.empty() && waiting_.empty()) {
    if (stopping_) return false;
    if (!writer_.has_quiet_work()) {
      arrived_.wait(lock, has_work);
    } else if (!arrived_.wait_for(lock, kQuiet, has_work)) {
      lock.unlock();
      writer_.use_quiet();
      lock.lock();
    }
  }
  next_.insert(next_.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
  return true;
}

WriteQueue::Batch WriteQueue::take(std::size_t most) {
  const bool alone = alone_first_ > 0;
  if (alone) --alone_first_;
  const auto size = static_cast<std::ptrdiff_t>(alone ? 1 : std::min(most, next_.size()));
  Batch batch(next_.begin(), next_.begin() + size);
  next_.erase(next_.begin(), next_.begin() + size);
  return batch;
}

void WriteQueue::put_back(Batch::const_iterator begin, Batch::const_iterator end) {
  next_.insert(next_.begin(), begin, end);
}

void WriteQueue::put_back_alone(const Batch& batch) {
  put_back(batch.begin(), batch.end());
  alone_first_ += batch.size();
}

void WriteQueue::finish(const Batch& batch) {
  commits_ += 1;
  writes_ += batch.size();
  for (const auto* waiting : batch) run_after_commit(*waiting);
  ended_.insert(ended_.end(), batch.begin(), batch.end());
}

void WriteQueue::fail(const Batch& batch, const std::exception_ptr& error) {
  for (auto* waiting : batch) waiting->error = error;
  ended_.insert(ended_.end(), batch.begin(), batch.end());
}

void WriteQueue::fail_all(const std::exception_ptr& error) {
  fail(Batch(next_.begin(), next_.end()), error);
  next_.clear();
  alone_first_ = 0;
}

void WriteQueue::fail_overdue(Clock::duration time, const std::exception_ptr& error) {
  const auto is_overdue = [at = Clock::now(), time](const Waiting* waiting) { return at - waiting->since > time; };
  Batch overdue;
  {
    const std::lock_guard lock(mutex_);
    std::ranges::copy_if(waiting_, std::back_inserter(overdue), is_overdue);
    std::erase_if(waiting_, is_overdue);
  }
  const auto rest = next_.begin() + static_cast<std::ptrdiff_t>(std::min(alone_first_, next_.size()));
  std::copy_if(rest, next_.end(), std::back_inserter(overdue), is_overdue);
  next_.erase(std::remove_if(rest, next_.end(), is_overdue), next_.end());
  fail(overdue, error);
}

void WriteQueue::let_go() {
  for (auto* waiting : ended_) {
    waiting->done.store(1);
    waiting->done.notify_one();  // by address only: the caller may already have gone on
  }
  ended_.clear();
}

}  // namespace parvis::store
