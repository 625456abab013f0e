#include "community/threads/thread_content_cache.h"

#include <deque>
#include <list>
#include <mutex>
#include <set>
#include <unordered_map>

#include "core/errors.h"

namespace parvis::community {
namespace {

// What an entry can be dropped by. Identifiers of all kinds come from one source (core/ids.h), so a number alone tells
// which; a thread listed among related ones is told apart from the thread itself by its sign.
using Mark = std::int64_t;
Mark mark_of(ThreadId thread) { return thread.value; }
Mark mark_as_related(ThreadId thread) { return -thread.value; }
Mark mark_of(MemberId member) { return member.value; }

// Loads take milliseconds; what began before the oldest of so many remembered drops is simply not kept.
constexpr std::size_t kRememberedDrops = 1024;

std::set<Mark> marks_of(const ThreadContent& content) {
  std::set<Mark> marks{mark_of(content.thread.id)};
  for (const auto& other : content.related) marks.insert(mark_as_related(other.id));
  for (const auto& post : content.posts) marks.insert(mark_of(post.author));
  for (const auto& comment : content.comments) marks.insert(mark_of(comment.author));
  for (const auto& participant : content.participants) marks.insert(mark_of(participant.member));
  if (content.solution) marks.insert(mark_of(content.solution->author));
  return marks;
}

struct Key {
  ThreadId thread;
  std::int64_t from = 0;
  bool operator==(const Key&) const = default;
};
struct KeyHash {
  std::size_t operator()(const Key& key) const {
    return std::hash<ThreadId>{}(key.thread) ^ (static_cast<std::size_t>(key.from) * 0x9E3779B97F4A7C15u);
  }
};

}  // namespace

struct ThreadContentCache::State {
  struct Entry {
    Key key;
    std::shared_ptr<const ThreadContent> content;
    std::set<Mark> marks;
    std::size_t bytes = 0;
    Instant until;
  };
  using Entries = std::list<Entry>;  // most recently used first

  explicit State(std::size_t max) : max_bytes(max) {}

  void drop(Entries::iterator entry) {
    for (const auto mark : entry->marks) {
      const auto [begin, end] = by_mark.equal_range(mark);
      for (auto at = begin; at != end; ++at) {
        if (at->second != entry) continue;
        by_mark.erase(at);
        break;
      }
    }
    by_key.erase(entry->key);
    bytes -= entry->bytes;
    entries.erase(entry);
  }

  void forget(Mark mark) {
    const std::lock_guard lock(mutex);
    ++generation;
    drops.emplace_back(generation, mark);
    if (drops.size() > kRememberedDrops) drops.pop_front();
    for (auto found = by_mark.find(mark); found != by_mark.end(); found = by_mark.find(mark)) drop(found->second);
  }

  // Was one of these marks dropped after `since`, or may it have been?
  bool dropped_since(std::uint64_t since, const std::set<Mark>& marks) const {
    if (generation - since > drops.size()) return true;
    for (auto at = drops.rbegin(); at != drops.rend() && at->first > since; ++at) {
      if (marks.contains(at->second)) return true;
    }
    return false;
  }

