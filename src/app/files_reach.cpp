#include "app/files_reach.h"

#include <atomic>
#include <mutex>

#include "core/blobs/open_blobs.h"
#include "core/log/log.h"

namespace parvis::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kAgain{5};

struct Reach {
  std::atomic<bool> is_out{false};
  std::mutex mutex;  // of what follows; held while the store is asked
  std::unique_ptr<blobs::Blobs> files;
  Clock::time_point next{};
};

Reach& reach() {
  static Reach reach;
  return reach;
}

}  // namespace

void reach_files(const config::Settings& settings) {
  if (settings.blobs.store == "directory") return;
  auto& there = reach();
  const std::lock_guard lock(there.mutex);
  there.files = blobs::open_blobs(settings, blobs::Attempts::one);
  try {
    there.files->verify();
    there.is_out = false;
  } catch (const blobs::Unavailable& fault) {
    log::warning("The store of files cannot be reached; visitors are sent elsewhere until it can",
                 {{"store", there.files->place()}, {"what", fault.what()}});
    there.is_out = true;
    there.next = Clock::now() + kAgain;
  }
}

bool files_are_out_of_reach() {
  auto& there = reach();
  if (!there.is_out) return false;
  const std::unique_lock lock(there.mutex, std::try_to_lock);  // whoever asks meanwhile is told what is known
  if (!lock || Clock::now() < there.next) return there.is_out;
  try {
    there.files->verify();
    there.is_out = false;
    log::info("The store of files is reached", {{"store", there.files->place()}});
  } catch (const std::exception& fault) {
    log::warning("The store of files still cannot be reached", {{"what", fault.what()}});
    there.next = Clock::now() + kAgain;
  }
  return there.is_out;
}

}  // namespace parvis::app
