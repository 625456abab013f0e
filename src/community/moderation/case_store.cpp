#include "community/moderation/case_store.h"

#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/thread_deletion.h"

namespace parvis::community {
namespace {

constexpr store::Sql kCases{R"(
  select moderation_case.id, moderation_case.object_kind, moderation_case.object, moderation_case.post,
         moderation_case.author, moderation_case.opened_at, moderation_case.flags, moderation_case.decision,
         moderation_case.decided_at, moderation_case.decided_by, moderation_case.ground, moderation_case.reason,
         thread.space, thread.id
  from moderation_case join post on post.id = moderation_case.post join thread on thread.id = post.thread
  where )"};
constexpr store::Sql kCount{R"(
  select count(*) from moderation_case join post on post.id = moderation_case.post
    join thread on thread.id = post.thread where moderation_case.decision = 0)"};
constexpr store::Sql kInsert{R"(
  insert into moderation_case (id, object_kind, object, post, author, opened_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kClose{R"(
  update moderation_case set decision = $2, decided_at = $3, decided_by = $4, ground = $5, reason = $6
  where id = $1 and decision = 0)"};
constexpr store::Sql kCloseAnew{R"(
  update moderation_case set decision = $2, decided_at = $3, decided_by = $4, ground = 0, reason = '' where id = $1)"};
constexpr store::Sql kReopen{R"(
  update moderation_case set decision = 0, decided_at = null, decided_by = null, ground = 0, reason = '' where id = $1)"};
constexpr store::Sql kDrop{R"(
  delete from moderation_case where id = $1 and not exists (
    select 1 from appeal where appeal.object_kind = $2 and appeal.object = moderation_case.id))"};
constexpr store::Sql kWhoFlagged{"select member from flag where moderation_case = $1 order by id"};

FlaggedWords post_words(store::Reader& reader, const Act& act, PostId id) {
  auto place = find_post(reader, act.actor, act.spaces, id);
  if (place.post.deleted() || place.thread.deleted_at) throw NotFound();
  const auto author = place.post.author;
  return {author, std::move(place)};
}

}  // namespace

FlaggedWords find_words(store::Reader& reader, const Act& act, const Words& words) {
  if (words.kind == ObjectKind::post) return post_words(reader, act, {words.object});
  const auto comment = find_comment(reader, act.actor, act.spaces, {words.object});
  auto found = post_words(reader, act, comment.post);
  found.author = comment.author;
  return found;
}

std::optional<ModerationCase> open_case_on(store::Reader& reader, const Words& words) {
  static const auto kOpenOn =
      kCases + store::Sql("moderation_case.object_kind = $1 and moderation_case.object = $2 and decision = 0");
  return reader.one<ModerationCase>(kOpenOn, words.kind, words.object);
}

bool is_still_there(store::Reader& reader, CaseId id) {
  static const auto kThere = kCount + kStillThere + store::Sql(" and moderation_case.id = $1");
  return reader.one<std::int64_t>(kThere, id).value_or(0) > 0;
}

CaseId make_case(store::Transaction& transaction, const Words& words, PostId post, MemberId author, Instant at) {
  const auto id = make_id<CaseId>();
  transaction.run(kInsert, id, words.kind, words.object, post, author, at);
  return id;
}

bool close_case(store::Transaction& transaction, const Act& act, CaseId id, CaseDecision decision,
                const Reason& reason) {
  return transaction.run(kClose, id, decision, instant_of(act), act.actor.member, reason.ground, reason.words) > 0;
}

void close_anew(store::Transaction& transaction, const Act& act, CaseId id) {
  transaction.run(kCloseAnew, id, CaseDecision::left, instant_of(act), act.actor.member);
}

void reopen_case(store::Transaction& transaction, CaseId id) { transaction.run(kReopen, id); }

bool drop_case(store::Transaction& transaction, CaseId id) {
  return transaction.run(kDrop, id, ObjectKind::moderation_case) > 0;
}

void put_back(store::Transaction& transaction, const Act& act, const Words& words) {
  if (words.kind == ObjectKind::comment) return restore_comment(transaction, act, {words.object});
  const auto found = find_post(transaction, act.actor, act.spaces, PostId{words.object});
  if (found.thread.deleted_at && found.post.number == 1) return restore_thread(transaction, act, found.thread.id);
  restore_post(transaction, act, found.post.id);
}

void thank_flaggers(store::Transaction& transaction, const Act& act, const ModerationCase& one) {
  for (const auto member : transaction.all<MemberId>(kWhoFlagged, one.id)) {
    if (member == act.actor.member) continue;
    auto activity = activity_of(act, Verb::flag_helped, ObjectKind::moderation_case, one.id.value);
    activity.space = one.space;
    activity.counterpart = member;
    activity.id = act.timeline.record(transaction, activity);
    act.timeline.echo(transaction, activity, {.space = one.space});
  }
}

store::Sql decided_spaces(const Viewer& viewer, const SpaceList& spaces) {
  std::vector<std::int64_t> ids;
  for (const auto& space : spaces.all()) {
    if (may(viewer, space, Action::decide)) ids.push_back(space.id.value);
  }
  return store::Sql::numbers(ids);
}

store::Sql where_decided(const Viewer& viewer, const SpaceList& spaces, const store::Sql& column) {
  return store::Sql(" and ") + column + " in (" + decided_spaces(viewer, spaces) + ") ";
}

std::optional<ModerationCase> find_case(store::Reader& reader, CaseId id) {
  static const auto kFind = kCases + store::Sql("moderation_case.id = $1");
  return reader.one<ModerationCase>(kFind, id);
}

namespace {

// Flags on one's own words are for somebody else, where one does not look after everything.
MemberId left_out(const Viewer& viewer) { return viewer.is_manager() ? MemberId{} : viewer.member; }

}  // namespace

std::vector<ModerationCase> open_cases_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                           CaseId after, int limit) {
  const auto query = kCases + store::Sql("decision = 0 and moderation_case.id > $1") + kStillThere +
                     where_decided(viewer, spaces, "thread.space") +
                     store::Sql(" and moderation_case.author <> $3 order by moderation_case.id limit $2");
  return reader.all<ModerationCase>(query, after, limit, left_out(viewer));
}

std::int64_t count_open_cases_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  const auto query = kCount + kStillThere + where_decided(viewer, spaces, "thread.space") +
                     store::Sql(" and moderation_case.author <> $1");
  return reader.one<std::int64_t>(query, left_out(viewer)).value_or(0);
}

std::vector<ModerationCase> cases_of_author(store::Reader& reader, MemberId author, int limit) {
  static const auto kOf = kCases + store::Sql(R"(moderation_case.author = $1 and decision in (2, 3)
      and decided_by <> $1 order by moderation_case.id desc limit $2)");
  return reader.all<ModerationCase>(kOf, author, limit);
}

}  // namespace parvis::community
