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

// The rows hold the text before an edit with who made that edit; a reader wants each text with who wrote it.
constexpr store::Sql kRevisions{R"(
  select r.number, r.editor, m.handle, m.display_name, r.created_at, r.reason, r.body, r.title, r.tags
  from post_revision r join member m on m.id = r.editor where r.post = $1 order by r.number)"};
constexpr store::Sql kAuthor{"select handle, display_name from member where id = $1"};

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

// A title stands until the edit that changed it: going backwards, each row says what stood before.
void fill_titles(std::vector<Revision>& history, const std::vector<Row>& rows, std::string title, std::string tags) {
  for (auto index = history.size(); index-- > 0;) {
    if (index < rows.size()) {
      title = rows[index].title.value_or(title);
      tags = rows[index].tags.value_or(tags);
    }
    history[index].title = title;
    history[index].tags = tags;
  }
}

}  // namespace

void keep_revision(store::Transaction& transaction, const Act& act, const Post& post, const BeforeEdit& before) {
  const auto at = instant_of(act);
  transaction.run(kInsertRevision, next_id(), post.id, post.revisions + 1, act.actor.member, at, before.title,
                  before.tags, post.body, before.reason);
  transaction.run(kCountRevision, post.id, post.revisions + 1, at);
}

std::vector<Revision> post_history(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, PostId id) {
  const auto [post, thread] = find_post(reader, viewer, spaces, id);
  const bool own = viewer.signed_in() && viewer.member == post.author;
  if (post.deleted() && !own && !may_moderate(viewer, thread.space)) throw NotFound();
  auto rows = reader.all<Row>(kRevisions, id);
  const auto author = reader.one<Names>(kAuthor, post.author).value_or(Names{});
  std::vector<Revision> history;
  history.push_back({.number = 1,
                     .editor = post.author,
                     .editor_handle = author.handle,
                     .editor_name = author.name,
                     .at = post.created_at});
  for (auto& row : rows) {
    history.back().body = std::move(row.body);
    history.push_back({.number = row.number + 1,
                       .editor = row.editor,
                       .editor_handle = row.handle,
                       .editor_name = row.name,
                       .at = row.at,
                       .reason = row.reason});
  }
  history.back().body = post.body;
  if (post.number == 1) fill_titles(history, rows, thread.title, tags_text(reader, thread.id));
  return history;
}

}  // namespace parvis::community
