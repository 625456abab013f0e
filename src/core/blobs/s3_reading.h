// One read of one object, over as many requests as it takes: what was given to the sink is not asked for again. One for
// each read.
#pragma once

#include "core/blobs/blobs.h"
#include "core/blobs/s3_connection.h"
#include "core/crypto/sha256.h"

namespace parvis::blobs {

class S3Reading {
 public:
  // Both outlive it.
  S3Reading(const Range& range, const Sink& sink) : range_(range), sink_(sink) {}

  // The request for what is still wanted.
  S3Request next(std::string key, std::uint64_t most_bytes);
  std::uint64_t given() const { return given_; }
  bool was_stopped() const { return stopped_; }
  // Of a whole blob, once all of it was given.
  std::string sum() { return hash_.finish_hex(); }

 private:
  bool take(std::string_view piece);

  const Range& range_;
  const Sink& sink_;
  std::uint64_t given_ = 0;
  bool stopped_ = false;
  crypto::Sha256 hash_;
};

}  // namespace parvis::blobs
