// Deciding on a contribution that waits.
#include "community/activity/activity.h"
#include "community/members/viewer_of.h"
#include "community/moderation/contribution.h"
#include "community/moderation/lesson.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/tag.h"
#include "community/threads/thread.h"

namespace parvis::community {
namespace {

constexpr store::Sql kDecide{R"(
  update contribution set decision = $2, decided_at = $3, decided_by = $4, reason = $5, published = $6, ground = $7
  where id = $1 and decision = 0)"};
// Published, its words stand in the post, where their author changes and deletes them.
constexpr store::Sql kWaitAgain{R"(
  update contribution set decision = 0, decided_at = null, decided_by = null, reason = '', ground = 0, published = null,
    title = $2, body = $3, tags = $4 where id = $1)"};
constexpr store::Sql kAnswered{"select 1 from post where reply_to = $1 and thread = $2 and deleted_at is null limit 1"};
constexpr store::Sql kTags{R"(
  select tag.name from thread_tag join tag on tag.id = thread_tag.tag where thread_tag.thread = $1 order by tag.name)"};
constexpr store::Sql kBlank{"update contribution set title = '', body = '', tags = '' where id = $1"};

struct Outcomes {
  Published published;
  std::int64_t object = 0;
  ObjectKind kind = ObjectKind::post;
};

// It was checked when it was sent in; what no longer holds is said to who decides.
template <class Text>
const Text& checked(const Outcome<Text>& text) {
  if (!text) throw Conflict(text.mistakes().front().sentence);
  return *text;
}

Outcomes publish_thread(store::Transaction& transaction, const Act& as_author, const Contribution& one,
                        std::string_view origin) {
  const ThreadForm form{one.space, one.title, one.body, split_tags(one.tags)};
  const auto text = compose_thread(transaction, as_author.actor, as_author.spaces, form, as_author.language, origin);
  auto opened = open_thread(transaction, as_author, checked(text));
  return {{opened.thread, 1, std::move(opened.slug)}, opened.post.value, ObjectKind::post};
}

Outcomes publish_reply(store::Transaction& transaction, const Act& as_author, const Contribution& one,
                       std::string_view origin) {
  const auto text = compose_post(transaction, one.body, as_author.language, origin);
  const NewReply to{*one.thread, one.post.value_or(PostId{})};
  auto post = reply(transaction, as_author, to, checked(text));
  return {{*one.thread, post.number, std::move(post.slug)}, post.id.value, ObjectKind::post};
}

Outcomes publish_comment(store::Transaction& transaction, const Act& as_author, const Contribution& one,
                         std::string_view origin) {
  const auto text = compose_comment(transaction, one.body, as_author.language, origin);
  const auto comment = add_comment(transaction, as_author, *one.post, checked(text));
  auto under = find_post(transaction, as_author.actor, as_author.spaces, *one.post);
  return {{under.thread.id, under.post.number, std::move(under.thread.slug)}, comment.value, ObjectKind::comment};
}

Outcomes publish(store::Transaction& transaction, const Act& as_author, const Contribution& one,
                 std::string_view origin) {
  switch (one.kind) {
    case ContributionKind::thread: return publish_thread(transaction, as_author, one, origin);
    case ContributionKind::reply: return publish_reply(transaction, as_author, one, origin);
    case ContributionKind::comment: return publish_comment(transaction, as_author, one, origin);
  }
  throw NotFound();
}

// The contribution, where the actor may decide on it.
Contribution to_decide(store::Reader& reader, const Act& act, ContributionId id) {
  auto one = find_contribution(reader, id);
  if (!one) throw NotFound();
  require(act, one->space, Action::decide);
  return std::move(*one);
}

// Its thread may have gone where the actor decides on nothing.
void require_thread(store::Reader& reader, const Act& act, const Contribution& one) {
  if (one.thread) require(act, find_thread(reader, act.actor, act.spaces, *one.thread).space, Action::decide);
}

// What it said when it was taken out.
struct Taken {
  std::string title, body, tags;
};

Taken take_comment_out(store::Transaction& transaction, const Act& act, CommentId id) {
  const auto comment = find_comment(transaction, act.actor, act.spaces, id);
  delete_comment(transaction, act, id);
  return {{}, comment.body, {}};
}

Taken take_post_out(store::Transaction& transaction, const Act& act, PostId id, ContributionKind kind) {
  const auto found = find_post(transaction, act.actor, act.spaces, id);
  if (found.post.deleted() || found.thread.deleted_at) throw Conflict({"It is no longer there."});
  const bool opens = kind == ContributionKind::thread;
  const bool answered =
      opens ? found.thread.posts > 1 : transaction.one<std::int64_t>(kAnswered, id, found.thread.id).has_value();
  if (answered || found.post.comments > 0) throw Conflict({"Somebody has answered it meanwhile: it stays."});
  Taken words{opens ? found.thread.title : std::string(), found.post.body, {}};
  if (opens) {
    for (const auto& tag : transaction.all<std::string>(kTags, found.thread.id)) {
      words.tags.append(words.tags.empty() ? "" : ",").append(tag);
    }
  }
  delete_post(transaction, act, id);
  return words;
}

// What was let through is taken out again.
Taken take_out(store::Transaction& transaction, const Act& act, const Contribution& one) {
  try {
    if (one.kind == ContributionKind::comment) return take_comment_out(transaction, act, {one.published.value_or(0)});
    return take_post_out(transaction, act, {one.published.value_or(0)}, one.kind);
  } catch (const NotFound&) {
    throw Conflict({"It is no longer there."});
  }
}

void record(store::Transaction& transaction, const Act& act, const Contribution& one, Activity activity,
            const PostContext& context) {
  activity.space = one.space;
  activity.thread = context.thread;
  if (one.author != act.actor.member) activity.counterpart = one.author;
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, context);
}

}  // namespace

