#include "core/live/hub.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/live/process_name.h"
#include "core/time/instant.h"

namespace parvis::live {
namespace {

constexpr std::size_t kKeptPerTopic = 64;        // more than anybody reads while their train is in a tunnel
constexpr std::int64_t kKeptFor = 10 * kMinute;  // longer away, the page is read anew
constexpr std::size_t kKeptInAll = 20'000;       // events of all topics: some 10 MB
constexpr std::size_t kMaxWaiting = 64 * 1024;   // bytes for a reader who does not read
constexpr std::size_t kAtOnce = 256;             // listeners told before others may have the lock
constexpr std::size_t kKeptEnds = 10'000;        // of topics' streams: a change of rights each, some 1 MB
constexpr std::size_t kMaxQueued = 10'000;       // events to be carried: beyond, reading anew is quicker for everybody

using Text = std::shared_ptr<const std::string>;

struct Kept {
  std::int64_t position;
  Instant at;
  Text text;
};

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

// What comes back as Last-Event-ID.
std::string id_line(std::int64_t position) {
  return "id: " + std::to_string(position) + "-" + std::string(process_name()) + "\n";
}

std::string wire_text(std::int64_t position, std::string name, std::string data) {
  return id_line(position) + "event: " + one_line(std::move(name)) + "\ndata: " + one_line(std::move(data)) + "\n\n";
}

}  // namespace

struct Hub::Listener::State {
  std::mutex mutex;
  std::vector<Text> waiting;
  std::size_t bytes = 0;
  std::int64_t heard = 0;      // the position up to which it has everything
  std::int64_t ended_at = 0;   // not 0: the stream is to be closed; the position of the end
  std::int64_t reload_at = 0;  // not 0: tell the reader to load the page anew; its position
  std::function<void()> wake;
  std::vector<std::string> topics;

  // Without text, or with more than may wait, the reader is to reload. Calls `wake` when nothing waited before: one
  // wake for any number of events until the next take.
  void add(const Text& text, std::int64_t position) {
    bool first = false;
    {
      const std::lock_guard lock(mutex);
      if (position <= heard) return;
      heard = position;
      first = waiting.empty() && reload_at == 0;
      if (!text || reload_at != 0 || bytes + text->size() > kMaxWaiting) {
        waiting = {};
        bytes = 0;
        reload_at = position;
      } else {
        waiting.push_back(text);
        bytes += text->size();
      }
    }
    if (first && wake) wake();
  }

  void end(std::int64_t position) {
    {
      const std::lock_guard lock(mutex);
      if (ended_at != 0) return;
      ended_at = position;
    }
    if (wake) wake();
  }
};

struct Topic {
  std::vector<Hub::Listener::State*> listeners;
  std::deque<Kept> kept;
  std::int64_t dropped = 0;  // the position of the last event that is no longer kept for want of room
};

// Everything under `mutex`; a listener's own lock comes after it. What was published and not yet carried has a lock
// of its own, so that publishing never waits for the telling of thousands.
struct Hub::Shared {
  mutable std::mutex mutex;
  std::unordered_map<std::string, Topic> topics;
  std::deque<std::pair<std::int64_t, std::string>> order;  // positions of kept events, oldest first, with their topic
  std::int64_t position = next_id();                       // of the last event kept
  std::int64_t carried = position;                         // of the last event that every listener was told
  std::int64_t floor = position;  // up to here events may have been dropped, or belong to an earlier run
  std::size_t listeners = 0;
  // When the streams of a topic were last ended. Who was judged before and listens only now is ended too: between the
  // judging, on a worker, and the listening, when the answer's head is written, rights may change.
  std::unordered_map<std::string, std::int64_t> ends;
  std::deque<std::pair<std::int64_t, std::string>> ends_in_order;
  std::int64_t ends_floor = 0;  // up to here ends may have been forgotten

  std::mutex queue_mutex;
  std::condition_variable queue_changed;
  std::deque<Event> queue;
  bool carrying = false;
  bool lost = false;  // the queue grew past its bound and its events were dropped
  bool ending = false;

  void keep(Topic& topic, const std::string& name, Kept event) {
    order.emplace_back(event.position, name);
    topic.kept.push_back(std::move(event));
    if (topic.kept.size() > kKeptPerTopic) {
      topic.dropped = topic.kept.front().position;
      topic.kept.pop_front();
    }
  }

  void keep_end(const std::string& topic) {
    position = carried = std::max(position + 1, next_id());
    ends[topic] = position;
    ends_in_order.emplace_back(position, topic);
    if (ends_in_order.size() <= kKeptEnds) return;
    const auto& [oldest, name] = ends_in_order.front();
    ends_floor = oldest;
    if (const auto found = ends.find(name); found->second == oldest) ends.erase(found);
    ends_in_order.pop_front();
  }

  bool ended_since(const Listener::State& state, std::int64_t after) const {
    if (after < ends_floor) return true;
    return std::ranges::any_of(state.topics, [&](const auto& topic) {
      const auto found = ends.find(topic);
      return found != ends.end() && found->second > after;
    });
  }

