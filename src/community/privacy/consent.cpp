#include "community/privacy/consent.h"

#include <algorithm>

#include "community/activity/staff_change.h"
#include "community/letters/letter_kinds.h"
#include "core/errors.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kPurposes{R"(
  select purpose.id, purpose.slug, purpose_text.version,
    (select coalesce(max(version), 1) from purpose_text earlier where earlier.purpose = purpose.id and asks_again = 1),
    purpose_text.name, purpose_text.body, coalesce(purpose.ended_at, 0)
  from purpose join purpose_text on purpose_text.purpose = purpose.id
    and purpose_text.version = (select max(version) from purpose_text latest where latest.purpose = purpose.id))"};
constexpr store::Sql kInsertPurpose{"insert into purpose (id, slug, created_at) values ($1, $2, $3)"};
constexpr store::Sql kInsertText{R"(
  insert into purpose_text (purpose, version, name, body, asks_again, published_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kEndPurpose{"update purpose set ended_at = $2 where id = $1 and ended_at is null"};
constexpr store::Sql kSlugTaken{"select 1 from purpose where slug = $1"};

// What holds of a member for a purpose: the last word, if it is a yes to a version that still counts.
constexpr store::Sql kAgreed{R"(
  select 1 from consent join purpose on purpose.id = consent.purpose
  where consent.member = $1 and consent.purpose = $2 and consent.agrees = 1 and purpose.ended_at is null
    and consent.id = (select max(id) from consent latest where latest.member = $1 and latest.purpose = $2)
    and consent.version >= (
      select coalesce(max(version), 1) from purpose_text where purpose_text.purpose = $2 and asks_again = 1))"};
constexpr store::Sql kCount{R"(
  select count(*) from consent where purpose = $1 and agrees = 1 and version >= $2 and id = (
    select max(id) from consent latest where latest.member = consent.member and latest.purpose = $1))"};
constexpr store::Sql kLast{R"(
  select version, agrees from consent where member = $1 and purpose = $2 order by id desc limit 1)"};
constexpr store::Sql kInsert{R"(
  insert into consent (id, member, purpose, version, agrees, way, language, body, proof, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};
constexpr store::Sql kConsents{R"(
  select purpose.slug, consent.version, consent.agrees, consent.way, consent.body, consent.at
  from consent join purpose on purpose.id = consent.purpose where consent.member = $1
  order by consent.id desc limit 200)"};

struct PurposeRow {
  PurposeId id;
  std::string slug;
  std::int64_t version = 1, valid_from = 1;
  std::string name, body;
  std::int64_t ended_at = 0;
};

ConsentPurpose purpose_in(const PurposeRow& row) {
  return {.id = row.id,
          .slug = row.slug,
          .version = row.version,
          .valid_from = row.valid_from,
          .name = LocalText::from_json(row.name),
          .body = LocalText::from_json(row.body),
          .ended = row.ended_at != 0};
}

void record(store::Transaction& transaction, const Timeline& timeline, MemberId actor, Verb verb,
            const ConsentPurpose& purpose, Instant at, Source source) {
  timeline.record(transaction, {.at = at,
                                .actor = actor,
                                .verb = verb,
                                .object_kind = ObjectKind::purpose,
                                .object = purpose.id.value,
                                .amount = purpose.version,
                                .source = source});
}

}  // namespace

std::vector<ConsentPurpose> purposes(store::Reader& reader, Purposes which) {
  std::vector<ConsentPurpose> all;
  for (const auto& row : reader.all<PurposeRow>(kPurposes + " order by purpose.id")) {
    if (which == Purposes::all || row.ended_at == 0) all.push_back(purpose_in(row));
  }
  return all;
}

std::optional<ConsentPurpose> find_purpose(store::Reader& reader, std::string_view slug) {
  const auto row = reader.one<PurposeRow>(kPurposes + " where purpose.slug = $1", slug);
  return row ? std::optional(purpose_in(*row)) : std::nullopt;
}

ConsentPurpose make_purpose(store::Transaction& transaction, const PurposeAct& act, const LocalText& name,
                            const LocalText& body) {
  if (purposes(transaction, Purposes::in_force).size() >= kMaxPurposes) {
    throw Conflict({"There are too many purposes already. End one that is no longer of use."});
  }
  ConsentPurpose purpose{.id = make_id<PurposeId>(), .slug = {}, .name = name, .body = body};
  purpose.slug = text::slug(name.in(text::Language::en));
  if (purpose.slug.empty() || transaction.one<std::int64_t>(kSlugTaken, purpose.slug)) {
    purpose.slug += (purpose.slug.empty() ? "" : "-") + id_text(purpose.id);
  }
  const StaffChange change(transaction, Verb::purpose_changed, purpose.id.value);
  transaction.run(kInsertPurpose, purpose.id, purpose.slug, act.at);
  transaction.run(kInsertText, purpose.id, std::int64_t{1}, name.to_json(), body.to_json(), std::int64_t{0}, act.at);
  record(transaction, act.timeline, act.actor, Verb::purpose_changed, purpose, act.at, act.source);
  change.keep(transaction);
  return purpose;
}

void reword_purpose(store::Transaction& transaction, const PurposeAct& act, const ConsentPurpose& purpose,
                    const LocalText& name, const LocalText& body, EarlierConsents earlier) {
  if (name == purpose.name && body == purpose.body) return;
  const StaffChange change(transaction, Verb::purpose_changed, purpose.id.value);
  auto next = purpose;
  ++next.version;
  const std::int64_t asks = earlier == EarlierConsents::ask_again ? 1 : 0;
  transaction.run(kInsertText, purpose.id, next.version, name.to_json(), body.to_json(), asks, act.at);
  record(transaction, act.timeline, act.actor, Verb::purpose_changed, next, act.at, act.source);
  change.keep(transaction);
}

void end_purpose(store::Transaction& transaction, const PurposeAct& act, const ConsentPurpose& purpose) {
  const StaffChange change(transaction, Verb::purpose_ended, purpose.id.value);
  if (transaction.run(kEndPurpose, purpose.id, act.at) == 0) return;
  record(transaction, act.timeline, act.actor, Verb::purpose_ended, purpose, act.at, act.source);
  change.keep(transaction);
}

std::int64_t count_consents(store::Reader& reader, const ConsentPurpose& purpose) {
  return *reader.one<std::int64_t>(kCount, purpose.id, purpose.valid_from);
}

void say_consent(store::Transaction& transaction, const ConsentAct& act, const ConsentPurpose& purpose,
                 std::int64_t version, Agrees agrees) {
  struct Last {
    std::int64_t version = 0;
    Agrees agrees = Agrees::no;
  };
  const auto last = transaction.one<Last>(kLast, act.member, purpose.id);
  const bool holds = last && last->agrees == Agrees::yes && last->version >= purpose.valid_from;
  if ((agrees == Agrees::yes) == holds) return;
  if (agrees == Agrees::yes && (purpose.ended || version != purpose.version)) {
    throw Conflict({"The words changed meanwhile. Read them again, then decide."});
  }
  transaction.run(kInsert, next_id(), act.member, purpose.id, purpose.version, agrees, act.way, text::tag(act.language),
                  purpose.body.in(act.language), act.proof, act.at);
  record(transaction, act.timeline, act.member, agrees == Agrees::yes ? Verb::consent_given : Verb::consent_withdrawn,
         purpose, act.at, act.source);
}

std::vector<ConsentRow> consents_of(store::Reader& reader, MemberId member) {
  return reader.all<ConsentRow>(kConsents, member);
}

bool has_agreed(store::Reader& reader, MemberId member, PurposeId purpose) {
  return reader.one<std::int64_t>(kAgreed, member, purpose).has_value();
}

bool ConsentLedger::agreed(store::Reader& reader, std::int64_t person, std::int64_t subject) const {
  return has_agreed(reader, MemberId{person}, PurposeId{subject}) && !read_wishes(reader, MemberId{person}).stopped_at;
}

bool ConsentLedger::wished(store::Reader& reader, std::string_view kind, std::int64_t person,
                           std::int64_t subject) const {
  return is_wished(reader, kind, MemberId{person}, subject);
}

const ConsentLedger& consent_ledger() {
  static const ConsentLedger ledger;
  return ledger;
}

}  // namespace parvis::community
