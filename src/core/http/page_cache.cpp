#include "core/http/page_cache.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <list>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/http/pages_given.h"

namespace parvis::http {
namespace {

constexpr std::size_t kMaxShards = 16;
constexpr std::size_t kSmallestShard = 4 * 1024 * 1024;  // a shard must hold the largest pages
constexpr std::size_t kEntryOverhead = 512;              // list and table nodes, key twice, tags
constexpr std::size_t kRemembered = 8192;                // forgotten tags remembered for answers still being computed

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using TextTable = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

struct Entry {
  std::string key;
  std::shared_ptr<const KeptPage> page;
  std::vector<std::string> tags;
  bool is_page = false;  // not a feed or a style sheet
  std::size_t bytes() const { return page->bytes() + kEntryOverhead + key.size(); }
};

// One part of the table, with its own lock and its own share of the bytes.
struct Shard {
  mutable std::mutex mutex;
  std::list<Entry> entries;                                                // most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> table;  // keys point into the entries
  std::size_t bytes = 0;
  std::uint64_t hits = 0, misses = 0;

  // Takes the entry out and returns it; the caller takes its tags out of the index.
  Entry take(std::list<Entry>::iterator at) {
    table.erase(at->key);
    bytes -= at->bytes();
    Entry taken = std::move(*at);
    entries.erase(at);
    return taken;
  }
};

}  // namespace

// Lock order: index, then one shard. `find` takes its shard only.
struct PageCache::State {
  explicit State(std::size_t max_bytes)
      : shards(std::clamp<std::size_t>(max_bytes / kSmallestShard, 1, kMaxShards)),
        shard_bytes(max_bytes / shards.size()) {}

  Shard& shard_of(std::string_view key) { return shards[TextHash{}(key) / 7 % shards.size()]; }

  // Was one of these tags, or everything, forgotten after `since`? What is no longer remembered counts as forgotten.
  bool stale(const std::vector<std::string>& tags, std::uint64_t since) const {
    if (since < floor) return true;
    return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
      const auto found = forgotten.find(tag);
      return found != forgotten.end() && found->second > since;
    });
  }

  void drop_tags(const Entry& entry) {
    for (const auto& tag : entry.tags) {
      const auto found = keys_of.find(tag);
      if (found == keys_of.end()) continue;
      found->second.erase(entry.key);
      if (found->second.empty()) keys_of.erase(found);
    }
  }

  void remember_forgotten(std::string_view tag) {
    const auto now = ++generation;
    forgotten.insert_or_assign(std::string(tag), now);
    order.emplace_back(now, tag);
    if (order.size() <= kRemembered) return;
    const auto& [at, oldest] = order.front();
    floor = at;
    if (const auto found = forgotten.find(oldest); found != forgotten.end() && found->second == at)
      forgotten.erase(found);
    order.pop_front();
  }

  std::vector<Shard> shards;
  const std::size_t shard_bytes;
  std::mutex index;
  TextTable<std::unordered_set<std::string>> keys_of;  // by tag
  TextTable<std::uint64_t> forgotten;                  // the generation at which a tag was last forgotten
  std::deque<std::pair<std::uint64_t, std::string>> order;
  std::uint64_t floor = 0;  // what was read before it cannot be judged any more
  std::atomic<std::uint64_t> generation{0};
};

PageCache::PageCache(std::size_t max_bytes) : state_(std::make_unique<State>(max_bytes)) {}
PageCache::~PageCache() = default;

std::shared_ptr<const KeptPage> PageCache::find(std::string_view key) const {
  auto& shard = state_->shard_of(key);
  const auto now = parvis::now();
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.table.find(key);
  if (found == shard.table.end() || found->second->page->until < now) {
    ++shard.misses;
    return nullptr;
  }
  ++shard.hits;
  if (found->second->is_page) count_kept_page();
  const auto entry = found->second;
  if (entry != shard.entries.begin()) shard.entries.splice(shard.entries.begin(), shard.entries, entry);
  return entry->page;
}

std::uint64_t PageCache::generation() const { return state_->generation.load(); }

void PageCache::put(std::string key, std::shared_ptr<const KeptPage> page, const Keep& keep, std::uint64_t generation) {
  if (!page) return;
  auto& state = *state_;
  const bool is_page = page->plain_head.find("text/html") != std::string::npos;
  Entry entry{std::move(key), std::move(page), keep.tags, is_page};
  if (entry.bytes() > state.shard_bytes) return;
  const std::lock_guard index(state.index);
  if (state.stale(entry.tags, generation)) return;
  auto& shard = state.shard_of(entry.key);
  const std::lock_guard lock(shard.mutex);
  if (const auto old = shard.table.find(entry.key); old != shard.table.end()) state.drop_tags(shard.take(old->second));
  while (!shard.entries.empty() && shard.bytes + entry.bytes() > state.shard_bytes) {
    state.drop_tags(shard.take(std::prev(shard.entries.end())));
  }
  for (const auto& tag : entry.tags) state.keys_of[tag].insert(entry.key);
  shard.bytes += entry.bytes();
  shard.entries.push_front(std::move(entry));
  shard.table.emplace(shard.entries.front().key, shard.entries.begin());
}

void PageCache::forget(std::string_view tag) {
  auto& state = *state_;
  const std::lock_guard index(state.index);
  state.remember_forgotten(tag);
  const auto found = state.keys_of.find(tag);
  if (found == state.keys_of.end()) return;
  const auto keys = std::move(found->second);
  state.keys_of.erase(found);
  for (const auto& key : keys) {
    auto& shard = state.shard_of(key);
    const std::lock_guard lock(shard.mutex);
    if (const auto at = shard.table.find(key); at != shard.table.end()) state.drop_tags(shard.take(at->second));
  }
}

void PageCache::clear() {
  auto& state = *state_;
  const std::lock_guard index(state.index);
  state.floor = ++state.generation;
  state.keys_of.clear();
  for (auto& shard : state.shards) {
    const std::lock_guard lock(shard.mutex);
    shard.table.clear();
    shard.entries.clear();
    shard.bytes = 0;
  }
}

PageCacheFigures PageCache::figures() const {
  PageCacheFigures figures;
  for (const auto& shard : state_->shards) {
    const std::lock_guard lock(shard.mutex);
    figures.entries += shard.entries.size();
    figures.bytes += shard.bytes;
    figures.hits += shard.hits;
    figures.misses += shard.misses;
  }
  return figures;
}

}  // namespace parvis::http