  void drop_old(Instant now) {
    while (!order.empty()) {
      const auto& [oldest, name] = order.front();
      const auto found = topics.find(name);
      const bool gone =
          found == topics.end() || found->second.kept.empty() || found->second.kept.front().position > oldest;
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

namespace {

// Makes room among what is to be carried. Ends stay, one for each topic: no stream outlives its rights.
void keep_ends_only(std::deque<Event>& queue) {
  std::unordered_set<std::string> ended;
  std::erase_if(queue, [&](const Event& event) { return !event.name.empty() || !ended.insert(event.topic).second; });
}

// Keeps the event and tells its listeners, a handful at a time. From the last to the first: one who leaves meanwhile
// is replaced by the last, who was told already and is not told twice; one who comes finds the event kept.
void carry(Hub::Shared& shared, Event event) {
  std::unique_lock lock(shared.mutex);
  const auto at = now();
  // Positions follow the events' own identifiers but always grow: a writer may commit an older identifier later.
  const auto position = shared.position = std::max(shared.position + 1, event.id);
  const auto text =
      std::make_shared<const std::string>(wire_text(position, std::move(event.name), std::move(event.data)));
  auto* topic = &shared.topics[event.topic];
  shared.keep(*topic, event.topic, {position, at, text});
  for (auto i = topic->listeners.size(); i > 0;) {
    for (std::size_t told = 0; i > 0 && told < kAtOnce; ++told) topic->listeners[--i]->add(text, position);
    if (i == 0) break;
    lock.unlock();
    lock.lock();
    topic = &shared.topics[event.topic];
    i = std::min(i, topic->listeners.size());
  }
  shared.carried = position;
  shared.drop_old(at);
}

void end_streams(Hub::Shared& shared, const std::string& topic) {
  const std::lock_guard lock(shared.mutex);
  shared.keep_end(topic);
  const auto found = shared.topics.find(topic);
  if (found == shared.topics.end()) return;
  for (auto* listener : found->second.listeners) listener->end(shared.position);
}

void tell_all_to_reload(Hub::Shared& shared) {
  const std::lock_guard lock(shared.mutex);
  shared.floor = shared.carried = ++shared.position;
  for (auto& [name, topic] : shared.topics) {
    for (auto* listener : topic.listeners) listener->add(nullptr, shared.position);
  }
}

void carry_all(Hub::Shared& shared) {
  std::unique_lock lock(shared.queue_mutex);
  for (;;) {
    shared.queue_changed.wait(lock, [&] { return shared.ending || !shared.queue.empty(); });
    if (shared.ending) return;
    auto event = std::move(shared.queue.front());
    shared.queue.pop_front();
    const bool lost = std::exchange(shared.lost, false);
    shared.carrying = true;
    lock.unlock();
    if (lost || event.topic.empty()) tell_all_to_reload(shared);
    if (!event.topic.empty()) event.name.empty() ? end_streams(shared, event.topic) : carry(shared, std::move(event));
    lock.lock();
    shared.carrying = false;
    if (shared.queue.empty()) shared.queue_changed.notify_all();
  }
}

}  // namespace

Hub::Hub() : shared_(std::make_shared<Shared>()), carrier_([shared = shared_] { carry_all(*shared); }) {}

Hub::~Hub() {
  {
    const std::lock_guard lock(shared_->queue_mutex);
    shared_->ending = true;
  }
  shared_->queue_changed.notify_all();
  carrier_.join();
}

void Hub::publish(Event event) {
  {
    const std::lock_guard lock(shared_->queue_mutex);
    if (shared_->queue.size() >= kMaxQueued) {
      keep_ends_only(shared_->queue);
      shared_->lost = true;
    }
    shared_->queue.push_back(std::move(event));
  }
  shared_->queue_changed.notify_all();
}

std::string_view process_name() {
  static const std::string name = id_text(next_id());
  return name;
}

void reload_all(Hub& hub) { hub.publish({}); }

void Hub::settle() {
  std::unique_lock lock(shared_->queue_mutex);
  shared_->queue_changed.wait(lock,
                              [this] { return shared_->ending || (shared_->queue.empty() && !shared_->carrying); });
}

// In its turn after what was published before; an event without a name is the end of its topic's streams.
void Hub::end(const std::string& topic) { publish({.topic = topic}); }

std::unique_ptr<Hub::Listener> Hub::listen(const Subscription& subscription, std::function<void()> wake) {
  auto listener = std::make_unique<Listener>(shared_, std::move(wake));
  auto& state = *listener->state_;
  state.topics = subscription.topics;
  std::sort(state.topics.begin(), state.topics.end());
  state.topics.erase(std::unique(state.topics.begin(), state.topics.end()), state.topics.end());
  const std::lock_guard lock(shared_->mutex);
  if (subscription.after != 0) shared_->replay(state, subscription.after);
  state.heard = shared_->position;
  const auto judged = subscription.judged != 0 ? subscription.judged : subscription.after;
  if (judged != 0 && shared_->ended_since(state, judged)) state.ended_at = shared_->position;
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

bool Hub::Listener::ended() const {
  const std::lock_guard lock(state_->mutex);
  return state_->ended_at != 0;
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
  // The reader comes back as one who knows of the end, or it would end them again.
  if (state_->ended_at != 0) text += ": judged anew\n" + id_line(state_->ended_at) + "\n";
  return text;
}

std::string Hub::Listener::ping() {
  const std::lock_guard lock(shared_->mutex);
  auto text = take();
  return text.empty() ? ": still here\n" + id_line(shared_->carried) + "\n" : text;
}

}  // namespace parvis::live
