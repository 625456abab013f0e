#include "community/threads/bulk.h"

namespace parvis::community {
namespace {

constexpr store::Insert kThread{R"(
  insert into thread (id, space, author, title, slug, language, created_at, last_activity_at, last_post, last_poster,
                      posts, solution, solution_by, solved_at, closed_at))",
                                "", store::Turn::first};
constexpr store::Insert kPost{R"(
  insert into post (id, thread, number, author, created_at, edited_at, revisions, body, html, renderer, language,
                    reply_to, up, down, comments, reactions))",
                              "", store::Turn::second};
constexpr store::Insert kQueue{"insert into search_pending (post, queued_at)",
                               "on conflict (post) do update set queued_at = excluded.queued_at"};
constexpr store::Insert kRevision{R"(
  insert into post_revision (id, post, number, editor, created_at, title, tags, body, reason))"};
constexpr store::Insert kComment{R"(
  insert into comment (id, post, author, created_at, body, html, score))"};
constexpr store::Insert kVote{R"(
  insert into vote (id, post, member, kind, created_at))",
                              "on conflict (post, member, kind) do nothing"};
constexpr store::Insert kReaction{R"(
  insert into reaction (post, member, kind, created_at))",
                                  "on conflict (post, member, kind) do nothing"};
constexpr store::Insert kThreadTag{R"(
  insert into thread_tag (thread, tag, last_activity_at))",
                                   "on conflict (thread, tag) do nothing"};
constexpr store::Insert kRelated{R"(
  insert into related_thread (thread, other, kind, created_at))",
                                 "on conflict (thread, other, kind) do nothing"};

}  // namespace

void insert_thread_row(store::BulkRows& rows, const BulkThread& t) {
  rows.add(kThread, t.id, t.space, t.author, t.title, t.slug, t.language, t.created_at,
           t.last_activity_at ? t.last_activity_at : t.created_at, t.last_post,
           t.last_poster ? t.last_poster : t.author, t.posts, t.solution, t.solution_by, t.solved_at, t.closed_at);
}

void insert_post_row(store::BulkRows& rows, const BulkPost& p) {
  rows.add(kPost, p.id, p.thread, p.number, p.author, p.created_at, p.edited_at, p.revisions, p.body, p.html,
           p.renderer, p.language, p.reply_to, p.up, p.down, p.comments, p.reactions);
  rows.add(kQueue, p.id, p.created_at);
}

void insert_revision_row(store::BulkRows& rows, const BulkRevision& r) {
  rows.add(kRevision, r.id, r.post, r.number, r.editor, r.created_at, r.title, r.tags, r.body, r.reason);
}

void insert_comment_row(store::BulkRows& rows, const BulkComment& c) {
  rows.add(kComment, c.id, c.post, c.author, c.created_at, c.body, c.html, c.score);
}

void insert_vote_row(store::BulkRows& rows, const BulkVote& v) {
  rows.add(kVote, v.id, v.post, v.member, v.kind, v.created_at);
}

void insert_reaction_row(store::BulkRows& rows, PostId post, MemberId member, std::string_view kind, Instant at) {
  rows.add(kReaction, post, member, kind, at);
}

void insert_thread_tag_row(store::BulkRows& rows, ThreadId thread, TagId tag, Instant last_activity_at) {
  rows.add(kThreadTag, thread, tag, last_activity_at);
}

void insert_related_row(store::BulkRows& rows, ThreadId thread, ThreadId other, RelationKind kind, Instant at) {
  rows.add(kRelated, thread, other, kind, at);
}

}  // namespace parvis::community
