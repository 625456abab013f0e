#include "community/threads/bulk.h"

#include "community/threads/thread_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kThread{R"(
  insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_post, last_poster,
                      posts, solution, solution_by, solved_at, closed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))"};
constexpr store::Sql kPost{R"(
  insert into post (id, thread, number, author, created_at, edited_at, revisions, body, html, renderer, language,
                    reply_to, up, down, comments)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))"};
constexpr store::Sql kRevision{R"(
  insert into post_revision (id, post, number, editor, created_at, title, tags, body, reason)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kComment{R"(
  insert into comment (id, post, author, created_at, body, html, score) values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kVote{R"(
  insert into vote (id, post, member, kind, created_at) values ($1, $2, $3, $4, $5)
  on conflict (post, member, kind) do nothing)"};
constexpr store::Sql kReaction{R"(
  insert into reaction (post, member, kind, created_at) values ($1, $2, $3, $4)
  on conflict (post, member, kind) do nothing)"};
constexpr store::Sql kThreadTag{R"(
  insert into thread_tag (thread, tag, last_activity_at) values ($1, $2, $3) on conflict (thread, tag) do nothing)"};
constexpr store::Sql kRelated{R"(
  insert into related_thread (thread, other, kind, created_at) values ($1, $2, $3, $4)
  on conflict (thread, other, kind) do nothing)"};

}  // namespace

void insert_thread_row(store::Transaction& transaction, const BulkThread& t) {
  transaction.run(kThread, t.id, t.space, t.author, t.title, t.slug, t.language, t.created_at,
                  t.last_activity_at ? t.last_activity_at : t.created_at, t.last_post,
                  t.last_poster ? t.last_poster : t.author, t.posts, t.solution, t.solution_by, t.solved_at,
                  t.closed_at);
}

void insert_post_row(store::Transaction& transaction, const BulkPost& p) {
  transaction.run(kPost, p.id, p.thread, p.number, p.author, p.created_at, p.edited_at, p.revisions, p.body, p.html,
                  p.renderer, p.language, p.reply_to, p.up, p.down, p.comments);
  queue_search(transaction, p.id, p.created_at);
}

void insert_revision_row(store::Transaction& transaction, const BulkRevision& r) {
  transaction.run(kRevision, r.id, r.post, r.number, r.editor, r.created_at, r.title, r.tags, r.body, r.reason);
}

void insert_comment_row(store::Transaction& transaction, const BulkComment& c) {
  transaction.run(kComment, c.id, c.post, c.author, c.created_at, c.body, c.html, c.score);
}

void insert_vote_row(store::Transaction& transaction, const BulkVote& v) {
  transaction.run(kVote, v.id, v.post, v.member, v.kind, v.created_at);
}

void insert_reaction_row(store::Transaction& transaction, PostId post, MemberId member, std::string_view kind,
                         Instant at) {
  transaction.run(kReaction, post, member, kind, at);
}

void insert_thread_tag_row(store::Transaction& transaction, ThreadId thread, TagId tag, Instant last_activity_at) {
  transaction.run(kThreadTag, thread, tag, last_activity_at);
}

void insert_related_row(store::Transaction& transaction, ThreadId thread, ThreadId other, RelationKind kind,
                        Instant at) {
  transaction.run(kRelated, thread, other, kind, at);
}

}  // namespace parvis::community
