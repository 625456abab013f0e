#include "backup/schedule.h"

#include <sys/resource.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <charconv>

#include "backup/make.h"
#include "backup/restore.h"
#include "backup/retention.h"
#include "core/alarm.h"
#include "core/jobs/jobs.h"
#include "core/log/log.h"
#include "core/metrics/metrics.h"
#include "core/store/setting.h"
#include "core/store/statement_time.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScheduled = "scheduled";
constexpr std::int64_t kLookEvery = 5 * kMinute;
constexpr std::int64_t kLongest = 6 * kHour;  // then another node may try
constexpr std::int64_t kRetryAfter = 30 * kMinute;
constexpr int kRank = 10;  // of 19: what people wait for goes first

Instant instant_at(const boost::json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return {value ? value->to_number<std::int64_t>() : 0};
}

void save_state(store::Transaction& transaction, const State& state) {
  const boost::json::object object{{"last_good", state.last_good.microseconds},
                                   {"bytes", state.bytes},
                                   {"file", state.file},
                                   {"running_until", state.running_until.microseconds},
                                   {"made", state.made},
                                   {"failed", state.failed},
                                   {"failure", state.failure}};
  store::save_setting(transaction, kStateSetting, boost::json::serialize(object));
}

void take_away_old(const config::Settings& settings) {
  std::map<Instant, fs::path> made;
  std::vector<Instant> instants;
  for (const auto& entry : fs::directory_iterator(settings.backup_folder())) {
    const auto name = entry.path().filename().string();
    const auto at = instant_in(name);
    if (!name.starts_with(kScheduled) || !at) continue;
    if (name.ends_with(".part") || name.find(".copy") != std::string::npos) {
      if (now() - *at > kLongest) fs::remove(entry.path());  // left by a process that was killed
      continue;
    }
    made[*at] = entry.path();
    instants.push_back(*at);
  }
  const auto& backup = settings.backup;
  for (const auto at : superfluous(instants, {backup.keep_daily, backup.keep_weekly, backup.keep_monthly})) {
    fs::remove(made[at]);
    log::info("Took away an old backup", {{"file", made[at].filename().string()}});
  }
}

// A backup that was made stays made when an old one cannot be taken away.
void prune(const config::Settings& settings) {
  try {
    take_away_old(settings);
  } catch (const std::exception& error) {
    log::warning("An old backup cannot be taken away", {{"why", error.what()}});
  }
}

// The rank is the thread's alone.
void lower_rank() { setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kRank); }

}  // namespace

State read_state(store::Reader& reader) {
  const auto text = store::read_setting(reader, kStateSetting);
  if (!text) return {};
  const auto object = boost::json::parse(*text).as_object();
  return {.last_good = instant_at(object, "last_good"),
          .bytes = object.at("bytes").to_number<std::int64_t>(),
          .file = std::string(object.at("file").as_string()),
          .running_until = instant_at(object, "running_until"),
          .made = object.at("made").to_number<std::int64_t>(),
          .failed = object.at("failed").to_number<std::int64_t>(),
          .failure = std::string(object.at("failure").as_string())};
}

Instant last_slot(Instant at, std::int64_t every, std::string_view time_of_day) {
  int hours = 0, minutes = 0;
  std::from_chars(time_of_day.data(), time_of_day.data() + 2, hours);
  std::from_chars(time_of_day.data() + 3, time_of_day.data() + 5, minutes);
  const auto offset = hours * kHour + minutes * kMinute;
  return {(at.microseconds - offset) / every * every + offset};
}

Schedule::Schedule(community::Community& community) : community_(community), started_(now()) {
  if (community_.settings().backup.every.count() == 0) return;
  add_figures();
  forget_interrupted();
  community_.jobs().every("backup.look", kLookEvery, [this](const jobs::Job&, store::Store&) { look(); });
}

