#include "community/moderation/appeal.h"

#include <algorithm>

#include "community/moderation/case_store.h"
#include "community/moderation/contribution.h"
#include "community/moderation/judged.h"
#include "community/moderation/sanction.h"
#include "community/moderation/undo.h"
#include "community/notifications/telling.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAppeals{R"(
  select appeal.id, appeal.member, appeal.object_kind, appeal.object, appeal.words, appeal.sent_at, appeal.first_by,
         appeal.decision, appeal.decided_at, appeal.decided_by, appeal.answer,
         member.handle, member.display_name, coalesce(judge.display_name, '')
  from appeal join member on member.id = appeal.member left join member judge on judge.id = appeal.first_by )"};
constexpr store::Sql kInsert{R"(
  insert into appeal (id, member, object_kind, object, words, sent_at, first_by) values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kDecide{R"(
  update appeal set decision = $2, decided_at = $3, decided_by = $4, answer = $5 where id = $1 and decision = 0)"};
constexpr store::Sql kAsked{"select 1 from appeal where object_kind = $1 and object = $2"};

void reverse(store::Transaction& transaction, const AccountAct& by, const Act& act, const Judgement& judgement,
             std::string_view origin) {
  if (judgement.kind == ObjectKind::moderation_case) return stand_again(transaction, act, {judgement.object});
  if (judgement.kind == ObjectKind::sanction) {
    lift_sanction(transaction, by, act.actor, {judgement.object}, instant_of(act));
    return;
  }
  wait_again(transaction, act, {judgement.object});
  let_through(transaction, act, {judgement.object}, origin);
}

}  // namespace

std::string_view judgement_kind(ObjectKind kind) {
  if (kind == ObjectKind::moderation_case) return "case";
  return kind == ObjectKind::contribution ? "contribution" : "sanction";
}

std::string judgement_name(const Judgement& judgement) {
  return std::string(judgement_kind(judgement.kind)) + ":" + id_text(judgement.object);
}

std::optional<Judgement> parse_judgement(std::string_view name) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto id = parse_id(name.substr(colon + 1));
  if (!id) return std::nullopt;
  for (const auto kind : {ObjectKind::moderation_case, ObjectKind::contribution, ObjectKind::sanction}) {
    if (name.substr(0, colon) == judgement_kind(kind)) return Judgement{kind, *id};
  }
  return std::nullopt;
}

bool may_appeal(store::Reader& reader, MemberId member, const Judgement& judgement) {
  const auto what = judged(reader, judgement);
  if (!what || what->member != member || what->first_by == member) return false;
  return !reader.one<std::int64_t>(kAsked, judgement.kind, judgement.object);
}

AppealId send_appeal(store::Transaction& transaction, const Timeline& timeline, MemberId member,
                     const Judgement& judgement, std::string_view words, Source source, Instant at) {
  const auto what = judged(transaction, judgement);
  if (!what || what->member != member) throw NotFound();
  if (!may_appeal(transaction, member, judgement)) {
    throw Conflict({"You have asked for a second look already. It can be asked for once."});
  }
  const auto id = make_id<AppealId>();
  transaction.run(kInsert, id, member, judgement.kind, judgement.object, words, at,
                  what->first_by ? std::optional(what->first_by) : std::nullopt);
  timeline.record(transaction, {.at = at,
                                .actor = member,
                                .verb = Verb::appealed,
                                .object_kind = ObjectKind::appeal,
                                .object = id.value,
                                .space = what->space,
                                .counterpart = what->first_by,
                                .source = source});
  return id;
}

std::optional<Appeal> find_appeal(store::Reader& reader, AppealId id) {
  static const auto kFind = kAppeals + store::Sql("where appeal.id = $1");
  return reader.one<Appeal>(kFind, id);
}

std::vector<Appeal> appeals_of(store::Reader& reader, MemberId member) {
  static const auto kOf = kAppeals + store::Sql("where appeal.member = $1 order by appeal.id desc limit 100");
  return reader.all<Appeal>(kOf, member);
}

namespace {

constexpr int kReadAtOnce = 200;

std::vector<Appeal> over_after(store::Reader& reader, AppealId after, Instant at) {
  static const auto kOver = kAppeals + kJudgements + "where appeal.decision = 0 and appeal.id > $2 and not " +
                            kStillHolds + " order by appeal.id limit $3";
  return reader.all<Appeal>(kOver, at, after, kReadAtOnce);
}

void close_as_over(store::Transaction& transaction, const Timeline& timeline, const Appeal& appeal, Instant at) {
  if (judged(transaction, appeal.judgement(), at)) return;
  if (transaction.run(kDecide, appeal.id, AppealDecision::over, at, std::optional<MemberId>(), std::string_view()) == 0)
    return;
  timeline.record(transaction, {.at = at,
                                .verb = Verb::kept_long_enough,
                                .object_kind = ObjectKind::appeal,
                                .object = appeal.id.value,
                                .counterpart = appeal.member,
                                .amount = 1,
                                .detail = "appeal",
                                .source = Source::system});
  tell(transaction, appeal.member,
       {.kind = NotificationKind::appealed, .thread = {}, .post = {}, .actor = appeal.member, .at = at});
}

}  // namespace

std::vector<Appeal> appeals_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, AppealId after,
                                int limit) {
  const auto query = kAppeals + kJudgements + "where appeal.decision = 0 and appeal.id > $3 and " + kStillHolds +
                     where_may_decide(reader, viewer, spaces) + " order by appeal.id limit $4";
  return reader.all<Appeal>(query, now(), viewer.member, after, limit);
}

std::int64_t close_appeals_over(store::Store& store, const Timeline& timeline, Instant at) {
  std::int64_t closed = 0;
  AppealId after;
  while (true) {
    const auto over = store.read([&](store::Reader& reader) { return over_after(reader, after, at); });
    if (over.empty()) return closed;
    after = over.back().id;
    store.write([&](store::Transaction& transaction) {
      for (const auto& appeal : over) close_as_over(transaction, timeline, appeal, at);
    });
    closed += static_cast<std::int64_t>(over.size());
  }
}

bool is_only_one(store::Reader& reader, const Viewer& viewer, const Appeal& appeal) {
  return appeal.first_by == viewer.member && nobody_else_manages(reader, viewer);
}

bool decide_appeal(store::Transaction& transaction, const AccountAct& by, const Act& act, AppealId id,
                   const AppealAnswer& answer, std::string_view origin) {
  const auto appeal = find_appeal(transaction, id);
  if (!appeal) throw NotFound();
  const auto what = judged(transaction, appeal->judgement());
  if (what && !may_look(act.actor, act.spaces, *what)) throw NotFound();
  if (appeal->decision != AppealDecision::waiting) return false;
  if (!what) throw Conflict({"There is nothing left to decide: it no longer holds."});
  if (!may_decide(transaction, act.actor, act.spaces, *what)) {
    throw Forbidden({"You decided first: somebody else takes the second look."});
  }
  transaction.run(kDecide, id, answer.decision, instant_of(act), act.actor.member, answer.words);
  if (answer.decision == AppealDecision::reversed) reverse(transaction, by, act, appeal->judgement(), origin);
  const auto verb = answer.decision == AppealDecision::reversed ? Verb::appeal_granted : Verb::appeal_refused;
  auto activity = activity_of(act, verb, ObjectKind::appeal, id.value);
  activity.space = what->space;
  activity.counterpart = appeal->member;
  activity.detail = answer.words;
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, {.space = what->space});
  return true;
}

}  // namespace parvis::community
