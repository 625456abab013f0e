// What a running community has for files: where their bytes are, and the workshop that makes pictures. Owned by the
// Community; thread safe.
#pragma once

#include <memory>

#include "core/blobs/blobs.h"
#include "core/media/workshop.h"

namespace parvis::community {

class Files {
 public:
  // Touches neither disk nor network.
  explicit Files(const config::Settings& settings);

  blobs::Blobs& blobs() { return *blobs_; }
  media::Workshop& workshop() { return workshop_; }

 private:
  std::unique_ptr<blobs::Blobs> blobs_;
  media::Workshop workshop_;
};

}  // namespace parvis::community
