#include <malloc.h>

#include <algorithm>

#include "core/jobs/bell.h"
#include "core/jobs/jobs.h"
#include "core/log/log.h"

namespace parvis::jobs {
namespace {

using store::Sql;

// Few at a time: the last of them must begin well within its lease.
constexpr std::size_t kTakenTogether = 8;
// None of the others would begin within it.
constexpr std::size_t kLengthyTogether = 1;
// A job that another process put into the queue is seen at most this late.
constexpr std::int64_t kLongestWait = 5 * kSecond;
// The allocator keeps what a long job took, for a next one that may come tomorrow.
constexpr std::int64_t kGiveBackEvery = 10 * kSecond;
// How many rows kDue and kComing give at most.
constexpr std::size_t kPage = 64;
// What is kept of an error's text.
constexpr std::size_t kMaxErrorBytes = 1000;

struct Candidate {
  JobId id;
  std::string kind;
  Instant run_at;
};

const Sql kDue =
    "select id, kind, run_at from job where failed_at is null and run_at <= $1 and (lease_until is null or lease_until "
    "<= $1) "
    "and (run_at > $2 or (run_at = $2 and id > $3)) order by run_at, id limit 64";
const Sql kComing =
    "select id, kind, run_at from job where failed_at is null and run_at > $1 order by run_at, id limit 64";
// The condition is asked again here: another node may have been quicker.
const Sql kLease =
    "update job set lease_until = $2, leased_by = $3, attempts = attempts + 1 "
    "where id = $1 and failed_at is null and (lease_until is null or lease_until <= $4) "
    "returning id, kind, payload, run_at, attempts, created_at";
const Sql kRenew = "update job set lease_until = $3 where id = $1 and attempts = $2 and leased_by = $4";
const Sql kDone = "delete from job where id = $1 and attempts = $2";
const Sql kPutOff =
    "update job set run_at = $3, last_error = $4, failed_at = $5, lease_until = null where id = $1 and attempts = $2";
const Sql kNotBegun = "update job set lease_until = null, attempts = attempts - 1 where id = $1 and attempts = $2";
const Sql kRelease = "update job set lease_until = null where leased_by = $1 and lease_until is not null";
const Sql kFirstPeriod = "insert into job_period(kind, next_at) values ($1, $2) on conflict (kind) do nothing";
const Sql kNextAt = "select next_at from job_period where kind = $1";
const Sql kTakePeriod = "update job_period set next_at = $3 where kind = $1 and next_at = $2";
const Sql kDropFailed = "delete from job where kind = $1 and failed_at is not null";
const Sql kUnderWay = "select count(*) from job where kind = $1 and failed_at is null";

std::string shortened(std::string_view error) {
  if (error.size() <= kMaxErrorBytes) return std::string(error);
  std::size_t end = kMaxErrorBytes;
  while (end > 0 && (static_cast<unsigned char>(error[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return std::string(error.substr(0, end));
}

}  // namespace

Runner::Runner(store::Store& store, RunnerOptions options) : store_(store), options_(options) {}

Runner::~Runner() { stop(); }

void Runner::on(std::string kind, Handler handler, Pace pace) {
  handlers_[std::move(kind)] = {std::move(handler), pace};
}

void Runner::every(std::string kind, std::int64_t period, Handler handler, Pace pace) {
  periods_[kind] = period;
  on(std::move(kind), std::move(handler), pace);
}

void Runner::start() {
  stopping_ = false;
  release_own_leases();
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work(Pace::quick); });
  threads_.emplace_back([this] { work(Pace::slow); });
  threads_.emplace_back([this] { work(Pace::lengthy); });
  keeper_ = std::jthread([this](const std::stop_token& stop) { keep_leases(stop); });
}

void Runner::stop() {
  stopping_ = true;
  Bell::of_process().ring();
  const bool was_started = !threads_.empty();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  keeper_ = {};
  if (was_started) run_last();
}

void Runner::run_last() {
  for (const auto& last : at_end_) {
    try {
      last(store_);
    } catch (const std::exception& error) {
      log::warning("What was gathered at the end could not be kept", {{"error", error.what()}});
    }
  }
}

// A node that starts is working on nothing: what its earlier life held is free. On a full disk the leases run out by
// themselves: reading must be possible.
void Runner::release_own_leases() {
  if (options_.node != 0) return;  // the number of this life, which no earlier one had
  try {
    store_.write([this](store::Transaction& t) { t.run(kRelease, options_.node); });
  } catch (const store::DiskFull&) {
    log::warning("Jobs of an earlier life wait until their leases run out, for want of room on the disk");
  }
}

// A handler may take longer than a lease: what is in hand is kept.
void Runner::keep_leases(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::unique_lock lock(in_hand_mutex_);
    in_hand_changed_.wait_for(lock, stop, std::chrono::microseconds(options_.lease / 3), [] { return false; });
    lock.unlock();
    try {
      renew_all();
    } catch (const std::exception& error) {
      log::warning("The leases of jobs could not be renewed", {{"error", error.what()}});
    }
  }
}

void Runner::renew_all() {
  const auto jobs = [this] {
    const std::lock_guard lock(in_hand_mutex_);
    return in_hand_;
  }();
  if (jobs.empty()) return;
  store_.write([&](store::Transaction& t) {
    for (const auto& [id, attempts] : jobs) t.run(kRenew, id, attempts, now() + options_.lease, options_.node);
  });
}

bool Runner::renew(const Job& job) {
  const auto until = now() + options_.lease;
  return store_.write(
             [&](store::Transaction& t) { return t.run(kRenew, job.id, job.attempts, until, options_.node); }) > 0;
}

void Runner::work(Pace pace) {
  auto& bell = Bell::of_process();
  bool has_worked = false;
  Instant given_back = now();
  while (!stopping_) {
    const auto heard = bell.rung();
    if (stopping_) return;  // rung between the two is heard above
    std::int64_t pause_for = kLongestWait;
    try {
      if (run_some(pace) > 0) {
        has_worked = true;
        continue;
      }
      if (has_worked && pace != Pace::quick && now() - given_back > kGiveBackEvery) {
        malloc_trim(0);
        given_back = now();
        has_worked = false;
      }
      pause_for = time_to_next(pace);
    } catch (const std::exception& error) {
      log::error("The job queue cannot be read", {{"error", error.what()}});
    }
    if (pause_for > 0) bell.wait(heard, std::chrono::microseconds(pause_for));
  }
}

int Runner::run_due() {
  int total = 0;
  while (const int ran = run_some({})) total += ran;
  return total;
}

int Runner::run_some(Lane lane) {
  ask_for_periodic(lane);
  int ran = 0;
  for (const auto& job : take(lane)) {
    const LetGo let_go{*this, job.id};
    if (stopping_ && !threads_.empty()) {
      put_back(job);
      continue;
    }
    run(job);
    ++ran;
  }
  return ran;
}

std::size_t Runner::under_way() const {
  const std::lock_guard lock(in_hand_mutex_);
  return in_hand_.size();
}

Runner::LetGo::~LetGo() {
  const std::lock_guard lock(runner.in_hand_mutex_);
  runner.in_hand_.erase(job);
}

bool Runner::is_ours(const std::string& kind, Lane lane) const {
  const auto found = handlers_.find(kind);
  return found != handlers_.end() && (!lane || found->second.pace == *lane);
}

std::vector<Job> Runner::take(Lane lane) {
  const auto at = now();
  const auto most = lane == Pace::lengthy ? kLengthyTogether : kTakenTogether;
  std::vector<JobId> chosen;
  Candidate last{};
  for (bool more = true; more && chosen.size() < most;) {
    const auto due = store_.read([&](store::Reader& r) { return r.all<Candidate>(kDue, at, last.run_at, last.id); });
    for (const auto& candidate : due) {
      // Of other kinds are what a newer node put there: they wait for it.
      if (is_ours(candidate.kind, lane) && chosen.size() < most) chosen.push_back(candidate.id);
    }
    more = due.size() == kPage;
    if (more) last = due.back();
  }
  if (chosen.empty()) return {};
  auto taken = store_.write([&](store::Transaction& t) {
    std::vector<Job> jobs;
    for (const auto id : chosen) {
      if (auto job = t.one<Job>(kLease, id, at + options_.lease, options_.node, at)) jobs.push_back(std::move(*job));
    }
    return jobs;
  });
  const std::lock_guard lock(in_hand_mutex_);
  for (const auto& job : taken) in_hand_.emplace(job.id, job.attempts);
  return taken;
}

void Runner::run(const Job& job) {
  try {
    handlers_.find(job.kind)->second.handler(job, store_);
  } catch (const GivesWay&) {
    return put_back(job);
  } catch (const std::exception& error) {
    return put_off(job, error.what());
  } catch (...) {
    return put_off(job, "unknown error");
  }
  store_.write([&](store::Transaction& t) { t.run(kDone, job.id, job.attempts); });
}

void Runner::put_back(const Job& job) {
  store_.write([&](store::Transaction& t) { t.run(kNotBegun, job.id, job.attempts); });
}

void Runner::put_off(const Job& job, const std::string& error) {
  const bool given_up = job.attempts >= options_.most_attempts;
  log::warning(given_up ? "A job is given up" : "A job failed and will be tried again",
               {{"kind", job.kind}, {"job", job.id}, {"attempt", job.attempts}, {"error", error}});
  const auto at = now();
  const auto failed_at = given_up ? std::optional(at) : std::nullopt;
  store_.write([&](store::Transaction& t) {
    t.run(kPutOff, job.id, job.attempts, at + pause_after(job.attempts), shortened(error), failed_at);
  });
}

// Each lane for its own: none waits until another has a moment.
void Runner::ask_for_periodic(Lane lane) {
  for (const auto& [kind, period] : periods_) {
    if (!is_ours(kind, lane)) continue;
    const auto at = now();
    const auto next = store_.read([&](store::Reader& r) { return r.one<Instant>(kNextAt, kind); });
    if (next && *next > at) continue;
    store_.write([&](store::Transaction& t) {
      if (!next) t.run(kFirstPeriod, kind, at);
      if (t.run(kTakePeriod, kind, next.value_or(at), at + period) == 0) return;  // another node took it
      t.run(kDropFailed, kind);
      if (*t.one<std::int64_t>(kUnderWay, kind) == 0) enqueue(t, kind, "{}", at);
    });
  }
}

std::int64_t Runner::time_to_next(Lane lane) {
  const auto at = now();
  std::int64_t least = kLongestWait;
  store_.read([&](store::Reader& r) {
    for (const auto& job : r.all<Candidate>(kComing, at)) {
      if (is_ours(job.kind, lane)) least = std::min(least, job.run_at - at);
    }
    for (const auto& [kind, period] : periods_) {
      if (!is_ours(kind, lane)) continue;
      if (const auto next = r.one<Instant>(kNextAt, kind)) least = std::min(least, *next - at);
    }
  });
  return std::max<std::int64_t>(least, 0);
}

}  // namespace parvis::jobs
