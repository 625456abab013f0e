#include "core/live/hub.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/time/instant.h"

namespace parvis::live {
namespace {

constexpr std::size_t kKeptPerTopic = 64;         // more than anybody reads while their train is in a tunnel
constexpr std::int64_t kKeptFor = 10 * kMinute;   // longer away, the page is read anew
constexpr std::size_t kKeptInAll = 20'000;        // events of all topics: some 10 MB
constexpr std::size_t kMaxWaiting = 64 * 1024;    // bytes for a reader who does not read

using Text = std::shared_ptr<const std::string>;

struct Kept {
  std::int64_t position;
  Instant at;
  Text text;
};

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string wire_text(std::int64_t position, std::string name, std::string data) {
  return "id: " + std::to_string(position) + "\nevent: " + one_line(std::move(name)) + "\ndata: " + one_line(std::move(data)) + "\n\n";
}

}  // namespace

struct Hub::Listener::State {
  std::mutex mutex;
  std::vector<Text> waiting;
  std::size_t bytes = 0;
  std::int64_t reload_at = 0;  // not 0: tell the reader to load the page anew; its position
  std::function<void()> wake;
  std::vector<std::string> topics;

  // Calls `wake` when nothing waited before: one wake for any number of events until the next take.
  void add(const Text& text, std::int64_t position) {
    bool first = false;
    {
      const std::lock_guard lock(mutex);
      first = waiting.empty() && reload_at == 0;
      if (bytes + text->size() > kMaxWaiting) {
        waiting.clear();
        bytes = 0;
        reload_at = position;
      } else if (reload_at == 0) {
        waiting.push_back(text);
        bytes += text->size();
      } else {
        reload_at = position;
      }
    }
    if (first && wake) wake();
  }
};

struct Topic {
  std::vector<Hub::Listener::State*> listeners;
  std::deque<Kept> kept;
  std::int64_t dropped = 0;  // the position of the last event that is no longer kept for want of room
};

// Everything under one lock; a listener's own lock comes after it.
struct Hub::Shared {
  mutable std::mutex mutex;
  std::unordered_map<std::string, Topic> topics;
  std::deque<std::pair<std::int64_t, std::string>> order;  // positions of kept events, oldest first, with their topic
  // Positions follow the events' own identifiers but always grow: a writer may commit an older identifier later.
  std::int64_t position = next_id();
  std::int64_t floor = position;  // up to here events may have been dropped, or belong to an earlier run
  std::size_t listeners = 0;

  void keep(Topic& topic, const std::string& name, Kept event) {
    order.emplace_back(event.position, name);
    topic.kept.push_back(std::move(event));
    if (topic.kept.size() > kKeptPerTopic) {
      topic.dropped = topic.kept.front().position;
      topic.kept.pop_front();
    }
  }

  void drop_old(Instant now) {
    while (!order.empty()) {
      const auto& [oldest, name] = order.front();
      const auto found = topics.find(name);
      const bool gone = found == topics.end() || found->second.kept.empty() || found->second.kept.front().position > oldest;
      if (!gone) {
        auto& topic = found->second;
        if (order.size() <= kKeptInAll && now - topic.kept.front().at < kKeptFor) return;
        floor = std::max(floor, oldest);
        topic.kept.pop_front();
        if (topic.kept.empty() && topic.listeners.empty()) topics.erase(found);
      }
      order.pop_front();
    }
  }

  void replay(Listener::State& state, std::int64_t after) {
    std::vector<Kept> missed;
    bool may_have_missed = after < floor;
    for (const auto& name : state.topics) {
      const auto found = topics.find(name);
      if (found == topics.end()) continue;
      may_have_missed = may_have_missed || after < found->second.dropped;
      for (const auto& event : found->second.kept) {
        if (event.position > after) missed.push_back(event);
      }
    }
    if (may_have_missed) {
      state.reload_at = position;
      return;
    }
    std::sort(missed.begin(), missed.end(), [](const Kept& a, const Kept& b) { return a.position < b.position; });
    for (const auto& event : missed) state.add(event.text, event.position);
  }
};

Hub::Hub() : shared_(std::make_shared<Shared>()) {}
Hub::~Hub() = default;

void Hub::publish(Event event) {
  auto& shared = *shared_;
  const auto at = now();
  const std::lock_guard lock(shared.mutex);
  shared.position = std::max(shared.position + 1, event.id);
  const auto text = std::make_shared<const std::string>(wire_text(shared.position, std::move(event.name), std::move(event.data)));
  auto& topic = shared.topics[event.topic];
  shared.keep(topic, event.topic, {shared.position, at, text});
  for (auto* listener : topic.listeners) listener->add(text, shared.position);
  shared.drop_old(at);
}

std::unique_ptr<Hub::Listener> Hub::listen(const Subscription& subscription, std::function<void()> wake) {
  auto listener = std::make_unique<Listener>(shared_, std::move(wake));
  auto& state = *listener->state_;
  state.topics = subscription.topics;
  std::sort(state.topics.begin(), state.topics.end());
  state.topics.erase(std::unique(state.topics.begin(), state.topics.end()), state.topics.end());
  const std::lock_guard lock(shared_->mutex);
  if (subscription.after != 0) shared_->replay(state, subscription.after);
  for (const auto& name : state.topics) shared_->topics[name].listeners.push_back(&state);
  ++shared_->listeners;
  return listener;
}

std::size_t Hub::listeners() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->listeners;
}

std::size_t Hub::listeners(const std::string& topic) const {
  const std::lock_guard lock(shared_->mutex);
  const auto found = shared_->topics.find(topic);
  return found == shared_->topics.end() ? 0 : found->second.listeners.size();
}

Hub::Listener::Listener(std::shared_ptr<Shared> shared, std::function<void()> wake)
    : shared_(std::move(shared)), state_(std::make_shared<State>()) {
  state_->wake = std::move(wake);
}

Hub::Listener::~Listener() {
  const std::lock_guard lock(shared_->mutex);
  for (const auto& name : state_->topics) {
    const auto found = shared_->topics.find(name);
    if (found == shared_->topics.end()) continue;
    auto& listeners = found->second.listeners;
    const auto at = std::find(listeners.begin(), listeners.end(), state_.get());
    if (at == listeners.end()) continue;
    *at = listeners.back();
    listeners.pop_back();
    if (listeners.empty() && found->second.kept.empty()) shared_->topics.erase(found);
  }
  --shared_->listeners;
}

std::string Hub::Listener::take() {
  const std::lock_guard lock(state_->mutex);
  std::string text;
  if (const auto at = std::exchange(state_->reload_at, 0)) {
    text = wire_text(at, "reload", "{}");
  } else {
    text.reserve(state_->bytes);
    for (const auto& event : state_->waiting) text += *event;
  }
  state_->waiting = {};
  state_->bytes = 0;
  return text;
}

std::string Hub::Listener::ping() {
  const std::lock_guard lock(shared_->mutex);
  auto text = take();
  return text.empty() ? ": still here\nid: " + std::to_string(shared_->position) + "\n\n" : text;
}

}  // namespace parvis::live
