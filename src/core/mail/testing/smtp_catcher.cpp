#include "core/mail/testing/smtp_catcher.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <stdexcept>

namespace parvis::mail::testing {
namespace {

// The next line without its CRLF; nothing at the end of the connection, or when `wake` is written to.
std::optional<std::string> read_line(int connection, int wake) {
  std::string line;
  while (true) {
    pollfd both[2] = {{connection, POLLIN, 0}, {wake, POLLIN, 0}};
    if (::poll(both, 2, -1) < 0 || both[1].revents != 0) return std::nullopt;
    char c = 0;
    if (::read(connection, &c, 1) != 1) return std::nullopt;
    if (c == '\n') break;
    line.push_back(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

bool write_line(int connection, const std::string& line) {
  const std::string whole = line + "\r\n";
  return ::send(connection, whole.data(), whole.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(whole.size());
}

std::string between(const std::string& line) {
  const auto open = line.find('<');
  return line.substr(open + 1, line.find('>') - open - 1);
}

}  // namespace

SmtpCatcher::SmtpCatcher(Replies replies) : replies_(std::move(replies)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0 || ::pipe(wake_) != 0) {
    throw std::runtime_error("the test's mail server cannot listen");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmtpCatcher::~SmtpCatcher() {
  ::close(wake_[1]);  // makes the other end readable for everyone who waits
  thread_.join();
  ::close(wake_[0]);
  ::close(listener_);
}

std::vector<SmtpCatcher::Caught> SmtpCatcher::caught() const {
  const std::lock_guard lock(mutex_);
  return caught_;
}

std::vector<std::string> SmtpCatcher::commands() const {
  const std::lock_guard lock(mutex_);
  return commands_;
}

void SmtpCatcher::serve() {
  while (true) {
    pollfd both[2] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
    if (::poll(both, 2, -1) < 0 || both[1].revents != 0) return;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    talk(connection);
    ::close(connection);
  }
}

bool SmtpCatcher::reply(int connection, const std::string& command, const std::string& usual) {
  const auto told = replies_.find(command);
  const std::string& text = told == replies_.end() ? usual : told->second;
  return text.empty() || write_line(connection, text);
}

void SmtpCatcher::talk(int connection) {
  Caught caught;
  if (!reply(connection, "greeting", "220 test.example")) return;
  while (const auto line = read_line(connection, wake_[0])) {
    {
      const std::lock_guard lock(mutex_);
      commands_.push_back(*line);
    }
    const std::string command = line->substr(0, 4);
    std::string usual = "250 fine";
    if (command == "EHLO") usual = "250-test.example\r\n250 AUTH PLAIN";
    if (command == "AUTH" && !replies_.contains("AUTH")) {
      write_line(connection, "334 ");
      read_login(read_line(connection, wake_[0]).value_or(""), caught);
      usual = "235 welcome";
    }
    if (command == "MAIL") caught.from = between(*line);
    if (command == "RCPT") caught.to = between(*line);
    if (command == "DATA") usual = "354 go on";
    if (!reply(connection, command, usual)) return;
    if (command == "DATA" && !replies_.contains("DATA")) read_message(connection, caught);
    if (command == "QUIT") return;
  }
}

void SmtpCatcher::read_message(int connection, Caught& caught) {
  while (auto line = read_line(connection, wake_[0])) {
    if (*line == ".") {
      if (!replies_.contains("message")) {
        const std::lock_guard lock(mutex_);
        caught_.push_back(caught);
      }
      reply(connection, "message", "250 taken");
      return;
    }
    if (line->starts_with(".")) line->erase(0, 1);
    caught.message += *line + "\r\n";
  }
}

// base64(zero user zero password), RFC 4616
void SmtpCatcher::read_login(const std::string& encoded, Caught& caught) {
  std::string plain(encoded.size(), '\0');
  std::size_t size = 0;
  sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(), encoded.data(), encoded.size(),
                    nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
  plain.resize(size);
  const auto second = plain.find('\0', 1);
  if (second == std::string::npos) return;
  caught.user = plain.substr(1, second - 1);
  caught.password = plain.substr(second + 1);
}

}  // namespace parvis::mail::testing
