// For tests only: a running server on a free port of the loopback, and a blocking client that sends bytes as they are
// and reads whole answers.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/http/server.h"

namespace parvis::http::testing {

struct Reply {
  int status = 0;
  std::string head;  // with its blank line
  std::string body;
  std::string header(std::string_view name) const;  // any case; empty when absent
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes);
  // One answer by its Content-Length (none after HEAD, 1xx, 204, 304). Status 0 when the connection ended instead.
  Reply read(bool expect_body = true);
  Reply ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  // Reads until what was read holds `text`; what stands up to its end. Empty when the connection ended before.
  std::string read_until(std::string_view text);
  // Everything until the server ends the connection.
  std::string read_all();
  void shutdown_send();
  void set_receive_buffer(int bytes);

 private:
  bool fill();  // reads more; false at the end
  int socket_ = -1;
  std::string buffer_;
};

struct TestServer {
  explicit TestServer(Dispatch dispatch, ServerOptions options = {}, Refuse refuse = {});
  ServerOptions ready(ServerOptions options);

  PageCache cache{8 * 1024 * 1024};
  live::Hub hub;
  Server server;
  Client client() { return Client(server.port()); }
  Reply get(std::string_view target, std::string_view more_headers = "");
};

}  // namespace parvis::http::testing
