// What a post said before each edit: kept when it is edited, read back as the sequence of its texts.
#include <algorithm>

#include "community/threads/post_edit.h"
#include "community/threads/revision.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kInsertRevision{R"(
  insert into post_revision (id, post, number, editor, created_at, title, tags, body, reason)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kCountRevision{"update post set revisions = $2, edited_at = $3 where id = $1"};

// Row n holds text n with who replaced it; a reader wants each text with who wrote it.
constexpr store::Sql kRevisions{R"(
  select r.number, r.editor, m.handle, m.display_name, r.created_at, r.reason, r.body, r.title, r.tags
  from post_revision r join member m on m.id = r.editor where r.post = $1 and r.number >= $2 and r.number <= $3
  order by r.number)"};
constexpr store::Sql kAuthor{"select handle, display_name from member where id = $1"};
constexpr store::Sql kTitleFrom{R"(
  select title from post_revision where post = $1 and number > $2 and title is not null order by number limit 1)"};
constexpr store::Sql kTagsFrom{R"(
  select tags from post_revision where post = $1 and number > $2 and tags is not null order by number limit 1)"};

struct Row {
  std::int64_t number = 0;
  MemberId editor;
  std::string handle, name;
  Instant at;
  std::string reason, body;
  std::optional<std::string> title, tags;
};
struct Names {
  std::string handle, name;
};

Revision first_text(store::Reader& reader, const Post& post) {
  const auto author = reader.one<Names>(kAuthor, post.author).value_or(Names{});
  return {.number = 1,
          .editor = post.author,
          .editor_handle = author.handle,
          .editor_name = author.name,
          .at = post.created_at};
}

Revision text_after(const Row& row) {
  return {.number = row.number + 1,
          .editor = row.editor,
          .editor_handle = row.handle,
          .editor_name = row.name,
          .at = row.at,
          .reason = row.reason};
}

// A title stands until the edit that changed it: going backwards, each row says what stood before.
void fill_titles(store::Reader& reader, std::vector<Revision>& history, const std::vector<Row>& rows,
                 const Thread& thread, PostId post) {
  const auto last = history.back().number;
  auto title = reader.one<std::string>(kTitleFrom, post, last).value_or(thread.title);
  auto tags = reader.one<std::string>(kTagsFrom, post, last).value_or(tags_text(reader, thread.id));
  for (auto text = history.rbegin(); text != history.rend(); ++text) {
    if (const auto row = std::ranges::find(rows, text->number, &Row::number); row != rows.end()) {
      title = row->title.value_or(title);
      tags = row->tags.value_or(tags);
    }
    text->title = title;
    text->tags = tags;
  }
}

}  // namespace

void keep_revision(store::Transaction& transaction, const Act& act, const Post& post, const BeforeEdit& before) {
  const auto at = instant_of(act);
  transaction.run(kInsertRevision, next_id(), post.id, post.revisions + 1, act.actor.member, at, before.title,
                  before.tags, post.body, before.reason);
  transaction.run(kCountRevision, post.id, post.revisions + 1, at);
}

std::vector<Revision> post_history(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, PostId id,
                                   std::int64_t last) {
  const auto [post, thread] = find_post(reader, viewer, spaces, id);
  const bool own = viewer.signed_in() && viewer.member == post.author;
  if (post.deleted() && !own && !sees_deleted(viewer, spaces, thread.space)) throw NotFound();
  const auto present = post.revisions + 1;
  last = last < 1 ? present : std::min(last, present);
  const auto first = std::max<std::int64_t>(last - kTextsPerPage, 1);
  const auto rows = reader.all<Row>(kRevisions, id, first - 1, last);
  std::vector<Revision> history;
  if (first == 1) history.push_back(first_text(reader, post));
  for (const auto& row : rows) {
    if (row.number >= first) history.back().body = row.body;
    if (row.number < last) history.push_back(text_after(row));
  }
  if (last == present) history.back().body = post.body;
  if (post.number == 1) fill_titles(reader, history, rows, thread, id);
  return history;
}

}  // namespace parvis::community
