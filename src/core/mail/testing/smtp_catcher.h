// A tiny mail server for tests, on a loopback port of its own: it takes letters, or answers as it was told. One thread,
// one connection after the other; stopped when it is destroyed.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parvis::mail::testing {

class SmtpCatcher {
 public:
  struct Caught {
    std::string from, to, message;  // message with its dots unstuffed
    std::string user, password;
  };
  // Replies in place of the usual ones, by command: {{"RCPT", "550 no such person"}}. An empty one: no reply, ever.
  using Replies = std::map<std::string, std::string>;
  SmtpCatcher() : SmtpCatcher(Replies{}) {}
  explicit SmtpCatcher(Replies replies);
  ~SmtpCatcher();
  SmtpCatcher(const SmtpCatcher&) = delete;
  SmtpCatcher& operator=(const SmtpCatcher&) = delete;

  std::uint16_t port() const { return port_; }
  std::vector<Caught> caught() const;
  // The commands received, each on a line as it came.
  std::vector<std::string> commands() const;

 private:
  void serve();
  void talk(int connection);
  void read_message(int connection, Caught& caught);
  void read_login(const std::string& encoded, Caught& caught);
  // False when the connection should end.
  bool reply(int connection, const std::string& command, const std::string& usual);

  Replies replies_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::vector<Caught> caught_;
  std::vector<std::string> commands_;
  std::thread thread_;
};

}  // namespace parvis::mail::testing
