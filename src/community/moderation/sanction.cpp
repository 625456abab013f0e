#include "community/moderation/sanction.h"

#include "community/members/account.h"
#include "community/members/one_time_link.h"
#include "community/members/session.h"
#include "community/moderation/moderation_rules.h"
#include "community/moderation/sanction_letter.h"
#include "community/threads/act.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSanctions{R"(
  select sanction.id, sanction.member, sanction.kind, sanction.ground, sanction.reason, sanction.given_by,
         sanction.given_at, sanction.ends_at, sanction.lifted_at, sanction.lifted_by,
         coalesce(giver.display_name, '')
  from sanction left join member giver on giver.id = sanction.given_by where )"};
constexpr store::Sql kInsert{R"(
  insert into sanction (id, member, kind, ground, reason, given_by, given_at, ends_at, appeal_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kLift{R"(
  update sanction set lifted_at = $2, lifted_by = $3
  where id = $1 and lifted_at is null and (ends_at is null or ends_at > $2))"};
constexpr store::Sql kConduct{R"(
  select kind, count(*) from sanction
  where member = $1 and lifted_at is null and (ends_at is null or ends_at > $2) group by kind)"};
constexpr store::Sql kKeepOut{"update member set status = 8 where id = $1 and status = 1"};  // MemberStatus::suspended
constexpr store::Sql kWelcomeBack{R"(
  update member set status = 1 where id = $1 and status = 8
    and not exists (select 1 from sanction where sanction.member = member.id and kind >= 3 and lifted_at is null
                    and (ends_at is null or ends_at > $2)))"};
constexpr store::Sql kKeptOut{"select id from member where status = 8 and id > $1 order by id limit 500"};

Verb verb_of(SanctionKind kind) {
  switch (kind) {
    case SanctionKind::warning: return Verb::warned;
    case SanctionKind::silence: return Verb::silenced;
    case SanctionKind::suspension: return Verb::suspended;
    case SanctionKind::exclusion: return Verb::excluded;
  }
  return Verb::warned;
}

bool keeps_out(SanctionKind kind) { return kind >= SanctionKind::suspension; }

void record(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, Verb verb,
            const Sanction& sanction, Instant at) {
  Activity activity{.at = at,
                    .actor = actor.member,
                    .verb = verb,
                    .object_kind = ObjectKind::sanction,
                    .object = sanction.id.value,
                    .counterpart = sanction.member,
                    .amount = sanction.ends_at ? sanction.ends_at->microseconds : 0,
                    .detail = detail_of({sanction.ground, sanction.reason}),
                    .source = act.source};
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, {});
}

std::optional<Instant> end_of(store::Reader& reader, const NewSanction& wish, Instant at) {
  if (wish.kind == SanctionKind::exclusion) return std::nullopt;
  if (wish.kind == SanctionKind::warning) return at + read_moderation_rules(reader).strike_days * kDay;
  if (wish.days <= 0) return std::nullopt;
  return at + std::min(wish.days, kMostSanctionDays) * kDay;
}

Account account_to_sanction(store::Reader& reader, const Viewer& actor, const NewSanction& wish) {
  auto account = find_account(reader, wish.member);
  if (!account || account->status == MemberStatus::former) throw NotFound();
  if (account->id == actor.member || !may_sanction(actor, account->role, wish.kind)) {
    throw Forbidden({"You may do this to members of a lower role than yours."});
  }
  return std::move(*account);
}

}  // namespace

std::string_view sanction_name(SanctionKind kind) {
  switch (kind) {
    case SanctionKind::warning: return "warning";
    case SanctionKind::silence: return "silence";
    case SanctionKind::suspension: return "suspension";
    case SanctionKind::exclusion: return "exclusion";
  }
  return "warning";
}

std::optional<SanctionKind> parse_sanction(std::string_view name) {
  for (const auto kind : kSanctionKinds) {
    if (sanction_name(kind) == name) return kind;
  }
  return std::nullopt;
}

