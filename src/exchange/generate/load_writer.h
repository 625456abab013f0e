// Writes a generated load row by row, in the order of its schedule. Holds what the rows of a thread share; one after
// the other, inside write transactions.
#pragma once

#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "community/threads/bulk.h"
#include "exchange/bulk_member.h"
#include "exchange/generate/generate.h"
#include "exchange/generate/load_counters.h"
#include "exchange/generate/schedule.h"
#include "exchange/generate/sentences.h"

namespace parvis::exchange {

struct LoadShape {
  std::uint64_t seed = 1;
  Instant until;
  double gestures = 0;  // see GenerateOptions
};

class LoadWriter {
 public:
  // The schedule must live as long.
  LoadWriter(const Schedule& schedule, const LoadShape& shape);

  // Finds the spaces, or makes six; and the tags.
  void begin(store::Transaction& transaction, Instant from);
  void write_member(store::BulkRows& rows, std::size_t member);
  void write_post(store::BulkRows& rows, std::size_t post);
  // Ends a transaction of members or posts.
  void put_in(store::BulkRows& rows);
  // The counters of all of it, once.
  void end(store::Transaction& transaction) const;

  const GenerateResult& result() const { return result_; }

 private:
  struct SpaceChoice {
    community::SpaceId id;
    community::SpaceKind kind = community::SpaceKind::discussion;
  };
  struct OpenThread {
    community::ThreadId id;
    std::uint32_t space = 0, author = 0, posts = 0;
    bool french = false, solved = false;
  };
  struct Accepted {
    community::ThreadId thread;
    community::PostId post;
    community::MemberId by;
    Instant at;
  };
  // How often somebody answers a post at a gesture, and somebody more after them, and how many do at most.
  struct Warmth {
    double voted, thanked;
    std::size_t most;
  };
  static Warmth warmth_of(double gestures);
  // Members, by rank, who answer a post at a gesture.
  using Crowd = std::vector<std::uint32_t>;

  void make_spaces(store::Transaction& transaction, Instant at);
  void open_thread(store::BulkRows& rows, const ScheduledPost& post);
  void accept_maybe(store::BulkRows& rows, const ScheduledPost& post, community::PostId id);
  void add_votes(store::BulkRows& rows, const ScheduledPost& post, community::PostId id, const Crowd& crowd,
                 std::size_t down);
  void add_thanks(store::BulkRows& rows, const ScheduledPost& post, community::PostId id, const Crowd& crowd);
  void add_comment(store::BulkRows& rows, const ScheduledPost& post, community::PostId id);
  Crowd draw_crowd(const ScheduledPost& post, double probability);
  void add_tags(store::BulkRows& rows, const ScheduledPost& post);
  void record(store::BulkRows& rows, const ScheduledPost& post, community::Activity activity);
  Instant soon_after(Instant at);
  const PostMaker& maker(const OpenThread& thread) const { return thread.french ? french_ : english_; }

  const Schedule& schedule_;
  Instant until_;
  Chance chance_;
  Warmth warmth_;
  Zipf zeal_, space_law_, tag_law_;
  PostMaker english_, french_;
  std::vector<SpaceChoice> spaces_;
  std::vector<community::TagId> tags_;
  std::vector<community::MemberId> members_;
  std::vector<OpenThread> threads_;
  PostWords words_;
  Handles handles_;
  std::vector<Accepted> accepted_;  // in this transaction
  LoadCounters counters_;
  GenerateResult result_;
};

}  // namespace parvis::exchange
