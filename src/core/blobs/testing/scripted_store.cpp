#include "core/blobs/testing/scripted_store.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "core/errors.h"

namespace parvis::blobs::testing {
namespace {

constexpr int kPatience = 10'000;  // ms for a client that says nothing more

// Reads until `text` holds `wanted` bytes; false when the client has gone.
bool read_to(int connection, std::string& text, std::size_t wanted) {
  char buffer[16 * 1024];
  while (text.size() < wanted) {
    pollfd waiting{connection, POLLIN, 0};
    if (::poll(&waiting, 1, kPatience) <= 0) return false;
    const auto count = ::recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  return true;
}

std::size_t length_of_body(const std::string& head) {
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const auto at = head.find(kName);
  std::size_t length = 0;
  if (at != std::string::npos) std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  return length;
}

void send_all(int connection, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

std::string answer(const std::string& status, const std::string& body, const std::string& headers) {
  return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}", status, body.size(), headers,
                     body);
}

std::string error(const std::string& status, const std::string& code, const std::string& more) {
  return answer(status, fmt::format("<?xml version=\"1.0\"?><Error><Code>{}</Code>{}</Error>", code, more));
}

ScriptedStore::ScriptedStore(std::vector<std::string> answers) : answers_(std::move(answers)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw Fault("a test cannot listen");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

ScriptedStore::~ScriptedStore() {
  ending_ = true;
  ::shutdown(listener_, SHUT_RDWR);  // ends the accept
  thread_.join();
  ::close(listener_);
}

std::string ScriptedStore::endpoint() const { return fmt::format("http://127.0.0.1:{}", port_); }

std::vector<std::string> ScriptedStore::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

void ScriptedStore::serve() {
  while (!ending_) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    serve_one(connection);
    ::close(connection);
  }
}

void ScriptedStore::serve_one(int connection) {
  std::string text;
  while (text.find("\r\n\r\n") == std::string::npos) {
    if (!read_to(connection, text, text.size() + 1)) return;
  }
  const auto head = text.find("\r\n\r\n") + 4;
  if (text.find("\r\nExpect: 100-continue\r\n") < head) send_all(connection, "HTTP/1.1 100 Continue\r\n\r\n");
  if (!read_to(connection, text, head + length_of_body(text.substr(0, head)))) return;
  std::size_t turn = 0;
  {
    const std::scoped_lock lock(mutex_);
    turn = std::min(requests_.size(), answers_.size() - 1);
    requests_.push_back(text);
  }
  send_all(connection, answers_[turn]);
}

}  // namespace parvis::blobs::testing
