#include "core/blobs/open_blobs.h"

#include <fmt/format.h>

#include "core/blobs/directory_blobs.h"
#include "core/blobs/s3_blobs.h"
#include "core/blobs/store_address.h"

namespace parvis::blobs {
namespace {

constexpr std::chrono::milliseconds kHaste{5000};

S3Server server_of(const config::Settings::Blobs& settings, const std::string& bucket) {
  return {.endpoint = settings.endpoint.empty() ? fmt::format("https://s3.{}.amazonaws.com", settings.region)
                                                : settings.endpoint,
          .region = settings.region,
          .bucket = bucket,
          .path_style = settings.path_style,
          .access_key = settings.access_key,
          .secret_key = settings.secret_key,
          .connect_time = settings.connect_time,
          .stall_time = settings.stall_time};
}

}  // namespace

std::unique_ptr<Blobs> open_blobs(const config::Settings& configured, Attempts attempts) {
  const auto& settings = configured.blobs;
  const auto folder = configured.data_dir / "blobs";
  const std::uint64_t most_bytes = settings.most_megabytes * 1024 * 1024;
  const auto address = parse_store_address(settings.store);
  if (!address) throw Misconfigured("[blobs] store names no store.");
  if (!address->is_bucket) {
    return std::make_unique<DirectoryBlobs>(DirectoryOptions{.folder = folder, .most_bytes = most_bytes});
  }
  S3Options options{.server = server_of(settings, address->bucket),
                    .prefix = address->prefix,
                    .staging = folder / "incoming",
                    .most_bytes = most_bytes};
  if (attempts == Attempts::one) {
    options.attempts = 1;
    options.server.connect_time = std::min(options.server.connect_time, kHaste);
    options.server.stall_time = std::min(options.server.stall_time, kHaste);
  }
  return std::make_unique<S3Blobs>(std::move(options));
}

}  // namespace parvis::blobs
