// Where pictures are made: each by a process of its own (src/core/media/worker, the program parvis-media), which gets
// the bytes, gives copies back and dies. This process never decodes a picture. The other one bounds itself in memory
// and processor time, opens nothing, reaches no network and starts nothing (docs/decisions/0018-pictures-apart.md);
// here it is given so long, and what it says is not trusted. Thread safe; `make` blocks.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string_view>

#include "core/config/settings.h"
#include "core/media/answer.h"
#include "core/media/kinds.h"

namespace parvis::media {

struct WorkshopOptions {
  std::filesystem::path program;  // empty: there is none
  unsigned at_once = 2;
  std::size_t memory_bytes = std::size_t{1024} * 1024 * 1024;
  std::chrono::milliseconds time{30'000};      // for one picture
  std::chrono::milliseconds patience{20'000};  // for those before it: a browser waits some time, and so do people
};

class Workshop {
 public:
  explicit Workshop(WorkshopOptions options) : options_(std::move(options)) {}

  bool is_open() const { return !options_.program.empty(); }
  Outcome make(std::string_view bytes, PictureKind kind, Shape shape);
  // With the kind told by the bytes.
  Outcome make(std::string_view bytes, Shape shape);

 private:
  class Place;

  const WorkshopOptions options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  unsigned taken_ = 0;
  unsigned waiting_ = 0;
};

// As the configuration has it. The program is looked for beside this one, then in ../lib/parvis.
WorkshopOptions workshop_options(const config::Settings& settings);

}  // namespace parvis::media
