#include "community/letters/digest_pool.h"

#include <algorithm>

#include "community/members/portrait.h"
#include "community/threads/post_text.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMostVoices = 12;
constexpr std::size_t kBeginning = 180;  // characters: two lines
constexpr std::size_t kAtOnce = 400;

constexpr store::Sql kRecent{R"(
  select thread.id, thread.space, thread.author, thread.title, thread.slug, thread.language, thread.created_at,
         thread.last_activity_at, thread.last_post, thread.posts, thread.thanks,
         case when thread.posts = 1 and space.kind = 2 and thread.closed_at is null then 1 else 0 end
  from thread join space on space.id = thread.space
  where thread.last_activity_at >= $1 and thread.deleted_at is null
  order by thread.last_activity_at desc, thread.id desc limit $2)"};
constexpr store::Sql kOpen{R"(
  select thread.id, thread.space, thread.author, thread.title, thread.slug, thread.language, thread.created_at,
         thread.last_activity_at, thread.last_post, thread.posts, thread.thanks, 1
  from thread join space on space.id = thread.space
  where thread.posts = 1 and thread.created_at >= $1 and thread.created_at < $2 and space.kind = 2
    and thread.deleted_at is null and thread.closed_at is null
  order by thread.created_at desc, thread.id desc limit $3)"};
constexpr store::Sql kStands{"select 1 from thread where id = $1 and space = $2 and deleted_at is null"};
constexpr store::Sql kVoices{R"(
  select thread, author from post where created_at >= $1 and deleted_at is null
  order by created_at desc, id desc limit $2)"};
constexpr store::Sql kTagsOf{"select thread, tag from thread_tag where thread in ("};
constexpr store::Sql kClose{")"};
constexpr store::Sql kTagName{"select name from tag where id = $1"};
constexpr store::Sql kPerson{"select display_name, hue, status from member where id = $1"};
constexpr store::Sql kFirstPost{"select html from post where thread = $1 and number = 1 and deleted_at is null"};

struct ThreadRow {
  ThreadId id;
  SpaceId space;
  MemberId author;
  std::string title, slug, language;
  Instant created_at, last_activity_at;
  std::int64_t last_post, posts, thanks;
  bool is_open_question;
};
struct Voice {
  ThreadId thread;
  MemberId author;
};
struct Tagged {
  ThreadId thread;
  TagId tag;
};

}  // namespace

DigestPool::DigestPool(store::Reader& reader, Instant at) : made_at_(at) {
  const auto add = [&](ThreadRow&& row) {
    places_.emplace(row.id.value, threads_.size());
    threads_.push_back({.id = row.id,
                        .space = row.space,
                        .author = row.author,
                        .title = std::move(row.title),
                        .slug = std::move(row.slug),
                        .language = std::move(row.language),
                        .created_at = row.created_at,
                        .last_activity_at = row.last_activity_at,
                        .last_post = row.last_post,
                        .posts = row.posts,
                        .thanks = row.thanks,
                        .is_open_question = row.is_open_question});
  };
  reader.each<ThreadRow>(kRecent, add, at - kReach, kMostThreads);
  // Those of the last days are among the recent ones already.
  reader.each<ThreadRow>(kOpen, add, at - kOpenQuestions, at - kReach, kMostQuestions);
  add_voices(reader);
  add_tags(reader);
}

void DigestPool::add_voices(store::Reader& reader) {
  for (const auto& [thread, author] : reader.all<Voice>(kVoices, made_at_ - kReach, kMostPosts)) {
    const auto place = places_.find(thread.value);
    if (place == places_.end()) continue;
    auto& voices = threads_[place->second].voices;
    if (voices.size() < kMostVoices && std::ranges::find(voices, author) == voices.end()) voices.push_back(author);
  }
}

void DigestPool::add_tags(store::Reader& reader) {
  for (std::size_t from = 0; from < threads_.size(); from += kAtOnce) {
    std::vector<std::int64_t> ids;
    for (auto at = from; at < std::min(threads_.size(), from + kAtOnce); ++at) ids.push_back(threads_[at].id.value);
    for (const auto& [thread, tag] : reader.all<Tagged>(kTagsOf + store::Sql::numbers(ids) + kClose)) {
      threads_[places_.at(thread.value)].tags.push_back(tag);
    }
  }
}

bool DigestPool::still_stands(store::Reader& reader, const PooledThread& thread) {
  return reader.one<std::int64_t>(kStands, thread.id, thread.space).has_value();
}

const std::string& DigestPool::tag_name(store::Reader& reader, TagId tag) {
  const auto [place, is_new] = tag_names_.try_emplace(tag.value);
  if (is_new) place->second = reader.one<std::string>(kTagName, tag).value_or("");
  return place->second;
}

const DigestPool::Person& DigestPool::person(store::Reader& reader, MemberId member) {
  const auto [place, is_new] = people_.try_emplace(member.value);
  if (is_new) {
    place->second = reader.one<Person>(kPerson, member).value_or(Person{});
    place->second.hue = unpack_face(place->second.hue).hue;
  }
  return place->second;
}

const std::string& DigestPool::beginning(store::Reader& reader, ThreadId thread) {
  const auto [place, is_new] = beginnings_.try_emplace(thread.value);
  if (is_new) place->second = excerpt_of(reader.one<std::string>(kFirstPost, thread).value_or(""), kBeginning);
  return place->second;
}

}  // namespace parvis::community
