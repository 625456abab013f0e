#include "community/search/indexer.h"

#include <future>
#include <map>
#include <set>
#include <unordered_map>

#include "community/search/search_index.h"
#include "core/log/log.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// A batch holds the writing thread for some ten milliseconds, so a reply beside it does not wait noticeably.
constexpr int kBatch = 300;
// Of a load, when nobody waits: some 30 MB of words, twice, and a piece of the index large enough to be merged seldom.
constexpr int kBulkBatch = 10'000;
// Acts of the same moment are folded together; well under the second after which a search must find them.
constexpr auto kGather = std::chrono::milliseconds(150);

// `cross join` holds SQLite to walking the queue: left to itself it walks and sorts every post for each batch.
constexpr store::Sql kTakePending{R"(
  select search_pending.post, search_pending.queued_at, post.number, post.thread, thread.space, post.author,
         post.created_at, thread.title, post.body, post.language, thread.language,
         case when post.deleted_at is null and thread.deleted_at is null then 0 else 1 end
  from search_pending cross join post cross join thread
  where search_pending.post > $1 and post.id = search_pending.post and thread.id = post.thread
  order by search_pending.post limit $2)"};
constexpr store::Sql kTags{"select thread, tag from thread_tag where thread in ("};
constexpr store::Sql kStillQueued{"select post, queued_at from search_pending where post in ("};
constexpr store::Sql kClose{")"};
constexpr store::Sql kDone{"delete from search_pending where post = $1 and queued_at = $2"};
constexpr store::Sql kForgetOrphans{
    "delete from search_pending where not exists (select 1 from post where post.id = search_pending.post)"};
constexpr store::Sql kQueueAll{R"(
  insert into search_pending (post, queued_at) select id, $1 from post where 1 = 1
  on conflict (post) do update set queued_at = excluded.queued_at)"};
constexpr store::Sql kCountPending{"select count(*) from search_pending"};

struct TagOfThread {
  ThreadId thread;
  TagId tag;
};
using TagsByThread = std::unordered_map<ThreadId, std::vector<TagId>>;

struct Queued {
  PostId post;
  Instant at;
};

struct PendingRow {
  PostId post;
  Instant queued_at;
  std::int64_t number;
  ThreadId thread;
  SpaceId space;
  MemberId author;
  Instant created_at;
  std::string title, body, language, thread_language;
  std::int64_t gone;
};

text::Language language_of(std::string_view tag) { return text::parse_language(tag).value_or(text::Language::en); }

TagsByThread tags_of(store::Reader& reader, const std::vector<PendingRow>& rows) {
  std::set<std::int64_t> threads;
  for (const auto& row : rows) threads.insert(row.thread.value);
  TagsByThread tags;
  const auto sql = kTags + store::Sql::numbers({threads.begin(), threads.end()}) + kClose;
  for (const auto& [thread, tag] : reader.all<TagOfThread>(sql)) tags[thread].push_back(tag);
  return tags;
}

IndexEntry entry_of(const PendingRow& row, const std::vector<TagId>& tags) {
  IndexEntry entry{.post = row.post, .in = row.thread, .created_at = row.created_at, .gone = row.gone != 0};
  if (row.number == 1) entry.thread = row.thread;
  if (entry.gone) return entry;
  entry.body = text::index_text(row.body, language_of(row.language));
  entry.marks = marks_of(row.space, row.author, tags);
  if (row.number == 1) {
    entry.title = text::index_text(row.title, language_of(row.thread_language));
    entry.title_words = text::fold(row.title);
  }
  return entry;
}

// A post cut into stems here, so that the writing thread only writes.
struct Batch {
  std::vector<IndexEntry> entries;
  std::vector<Instant> queued_at;

  bool empty() const { return entries.empty(); }
  std::int64_t size() const { return static_cast<std::int64_t>(entries.size()); }
  PostId last() const { return entries.back().post; }
};

