#include "core/http/lane.h"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "core/http/connection.h"

namespace parvis::http {
namespace {

constexpr std::size_t kBufferBytes = 4 * 1024;  // a browser's head is 0.5 to 2 kB
constexpr std::size_t kSpareBuffers = 256;
constexpr std::size_t kWokenAtOnce = 64;
constexpr std::int64_t kTickInDrain = 10;  // milliseconds: an ending is not to wait for the clock

std::int64_t steady_milliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

// Often enough for the shortest limit, at most each second.
std::int64_t tick_for(const Limits& limits) {
  const auto shortest =
      std::min({limits.head_time, limits.body_time, limits.idle_time, limits.write_time, limits.ping_time});
  return std::clamp<std::int64_t>(shortest.count() / 4, 10, 1000);
}

}  // namespace

Lane::Lane(Engine& engine) : engine_(engine), tick_(tick_for(engine.options.limits)), clock_(steady_milliseconds()) {}

Lane::~Lane() = default;

void Lane::run() {
  const auto work = asio::make_work_guard(context_);
  start_clock();
  context_.run();
}

void Lane::stop() {
  asio::post(context_, [this] {
    const auto all = connections_;
    for (const auto& connection : all) connection->close();
    engine_.requests.fetch_add(std::exchange(requests_, 0), std::memory_order_relaxed);
    context_.stop();
  });
}

void Lane::start_clock() {
  timer_.expires_after(std::chrono::milliseconds(tick_));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    on_tick();
    start_clock();
  });
}

void Lane::on_tick() {
  clock_ = steady_milliseconds();
  engine_.requests.fetch_add(std::exchange(requests_, 0), std::memory_order_relaxed);
  // Backwards, since a connection that closes is replaced by the last one.
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) std::shared_ptr(connections_[i])->on_tick(clock_);
  }
}

void Lane::adopt(Socket socket, std::string peer, AddressCounts::Place place) {
  auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(peer), std::move(place));
  asio::post(context_, [this, connection] {
    connection->position = connections_.size();
    connections_.push_back(connection);
    connection->start();
  });
}

void Lane::remove(Connection& connection) {
  const auto position = connection.position;
  if (position >= connections_.size() || connections_[position].get() != &connection) return;
  std::swap(connections_[position], connections_.back());
  connections_[position]->position = position;
  connections_.pop_back();
}

void Lane::wake(std::weak_ptr<Connection> connection) {
  {
    const std::lock_guard lock(woken_mutex_);
    woken_.push_back(std::move(connection));
    if (woken_.size() > 1) return;  // the run asked for by the first will find it
  }
  asio::post(context_, [this] { run_woken(); });
}

// A topic may have thousands of readers here: between two handfuls of them, others have their turn.
void Lane::run_woken() {
  std::vector<std::weak_ptr<Connection>> handful;
  {
    const std::lock_guard lock(woken_mutex_);
    const auto to = woken_.begin() + static_cast<std::ptrdiff_t>(std::min(woken_.size(), kWokenAtOnce));
    handful.assign(std::make_move_iterator(woken_.begin()), std::make_move_iterator(to));
    woken_.erase(woken_.begin(), to);
    if (!woken_.empty()) asio::post(context_, [this] { run_woken(); });
  }
  for (const auto& waiting : handful) {
    if (const auto connection = waiting.lock()) connection->on_wake();
  }
}

void Lane::drain() {
  asio::post(context_, [this] {
    tick_ = kTickInDrain;
    clock_ = steady_milliseconds();
    start_clock();
    const auto all = connections_;
    for (const auto& connection : all) connection->drain();
  });
}

ReadBuffer Lane::take_buffer() {
  if (buffers_.empty()) return {std::make_unique_for_overwrite<char[]>(kBufferBytes), kBufferBytes};
  auto buffer = std::move(buffers_.back());
  buffers_.pop_back();
  return buffer;
}

void Lane::give_back(ReadBuffer buffer) {
  if (buffer.capacity == kBufferBytes && buffers_.size() < kSpareBuffers) buffers_.push_back(std::move(buffer));
}

}  // namespace parvis::http
