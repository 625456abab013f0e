#include "community/returns/report_reader.h"

#include <boost/json.hpp>

#include "community/activity/staff_change.h"
#include "community/letters/letter_reader.h"
#include "community/returns/month.h"
#include "community/returns/report_letter.h"
#include "community/rights/saved_setting.h"
#include "core/crypto/crypto.h"
#include "core/mail/address.h"
#include "core/mail/post.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "report_plan";
namespace json = boost::json;

constexpr std::size_t kSeal = 24;  // characters of base64url: 144 bits

constexpr store::Sql kColumns{"select id, member, email, language, basis, added_at, agreed_at from report_reader"};
const store::Sql kAll = kColumns + " order by id";
const store::Sql kOne = kColumns + " where id = $1";
constexpr store::Sql kManagerAddress{R"(
  select email from member
  where id = $1 and status = 1 and role >= 4 and email is not null and email_confirmed_at is not null)"};
constexpr store::Sql kKnown{
    "select id from report_reader where (member = $1 and $1 <> 0) or (email = $2 and $2 <> '')"};
constexpr store::Sql kAdd{R"(
  insert into report_reader (id, member, email, language, basis, added_by, added_at, agreed_at, proof)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kAsked{"select reader, agreed_at, proof from asked_address where mark = $1"};
constexpr store::Sql kKeepAsked{"insert into asked_address (mark, reader, asked_at) values ($1, $2, $3)"};
// What a manager ends leaves their yes as it stood; what they end themselves leaves none.
constexpr store::Sql kKeepAnswer{R"(
  update asked_address set
    agreed_at = (select agreed_at from report_reader where report_reader.id = asked_address.reader),
    proof = coalesce((select proof from report_reader where report_reader.id = asked_address.reader), '')
  where reader = $1)"};
constexpr store::Sql kForgetAnswer{"update asked_address set agreed_at = null, proof = '' where reader = $1"};
constexpr store::Sql kEnd{"delete from report_reader where id = $1"};
constexpr store::Sql kAgree{"update report_reader set agreed_at = $2, proof = $3 where id = $1 and agreed_at is null"};

struct Row {
  ReportReaderId id;
  std::optional<MemberId> member;
  std::string email, language, basis;
  Instant added_at;
  std::optional<Instant> agreed_at;
};

ReportReader reader_of(Row row) {
  return {.id = row.id,
          .member = row.member,
          .email = std::move(row.email),
          .language = text::parse_language(row.language).value_or(text::Language::en),
          .basis = std::move(row.basis),
          .added_at = row.added_at,
          .agreed_at = row.agreed_at};
}

std::string seal_of(std::string_view key, std::string_view id) {
  return crypto::keyed_hash(key, "report " + std::string(id)).substr(0, kSeal);
}

// One of the community's settings; `change` was begun before it.
void record(store::Transaction& transaction, const ReturnAct& act, const StaffChange& change, const char* what) {
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = Verb::community_changed, .detail = what, .source = act.source});
  change.keep(transaction);
}

// What somebody does by the link in a letter; who is from outside has no name on the timeline.
void record_answer(store::Transaction& transaction, const Timeline& timeline, const ReportReader& reader, Verb verb,
                   Instant at) {
  Activity activity{.at = at, .verb = verb, .detail = kReportLetter, .source = Source::letter};
  if (reader.member) {
    activity.actor = *reader.member;
    activity.object_kind = ObjectKind::member;
    activity.object = reader.member->value;
  }
  timeline.record(transaction, activity);
}

struct Asked {
  ReportReaderId reader;
  std::optional<Instant> agreed_at;
  std::string proof;
};

std::string mark_of(const LetterContext& context, std::string_view email) {
  return crypto::keyed_hash(context.key, "asked " + std::string(email));
}

}  // namespace

ReportPlan read_report_plan(store::Reader& reader) {
  const auto object = saved_setting(reader, kSetting);
  ReportPlan plan;
  const auto take = [&](const char* key, std::int64_t& into) {
    if (const auto* number = object.if_contains(key); number && number->is_int64()) into = number->as_int64();
  };
  take("day", plan.day);
  take("from", plan.from);
  return plan;
}

void save_report_plan(store::Transaction& transaction, const ReturnAct& act, std::int64_t day) {
  if (read_report_plan(transaction).day == day) return;
  const auto month = month_of(act.at, act.zone);
  const auto due = month_start(month, act.zone) + (day - 1) * kDay;
  const StaffChange change(transaction, Verb::community_changed);
  store::save_setting(transaction, kSetting,
                      json::serialize(json::object{{"day", day}, {"from", act.at < due ? month : month + 1}}));
  record(transaction, act, change, "report plan");
}

