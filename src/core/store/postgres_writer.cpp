#include "core/store/postgres_writer.h"

#include <algorithm>
#include <random>
#include <thread>
#include <unordered_map>

#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

// A batch is closed by number, so that the first caller does not wait for the hundreds behind, and by time, so that
// other processes get their turn.
constexpr std::size_t kMaxBatch = 64;
constexpr auto kMaxBatchTime = std::chrono::milliseconds(50);
// How often the same batch is begun anew before its writes are refused: after collisions with what is not the program's
// (an administrator's statement), after connections lost in the midst of it, after writes of its own that failed.
constexpr int kMostCollisions = 8;
constexpr int kMostLosses = 2;
constexpr int kMostCulprits = 3;
// A server that starts again or a replica that is promoted is back within seconds: so long nobody need be refused. When
// it stays away, everybody is refused at once.
constexpr auto kMostAway = std::chrono::seconds(5);
constexpr auto kBetweenAttempts = std::chrono::milliseconds(150);

// What a write is about; zero when it did not say.
std::int64_t about(const Waiting& waiting) { return waiting.foresight == nullptr ? 0 : waiting.foresight->about(); }

// Puts the writes into rounds: those of one are about different things, so that what all of them will ask can be asked
// at once. Writes about the same thing keep their order. Gives the number of writes in each round.
std::vector<std::size_t> in_rounds(WriteQueue::Batch& batch) {
  std::vector<WriteQueue::Batch> rounds;
  std::unordered_map<std::int64_t, std::size_t> next_round;
  for (auto* waiting : batch) {
    const auto round = about(*waiting) == 0 ? 0 : next_round[about(*waiting)]++;
    if (round >= rounds.size()) rounds.resize(round + 1);
    rounds[round].push_back(waiting);
  }
  batch.clear();
  std::vector<std::size_t> sizes;
  for (const auto& round : rounds) {
    batch.insert(batch.end(), round.begin(), round.end());
    sizes.push_back(round.size());
  }
  return sizes;
}

// Twice as long each time, and never the same for two who collided.
void wait_a_while(int attempt) {
  static thread_local std::minstd_rand random(std::random_device{}());
  const int most = 5 << std::min(attempt, 6);
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random)));
}

}  // namespace

PostgresWriter::PostgresWriter(PostgresAddress address, PostgresTimes times)
    : turn_(std::move(address), times), queue_(*this) {}

void PostgresWriter::write_batch() {
  auto batch = queue_.take(kMaxBatch);
  int collisions = 0, losses = 0, culprits = 0;
  while (!batch.empty()) {
    has_turn_ = false;
    try {
      const auto ended = write_once(batch);
      if (ended == Ended::well) return;
      turn_.roll_back();
      if (ended == Ended::by_stranger || ++culprits > kMostCulprits) return queue_.put_back_alone(batch);
    } catch (const Collision&) {
      turn_.roll_back();
      if (++collisions > kMostCollisions) return queue_.fail(batch, std::current_exception());
      wait_a_while(collisions);
    } catch (const Disconnected&) {
      turn_.lose();
      if (has_turn_ && ++losses > kMostLosses) return queue_.fail(batch, std::current_exception());
      wait_for_server(batch, std::current_exception());
    } catch (const FateUnknown&) {
      turn_.lose();
      return queue_.fail(batch, std::current_exception());
    } catch (const std::exception&) {
      turn_.roll_back();
      if (has_turn_ && batch.size() > 1) return queue_.put_back_alone(batch);
      return queue_.fail(batch, std::current_exception());
    }
  }
}

PostgresWriter::Ended PostgresWriter::write_once(Batch& batch) {
  const auto rounds = in_rounds(batch);
  auto left = rounds.front();  // of the round under way
  auto round = rounds.begin();
  turn_.ask();
  if (!take_turn(batch, left)) return Ended::by_stranger;
  const auto end = Clock::now() + kMaxBatchTime;
  for (auto next = batch.begin(); next != batch.end();) {
    if (next != batch.begin() && Clock::now() > end) {
      queue_.put_back(next, batch.end());
      batch.erase(next, batch.end());
      break;
    }
    if (left == 0) {
      left = *++round;
      std::for_each_n(next, left, [this](const Waiting* waiting) { foresee(*waiting); });
    }
    --left;
    const auto ended = run_one(**next);
    if (ended == Ended::well && !(*next)->error) {
      ++next;
      continue;
    }
    if (ended == Ended::by_stranger && batch.size() > 1) return ended;
    queue_.end(**next);
    next = batch.erase(next);
    if (ended != Ended::well) return ended;
  }
  if (batch.empty()) return Ended::undone;
  std::vector<std::string> words;
  for (const auto* waiting : batch) words.insert(words.end(), waiting->words.begin(), waiting->words.end());
  if (!turn_.commit(words, [this] { refuse_overdue(); })) return Ended::undone;
  queue_.finish(batch);
  return Ended::well;
}

// Waits for the turn, with what the first writes of the batch will ask. False when such a question failed, and it is
// not known whose.
bool PostgresWriter::take_turn(const Batch& batch, std::size_t first) {
  std::for_each_n(batch.begin(), first, [this](const Waiting* waiting) { foresee(*waiting); });
  try {
    turn_.take();
  } catch (const Disconnected&) {
    throw;
  } catch (...) {
    if (batch.size() > 1 && turn_.connection().spoiled() && turn_.failed_in_questions()) return false;
    throw;
  }
  away_since_.reset();
  has_turn_ = true;
  return true;
}

// Says what this write will ask, where that was not said before or does not hold any more.
void PostgresWriter::foresee(const Waiting& waiting) {
  auto& connection = turn_.connection();
  connection.turn_to(about(waiting));
  if (waiting.foresight == nullptr) return;
  Reader reader(connection);
  waiting.foresight->foresee(reader);
}

// `undone` when the write failed and its neighbours must be run again without it, `by_stranger` when a statement of a
// neighbour failed meanwhile, `well` when it went well or left nothing behind to undo.
PostgresWriter::Ended PostgresWriter::run_one(Waiting& waiting) {
  auto& connection = turn_.connection();
  const auto first = connection.sent();
  const auto changing = connection.changing();
  waiting.error = nullptr;
  try {
    foresee(waiting);
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
  if (connection.spoiled()) {
    const bool was_another = connection.failed() < first || connection.failed_in_gathering();
    return was_another ? Ended::by_stranger : Ended::undone;
  }
  return connection.changing() == changing ? Ended::well : Ended::undone;
}

// Nothing of the batch is done: it may be run again, for a while.
void PostgresWriter::wait_for_server(Batch& batch, const std::exception_ptr& error) {
  const auto at = Clock::now();
  if (!away_since_) away_since_ = at;
  if (at - *away_since_ > kMostAway) {
    queue_.fail(batch, error);
    batch.clear();
    return;
  }
  std::this_thread::sleep_for(kBetweenAttempts);
}

// Of those who wait behind a batch that cannot go on, nothing was begun.
void PostgresWriter::refuse_overdue() {
  queue_.fail_overdue(kMostAway, std::make_exception_ptr(Unavailable("The database has been away for some seconds.")));
  queue_.let_go();
}

}  // namespace parvis::store