// Over a file there is no other node: what was under way ended with the process before this one.
void Schedule::forget_interrupted() {
  community_.store().write([](store::Transaction& transaction) {
    auto state = read_state(transaction);
    if (transaction.connection().database() != store::Database::sqlite || !state.running_until) return;
    state.running_until = {};
    save_state(transaction, state);
  });
}

Schedule::~Schedule() {
  stopping_ = true;
  wait();
}

void Schedule::wait() {
  std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();
}

void Schedule::look() {
  const auto& backup = community_.settings().backup;
  const auto every = backup.every.count() * kHour;
  const auto slot = last_slot(now(), every, backup.at);
  const auto state = community_.store().read(read_state);
  const bool overdue = now() - std::max(state.last_good, started_) > 2 * every;
  set_alarm(Alarm::backup, !state.failure.empty() || overdue);
  if (stopping_ || running_ || state.last_good >= slot || !claim(slot)) return;
  std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();
  running_ = true;
  thread_ = std::thread([this] {
    lower_rank();
    make();
    running_ = false;
  });
}

// One node makes it, however many look.
bool Schedule::claim(Instant slot) {
  return community_.store().write([&](store::Transaction& transaction) {
    auto state = read_state(transaction);
    if (state.running_until > now() || state.last_good >= slot) return false;
    state.running_until = now() + kLongest;
    save_state(transaction, state);
    return true;
  });
}

void Schedule::make() {
  const store::StatementTime longer{std::chrono::microseconds(kLongest)};  // than a page may take
  const auto& settings = community_.settings();
  const auto save = [&](const std::function<void(State&)>& change) {
    community_.store().write([&](store::Transaction& transaction) {
      auto state = read_state(transaction);
      change(state);
      save_state(transaction, state);
    });
  };
  try {
    fs::create_directories(settings.backup_folder());
    const bool sealed = !settings.backup.passphrase.empty();
    const auto file = settings.backup_folder() / file_name(kScheduled, now(), sealed);
    const auto made = make_backup(community_.store(), settings, file, settings.backup.passphrase, Extent::everything,
                                  [this] { return !stopping_.load(); });
    save([&](State& state) {
      state = {.last_good = made.manifest.made_at,
               .bytes = static_cast<std::int64_t>(made.bytes),
               .file = made.file.string(),
               .made = state.made + 1,
               .failed = state.failed};
    });
    set_alarm(Alarm::backup, false);
    log::info("Made a backup", {{"file", made.file.string()}, {"bytes", made.bytes}});
    prune(settings);
  } catch (const std::exception& error) {
    const bool given_up = stopping_;
    if (!given_up) {
      log::error("The backup failed", {{"why", error.what()}});
      set_alarm(Alarm::backup, true);
    }
    try {
      save([&](State& state) {
        state.running_until = given_up ? Instant{} : now() + kRetryAfter;
        if (given_up) return;
        state.failed += 1;
        state.failure = error.what();
      });
    } catch (const std::exception& second) {
      log::error("What came of the backup cannot be kept", {{"why", second.what()}});
    }
  }
}

void Schedule::add_figures() {
  using metrics::Kind;
  auto& store = community_.store();
  auto& metrics = community_.metrics();
  metrics.figure(Kind::gauge, "parvis_backup_age_seconds",
                 "Since the last good backup, or since the start when there was none.", [this, &store] {
                   const auto last = store.read(read_state).last_good;
                   return static_cast<double>(now() - (last ? last : started_)) / kSecond;
                 });
  metrics.figure(Kind::gauge, "parvis_backup_bytes", "The size of the last good backup.",
                 [&store] { return static_cast<double>(store.read(read_state).bytes); });
  metrics.figure(Kind::counter, "parvis_backups_total", "Backups that the program made by itself.",
                 [&store] { return static_cast<double>(store.read(read_state).made); });
  metrics.figure(Kind::counter, "parvis_backups_failed_total", "Attempts at one that failed.",
                 [&store] { return static_cast<double>(store.read(read_state).failed); });
}

}  // namespace parvis::backup
