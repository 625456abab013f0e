// Work to be done after the answer (letters, search texts, folds), kept in the database in the very transaction that
// asks for it, so that it is neither lost nor done for what was rolled back. A runner takes due jobs under a lease and
// runs their handler; a job whose node dies is taken again, so a handler may run twice for one job: it must be
// harmless when it does, or call `finish` in its own transaction. What fails is tried again later and later, and kept
// as failed in the end, for people to see. Functions here may be called from any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/ids.h"
#include "core/store/store.h"
#include "core/time/instant.h"

namespace parvis::jobs {

using JobId = Id<struct JobTag>;

struct Job {
  JobId id;
  std::string kind;
  std::string payload;  // JSON, as the kind's handler reads it
  Instant run_at;
  int attempts = 0;  // this one included
  Instant created_at;
};

// Asks for a job once the transaction is committed, not before `run_at`. Runners of this process hear of it at once.
// `about`: by what it can be found among many, an address in small letters, say.
JobId enqueue(store::Transaction& transaction, std::string_view kind, std::string_view payload, Instant run_at = now(),
              std::string_view about = {});
// Takes the job off the queue together with what its handler wrote: then that is done exactly once.
void finish(store::Transaction& transaction, const Job& job);

struct FailedJob {
  JobId id;
  std::string kind;
  std::string payload;
  int attempts = 0;
  std::string last_error;
  Instant failed_at;
};
// Those given up, the last first; those before `before` when given.
std::vector<FailedJob> failed(store::Reader& reader, int limit, JobId before = {});
// Tries a job that was given up again, at once, with as many attempts as a new one; false when it is no such job.
bool retry(store::Transaction& transaction, JobId id);

struct Counts {
  std::int64_t waiting = 0;  // due, late or under way
  std::int64_t failed = 0;
};
Counts counts(store::Reader& reader);

// How long to wait after the given attempt failed: 10 s, then three times as long each time, six hours at most.
std::int64_t pause_after(int attempt);

// Each pace has a thread of its own, so that what people wait for never stands behind the rest. Quick ones are what
// members wait for; slow ones wait for somebody else's machine (a mail server); long ones walk through much of what is
// kept (an erasure, a count of everything) and are taken one at a time, so that another node may take the next.
enum class Pace { quick, slow, lengthy };

// Thrown by a handler that gives way because the runner stops: the job is put back as it was, for this node's next life
// or for another node at once, and no attempt is counted.
struct GivesWay {};

struct RunnerOptions {
  int threads = 1;               // for the quick ones
  std::int64_t lease = kMinute;  // renewed while a handler runs; a job is taken again so long after its node died
  int most_attempts = 12;        // some 20 hours of trying
  // This process, among those over one database: with 0 there are no others, and what an earlier life of it held is
  // free at once.
  std::int64_t node = 0;
};

// Runs jobs on threads of its own. Register handlers first, then start; destroyed before the store.
class Runner {
 public:
  using Handler = std::function<void(const Job&, store::Store&)>;

  explicit Runner(store::Store& store, RunnerOptions options = {});
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void on(std::string kind, Handler handler, Pace pace = Pace::quick);
  // Runs `handler` now and then every `period`, on one node each time; never a second time while one is under way.
  void every(std::string kind, std::int64_t period, Handler handler, Pace pace = Pace::quick);

  // Runs `last` once this runner, having been started, has stopped: what a periodic job gathers in memory is written
  // then.
  void at_end(std::function<void(store::Store&)> last) { at_end_.push_back(std::move(last)); }

  void start();
  // Lets handlers under way end, then returns; what waits stays in the database.
  void stop();
  bool stopping() const { return stopping_; }

  // How many jobs this runner has in hand.
  std::size_t under_way() const;

  // Whether the job is still this node's to do, at least for another lease: asked right before what cannot be undone.
  // False when the node stood still so long that another one took the job.
  bool renew(const Job& job);

  // Runs what is due now, on the calling thread, until nothing is; answers how many. For commands and tests.
  int run_due();

 private:
  struct Registered {
    Handler handler;
    Pace pace;
  };
  using Lane = std::optional<Pace>;  // none: all
  struct LetGo {
    Runner& runner;
    JobId job;
    ~LetGo();
  };
  void work(Pace pace);
  void run_last();
  int run_some(Lane lane);
  void put_back(const Job& job);
  bool is_ours(const std::string& kind, Lane lane) const;
  std::vector<Job> take(Lane lane);
  void run(const Job& job);
  void put_off(const Job& job, const std::string& error);
  void ask_for_periodic(Lane lane);
  void release_own_leases();
  void keep_leases(const std::stop_token& stop);
  void renew_all();
  std::int64_t time_to_next(Lane lane);

  store::Store& store_;
  RunnerOptions options_;
  std::map<std::string, Registered, std::less<>> handlers_;
  std::map<std::string, std::int64_t, std::less<>> periods_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex in_hand_mutex_;
  std::condition_variable_any in_hand_changed_;
  std::map<JobId, int> in_hand_;  // taken, with the number of the attempt
  std::vector<std::thread> threads_;
  std::jthread keeper_;
  std::vector<std::function<void(store::Store&)>> at_end_;
};

// Asked between two slices of a long handler: throws GivesWay when the runner stops.
inline void give_way(const Runner& runner) {
  if (runner.stopping()) throw GivesWay();
}

}  // namespace parvis::jobs