  const std::size_t max_bytes;
  std::mutex mutex;
  std::uint64_t generation = 0;
  std::deque<std::pair<std::uint64_t, Mark>> drops;
  Entries entries;
  std::unordered_map<Key, Entries::iterator, KeyHash> by_key;
  std::unordered_multimap<Mark, Entries::iterator> by_mark;
  std::size_t bytes = 0;
  std::uint64_t hits = 0, misses = 0;
};

ThreadContentCache::ThreadContentCache(std::size_t max_bytes) : state_(std::make_unique<State>(max_bytes)) {}
ThreadContentCache::~ThreadContentCache() = default;

void ThreadContentCache::listen_to(Timeline& timeline) {
  timeline.subscribe([this](const Activity& activity) { hear(activity); });
}

void ThreadContentCache::hear(const Activity& activity) {
  switch (activity.verb) {
    case Verb::profile_changed:
    case Verb::account_claimed: forget(activity.actor); break;
    case Verb::role_changed: forget(activity.counterpart); break;
    case Verb::erased: clear(); break;  // their name went out of texts everywhere
    case Verb::thread_related:
    case Verb::thread_unrelated: forget(ThreadId{activity.object}); break;
    case Verb::thread_split:
    case Verb::threads_merged: clear(); break;  // posts answered or related to stand elsewhere now
    case Verb::thread_retitled:
    case Verb::thread_moved:
    case Verb::thread_deleted:
    case Verb::thread_restored:
    case Verb::solution_accepted:
    case Verb::solution_withdrawn: forget_mentions_of(activity.thread); break;
    default: break;
  }
  if (activity.thread) forget(activity.thread);
}

std::shared_ptr<const ThreadContent> ThreadContentCache::find(store::Store& store, const Viewer& viewer,
                                                              const SpaceList& spaces, ThreadId thread,
                                                              std::int64_t number) {
  const Key key{thread, page_start(number)};
  std::shared_ptr<const ThreadContent> content;
  std::uint64_t before = 0;
  {
    const std::lock_guard lock(state_->mutex);
    before = state_->generation;
    const auto found = state_->by_key.find(key);
    if (found != state_->by_key.end() && found->second->until > now()) {
      state_->entries.splice(state_->entries.begin(), state_->entries, found->second);
      content = found->second->content;
      ++state_->hits;
    } else {
      ++state_->misses;
    }
  }
  if (!content) {
    content = std::make_shared<const ThreadContent>(
        store.read([&](store::Reader& reader) { return load_thread_content(reader, key.thread, key.from); }));
    keep(content, before);
  }
  if (!may_read(viewer, spaces, content->thread)) throw NotFound();
  return content;
}

std::uint64_t ThreadContentCache::generation() const {
  const std::lock_guard lock(state_->mutex);
  return state_->generation;
}

void ThreadContentCache::keep(std::shared_ptr<const ThreadContent> content, std::uint64_t generation) {
  // A page past the end is of no use to anybody else, and there are endlessly many of them.
  if (content->posts.empty()) return;
  auto marks = marks_of(*content);
  const auto bytes = content->weight() + marks.size() * 96;  // what the two indexes hold for each mark, about
  const Key key{content->thread.id, content->from};
  const std::lock_guard lock(state_->mutex);
  if (bytes > state_->max_bytes || state_->dropped_since(generation, marks)) return;
  if (const auto found = state_->by_key.find(key); found != state_->by_key.end()) state_->drop(found->second);
  state_->entries.push_front({key, std::move(content), std::move(marks), bytes, now() + kMaxAge});
  const auto entry = state_->entries.begin();
  state_->by_key.emplace(key, entry);
  for (const auto mark : entry->marks) state_->by_mark.emplace(mark, entry);
  state_->bytes += bytes;
  while (state_->bytes > state_->max_bytes) state_->drop(std::prev(state_->entries.end()));
}

void ThreadContentCache::forget(ThreadId thread) { state_->forget(mark_of(thread)); }
void ThreadContentCache::forget_mentions_of(ThreadId thread) { state_->forget(mark_as_related(thread)); }
void ThreadContentCache::forget(MemberId member) { state_->forget(mark_of(member)); }

void ThreadContentCache::clear() {
  const std::lock_guard lock(state_->mutex);
  ++state_->generation;
  state_->drops.clear();  // so that nothing read before is kept
  state_->entries.clear();
  state_->by_key.clear();
  state_->by_mark.clear();
  state_->bytes = 0;
}

ThreadContentCache::Figures ThreadContentCache::figures() const {
  const std::lock_guard lock(state_->mutex);
  return {state_->entries.size(), state_->bytes, state_->hits, state_->misses};
}

}  // namespace parvis::community