std::optional<Published> let_through(store::Transaction& transaction, const Act& act, ContributionId id,
                                     std::string_view origin) {
  const auto one = to_decide(transaction, act, id);
  if (one.decision != Decision::waiting) return std::nullopt;
  const auto author = viewer_of(transaction, one.author, instant_of(act));
  if (!author) throw Conflict({"Its author is no longer here."});
  const Act as_author{.timeline = act.timeline,
                      .actor = author->viewer,
                      .spaces = act.spaces,
                      .at = instant_of(act),
                      .source = act.source,
                      .language = text::parse_language(one.language).value_or(act.language),
                      .let_through = true};
  Outcomes made;
  require_thread(transaction, act, one);
  try {
    made = publish(transaction, as_author, one, origin);
  } catch (const NotFound&) {
    throw Conflict({"What it answers is no longer where its author can read it."});
  } catch (const Forbidden&) {
    throw Conflict({"Its author may no longer write there."});
  }
  const SignsOf said{one.author, one.title, one.body, as_author.language, one.sent_at};
  learn(transaction, {made.kind, made.object, said}, Lesson::fine);
  transaction.run(kDecide, id, Decision::let_through, instant_of(act), act.actor.member, std::string_view(),
                  std::optional(made.object), Ground::none);
  transaction.run(kBlank, id);
  PostContext context{.thread = made.published.thread, .space = one.space, .slug = made.published.slug};
  if (made.kind == ObjectKind::post) context.post = {made.object};
  record(transaction, act, one, activity_of(act, Verb::let_through, made.kind, made.object), context);
  return made.published;
}

bool turn_down(store::Transaction& transaction, const Act& act, ContributionId id, const Reason& reason) {
  const auto one = to_decide(transaction, act, id);
  const auto none = std::optional<std::int64_t>();
  if (transaction.run(kDecide, id, Decision::turned_down, instant_of(act), act.actor.member, reason.words, none,
                      reason.ground) == 0) {
    return false;
  }
  if (reason.ground == Ground::spam) {
    const auto language = text::parse_language(one.language).value_or(act.language);
    const SignsOf said{one.author, one.title, one.body, language, one.sent_at};
    learn(transaction, {ObjectKind::contribution, id.value, said}, Lesson::spam);
  }
  auto activity = activity_of(act, Verb::turned_down, ObjectKind::contribution, id.value);
  activity.detail = detail_of(reason);
  record(transaction, act, one, std::move(activity), {.space = one.space});
  return true;
}

void wait_again(store::Transaction& transaction, const Act& act, ContributionId id) {
  const auto one = to_decide(transaction, act, id);
  if (one.decision == Decision::waiting) throw Conflict({"It waits already."});
  unlearn(transaction, ObjectKind::contribution, id.value);
  if (one.published) {
    const bool is_comment = one.kind == ContributionKind::comment;
    unlearn(transaction, is_comment ? ObjectKind::comment : ObjectKind::post, *one.published);
  }
  auto words =
      one.decision == Decision::let_through ? take_out(transaction, act, one) : Taken{one.title, one.body, one.tags};
  transaction.run(kWaitAgain, id, words.title, words.body, words.tags);
  auto activity = activity_of(act, Verb::decision_undone, ObjectKind::contribution, id.value);
  activity.space = one.space;
  if (one.author != act.actor.member) activity.counterpart = one.author;
  act.timeline.record(transaction, std::move(activity));
}

}  // namespace parvis::community
