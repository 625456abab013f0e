#include "core/http/server.h"

#include <sys/resource.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "core/errors.h"
#include "core/http/connection.h"
#include "core/http/lane.h"
#include "core/http/listener.h"

namespace parvis::http {
namespace {

constexpr auto kPoll = std::chrono::milliseconds(5);  // while a drain waits for the last connections

// Each connection is a file descriptor; the usual soft limit of 1,024 is far below what we may carry.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
  State(ServerOptions options, Dispatch dispatch, PageCache& cache, CachePolicy policy, live::Hub& hub, Refuse refuse)
      : engine(std::move(options), std::move(dispatch), cache, std::move(policy), hub, std::move(refuse)) {}

  Engine engine;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::unique_ptr<Listener> listener;
  std::vector<std::thread> threads;
  bool running = false;
};

Server::Server(ServerOptions options, Dispatch dispatch, PageCache& cache, CachePolicy policy, live::Hub& hub,
               Refuse refuse)
    : state_(std::make_unique<State>(std::move(options), std::move(dispatch), cache, std::move(policy), hub,
                                     std::move(refuse))) {}

Server::~Server() { drain(std::chrono::seconds{0}); }

void Server::start() {
  auto& state = *state_;
  auto& engine = state.engine;
  raise_descriptor_limit();
  for (unsigned i = 0; i < std::max(engine.options.io_threads, 1u); ++i)
    state.lanes.push_back(std::make_unique<Lane>(engine));
  state.listener = std::make_unique<Listener>(engine, state.lanes);
  engine.options.port = state.listener->port();
  engine.workers = std::make_unique<WorkerPool>(engine.options.workers, engine.options.limits.waiting_requests);
  engine.writers = std::make_unique<WorkerPool>(engine.options.writers, engine.options.limits.waiting_requests);
  for (auto& lane : state.lanes) state.threads.emplace_back([&lane] { lane->run(); });
  state.running = true;
  state.listener->start();
}

std::uint16_t Server::port() const { return state_->engine.options.port; }

void Server::drain(std::chrono::seconds grace) {
  auto& state = *state_;
  if (!std::exchange(state.running, false)) return;
  const auto until = std::chrono::steady_clock::now() + grace;
  state.engine.draining = true;
  state.listener->stop();
  for (auto& lane : state.lanes) lane->drain();
  while (state.engine.connections > 0 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(kPoll);
  state.engine.workers->stop();
  state.engine.writers->stop();
  for (auto& lane : state.lanes) lane->stop();
  for (auto& thread : state.threads) thread.join();
  state.threads.clear();
}

Server::Figures Server::figures() const {
  const auto& engine = state_->engine;
  return {engine.requests, engine.refused, engine.connections,
          engine.workers ? engine.workers->waiting() + engine.writers->waiting() : 0, engine.streams};
}

}  // namespace parvis::http
