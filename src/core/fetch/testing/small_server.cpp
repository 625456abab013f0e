#include "core/fetch/testing/small_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace parvis::fetch::testing {
namespace {

// The head and as much of a body as it announces; empty when the connection ended before.
std::string read_request(int connection) {
  std::string text;
  std::size_t wanted = std::string::npos;
  char piece[4096];
  while (wanted == std::string::npos || text.size() < wanted) {
    const auto size = ::recv(connection, piece, sizeof piece, 0);
    if (size <= 0) return {};
    text.append(piece, static_cast<std::size_t>(size));
    const auto end = text.find("\r\n\r\n");
    if (wanted != std::string::npos || end == std::string::npos) continue;
    const auto length = text.find("Content-Length: ");
    wanted = end + 4 + (length < end ? std::stoul(text.substr(length + 16)) : 0);
  }
  return text;
}

}  // namespace

bool SmallServer::Line::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(connection_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void SmallServer::Line::answer(std::string_view status, std::string_view body, std::string_view headers) const {
  send(std::string("HTTP/1.1 ").append(status).append("\r\nContent-Length: ") + std::to_string(body.size()) +
       "\r\nConnection: close\r\n" + std::string(headers) + "\r\n" + std::string(body));
}

void SmallServer::Line::wait_until_gone() const {
  char byte;
  while (::recv(connection_, &byte, 1, 0) > 0) {
  }
}

SmallServer::SmallServer(Talk talk) : talk_(std::move(talk)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  const bool listens = ::bind(listener_, plain, size) == 0 && ::listen(listener_, 16) == 0 &&
                       ::getsockname(listener_, plain, &size) == 0;
  if (!listens) throw std::runtime_error("no port to listen on");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmallServer::~SmallServer() {
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  {
    const std::scoped_lock lock(mutex_);
    for (const int connection : connections_) ::shutdown(connection, SHUT_RDWR);
  }
  for (auto& talk : talks_) talk.join();
  for (const int connection : connections_) ::close(connection);
  ::close(listener_);
}

std::vector<std::string> SmallServer::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

void SmallServer::serve() {
  while (true) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    const std::scoped_lock lock(mutex_);
    connections_.push_back(connection);
    talks_.emplace_back([this, connection] { take(connection); });
  }
}

void SmallServer::take(int connection) {
  const auto request = read_request(connection);
  if (request.empty()) return;
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
  }
  talk_(request, Line(connection));
  ::shutdown(connection, SHUT_WR);
}

bool is_for(const std::string& request, std::string_view path) {
  const auto from = request.find(' ');
  const auto to = request.find_first_of(" ?", from + 1);
  return from != std::string::npos && std::string_view(request).substr(from + 1, to - from - 1) == path;
}

}  // namespace parvis::fetch::testing
