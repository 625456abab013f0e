#include "community/threads/split.h"

#include <algorithm>

#include "community/threads/relation.h"
#include "community/threads/thread_store.h"
#include "community/threads/title.h"
#include "community/threads/transfer.h"
#include "core/errors.h"
#include "core/store/id_list.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kChosen{R"(
  select post.id, post.number, post.author, post.created_at, post.language,
         case when post.deleted_at is null then 0 else 1 end
  from post where post.thread = $1 and post.id)"};
constexpr store::Sql kInOrder{" order by post.number"};
constexpr store::Sql kInsertThread{R"(
  insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_poster)
  values ($1, $2, $3, $4, $5, $6, $7, $7, $3))"};
constexpr store::Sql kSameTags{R"(
  insert into thread_tag (thread, tag, last_activity_at) select $2, tag, $3 from thread_tag where thread = $1)"};
constexpr store::Sql kRelate{"insert into related_thread (thread, other, kind, created_at) values ($1, $2, $3, $4)"};

struct Chosen {
  PostId id;
  std::int64_t number = 0;
  MemberId author;
  Instant created_at;
  std::string language;
  bool deleted = false;
};

std::vector<Chosen> chosen_posts(store::Reader& reader, ThreadId thread, const std::vector<PostId>& posts) {
  if (posts.empty()) return {};
  const auto sql = kChosen + store::in_list(reader, "$2") + kInOrder;
  return reader.all<Chosen>(sql, thread, store::id_list(posts));
}

// Why these posts cannot open a thread of their own.
std::optional<Sentence> refusal(const std::vector<Chosen>& posts) {
  if (posts.empty()) return Sentence{"Choose the posts that go into the new conversation."};
  if (posts.front().number == 1) {
    return Sentence{"The first post stays: it opens this conversation. Move the whole conversation instead."};
  }
  if (posts.front().deleted) return Sentence{"The first of the chosen posts was deleted: choose one that stands."};
  if (static_cast<std::int64_t>(posts.size()) > kMostMoved) {
    return Sentence{"These are more posts than can be moved at once."};
  }
  return std::nullopt;
}

ThreadId new_thread(store::Transaction& transaction, const Act& act, const SplitText& text, const Chosen& first) {
  const auto id = make_id<ThreadId>();
  transaction.run(kInsertThread, id, text.space, first.author, text.title, text.slug, first.language, first.created_at);
  transaction.run(kSameTags, text.thread, id, first.created_at);
  transaction.run(kRelate, id, text.thread, RelationKind::linked, instant_of(act));
  return id;
}

}  // namespace

Outcome<SplitText> check_split(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                               const SplitForm& form) {
  const auto thread = find_thread(reader, viewer, spaces, form.thread);
  Mistakes mistakes;
  const auto posts = chosen_posts(reader, thread.id, form.posts);
  if (auto sentence = refusal(posts)) mistakes.push_back({"posts", std::move(*sentence)});
  auto title = check_title(form.title);
  for (const auto& mistake : title.mistakes()) mistakes.push_back(mistake);
  const auto* space = spaces.find(form.space);
  if (!space || !may_read(viewer, *space) || !may(viewer, *space, Action::move)) {
    mistakes.push_back({"space", {"Choose a space."}});
  }
  if (!mistakes.empty()) return mistakes;
  auto slug = text::slug(*title);
  SplitText text{thread.id, {}, std::move(*title), std::move(slug), form.space};
  for (const auto& post : posts) text.posts.push_back(post.id);
  return text;
}

Split split_thread(store::Transaction& transaction, const Act& act, const SplitText& text) {
  const auto from = thread_to_change(transaction, act, text.thread, Action::move);
  require(act, text.space, Action::move);
  const auto posts = chosen_posts(transaction, from.id, text.posts);
  if (auto sentence = refusal(posts)) throw Conflict(std::move(*sentence));
  const auto id = new_thread(transaction, act, text, posts.front());
  transfer_posts(transaction, act, from, *read_thread(transaction, id), text.posts, Leaving::some);
  auto activity = activity_of(act, Verb::thread_split, ObjectKind::thread, id.value);
  activity.amount = static_cast<std::int64_t>(posts.size());
  record_and_echo(transaction, act, in_thread(std::move(activity), from, from.author), context_of(from));
  return {id, text.slug};
}

}  // namespace parvis::community
