// Takes away what nothing uses: once a day, files of more than a day that stand in no post, in no draft of their owner
// and in no words that wait; then the blobs that no row names. Run by a job, on one node at a time.
#pragma once

#include "community/community.h"
#include "core/blobs/sweep.h"

namespace parvis::community {

// Registers the job.
void sweep_files_daily(Community& community);

struct FilesSwept {
  std::int64_t files = 0;
  blobs::Swept blobs;
};
FilesSwept sweep_files(store::Store& store, blobs::Blobs& blobs, Instant at);

}  // namespace parvis::community
