// An issuer on a loopback port, for tests: publishes the keys and answers with the token that it was given.
#pragma once

#include <atomic>
#include <mutex>

#include "community/issuers/issuer.h"
#include "core/crypto/testing/signing_key.h"
#include "core/fetch/testing/small_server.h"

namespace parvis::community::testing {

class SmallIssuer {
 public:
  SmallIssuer();

  Issuer issuer() const;                  // as it is set up
  void publish(const std::string& keys);  // JSON, apart by commas
  void answer_with(const std::string& token);
  std::string claims(std::string_view nonce, Instant at, const std::string& more = "") const;
  std::size_t asked_for_keys() const { return asked_for_keys_; }

 private:
  void talk(const std::string& request, const fetch::testing::SmallServer::Line& line);
  mutable std::mutex mutex_;
  std::string keys_, token_;
  std::atomic<std::size_t> asked_for_keys_ = 0;
  fetch::testing::SmallServer server_;
};

}  // namespace parvis::community::testing
