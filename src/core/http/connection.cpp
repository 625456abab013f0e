#include "core/http/connection.h"

#include "core/http/event_stream.h"

namespace parvis::http {
namespace {

constexpr std::int64_t kIdleWithBuffer = 30;  // parts of the idle time: after one of them the read buffer is given back
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

void Connection::set_deadline(std::chrono::milliseconds limit) { deadline_ = lane_.clock() + limit.count() + lane_.tick(); }

void Connection::on_tick(std::int64_t clock) {
  if (state_ == State::streaming) tick_stream(clock);
  if (deadline_ != 0 && clock >= deadline_) {
    deadline_ = 0;
    if ((state_ == State::head && head_begun_) || state_ == State::body) {
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

void Connection::release_buffer() {
  lane_.give_back(std::move(buffer_));
  buffer_ = {};
  begin_ = end_ = 0;
}

}  // namespace parvis::http
