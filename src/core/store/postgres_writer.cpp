#include "core/store/postgres_writer.h"

#include <pthread.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <random>

#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

// A batch is closed by number, so that the first caller does not wait for the hundreds behind, and by time, so that
// other processes get their turn.
constexpr std::size_t kMaxBatch = 64;
constexpr auto kMaxBatchTime = std::chrono::milliseconds(20);
// How often the same batch is begun anew before its writes are refused: after collisions with what is not the program's
// (an administrator's statement), after connections lost in the midst of it, after writes of its own that failed.
constexpr int kMostCollisions = 8;
constexpr int kMostLosses = 2;
constexpr int kMostCulprits = 3;
// A server that starts again or a replica that is promoted is back within seconds: so long nobody need be refused. When
// it stays away, everybody is refused at once.
constexpr auto kMostAway = std::chrono::seconds(5);
constexpr auto kBetweenAttempts = std::chrono::milliseconds(150);

void run_after_commit(const std::vector<std::function<void()>>& actions) {
  for (const auto& action : actions) {
    try {
      action();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "parvis: an after-commit action failed: %s\n", error.what());
    }
  }
}

// Twice as long each time, and never the same for two who collided.
void wait_a_while(int attempt) {
  static thread_local std::minstd_rand random(std::random_device{}());
  const int most = 5 << std::min(attempt, 6);
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random)));
}

}  // namespace

PostgresWriter::PostgresWriter(PostgresAddress address, PostgresTimes times)
    : turn_(std::move(address), times), thread_([this] { work(); }) {
  pthread_setname_np(thread_.native_handle(), "store-writer");
}

