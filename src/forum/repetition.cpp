#include "forum/repetition.h"

#include "core/store/foresight.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr store::Sql kSameReply{R"(
  select post.id, post.number, thread.slug from post join thread on thread.id = post.thread
  where post.author = $1 and post.created_at >= $2 and post.thread = $3 and post.number > 1 and post.body = $4
    and post.deleted_at is null)"};

constexpr store::Sql kSameThread{R"(
  select thread.id, post.id, thread.slug from thread join post on post.thread = thread.id and post.number = 1
  where thread.author = $1 and thread.created_at >= $2 and thread.space = $3 and thread.title = $4 and post.body = $5
    and thread.deleted_at is null)"};

constexpr store::Sql kSameComment{R"(
  select id from comment where author = $1 and created_at >= $2 and post = $3 and body = $4 and deleted_at is null)"};

Instant window_of(const Act& act) { return instant_of(act) - kRepetitionWindow; }

}  // namespace

std::optional<PublishedPost> same_reply(store::Reader& reader, const Act& act, ThreadId thread, std::string_view body) {
  return reader.one<PublishedPost>(kSameReply, act.actor.member, window_of(act), thread, body);
}

void foresee_same_reply(store::Reader& reader, const Act& act, ThreadId thread, std::string_view body) {
  store::foresee(reader, kSameReply, act.actor.member, window_of(act), thread, body);
}

std::optional<OpenedThread> same_thread(store::Reader& reader, const Act& act, const ThreadText& text) {
  return reader.one<OpenedThread>(kSameThread, act.actor.member, window_of(act), text.space, text.title,
                                  text.text.body);
}

bool same_comment(store::Reader& reader, const Act& act, PostId post, std::string_view body) {
  return reader.one<CommentId>(kSameComment, act.actor.member, window_of(act), post, body).has_value();
}

}  // namespace parvis::forum
