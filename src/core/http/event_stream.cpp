#include "core/http/event_stream.h"

#include <boost/asio/buffer.hpp>

namespace parvis::http {
namespace {

// How long a browser waits before it comes back after a lost connection.
constexpr std::string_view kRetry = "retry: 2000\n\n";

}  // namespace

void Connection::prepare_stream(std::unique_ptr<live::Subscription> subscription) {
  stream_ = std::make_unique<Stream>();
  stream_->subscription = std::move(*subscription);
  after_ = After::stream;
}

void Connection::start_stream() {
  auto& engine = lane_.engine();
  state_ = State::streaming;
  release_buffer();
  rest_head_ = std::string();
  engine.streams.fetch_add(1, std::memory_order_relaxed);
  auto wake = [&lane = lane_, self = weak_from_this()] { lane.wake(self); };
  stream_->listener = engine.hub.listen(stream_->subscription, std::move(wake));
  const auto first = std::move(stream_->subscription.first);
  stream_->subscription = {};
  watch_for_close();
  write_events(std::string(kRetry) + first + stream_->listener->take());
  if (state_ == State::streaming && (engine.draining || stream_->listener->ended())) end_stream();
}

void Connection::on_wake() {
  if (state_ != State::streaming || stream_->farewell) return;
  if (stream_->listener->ended()) return end_stream();
  if (!stream_->writing) write_events(stream_->listener->take());
}

void Connection::tick_stream(std::int64_t clock) {
  if (!stream_->writing && !stream_->farewell && clock >= stream_->next_ping) write_events(stream_->listener->ping());
}

// The reader comes back by itself; to another process, to this one started again, or to be asked again who they are.
void Connection::end_stream() {
  stream_->farewell = true;
  if (stream_->writing) return;
  write_events(stream_->listener->take() + std::string(kRetry));
}

void Connection::write_events(std::string text) {
  stream_->next_ping = lane_.clock() + lane_.engine().options.limits.ping_time.count();
  if (!text.empty()) {
    boost::system::error_code error;
    const auto written = socket_.write_some(asio::buffer(text), error);
    if (error && error != asio::error::would_block) return close();
    if (written < text.size()) {
      stream_->out = text.substr(written);
      stream_->writing = true;
      set_deadline(lane_.engine().options.limits.write_time);
      return write_events_rest();
    }
  }
  if (stream_->farewell) linger();
}

void Connection::write_events_rest() {
  socket_.async_write_some(asio::buffer(stream_->out),
                           [self = shared_from_this()](const boost::system::error_code& error, std::size_t count) {
                             if (self->state_ != State::streaming) return;
                             if (error) return self->close();
                             self->on_events_written(count);
                           });
}

// Events that came meanwhile wait in the hub, within its bound.
void Connection::on_events_written(std::size_t count) {
  stream_->out.erase(0, count);
  if (!stream_->out.empty()) return write_events_rest();
  stream_->out = std::string();
  stream_->writing = false;
  deadline_ = 0;
  write_events(stream_->listener->take() + (stream_->farewell ? std::string(kRetry) : std::string()));
}

// A reader of events sends nothing more; bytes are dropped, the end is seen.
void Connection::watch_for_close() {
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
    if (self->state_ == State::lingering) return self->read_and_drop();
    if (self->state_ != State::streaming) return;
    std::array<char, 512> dropped;
    boost::system::error_code failed = error;
    if (!failed) self->socket_.read_some(asio::buffer(dropped), failed);
    if (failed && failed != asio::error::would_block) return self->close();
    self->watch_for_close();
  });
}

}  // namespace parvis::http
