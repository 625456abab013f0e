// What a running community has for files: where their bytes are, the workshop that makes pictures, and the rules, which
// every form for writing states. Owned by the Community; thread safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "community/activity/activity.h"
#include "community/files/file_rules.h"
#include "core/blobs/blobs.h"
#include "core/media/workshop.h"

namespace parvis::community {

class Files {
 public:
  // Touches neither disk nor network. Subscribes to the timeline: rules that changed are read anew.
  Files(const config::Settings& settings, store::Store& store, Timeline& timeline);

  blobs::Blobs& blobs() { return *blobs_; }
  media::Workshop& workshop() { return workshop_; }
  // As they were at the last act that changed them; kept, since each page of a member asks.
  FileRules rules();
  // An act of this process or another.
  void hear(const Activity& activity);
  void forget_rules();

 private:
  store::Store& store_;
  std::unique_ptr<blobs::Blobs> blobs_;
  media::Workshop workshop_;
  std::mutex mutex_;
  std::optional<FileRules> rules_;
  std::uint64_t times_forgotten_ = 0;  // what was read before a change is not kept after it
};

}  // namespace parvis::community