PostgresWriter::~PostgresWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void PostgresWriter::run(const std::function<void(Transaction&)>& action) {
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

Store::Figures PostgresWriter::figures() const {
  const std::lock_guard lock(mutex_);
  return {.commits = commits_, .writes = writes_, .waiting = waiting_.size()};
}

void PostgresWriter::work() {
  while (gather()) {
    write_batch();
    wake_finished();
  }
}

// Takes what waits, or waits for it; false when stopping and nothing is left.
bool PostgresWriter::gather() {
  std::unique_lock lock(mutex_);
  if (next_.empty()) arrived_.wait(lock, [this] { return !waiting_.empty() || stopping_; });
  next_.insert(next_.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
  return !next_.empty();
}

PostgresWriter::Batch PostgresWriter::take_batch() {
  const bool alone = alone_first_ > 0;
  if (alone) --alone_first_;
  const auto size = static_cast<std::ptrdiff_t>(alone ? 1 : std::min(kMaxBatch, next_.size()));
  Batch batch(next_.begin(), next_.begin() + size);
  next_.erase(next_.begin(), next_.begin() + size);
  return batch;
}

void PostgresWriter::put_back(Batch::iterator begin, Batch::iterator end) { next_.insert(next_.begin(), begin, end); }

void PostgresWriter::write_batch() {
  auto batch = take_batch();
  int collisions = 0, losses = 0, culprits = 0;
  while (!batch.empty()) {
    has_turn_ = false;
    try {
      const auto ended = write_once(batch);
      if (ended == Ended::well) return;
      turn_.roll_back();
      if (ended == Ended::by_stranger || ++culprits > kMostCulprits) return write_alone(batch);
    } catch (const Collision&) {
      turn_.roll_back();
      if (++collisions > kMostCollisions) return fail(batch, std::current_exception());
      wait_a_while(collisions);
    } catch (const Disconnected&) {
      turn_.lose();
      if (has_turn_ && ++losses > kMostLosses) return fail(batch, std::current_exception());
      wait_for_server(batch, std::current_exception());
    } catch (const FateUnknown&) {
      turn_.lose();
      return fail(batch, std::current_exception());
    } catch (const std::exception&) {
      turn_.roll_back();
      if (has_turn_ && batch.size() > 1) return write_alone(batch);
      return fail(batch, std::current_exception());
    }
  }
}

PostgresWriter::Ended PostgresWriter::write_once(Batch& batch) {
  const auto end = Clock::now() + kMaxBatchTime;
  turn_.begin();
  away_since_.reset();
  has_turn_ = true;
  for (auto next = batch.begin(); next != batch.end();) {
    if (next != batch.begin() && Clock::now() > end) {
      put_back(next, batch.end());
      batch.erase(next, batch.end());
      break;
    }
    const auto ended = run_one(**next);
    if (ended == Ended::well && !(*next)->error) {
      ++next;
      continue;
    }
    if (ended == Ended::by_stranger && batch.size() > 1) return ended;
    finished_.push_back(*next);
    next = batch.erase(next);
    if (ended != Ended::well) return ended;
  }
  if (batch.empty()) return Ended::undone;
  std::vector<std::string> words;
  for (const auto* waiting : batch) words.insert(words.end(), waiting->words.begin(), waiting->words.end());
  if (!turn_.commit(words, [this] { refuse_overdue(); })) return Ended::undone;
  commits_ += 1;
  writes_ += batch.size();
  for (auto* waiting : batch) run_after_commit(waiting->after_commit);
  finished_.insert(finished_.end(), batch.begin(), batch.end());
  return Ended::well;
}

// `undone` when the write failed and its neighbours must be run again without it, `by_stranger` when a statement of a
// neighbour failed meanwhile, `well` when it went well or left nothing behind to undo.
PostgresWriter::Ended PostgresWriter::run_one(Waiting& waiting) {
  auto& connection = turn_.connection();
  const auto first = connection.sent();
  const auto changing = connection.changing();
  waiting.error = nullptr;
  try {
    Transaction transaction(connection);
    Gathering gathering;
    waiting.action(transaction);
    if (connection.spoiled()) throw Fault("a failed statement was passed over; its transaction cannot go on");
    waiting.after_commit = transaction.take_after_commit();
    waiting.words = gathering.take();
    return Ended::well;
  } catch (const Collision&) {
    throw;
  } catch (const Disconnected&) {
    throw;
  } catch (...) {
    waiting.error = std::current_exception();
  }
  if (connection.spoiled()) return connection.failed() < first ? Ended::by_stranger : Ended::undone;
  return connection.changing() == changing ? Ended::well : Ended::undone;
}

void PostgresWriter::write_alone(Batch& batch) {
  put_back(batch.begin(), batch.end());
  alone_first_ += batch.size();
}

// Nothing of the batch is done: it may be run again, for a while.
void PostgresWriter::wait_for_server(Batch& batch, const std::exception_ptr& error) {
  const auto at = Clock::now();
  if (!away_since_) away_since_ = at;
  if (at - *away_since_ > kMostAway) {
    fail(batch, error);
    batch.clear();
    return;
  }
  std::this_thread::sleep_for(kBetweenAttempts);
}

// Of those who wait behind a batch that cannot go on, nothing was begun.
void PostgresWriter::refuse_overdue() {
  const auto error = std::make_exception_ptr(Unavailable("The database has been away for some seconds."));
  const auto is_overdue = [at = Clock::now()](const Waiting* waiting) { return at - waiting->since > kMostAway; };
  Batch overdue;
  {
    const std::lock_guard lock(mutex_);
    std::ranges::copy_if(waiting_, std::back_inserter(overdue), is_overdue);
    std::erase_if(waiting_, is_overdue);
  }
  // Those at the front that are to be committed one by one stay.
  const auto rest = next_.begin() + static_cast<std::ptrdiff_t>(std::min(alone_first_, next_.size()));
  std::copy_if(rest, next_.end(), std::back_inserter(overdue), is_overdue);
  next_.erase(std::remove_if(rest, next_.end(), is_overdue), next_.end());
  fail(overdue, error);
  wake_finished();
}

void PostgresWriter::fail(const Batch& batch, const std::exception_ptr& error) {
  for (auto* waiting : batch) waiting->error = error;
  finished_.insert(finished_.end(), batch.begin(), batch.end());
}

void PostgresWriter::wake_finished() {
  for (auto* waiting : finished_) {
    waiting->done.store(1);
    waiting->done.notify_one();  // by address only: the caller may already have gone on
  }
  finished_.clear();
}

}  // namespace parvis::store
