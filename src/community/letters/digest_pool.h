// What was said lately, read once for a round of digests: the threads among which each member's are chosen, with what
// makes one interesting to somebody. Whether a member may read a thread is asked for each (digest.h). Owned by one
// round on one thread; it remembers names and beginnings of posts once asked for.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

struct PooledThread {
  ThreadId id;
  SpaceId space;
  MemberId author;
  std::string title, slug, language;
  Instant created_at, last_activity_at;
  std::int64_t last_post = 0, posts = 0, thanks = 0;
  bool is_open_question = false;  // in a space for questions, and nobody has answered
  std::vector<TagId> tags = {};
  std::vector<MemberId> voices = {};  // who wrote in it lately, each once
};

class DigestPool {
 public:
  static constexpr std::int64_t kReach = 8 * kDay;           // a week, and a day for who is late
  static constexpr std::int64_t kOpenQuestions = 30 * kDay;  // after that, who asked has gone elsewhere
  static constexpr int kMostThreads = 1500, kMostQuestions = 300, kMostPosts = 20'000;

  DigestPool(store::Reader& reader, Instant at);

  const std::vector<PooledThread>& threads() const { return threads_; }
  Instant made_at() const { return made_at_; }

  // Is it still there, and where it was? Asked before it is named: the pool may be some minutes old.
  static bool still_stands(store::Reader& reader, const PooledThread& thread);
  const std::string& tag_name(store::Reader& reader, TagId tag);
  struct Person {
    std::string name;
    int hue = 0;
    MemberStatus status = MemberStatus::active;
  };
  const Person& person(store::Reader& reader, MemberId member);
  const std::string& beginning(store::Reader& reader, ThreadId thread);

 private:
  void add_voices(store::Reader& reader);
  void add_tags(store::Reader& reader);

  Instant made_at_;
  std::vector<PooledThread> threads_;
  std::unordered_map<std::int64_t, std::size_t> places_;
  std::unordered_map<std::int64_t, std::string> tag_names_, beginnings_;
  std::unordered_map<std::int64_t, Person> people_;
};

}  // namespace parvis::community
