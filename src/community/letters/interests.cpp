#include "community/letters/interests.h"

#include <algorithm>
#include <cmath>

namespace parvis::community {
namespace {

constexpr int kMostFollows = 5000, kOwnPosts = 100, kReadThreads = 60, kActs = 200;
constexpr double kWritten = 3;  // a post tells more than a reading

constexpr store::Sql kFollows{"select kind, target from follow where member = $1 limit $2"};
constexpr store::Sql kOwnSpaces{R"(
  select thread.space, count(*) from (
    select post.thread from post where post.author = $1 and post.deleted_at is null
    order by post.created_at desc, post.id desc limit $2) as own
  join thread on thread.id = own.thread group by thread.space)"};
constexpr store::Sql kOwnTags{R"(
  select thread_tag.tag, count(*) from (
    select post.thread from post where post.author = $1 and post.deleted_at is null
    order by post.created_at desc, post.id desc limit $2) as own
  join thread_tag on thread_tag.thread = own.thread group by thread_tag.tag)"};
constexpr store::Sql kReadSpaces{R"(
  select thread.space, count(*) from (
    select read_mark.thread from read_mark where read_mark.member = $1 order by read_mark.read_at desc limit $2) as seen
  join thread on thread.id = seen.thread group by thread.space)"};
constexpr store::Sql kReadTags{R"(
  select thread_tag.tag, count(*) from (
    select read_mark.thread from read_mark where read_mark.member = $1 order by read_mark.read_at desc limit $2) as seen
  join thread_tag on thread_tag.thread = seen.thread group by thread_tag.tag)"};
constexpr store::Sql kPeople{R"(
  select acts.counterpart, count(*) from (
    select activity.counterpart from activity where activity.actor = $1 order by activity.at desc limit $2) as acts
  where acts.counterpart > 0 group by acts.counterpart)"};

struct Follow {
  FollowKind kind;
  std::int64_t target;
};
struct Count {
  std::int64_t id, times;
};

double weight_of(const std::unordered_map<std::int64_t, double>& weights, std::int64_t id) {
  const auto found = weights.find(id);
  return found == weights.end() ? 0 : std::log2(1 + found->second);
}

// What speaks for a thread: each adds its weight, and the weightiest is the reason that is said.
class Scale {
 public:
  void add(double weight, Because reason) {
    sum_ += weight;
    if (weight > most_) {
      most_ = weight;
      reason_ = reason;
    }
  }
  Interest interest() const { return {sum_, reason_}; }

 private:
  double sum_ = 0, most_ = 0;
  Because reason_;
};

void weigh_people(Scale& scale, const PooledThread& thread, const Interests& interests) {
  const auto weigh = [&](MemberId member, double followed, double exchanged) {
    if (member == interests.member) return;
    if (interests.followed_members.contains(member.value)) {
      scale.add(followed, {Because::Kind::followed_member, member.value});
    } else if (const auto often = weight_of(interests.people, member.value); often > 0) {
      scale.add(std::min(exchanged, often), {Because::Kind::exchanged, member.value});
    }
  };
  weigh(thread.author, 8, 4);
  int others = 0;
  for (const auto voice : thread.voices) {
    if (voice == thread.author || ++others > 3) continue;
    weigh(voice, 5, 2);
  }
}

void weigh_subjects(Scale& scale, const PooledThread& thread, const Interests& interests) {
  using Kind = Because::Kind;
  double tags = 0;
  for (const auto tag : thread.tags) {
    if (interests.followed_tags.contains(tag.value)) scale.add(5, {Kind::followed_tag, tag.value});
    if (thread.is_open_question && interests.own_tags.contains(tag.value)) {
      scale.add(5, {Kind::open_question, tag.value});
    }
    const auto often = std::min(3.5, weight_of(interests.tags, tag.value));
    if (often > 0 && tags < 5) scale.add(often, {Kind::tag, tag.value});
    tags += often;
  }
  const auto space = thread.space.value;
  if (interests.followed_spaces.contains(space)) scale.add(4, {Kind::followed_space, space});
  if (thread.is_open_question && interests.own_spaces.contains(space)) scale.add(2.5, {Kind::open_question, -space});
  scale.add(std::min(2.5, 0.6 * weight_of(interests.spaces, space)), {Kind::space, space});
}

}  // namespace

Interests interests_of(store::Reader& reader, MemberId member) {
  Interests interests{.member = member};
  for (const auto& [kind, target] : reader.all<Follow>(kFollows, member, kMostFollows)) {
    switch (kind) {
      case FollowKind::thread: interests.followed_threads.insert(target); break;
      case FollowKind::tag: interests.followed_tags.insert(target); break;
      case FollowKind::space: interests.followed_spaces.insert(target); break;
      case FollowKind::member: interests.followed_members.insert(target); break;
    }
  }
  for (const auto& [space, times] : reader.all<Count>(kOwnSpaces, member, kOwnPosts)) {
    interests.spaces[space] += kWritten * static_cast<double>(times);
    interests.own_spaces.insert(space);
  }
  for (const auto& [tag, times] : reader.all<Count>(kOwnTags, member, kOwnPosts)) {
    interests.tags[tag] += kWritten * static_cast<double>(times);
    interests.own_tags.insert(tag);
  }
  for (const auto& [space, times] : reader.all<Count>(kReadSpaces, member, kReadThreads)) {
    interests.spaces[space] += static_cast<double>(times);
  }
  for (const auto& [tag, times] : reader.all<Count>(kReadTags, member, kReadThreads)) {
    interests.tags[tag] += static_cast<double>(times);
  }
  for (const auto& [other, times] : reader.all<Count>(kPeople, member, kActs)) {
    if (other != member.value) interests.people[other] += static_cast<double>(times);
  }
  return interests;
}

std::optional<Interest> interest_in(const PooledThread& thread, const Interests& interests, std::string_view language) {
  const auto is_other = [&](MemberId voice) { return voice != interests.member; };
  if (thread.author == interests.member && std::ranges::none_of(thread.voices, is_other)) return std::nullopt;
  Scale scale;
  if (interests.followed_threads.contains(thread.id.value) && std::ranges::any_of(thread.voices, is_other)) {
    scale.add(9, {Because::Kind::followed_thread, 0});
  }
  weigh_people(scale, thread, interests);
  weigh_subjects(scale, thread, interests);
  scale.add(std::min(4.5, 0.8 * std::log2(1 + static_cast<double>(thread.thanks))), {Because::Kind::received, 0});
  auto interest = scale.interest();
  if (thread.language != language) interest.weight *= 0.6;  // they may read it, and may not
  return interest;
}

}  // namespace parvis::community
