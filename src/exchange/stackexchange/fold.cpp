#include "exchange/stackexchange/fold.h"

#include <algorithm>
#include <span>

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kWaitingPosts{"select distinct post from imported_revision order by post limit $1"};
constexpr store::Sql kCountWaiting{"select count(distinct post) from imported_revision"};
constexpr store::Sql kEdits{R"(
  select post, created_at, editor, title, tags, body, reason from imported_revision
  where post in ()"};
constexpr store::Sql kInTheirOrder{") order by post, created_at, foreign_id"};
constexpr store::Sql kPosts{R"(
  select post.id, post.thread, thread.space, post.number, post.author, post.revisions, post.body, post.edited_at
  from post join thread on thread.id = post.thread where post.id in ()"};
constexpr store::Sql kTitle{"select title from thread where id = $1"};
constexpr store::Sql kTagNames{R"(
  select tag.name from thread_tag join tag on tag.id = thread_tag.tag where thread_tag.thread = $1
  order by tag.name_key)"};
constexpr store::Sql kUpdatePost{"update post set body = $2, revisions = $3, edited_at = $4 where id = $1"};
constexpr store::Sql kForget{"delete from imported_revision where post in ("};

struct Edit {
  PostId post;
  Instant at;
  MemberId editor;
  std::optional<std::string> title, tags, body;
  std::string reason;
};

struct PostRow {
  PostId id;
  ThreadId thread;
  SpaceId space;
  std::int64_t number;
  MemberId author;
  std::int64_t revisions;
  std::string body;
  std::optional<Instant> edited_at;
};

// What a post says, with its thread's title and tags when it is the first.
struct Words {
  std::string title, tags, body;
};

class Folding {
 public:
  Folding(Desk& desk, PostRow post) : desk_(desk), post_(std::move(post)) {}

  void fold(std::span<const Edit> edits) {
    std::size_t next = 0;
    if (post_.revisions > 0 || !post_.body.empty()) {
      words_ = current_words();  // of an earlier run
    } else if (!edits.empty()) {
      words_ = {edits[0].title.value_or(""), edits[0].tags.value_or(""), edits[0].body.value_or("")};
      next = 1;
    }
    for (; next < edits.size(); ++next) apply(edits[next]);
    desk_.transaction().run(kUpdatePost, post_.id, words_.body, post_.revisions, post_.edited_at);
  }

 private:
  Words current_words() {
    Words words{.body = post_.body};
    if (post_.number != 1) return words;
    words.title = desk_.transaction().one<std::string>(kTitle, post_.thread).value_or("");
    for (const auto& name : desk_.transaction().all<std::string>(kTagNames, post_.thread)) {
      words.tags.append(words.tags.empty() ? "" : " ").append(name);
    }
    return words;
  }

  void apply(const Edit& edit) {
    const bool retitled = edit.title && *edit.title != words_.title;
    const bool retagged = edit.tags && *edit.tags != words_.tags;
    const bool rewritten = edit.body && *edit.body != words_.body;
    if (!retitled && !retagged && !rewritten) return;
    BulkRevision revision{.id = next_id(),
                          .post = post_.id,
                          .number = ++post_.revisions,
                          .editor = edit.editor,
                          .created_at = edit.at,
                          .body = words_.body,
                          .reason = edit.reason};
    if (retitled) revision.title = words_.title;
    if (retagged) revision.tags = words_.tags;
    insert_revision_row(desk_.rows(), revision);
    post_.edited_at = edit.at;
    if (rewritten) record(edit, Verb::post_edited, {});
    if (retitled) record(edit, Verb::thread_retitled, *edit.title);
    if (retagged) record(edit, Verb::thread_tagged, *edit.tags);
    if (retitled) words_.title = *edit.title;
    if (retagged) words_.tags = *edit.tags;
    if (rewritten) words_.body = *edit.body;
  }

  void record(const Edit& edit, Verb verb, std::string detail) {
    const bool of_post = verb == Verb::post_edited;
    Activity activity{.at = edit.at,
                      .actor = edit.editor,
                      .verb = verb,
                      .object_kind = of_post ? ObjectKind::post : ObjectKind::thread,
                      .object = of_post ? post_.id.value : post_.thread.value,
                      .space = post_.space,
                      .thread = post_.thread,
                      .detail = std::move(detail)};
    if (edit.editor != post_.author) activity.counterpart = post_.author;
    desk_.record(std::move(activity));
  }

  Desk& desk_;
  PostRow post_;
  Words words_;
};

}  // namespace

std::size_t fold_revisions(Desk& desk, std::size_t posts) {
  auto& transaction = desk.transaction();
  const auto waiting = transaction.all<std::int64_t>(kWaitingPosts, posts);
  const auto these = store::Sql::numbers(waiting);
  const auto edits = transaction.all<Edit>(kEdits + these + kInTheirOrder);
  for (auto& post : transaction.all<PostRow>(kPosts + these + ") order by post.id")) {
    const auto [begin, end] = std::ranges::equal_range(edits, post.id, {}, &Edit::post);
    Folding(desk, std::move(post)).fold({begin, end});
  }
  transaction.run(kForget + these + ")");
  return waiting.size();
}

std::int64_t posts_to_fold(store::Reader& reader) { return reader.one<std::int64_t>(kCountWaiting).value_or(0); }

}  // namespace parvis::exchange
