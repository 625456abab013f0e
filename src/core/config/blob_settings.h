// Where files are kept: [blobs] of the configuration, apart from Settings because only who opens the store of blobs
// asks. Set by load_settings, before other threads exist; constant afterwards.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "core/secret.h"

namespace parvis::config {

struct BlobSettings {
  std::string store = "directory";  // or "s3://bucket/prefix"
  std::string endpoint;             // of another S3-compatible store than Amazon's; empty: Amazon's for the region
  std::string region = "us-east-1";
  std::string access_key;
  Secret secret_key;
  bool path_style = true;  // https://endpoint/bucket/…, not https://bucket.endpoint/…
  std::chrono::seconds connect_time{5};
  std::chrono::seconds stall_time{30};
  std::size_t most_megabytes = 64;
};

BlobSettings& blob_settings();

}  // namespace parvis::config