std::vector<ReportReader> report_readers(store::Reader& reader) {
  std::vector<ReportReader> all;
  for (auto& row : reader.all<Row>(kAll)) all.push_back(reader_of(std::move(row)));
  return all;
}

std::optional<ReportReader> find_report_reader(store::Reader& reader, ReportReaderId id) {
  auto row = reader.one<Row>(kOne, id);
  return row ? std::optional(reader_of(std::move(*row))) : std::nullopt;
}

std::optional<std::string> address_of(store::Reader& reader, const ReportReader& to) {
  if (!to.agreed_at) return std::nullopt;
  if (!to.member) return to.email;
  auto address = reader.one<std::string>(kManagerAddress, *to.member);
  return address && mail::is_address(*address) ? address : std::nullopt;
}

bool receives_reports(store::Reader& reader, ReportReaderId id) {
  const auto to = find_report_reader(reader, id);
  return to && address_of(reader, *to);
}

ReaderAdded add_report_reader(store::Transaction& transaction, const ReturnAct& act, const LetterContext& context,
                              const NewReportReader& reader) {
  if (transaction.one<std::int64_t>(kKnown, reader.member, reader.email)) return ReaderAdded::known;
  if (report_readers(transaction).size() >= kMostReportReaders) return ReaderAdded::too_many;
  const bool inside = static_cast<bool>(reader.member);
  const auto mark = inside ? std::string() : mark_of(context, reader.email);
  auto asked = inside ? std::optional<Asked>() : transaction.one<Asked>(kAsked, mark);
  // The link in the letter that asked them goes on being theirs.
  const auto id = asked ? asked->reader : make_id<ReportReaderId>();
  const auto agreed_at = asked ? asked->agreed_at : inside ? std::optional(act.at) : std::nullopt;
  const StaffChange change(transaction, Verb::community_changed);
  transaction.run(kAdd, id, inside ? std::optional(reader.member) : std::nullopt, inside ? "" : reader.email,
                  text::tag(reader.language), reader.basis, act.actor, act.at, agreed_at,
                  asked ? asked->proof : std::string());
  record(transaction, act, change, "report reader");
  if (agreed_at) return ReaderAdded::now;
  if (asked) return ReaderAdded::asked_before;
  transaction.run(kKeepAsked, mark, id, act.at);
  mail::post(transaction, ask_letter(context, *find_report_reader(transaction, id)));
  return ReaderAdded::asked;
}

bool end_report_reader(store::Transaction& transaction, const ReturnAct& act, ReportReaderId id) {
  const StaffChange change(transaction, Verb::community_changed);
  transaction.run(kKeepAnswer, id);
  if (transaction.run(kEnd, id) == 0) return false;
  record(transaction, act, change, "report reader");
  return true;
}

std::string report_reader_token(std::string_view key, ReportReaderId id) {
  return id_text(id) + "." + seal_of(key, id_text(id));
}

std::optional<ReportReaderId> read_report_reader_token(std::string_view key, std::string_view token) {
  const auto point = token.find('.');
  if (point == std::string_view::npos || token.size() > 60) return std::nullopt;
  const auto id = parse_id(token.substr(0, point));
  if (!id || !crypto::constant_time_equal(token.substr(point + 1), seal_of(key, token.substr(0, point)))) {
    return std::nullopt;
  }
  return ReportReaderId{*id};
}

bool agree_to_reports(store::Transaction& transaction, const Timeline& timeline, ReportReaderId id,
                      std::string_view proof, Instant at) {
  const bool is_new = transaction.run(kAgree, id, at, proof) > 0;
  const auto reader = find_report_reader(transaction, id);
  if (reader && is_new) record_answer(transaction, timeline, *reader, Verb::consent_given, at);
  return reader.has_value();
}

void leave_reports(store::Transaction& transaction, const Timeline& timeline, ReportReaderId id, Instant at) {
  const auto reader = find_report_reader(transaction, id);
  if (!reader) return;
  transaction.run(kForgetAnswer, id);
  transaction.run(kEnd, id);
  const bool takes_back = !reader->member && reader->agreed_at;
  record_answer(transaction, timeline, *reader, takes_back ? Verb::consent_withdrawn : Verb::unsubscribed, at);
}

}  // namespace parvis::community
