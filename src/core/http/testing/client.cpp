#include "core/http/testing/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace parvis::http::testing {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  std::string_view rest = head;
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos && same_name(line.substr(0, colon), name))
      return std::string(line.substr(colon + 2));
    rest.remove_prefix(std::min(rest.size(), end + 2));
  }
  return {};
}

Client::Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};  // a test that hangs fails instead
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("connect");
}

Client::~Client() { ::close(socket_); }

void Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // refused and closed: the answer says so
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Client::fill() {
  std::array<char, 65536> bytes;
  const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

Reply Client::read(bool expect_body) {
  Reply reply;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return reply;
  }
  reply.head = buffer_.substr(0, end + 4);
  buffer_.erase(0, end + 4);
  reply.status = std::stoi(reply.head.substr(9, 3));
  const auto length = reply.header("Content-Length");
  if (!expect_body || length.empty() || reply.status < 200) return reply;
  while (buffer_.size() < std::stoul(length)) {
    if (!fill()) return reply;
  }
  reply.body = buffer_.substr(0, std::stoul(length));
  buffer_.erase(0, std::stoul(length));
  return reply;
}

std::string Client::read_until(std::string_view text) {
  std::size_t at = 0;
  while ((at = buffer_.find(text)) == std::string::npos) {
    if (!fill()) return {};
  }
  const auto found = buffer_.substr(0, at + text.size());
  buffer_.erase(0, at + text.size());
  return found;
}

std::string Client::read_all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

void Client::shutdown_send() { ::shutdown(socket_, SHUT_WR); }

void Client::set_receive_buffer(int bytes) { ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes); }

ServerOptions TestServer::ready(ServerOptions options) {
  options.port = 0;
  return options;
}

TestServer::TestServer(Dispatch dispatch, ServerOptions options, Refuse refuse)
    : server(ready(std::move(options)), std::move(dispatch), cache,
             {"session", "language",
              [](std::string_view accept, std::string_view choice) {
                return choice == "fr" || (choice.empty() && accept.starts_with("fr")) ? std::string("fr")
                                                                                      : std::string("en");
              }},
             hub, std::move(refuse)) {
  server.start();
}

Reply TestServer::get(std::string_view target, std::string_view more_headers) {
  return Client(server.port())
      .ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: square.example\r\n" + std::string(more_headers) + "\r\n");
}

}  // namespace parvis::http::testing
