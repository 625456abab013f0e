// The blobs of the configuration: a folder of the data directory, or a bucket. Touches neither disk nor network; see
// Blobs::verify. The caller owns what it gets.
#pragma once

#include <memory>

#include "core/blobs/blobs.h"
#include "core/config/settings.h"

namespace parvis::blobs {

// How often, and how patiently, a request of a bucket is made when it fails for the moment: a few times, each within
// the times of the configuration; or once, in a few seconds.
enum class Attempts { several, one };

std::unique_ptr<Blobs> open_blobs(const config::Settings& settings, Attempts attempts = Attempts::several);

}  // namespace parvis::blobs
