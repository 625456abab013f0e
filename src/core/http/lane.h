// One I/O thread with all that its connections share: the event loop, a coarse clock that checks time-outs, reusable
// buffers. A connection lives and dies on its lane, so nothing here is locked except what other threads hand in
// (`adopt`, `hand_back`, `wake`). `Engine` is what all lanes share.
#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/http/address_counts.h"
#include "core/http/head.h"
#include "core/http/server.h"
#include "core/http/static_files.h"
#include "core/http/worker_pool.h"

namespace parvis::http {

namespace asio = boost::asio;
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

class Connection;

struct Engine {
  Engine(ServerOptions given, Dispatch run, PageCache& pages, CachePolicy rule, live::Hub& events, Refuse refusals)
      : options(std::move(given)),
        dispatch(std::move(run)),
        refuse(std::move(refusals)),
        cache(pages),
        policy(std::move(rule)),
        hub(events) {}

  ServerOptions options;
  const Dispatch dispatch;
  const Refuse refuse;
  PageCache& cache;
  const CachePolicy policy;
  live::Hub& hub;
  const StaticFiles files;
  AddressCounts addresses;
  AddressCounts uploads;                // requests with long bodies, until they are answered
  AddressCounts strangers;              // those of them whose session nobody knows
  std::unique_ptr<WorkerPool> workers;  // GET and HEAD
  std::unique_ptr<WorkerPool> writers;  // the rest
  std::atomic<bool> draining{false};
  std::atomic<std::uint64_t> requests{0}, refused{0};
  std::atomic<std::size_t> connections{0}, streams{0};
};

// The bytes that a connection has read and not yet understood.
struct ReadBuffer {
  std::unique_ptr<char[]> bytes;
  std::size_t capacity = 0;
};

class Lane {
 public:
  explicit Lane(Engine& engine);
  ~Lane();

  void run();   // the thread's whole life, until `stop`
  void stop();  // any thread: closes what is still open and ends `run`
  asio::io_context& context() { return context_; }
  Engine& engine() { return engine_; }

  // Any thread. `place` is the connection's in the counts by address, given back when it closes.
  void adopt(Socket socket, std::string peer, AddressCounts::Place place);
  void wake(std::weak_ptr<Connection> connection);  // its event stream has something to write
  void drain();                                     // closes what is idle; the rest when it has answered

  // The rest: this lane's thread only.
  void remove(Connection& connection);
  std::int64_t clock() const { return clock_; }  // milliseconds, as of the last tick
  std::int64_t tick() const { return tick_; }
  ReadBuffer take_buffer();
  void give_back(ReadBuffer buffer);
  void count_request() { ++requests_; }

  Head head;         // of the request being read
  std::string key;   // of the page looked for
  std::string tail;  // of the answer being written

 private:
  void start_clock();
  void on_tick();
  void run_woken();

  Engine& engine_;
  asio::io_context context_{1};  // one thread runs it
  asio::steady_timer timer_{context_};
  std::int64_t tick_;
  std::int64_t clock_ = 0;
  std::uint64_t requests_ = 0;  // added to the engine's count at each tick, so that lanes do not share a cache line
  std::vector<std::shared_ptr<Connection>> connections_;
  std::vector<ReadBuffer> buffers_;
  std::mutex woken_mutex_;
  std::deque<std::weak_ptr<Connection>> woken_;
};

}  // namespace parvis::http