bool may_sanction(const Viewer& actor, Role role, SanctionKind kind) {
  if (actor.status != MemberStatus::active || role >= actor.role) return false;
  if (actor.is_manager()) return true;
  return kind == SanctionKind::warning && actor.role == Role::leader && !actor.leads.empty();
}

SanctionId give_sanction(store::Transaction& transaction, const AccountAct& act, const Viewer& actor,
                         const NewSanction& wish, Instant at) {
  const auto account = account_to_sanction(transaction, actor, wish);
  const Sanction sanction{.id = make_id<SanctionId>(),
                          .member = wish.member,
                          .kind = wish.kind,
                          .ground = wish.reason.ground,
                          .reason = wish.reason.words,
                          .given_by = actor.member,
                          .given_at = at,
                          .ends_at = end_of(transaction, wish, at)};
  const auto token = crypto::random_token();
  transaction.run(kInsert, sanction.id, sanction.member, sanction.kind, sanction.ground, sanction.reason, actor.member,
                  at, sanction.ends_at, crypto::hash_token(token));
  if (keeps_out(wish.kind)) {
    transaction.run(kKeepOut, wish.member);
    end_all_sessions(transaction, wish.member);
    end_all_links(transaction, wish.member);
  }
  record(transaction, act, actor, verb_of(wish.kind), sanction, at);
  if (!account.email.empty())
    send_sanction(transaction, act.sender, recipient_of(account, act.language), sanction, token);
  return sanction.id;
}

bool lift_sanction(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, SanctionId id,
                   Instant at) {
  const auto sanction = find_sanction(transaction, id);
  if (!sanction) throw NotFound();
  const auto account = find_account(transaction, sanction->member);
  if (!account || !may_sanction(actor, account->role, sanction->kind)) {
    throw Forbidden({"You may do this to members of a lower role than yours."});
  }
  if (transaction.run(kLift, id, at, actor.member) == 0) return false;
  welcome_back(transaction, sanction->member, at);
  record(transaction, act, actor, Verb::sanction_lifted, *sanction, at);
  if (!account->email.empty()) send_lifted(transaction, act.sender, recipient_of(*account, act.language), *sanction);
  return true;
}

std::optional<Sanction> find_sanction(store::Reader& reader, SanctionId id) {
  static const auto kFind = kSanctions + store::Sql("sanction.id = $1");
  return reader.one<Sanction>(kFind, id);
}

std::vector<Sanction> sanctions_of(store::Reader& reader, MemberId member) {
  static const auto kOf = kSanctions + store::Sql("sanction.member = $1 order by sanction.id desc limit 100");
  return reader.all<Sanction>(kOf, member);
}

std::optional<Sanction> sanction_of_letter(store::Reader& reader, std::string_view token) {
  static const auto kByToken = kSanctions + store::Sql("sanction.appeal_hash = $1");
  if (token.size() != 43) return std::nullopt;  // crypto::random_token
  return reader.one<Sanction>(kByToken, crypto::hash_token(token));
}

Conduct conduct_of(store::Reader& reader, MemberId member, Instant at) {
  struct Row {
    SanctionKind kind;
    std::int64_t count;
  };
  Conduct conduct;
  for (const auto& row : reader.all<Row>(kConduct, member, at)) {
    if (row.kind == SanctionKind::warning) conduct.strikes = row.count;
    if (row.kind == SanctionKind::silence) conduct.silenced = true;
    if (keeps_out(row.kind)) conduct.kept_out = true;
  }
  return conduct;
}

void welcome_back(store::Transaction& transaction, MemberId member, Instant at) {
  transaction.run(kWelcomeBack, member, at);
}

void welcome_all_back(store::Store& store, Instant at) {
  MemberId last;
  while (true) {
    const auto kept_out = store.read([&](store::Reader& reader) { return reader.all<MemberId>(kKeptOut, last); });
    if (kept_out.empty()) return;
    store.write([&](store::Transaction& transaction) {
      for (const auto member : kept_out) welcome_back(transaction, member, at);
    });
    last = kept_out.back();
  }
}

}  // namespace parvis::community
