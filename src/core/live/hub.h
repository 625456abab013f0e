// The live hub: carries committed events to the open event streams of their topic. Publishing is cheap and may be
// done from any thread (in practice the committing one); streams belong to the server's I/O threads. The hub keeps
// the last events of each topic for a short while, so that a reader returning after a lost connection misses nothing
// inside that window; a reader who was away longer gets a "reload" event and asks the page what is new.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/live/topics.h"

namespace parvis::live {

class Hub {
 public:
  Hub();
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // Hands the event over and returns at once: the hub's own thread tells the listeners, in the order published.
  void publish(Event event);
  // Returns when all that was published before is with its listeners. For tests and endings.
  void settle();
  // Ends every stream that listens to the topic: who may listen to it has changed. Each gets what waits for it, then
  // its connection closes; the browser comes back by itself, is asked again who it is, and misses nothing.
  void end(const std::string& topic);

  // A stream's own end of the hub. `wake` is called, from any thread, when something begins to wait; it must only post
  // to the stream's executor. Destroying the Listener unsubscribes: afterwards `wake` is not called any more. What the
  // subscription missed already waits when this returns: call `take` once.
  class Listener;
  std::unique_ptr<Listener> listen(const Subscription& subscription, std::function<void()> wake);

  std::size_t listeners() const;
  std::size_t listeners(const std::string& topic) const;  // how many streams listen to this topic

  struct Shared;

 private:
  std::shared_ptr<Shared> shared_;
  std::thread carrier_;
};

class Hub::Listener {
 public:
  Listener(std::shared_ptr<Shared> shared, std::function<void()> wake);
  ~Listener();
  // What has come since the last call, already in text/event-stream form; empty when nothing. A listener that lets
  // more than kMaxWaiting bytes wait is told to reload instead, so memory stays bounded.
  std::string take();
  // For a stream that was quiet for a while: what has come, or else a comment that keeps proxies from cutting the
  // line and moves the reader's Last-Event-ID on, so that a quiet topic never looks like a long absence.
  std::string ping();
  // The stream is to be closed once what `take` gives is written.
  bool ended() const;

  struct State;

 private:
  std::shared_ptr<Shared> shared_;
  std::shared_ptr<State> state_;
  friend class Hub;
};

}  // namespace parvis::live
