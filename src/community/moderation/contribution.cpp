#include "community/moderation/contribution.h"

#include "community/moderation/case_store.h"
#include "community/threads/draft.h"
#include "community/threads/standing.h"
#include "community/threads/thread.h"

namespace parvis::community {
namespace {

constexpr store::Sql kColumns{R"(
  select id, kind, author, space, thread, post, title, body, tags, language, sent_at, decision, decided_at, decided_by,
         reason, published, ground, held_for
  from contribution)"};
constexpr store::Sql kSame{R"(
  select id from contribution
  where author = $1 and decision = 0 and kind = $2 and space = $3 and coalesce(thread, 0) = $4
    and coalesce(post, 0) = $5 and title = $6 and body = $7)"};
constexpr store::Sql kCountOfAuthor{"select count(*) from contribution where author = $1 and decision = 0"};
constexpr store::Sql kInsert{R"(
  insert into contribution (id, kind, author, space, thread, post, title, body, tags, language, sent_at,
                            held_for)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))"};
constexpr store::Sql kTakeBack{"delete from contribution where id = $1 and author = $2 and decision <> 1"};
constexpr store::Sql kCount{"select count(*) from contribution where decision = 0"};

template <class SomeId>
std::optional<SomeId> if_any(SomeId id) {
  return id ? std::optional(id) : std::nullopt;
}

std::string joined(const std::vector<std::string>& tags) {
  std::string words;
  for (const auto& tag : tags) words.append(words.empty() ? "" : ",").append(tag);
  return words;
}

// What was sent in is no draft any more.
void drop_drafts(store::Transaction& transaction, const Act& act, const NewContribution& contribution) {
  if (act.source != Source::page) return;
  const auto drop = [&](DraftPlace::Kind kind, std::int64_t id) {
    drop_draft(transaction, act.actor.member, {kind, id});
  };
  if (contribution.kind == ContributionKind::reply) drop(DraftPlace::Kind::thread, contribution.thread.value);
  if (contribution.kind != ContributionKind::thread) return;
  drop(DraftPlace::Kind::space, contribution.space.value);
  drop(DraftPlace::Kind::space, 0);
}

// What could not be published as things are is not kept to wait.
void require_place(store::Reader& reader, const Act& act, const NewContribution& contribution) {
  if (!contribution.thread) return;
  const auto thread = find_thread(reader, act.actor, act.spaces, contribution.thread);
  require_standing(thread);
  if (thread.closed_at) throw Conflict({"This thread is closed: it takes no more replies."});
  if (thread.space != contribution.space) throw Conflict({"This conversation was moved meanwhile. Send it once more."});
}

}  // namespace

Action action_of(ContributionKind kind) {
  switch (kind) {
    case ContributionKind::thread: return Action::open_thread;
    case ContributionKind::reply: return Action::reply;
    case ContributionKind::comment: return Action::comment;
  }
  return Action::open_thread;
}

ContributionId hold(store::Transaction& transaction, const Act& act, const NewContribution& contribution) {
  const auto& space = space_to_read(act.actor, act.spaces, contribution.space);
  if (!act.actor.signed_in()) throw SignInNeeded();
  if (!may_ask(act.actor, space, action_of(contribution.kind))) throw Forbidden({"You may not do this in this space."});
  require_place(transaction, act, contribution);
  const auto author = act.actor.member;
  if (const auto same = transaction.one<ContributionId>(kSame, author, contribution.kind, space.id, contribution.thread,
                                                        contribution.post, contribution.title, contribution.body)) {
    return *same;
  }
  if (transaction.one<std::int64_t>(kCountOfAuthor, author).value_or(0) >= kMaxWaitingOfMember) {
    throw Conflict({"Much of what you sent in still waits to be read. Let it be read first."});
  }
  const auto id = make_id<ContributionId>();
  transaction.run(kInsert, id, contribution.kind, author, space.id, if_any(contribution.thread),
                  if_any(contribution.post), contribution.title, contribution.body, joined(contribution.tags),
                  text::tag(act.language), instant_of(act), contribution.held_for);
  drop_drafts(transaction, act, contribution);
  auto activity = activity_of(act, Verb::held, ObjectKind::contribution, id.value);
  activity.space = space.id;
  activity.thread = contribution.thread;
  act.timeline.record(transaction, std::move(activity));
  return id;
}

std::optional<Contribution> find_contribution(store::Reader& reader, ContributionId id) {
  static const auto kFind = kColumns + store::Sql(" where id = $1");
  return reader.one<Contribution>(kFind, id);
}

std::vector<Contribution> waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      ContributionId after, int limit) {
  const auto query = kColumns + store::Sql(" where decision = 0 and id > $1") + where_decided(viewer, spaces, "space") +
                     store::Sql(" order by id limit $2");
  return reader.all<Contribution>(query, after, limit);
}

std::int64_t count_waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  return reader.one<std::int64_t>(kCount + where_decided(viewer, spaces, "space")).value_or(0);
}

std::vector<Contribution> contributions_of(store::Reader& reader, MemberId author, int limit) {
  static const auto kOwn =
      kColumns + store::Sql(" where author = $1 and decision <> 1 order by decision, id desc limit $2");
  return reader.all<Contribution>(kOwn, author, limit);
}

bool take_back_contribution(store::Transaction& transaction, const Act& act, ContributionId id) {
  return transaction.run(kTakeBack, id, act.actor.member) > 0;
}

}  // namespace parvis::community
