#include "core/http/connection.h"

#include <boost/asio/buffer.hpp>

#include "core/http/event_stream.h"

namespace parvis::http {
namespace {

constexpr std::int64_t kIdleWithBuffer = 30;  // parts of the idle time: after one of them the read buffer is given back
constexpr std::chrono::milliseconds kLinger{2000};
constexpr std::chrono::milliseconds kLingerInDrain{200};
// A connection accepted just before a drain may still send its first request.
constexpr std::chrono::milliseconds kFirstRequestInDrain{500};

}  // namespace

Connection::Connection(Lane& lane, Socket socket, std::string peer, AddressCounts::Place place)
    : lane_(lane), socket_(std::move(socket)), peer_(std::move(peer)), place_(std::move(place)) {
  lane_.engine().connections.fetch_add(1, std::memory_order_relaxed);
}

Connection::~Connection() {
  if (state_ != State::closed) lane_.engine().connections.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::start() {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto& engine = lane_.engine();
  set_deadline(engine.draining ? kFirstRequestInDrain : engine.options.limits.idle_time);
  read_more();
}

void Connection::set_deadline(std::chrono::milliseconds limit) {
  deadline_ = lane_.clock() + limit.count() + lane_.tick();
}

void Connection::on_tick(std::int64_t clock) {
  if (state_ == State::streaming) tick_stream(clock);
  if (state_ == State::working && waits_for_worker_) ask_for_piece();
  if (deadline_ != 0 && clock >= deadline_) {
    deadline_ = 0;
    if (state_ == State::head && head_begun_) {
      refuse_head(408);
    } else if (state_ == State::body) {
      refuse(408);
    } else {
      close();
    }
    return;
  }
  const bool idle = state_ == State::head && begin_ == end_ && waits_for_bytes_;
  const auto limit = lane_.engine().options.limits.idle_time.count();
  if (idle && deadline_ - clock < limit - limit / kIdleWithBuffer) {
    boost::system::error_code ignored;
    socket_.cancel(ignored);  // on_read sees it and waits without a buffer
  }
}

void Connection::drain() {
  if (state_ == State::streaming) return end_stream();
  if (state_ == State::lingering) return set_deadline(kLingerInDrain);
  const bool idle = state_ == State::head && begin_ == end_;
  if (idle && served_) return linger();
  if (idle) set_deadline(kFirstRequestInDrain);
}

void Connection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  const auto self = shared_from_this();
  boost::system::error_code ignored;
  socket_.close(ignored);
  if (stream_ && stream_->listener) lane_.engine().streams.fetch_sub(1, std::memory_order_relaxed);
  stream_.reset();
  place_ = {};
  lane_.engine().connections.fetch_sub(1, std::memory_order_relaxed);
  lane_.remove(*this);
}

// Closing with unread bytes would reset the connection and could take our answer from the visitor's hands: so say that
// we are done and drop what still comes, for a short while.
void Connection::linger() {
  state_ = State::lingering;
  set_deadline(lane_.engine().draining ? kLingerInDrain : kLinger);
  boost::system::error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  if (!waits_for_bytes_) read_and_drop();
}

void Connection::read_and_drop() {
  std::array<char, 4096> dropped;
  boost::system::error_code error;
  for (int i = 0; i < 16 && !error; ++i) socket_.read_some(asio::buffer(dropped), error);
  if (error && error != asio::error::would_block) return close();
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const boost::system::error_code& failed) {
    if (self->state_ != State::lingering) return;
    if (failed) return self->close();
    self->read_and_drop();
  });
}

void Connection::release_buffer() {
  lane_.give_back(std::move(buffer_));
  buffer_ = {};
  begin_ = end_ = 0;
}

}  // namespace parvis::http
