// One request to an S3-compatible store through libcurl, which signs it (AWS Signature Version 4). What libcurl 7.88
// does not get right is kept out of its way: see s3_connection.cpp. No redirect is followed, no proxy of the
// environment used, and TLS is verified. Nothing is tried twice here; that is s3_blobs.cpp's.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/secret.h"
#include "core/time/instant.h"

namespace parvis::blobs {

struct S3Server {
  std::string endpoint;  // "https://s3.example", no trailing slash
  std::string region = "us-east-1";
  std::string bucket;
  bool path_style = true;  // endpoint/bucket/key, else bucket.endpoint/key
  std::string access_key;
  Secret secret_key;
  std::chrono::milliseconds connect_time{5'000};
  std::chrono::milliseconds stall_time{30'000};  // without a byte
};

// What is sent: the first `size` bytes of an open file, and their SHA-256.
struct S3Body {
  int descriptor = -1;
  std::uint64_t size = 0;
  std::string_view sum;
};

struct S3Request {
  const char* method = "GET";  // GET, HEAD, PUT, DELETE
  std::string key = {};        // letters, digits and ._-/ only; empty: the bucket itself
  std::vector<std::pair<std::string, std::string>> query = {};
  std::optional<S3Body> body = {};
  std::string range = {};                              // "3-7", "3-"; empty: all
  std::uint64_t most_bytes = 0;                        // expected to come back, for the time allowed
  std::function<bool(std::string_view)> to_sink = {};  // takes the body of a good answer; false: no more
};

// Why no whole answer came.
enum class S3Trouble { none, no_such_host, no_connection, too_slow, certificate, broken };

struct S3Answer {
  bool arrived = false;   // whole, or as far as the sink wanted
  long status = 0;        // 0: none came
  std::string body = {};  // where no sink took it
  std::int64_t length = -1;
  Instant modified = {};
  Instant date = {};  // the store's clock
  S3Trouble trouble = S3Trouble::none;
  std::string detail = {};
  bool is_good() const { return arrived && status >= 200 && status < 300; }
};

// Keeps connections open between requests. Thread safe; each request takes one for itself.
class S3Connections {
 public:
  explicit S3Connections(S3Server server) : server_(std::move(server)) {}
  ~S3Connections();
  S3Connections(const S3Connections&) = delete;
  S3Connections& operator=(const S3Connections&) = delete;

  // Blocks until it is answered or its time is over. Rethrows what `to_sink` throws; throws Fault when libcurl cannot
  // start.
  S3Answer ask(const S3Request& request);
  const S3Server& server() const { return server_; }

 private:
  void* take();
  void give_back(void* handle);

  const S3Server server_;
  std::mutex mutex_;
  std::vector<void*> idle_;
};

// The address of a request, its query in the order the signature wants. Exposed for tests.
std::string s3_url(const S3Server& server, const S3Request& request);

}  // namespace parvis::blobs
