#include "core/http/listener.h"

#include <netinet/tcp.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <future>

#include "core/errors.h"

namespace parvis::http {
namespace {

// What the system keeps for a reader that does not read: without a limit some 4 MB each, beyond every cap of ours.
constexpr int kMostUnsentBytes = 256 * 1024;
using UnsentLimit = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;

constexpr auto kPauseAfterFailure = std::chrono::milliseconds(100);  // out of descriptors: let some close
constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 24\r\nRetry-After: 5\r\n"
    "Connection: close\r\n\r\n503 Service Unavailable\n";

}  // namespace

Listener::Listener(Engine& engine, std::vector<std::unique_ptr<Lane>>& lanes)
    : engine_(engine), lanes_(lanes), acceptor_(lanes.front()->context()), pause_(lanes.front()->context()) {
  const auto& options = engine.options;
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) throw Fault("The address to listen on, " + options.address + ", is not an IP address such as 127.0.0.1.");
  const asio::ip::tcp::endpoint endpoint(address, options.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.set_option(UnsentLimit(kMostUnsentBytes), error);  // its connections take it over
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (!error) return;
  const auto place = options.address + " port " + std::to_string(options.port);
  if (error == asio::error::address_in_use)
    throw Fault("Another program already listens on " + place + ". Choose another port.");
  if (error == asio::error::access_denied)
    throw Fault("Listening on " + place + " is not allowed; ports below 1024 need a privilege.");
  throw Fault("Cannot listen on " + place + ": " + error.message() + '.');
}

void Listener::start() {
  asio::post(acceptor_.get_executor(), [this] { accept(); });
}

void Listener::stop() {
  std::promise<void> stopped;
  asio::post(acceptor_.get_executor(), [this, &stopped] {
    take_the_last();
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    stopped.set_value();
  });
  stopped.get_future().wait();
}

Lane& Listener::next_lane() { return *lanes_[turn_++ % lanes_.size()]; }

void Listener::accept() {
  auto& lane = next_lane();
  acceptor_.async_accept(lane.context(), peer_, [this, &lane](const boost::system::error_code& error, Socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {
      take(std::move(socket), peer_, lane);
      return accept();
    }
    pause_.expires_after(kPauseAfterFailure);
    pause_.async_wait([this](const boost::system::error_code& stopped) {
      if (!stopped) accept();
    });
  });
}

void Listener::take(Socket socket, const asio::ip::tcp::endpoint& peer, Lane& lane) {
  const auto& limits = engine_.options.limits;
  // Behind our own proxy every connection comes from the proxy's address.
  const auto most = engine_.options.trust_forwarded ? limits.connections : limits.connections_per_address;
  auto address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  std::optional<AddressCounts::Place> place;
  if (engine_.connections < limits.connections) place = engine_.addresses.enter(address, most);
  if (place) return lane.adopt(std::move(socket), address.to_string(), std::move(*place));
  engine_.refused.fetch_add(1, std::memory_order_relaxed);
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(kFull), ignored);
}

void Listener::take_the_last() {
  for (;;) {
    auto& lane = next_lane();
    Socket socket(lane.context());
    asio::ip::tcp::endpoint peer;
    boost::system::error_code error;
    acceptor_.accept(socket, peer, error);
    if (error) return;
    take(std::move(socket), peer, lane);
  }
}

}  // namespace parvis::http
