// Blobs as objects of a bucket of an S3-compatible store, under prefix/ab/ab12…: the same layout as the folder's, so
// that ordinary tools move one into the other. A blob on its way in stands in a file of `staging` first, since its sum,
// which is its name and is signed, is known only at its end.
//
// A request that fails for the moment is made again, `attempts` times in all, after a pause that triples, less a random
// part of it so that many do not come back together; a read goes on where it broke. All requests may be repeated
// harmlessly. Objects are at most 4 GB (the configuration's limit), which one PUT takes: there are no multipart
// uploads.
#pragma once

#include <filesystem>

#include "core/blobs/blobs.h"
#include "core/blobs/s3_connection.h"

namespace parvis::blobs {

struct S3Options {
  S3Server server;
  std::string prefix;  // without slashes at its ends; may be empty
  std::filesystem::path staging;
  std::uint64_t most_bytes = 64 * 1024 * 1024;
  int attempts = 4;
  std::chrono::milliseconds first_pause{200};
  std::function<void(std::chrono::milliseconds)> wait = {};  // between attempts; tests do not sleep
  int page_size = 1000;                                      // of a listing; S3 gives no more
};

class S3Blobs : public Blobs {
 public:
  // Touches neither disk nor network yet.
  explicit S3Blobs(S3Options options);

  using Blobs::put;
  Blob put(const Source& source) override;
  std::optional<Blob> head(const Sum& sum) override;
  void read(const Sum& sum, const Range& range, const Sink& sink) override;
  void remove(const Sum& sum) override;
  void list_after(const std::optional<Sum>& after, const Visit& visit) override;
  void verify() override;
  std::string place() const override;

 private:
  std::string prefix() const { return options_.prefix.empty() ? "" : options_.prefix + "/"; }
  std::string key_of(const Sum& sum) const { return prefix() + sum.place(); }
  S3Answer ask(const S3Request& request);
  void pause(int attempt);
  [[noreturn]] void refuse(const S3Answer& answer);
  void make_staging();

  S3Options options_;
  S3Connections connections_;
};

}  // namespace parvis::blobs
