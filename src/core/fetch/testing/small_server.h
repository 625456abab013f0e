// A tiny HTTP server for tests, on a loopback port of its own: each request is handed to a function that sends what it
// likes, as slowly or as much as it likes. A thread for each connection; all are over when it is destroyed.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace parvis::fetch::testing {

class SmallServer {
 public:
  class Line {
   public:
    explicit Line(int connection) : connection_(connection) {}
    // False when the other side is gone.
    bool send(std::string_view bytes) const;
    void answer(std::string_view status, std::string_view body, std::string_view headers = {}) const;
    void wait_until_gone() const;

   private:
    int connection_;
  };
  // `request` is all of it: head and body.
  using Talk = std::function<void(const std::string& request, const Line& line)>;

  explicit SmallServer(Talk talk);
  ~SmallServer();
  SmallServer(const SmallServer&) = delete;
  SmallServer& operator=(const SmallServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> requests() const;

 private:
  void serve();
  void take(int connection);

  Talk talk_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> connections_;
  std::vector<std::thread> talks_;
  std::thread thread_;
};

// "GET /path HTTP/1.1 …" is of this path, its query aside.
bool is_for(const std::string& request, std::string_view path);

}  // namespace parvis::fetch::testing
