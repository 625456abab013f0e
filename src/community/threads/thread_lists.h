// Lists of threads as pages show them, paged by key. Each order of a space and of the whole square walks an index; only
// what the viewer may read is in them, deleted threads never. Reading only; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/threads/tag.h"
#include "community/threads/thread.h"

namespace parvis::community {

enum class ThreadOrder {
  latest,  // last activity first
  newest,
  appreciated,  // most thanks first
  unanswered,   // newest first of those with one post; without a space: of the spaces for questions, when there are any
};
enum class ThreadFilter { all, followed, unread };  // the last two: of the viewer, a member; always by last activity

inline constexpr int kThreadsPerPage = 30;      // two screens on a desk, in one answer under 60 kB
inline constexpr int kMaxThreadsPerPage = 100;  // whatever is asked for
// What nobody opened for that long is not offered as unread.
inline constexpr std::int64_t kUnreadHorizon = 60 * kDay;

enum class Excerpts { none, first_post };

struct ThreadQuery {
  SpaceId space = {};    // zero: all that are readable; else must be readable (NotFound)
  TagId tag = {};        // zero: any
  MemberId author = {};  // zero: any
  ThreadOrder order = ThreadOrder::latest;
  ThreadFilter filter = ThreadFilter::all;
  std::string cursor;  // of the page before, as `next` gave it
  int limit = kThreadsPerPage;
  Excerpts excerpts = Excerpts::none;
};

struct ThreadRow {
  ThreadId id;
  SpaceId space;
  std::string title, slug, language;
  Instant created_at, last_activity_at;
  std::int64_t last_post = 0, posts = 0, thanks = 0, score = 0;
  bool solved = false, pinned = false, closed = false;
  MemberId author;
  std::string author_handle, author_name, author_title;
  int author_hue = 0;
  Role author_role = Role::member;
  MemberId last_poster;
  std::string last_poster_handle, last_poster_name;
  int last_poster_hue = 0;
  std::string excerpt;    // plain text, when asked for
  std::vector<Tag> tags;  // without descriptions and counts
  // For a signed-in viewer: number of the last post read; nothing when the thread was never opened.
  std::optional<std::int64_t> read_up_to;
  std::int64_t unread() const { return read_up_to ? std::max<std::int64_t>(last_post - *read_up_to, 0) : last_post; }
};

struct ThreadList {
  std::vector<ThreadRow> pinned;  // on the first page of a space by latest activity; those are not in `rows`
  std::vector<ThreadRow> rows;
  std::string next;  // cursor of the next page; empty on the last
};
ThreadList list_threads(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const ThreadQuery& query);

// These threads, in this order, without those the viewer may not read: for search results and suggestions.
std::vector<ThreadRow> thread_rows(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                   const std::vector<ThreadId>& ids);

// These will be asked for next, for a visitor's eyes: a database that is far sends them with what is asked before.
void foresee_thread_rows(store::Reader& reader, const std::vector<ThreadId>& ids);

// For the sitemap: what a visitor may read, by identifier.
struct ThreadAddress {
  ThreadId id;
  std::string slug;
  Instant last_activity_at;
  std::int64_t last_post = 0;
};
std::vector<ThreadAddress> thread_addresses(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                            ThreadId after, int limit);

}  // namespace parvis::community
