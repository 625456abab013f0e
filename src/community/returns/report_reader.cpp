#include "community/returns/report_reader.h"

#include <boost/json.hpp>

#include "community/letters/letter_reader.h"
#include "community/returns/month.h"
#include "community/returns/report_letter.h"
#include "core/crypto/crypto.h"
#include "core/mail/address.h"
#include "core/mail/post.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr std::size_t kSeal = 24;  // characters of base64url: 144 bits

constexpr store::Sql kPlan{"select value from setting where key = 'report_plan'"};
constexpr store::Sql kSavePlan{R"(
  insert into setting (key, value) values ('report_plan', $1)
  on conflict (key) do update set value = excluded.value)"};
constexpr store::Sql kColumns{"select id, member, email, language, basis, added_at, agreed_at from report_reader"};
const store::Sql kAll = kColumns + " order by id";
const store::Sql kOne = kColumns + " where id = $1";
constexpr store::Sql kManagerAddress{R"(
  select email from member
  where id = $1 and status = 1 and role >= 4 and email is not null and email_confirmed_at is not null)"};
constexpr store::Sql kKnown{
    "select id from report_reader where (member = $1 and $1 <> 0) or (email = $2 and $2 <> '')"};
constexpr store::Sql kAdd{R"(
  insert into report_reader (id, member, email, language, basis, added_by, added_at, agreed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8))"};
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

void record(store::Transaction& transaction, const ReturnAct& act, const char* what) {
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = Verb::community_changed, .detail = what, .source = act.source});
}

}  // namespace

ReportPlan read_report_plan(store::Reader& reader) {
  const auto text = reader.one<std::string>(kPlan);
  boost::system::error_code error;
  const auto value = json::parse(text.value_or("{}"), error);
  ReportPlan plan;
  if (error || !value.is_object()) return plan;
  const auto take = [&](const char* key, std::int64_t& into) {
    if (const auto* number = value.as_object().if_contains(key); number && number->is_int64())
      into = number->as_int64();
  };
  take("day", plan.day);
  take("from", plan.from);
  return plan;
}

void save_report_plan(store::Transaction& transaction, const ReturnAct& act, std::int64_t day) {
  if (read_report_plan(transaction).day == day) return;
  const auto month = month_of(act.at, act.zone);
  const auto due = month_start(month, act.zone) + (day - 1) * kDay;
  transaction.run(kSavePlan, json::serialize(json::object{{"day", day}, {"from", act.at < due ? month : month + 1}}));
  record(transaction, act, "report plan");
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
  const auto id = make_id<ReportReaderId>();
  const bool inside = static_cast<bool>(reader.member);
  transaction.run(kAdd, id, inside ? std::optional(reader.member) : std::nullopt, inside ? "" : reader.email,
                  text::tag(reader.language), reader.basis, act.actor, act.at,
                  inside ? std::optional(act.at) : std::nullopt);
  record(transaction, act, "report reader");
  if (inside) return ReaderAdded::now;
  mail::post(transaction, ask_letter(context, *find_report_reader(transaction, id)));
  return ReaderAdded::asked;
}

bool end_report_reader(store::Transaction& transaction, const ReturnAct& act, ReportReaderId id) {
  if (transaction.run(kEnd, id) == 0) return false;
  record(transaction, act, "report reader");
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

bool agree_to_reports(store::Transaction& transaction, ReportReaderId id, std::string_view proof, Instant at) {
  transaction.run(kAgree, id, at, proof);
  return find_report_reader(transaction, id).has_value();
}

void leave_reports(store::Transaction& transaction, const Timeline& timeline, ReportReaderId id, Instant at) {
  const auto reader = find_report_reader(transaction, id);
  if (!reader) return;
  transaction.run(kEnd, id);
  Activity activity{.at = at, .verb = Verb::unsubscribed, .detail = kReportLetter, .source = Source::letter};
  if (reader->member) {
    activity.actor = *reader->member;
    activity.object_kind = ObjectKind::member;
    activity.object = reader->member->value;
  }
  timeline.record(transaction, activity);
}

}  // namespace parvis::community
