// A store of one's own for tests: it listens on a free port of this machine, answers each request with the next answer
// of a script, whatever was asked, and remembers the requests. Answers are whole, headers included, so that they can be
// as wrong as a test wants. Its own thread serves one connection after the other.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parvis::blobs::testing {

// "HTTP/1.1 200 OK" and so on, with Content-Length and "Connection: close".
std::string answer(const std::string& status, const std::string& body = "", const std::string& headers = "");
// An error as S3 writes it.
std::string error(const std::string& status, const std::string& code, const std::string& more = "");

class ScriptedStore {
 public:
  // The last answer is given again to whoever comes later; an empty one closes the connection at once.
  explicit ScriptedStore(std::vector<std::string> answers);
  ~ScriptedStore();
  ScriptedStore(const ScriptedStore&) = delete;
  ScriptedStore& operator=(const ScriptedStore&) = delete;

  std::string endpoint() const;
  // Head and body of each request so far.
  std::vector<std::string> requests() const;

 private:
  void serve();
  void serve_one(int connection);

  const std::vector<std::string> answers_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace parvis::blobs::testing
