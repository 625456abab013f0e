#include "core/media/workshop.h"

#include <sys/wait.h>

#include "core/log/log.h"
#include "core/media/process.h"

namespace parvis::media {
namespace {

// Nothing of ours: no secret of the configuration. One thread each, since several pictures are made beside each other;
// no machine code made at run time, which the service's unit forbids; no plug-ins but what the process itself names.
const std::vector<std::string>& environment() {
  static const std::vector<std::string> all{
      "LC_ALL=C.UTF-8",     "VIPS_CONCURRENCY=1",    "VIPS_NOVECTOR=1",   "ORC_CODE=backup",
      "MALLOC_ARENA_MAX=1", "VIPSHOME=/nonexistent", "OMP_NUM_THREADS=1", "G_DEBUG="};
  return all;
}

// Of one processor; the rest of the time is waiting for it.
long processor_seconds(std::chrono::milliseconds time) {
  return std::max<long>(1, std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

// Memory ran out, or the processor's time did: both end the process, and which one it was says its signal.
Trouble death(int status) {
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) return Trouble::too_slow;
  return Trouble::damaged;
}

}  // namespace

class Workshop::Place {
  static constexpr unsigned kMostWaiting = 6;

 public:
  explicit Place(Workshop& workshop) : workshop_(workshop) {
    std::unique_lock lock(workshop.mutex_);
    const auto is_free = [&] { return workshop.taken_ < workshop.options_.at_once; };
    // Who waits holds a worker of the server: beyond a few it is better to come back later.
    if (!is_free() && workshop.waiting_ >= kMostWaiting) return;
    ++workshop.waiting_;
    held_ = workshop.freed_.wait_for(lock, workshop.options_.patience, is_free);
    --workshop.waiting_;
    if (held_) ++workshop.taken_;
  }
  ~Place() {
    if (!held_) return;
    {
      const std::lock_guard lock(workshop_.mutex_);
      --workshop_.taken_;
    }
    workshop_.freed_.notify_one();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  explicit operator bool() const { return held_; }

 private:
  Workshop& workshop_;
  bool held_ = false;
};

Outcome Workshop::make(std::string_view bytes, PictureKind kind, Shape shape) {
  if (!is_open()) return Trouble::absent;
  const Place place(*this);
  if (!place) return Trouble::busy;
  const std::vector<std::string> arguments{std::string(kind_name(kind)), std::string(shape_name(shape)),
                                           std::to_string(options_.memory_bytes),
                                           std::to_string(processor_seconds(options_.time))};
  const auto ran = run_process(options_.program, arguments, environment(), bytes, options_.time, kMostAnswerBytes);
  switch (ran.end) {
    case Ran::End::not_started:
      log::error("The media process cannot be started", {{"program", options_.program.string()}});
      return Trouble::absent;
    case Ran::End::too_slow: return Trouble::too_slow;
    case Ran::End::too_much: return Trouble::damaged;
    case Ran::End::whole: break;
  }
  if (!WIFEXITED(ran.status)) {
    log::warning("The media process died over a picture",
                 {{"kind", kind_name(kind)}, {"bytes", bytes.size()}, {"signal", WTERMSIG(ran.status)}});
    return death(ran.status);
  }
  if (WEXITSTATUS(ran.status) != 0 && ran.output.empty()) {
    log::error("The media process cannot work here",
               {{"program", options_.program.string()}, {"code", WEXITSTATUS(ran.status)}});
    return Trouble::absent;
  }
  return read_answer(ran.output);
}

Outcome Workshop::make(std::string_view bytes, Shape shape) {
  const auto kind = picture_kind(bytes);
  return kind ? make(bytes, *kind, shape) : Outcome(Trouble::unknown);
}

namespace {

std::filesystem::path found_program() {
  std::error_code error;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (const auto& folder : {own.parent_path(), own.parent_path().parent_path() / "lib" / "parvis"}) {
    if (std::filesystem::exists(folder / "parvis-media", error)) return folder / "parvis-media";
  }
  return {};
}

}  // namespace

WorkshopOptions workshop_options(const config::Settings& settings) {
  const auto& media = settings.media;
  return {.program = media.program.empty() ? found_program() : std::filesystem::path(media.program),
          .at_once = media.at_once,
          .memory_bytes = media.memory_megabytes * 1024 * 1024,
          .time = media.time};
}

}  // namespace parvis::media