Batch read_batch(store::Store& store, PostId after, int limit) {
  std::vector<PendingRow> rows;
  TagsByThread tags;
  store.read([&](store::Reader& reader) {
    rows = reader.all<PendingRow>(kTakePending, after, limit);
    tags = tags_of(reader, rows);
  });
  Batch batch;
  for (const auto& row : rows) {
    batch.entries.push_back(entry_of(row, tags[row.thread]));
    batch.queued_at.push_back(row.queued_at);
  }
  return batch;
}

// Another process may have folded some of them meanwhile, perhaps from a newer text: those it left alone are ours.
void write_batch(store::Transaction& transaction, const Batch& batch) {
  std::vector<std::int64_t> posts;
  for (const auto& entry : batch.entries) posts.push_back(entry.post.value);
  std::map<PostId, Instant> queued;
  const auto sql = kStillQueued + store::Sql::numbers(posts) + kClose;
  for (const auto& [post, at] : transaction.all<Queued>(sql)) queued.emplace(post, at);
  std::vector<IndexEntry> entries;
  for (std::size_t i = 0; i < batch.entries.size(); ++i) {
    const auto found = queued.find(batch.entries[i].post);
    if (found == queued.end() || found->second != batch.queued_at[i]) continue;
    entries.push_back(batch.entries[i]);
    transaction.run(kDone, batch.entries[i].post, batch.queued_at[i]);
  }
  if (!entries.empty()) search_index(transaction).write(transaction, entries);
}

}  // namespace

std::int64_t index_pending(store::Store& store, const std::function<void(std::int64_t)>& progress,
                           const std::stop_token& stop) {
  std::int64_t done = 0;
  for (PostId after; !stop.stop_requested();) {
    const auto batch = read_batch(store, after, kBatch);
    if (batch.empty()) break;
    store.write([&](store::Transaction& transaction) { write_batch(transaction, batch); });
    after = batch.last();
    done += batch.size();
    if (progress) progress(done);
  }
  return done;
}

std::int64_t index_in_bulk(store::Store& store) {
  std::int64_t done = 0;
  auto batch = read_batch(store, {}, kBulkBatch);
  if (batch.empty()) return done;
  store.write([](store::Transaction& transaction) { search_index(transaction).expect(transaction, Arrivals::many); });
  while (!batch.empty()) {
    const auto read_next = [&store, after = batch.last()] { return read_batch(store, after, kBulkBatch); };
    auto next = std::async(std::launch::async, read_next);
    store.write([&](store::Transaction& transaction) { write_batch(transaction, batch); });
    done += batch.size();
    batch = next.get();
  }
  store.write([](store::Transaction& transaction) { search_index(transaction).expect(transaction, Arrivals::few); });
  return done;
}

void queue_everything(store::Transaction& transaction) {
  transaction.run(kForgetOrphans);
  transaction.run(kQueueAll, now());
}

std::int64_t count_pending(store::Reader& reader) { return reader.one<std::int64_t>(kCountPending).value_or(0); }

Indexer::Indexer(store::Store& store, Timeline& timeline) : store_(store) {
  // What another process queued it folds itself, or, when it ended before, whoever looks next.
  timeline.subscribe([this](const Activity& activity) {
    if (activity.thread || activity.object_kind == ObjectKind::thread) wake();
  });
}

Indexer::~Indexer() { stop(); }

void Indexer::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Indexer::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  changed_.notify_all();
  thread_.join();
}

void Indexer::wake() {
  const std::lock_guard lock(mutex_);
  if (waiting_) return;
  waiting_ = true;
  changed_.notify_one();
}

void Indexer::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, stop, std::chrono::seconds(30), [this] { return waiting_; });
      // Lets acts of the same moment gather.
      changed_.wait_for(lock, stop, kGather, [] { return false; });
      waiting_ = false;
    }
    try {
      index_pending(store_, {}, stop);
    } catch (const std::exception& error) {
      log::error("The search index could not be brought up to date", {{"what", error.what()}});
    }
  }
}

}  // namespace parvis::community
