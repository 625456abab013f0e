// The part of a thread's page that is the same for all who may read it.
#include <algorithm>

#include "community/threads/thread_page.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr std::size_t kSolutionExcerpt = 300;

constexpr store::Sql kPosts{R"(
  select p.id, p.number, p.created_at, p.edited_at, p.revisions, case when p.deleted_at is null then p.html else '' end,
         p.language, p.reply_to, p.up, p.down, p.reactions, p.comments, p.deleted_at,
         m.id, m.handle, m.display_name, m.title, m.hue, m.role, m.status, m.posts,
         case when r.thread = p.thread then r.number end, rm.handle, rm.display_name
  from post p cross join member m left join post r on r.id = p.reply_to left join member rm on rm.id = r.author
  where m.id = p.author)"};
constexpr store::Sql kInRange{" and p.thread = $1 and p.number >= $2 and p.number < $3 order by p.number"};
constexpr store::Sql kThisOne{" and p.id = $1"};

constexpr store::Sql kComments{R"(
  select c.id, c.post, c.created_at, c.html, c.score, m.id, m.handle, m.display_name, m.title, m.hue, m.role
  from post p cross join comment c cross join member m
  where p.thread = $1 and p.number >= $2 and p.number < $3 and p.comments > 0 and p.deleted_at is null
    and c.post = p.id and c.deleted_at is null and m.id = c.author
  order by p.number, c.created_at, c.id)"};

constexpr store::Sql kParticipants{R"(
  select m.id, m.handle, m.display_name, m.hue, x.posts
  from (select p.author, count(*) as posts from post p
        where p.thread = $1 and p.number > $2 and p.deleted_at is null
        group by p.author order by 2 desc, p.author limit $3) x
  join member m on m.id = x.author order by x.posts desc, m.id)"};

std::vector<PostView> posts_in_range(store::Reader& reader, ThreadId thread, std::int64_t from, std::int64_t limit) {
  static const auto kSql = kPosts + kInRange;
  return reader.all<PostView>(kSql, thread, from, from + limit);
}

void load_solution(store::Reader& reader, ThreadContent& content) {
  if (content.from != 1 || !content.thread.solution) return;
  static const auto kSql = kPosts + kThisOne;
  content.solution = reader.one<PostView>(kSql, *content.thread.solution);
  if (!content.solution) return;
  content.solution_excerpt = excerpt_of(content.solution->html, kSolutionExcerpt);
}

std::size_t weight_of(const PostView& post) {
  return sizeof post + post.html.size() + post.reactions.size() + post.author_handle.size() + post.author_name.size() +
         post.author_title.size();
}

}  // namespace

ThreadContent load_thread_content(store::Reader& reader, ThreadId id, std::int64_t from, std::int64_t limit) {
  auto thread = read_thread(reader, id);
  if (!thread) throw NotFound();
  ThreadContent content{.thread = std::move(*thread), .from = std::max<std::int64_t>(from, 1), .limit = limit};
  content.posts = posts_in_range(reader, id, content.from, limit);
  content.comments = reader.all<CommentView>(kComments, id, content.from, content.from + limit);
  content.tags = tags_of(reader, id);
  content.participants = reader.all<Participant>(
      kParticipants, id, std::max<std::int64_t>(content.thread.last_post - kParticipantWindow, 0), kMaxParticipants);
  load_solution(reader, content);
  content.related = related_threads(reader, id);
  return content;
}

std::size_t ThreadContent::weight() const {
  std::size_t bytes = sizeof *this + thread.title.size() + thread.slug.size() + solution_excerpt.size();
  for (const auto& post : posts) bytes += weight_of(post);
  for (const auto& comment : comments) bytes += sizeof comment + comment.html.size() + comment.author_name.size();
  for (const auto& tag : tags) bytes += sizeof tag + tag.name.size() + tag.key.size() + tag.description.size();
  for (const auto& other : related) bytes += sizeof other + other.title.size() + other.slug.size();
  if (solution) bytes += weight_of(*solution);
  return bytes + participants.size() * sizeof(Participant);
}

std::int64_t page_start(std::int64_t number, std::int64_t limit) {
  return number < 1 ? 1 : (number - 1) / limit * limit + 1;
}

std::int64_t number_at(store::Reader& reader, const Thread& thread, Instant at) {
  // One step into the index of (thread, created_at); numbers within one instant follow each other.
  constexpr static store::Sql kNumberAt{R"(
    select number from post where thread = $1 and created_at >= $2 order by created_at limit 1)"};
  return reader.one<std::int64_t>(kNumberAt, thread.id, at).value_or(thread.last_post);
}

}  // namespace parvis::community
