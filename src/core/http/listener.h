// The accepting end: takes connections on the first lane's thread, counts them, and hands them to the lanes in turn,
// which spreads few long connections evenly (kernel-side sharing of a port does not). Beyond the limits a connection
// is answered 503 and closed.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/http/lane.h"

namespace parvis::http {

class Listener {
 public:
  // Binds; throws Fault with a sentence that says what to change. The lanes outlive it.
  Listener(Engine& engine, std::vector<std::unique_ptr<Lane>>& lanes);

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  void start();  // any thread
  void stop();   // any thread; what the kernel has accepted already is still taken. Returns when done

 private:
  void accept();
  void take(Socket socket, const asio::ip::tcp::endpoint& peer, Lane& lane);
  void take_the_last();
  Lane& next_lane();

  Engine& engine_;
  std::vector<std::unique_ptr<Lane>>& lanes_;
  std::size_t turn_ = 0;
  asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type> acceptor_;
  asio::steady_timer pause_;
  asio::ip::tcp::endpoint peer_;
};

}  // namespace parvis::http
