#include "community/returns/kept_report.h"

#include <limits>
#include <map>

#include "community/community.h"
#include "community/letters/letter_reader.h"
#include "community/privacy/consent.h"
#include "community/returns/month.h"
#include "community/returns/month_life.h"
#include "community/returns/report_drawing.h"
#include "community/returns/report_letter.h"
#include "community/returns/report_reader.h"
#include "core/log/log.h"
#include "core/mail/post.h"

namespace parvis::community {
namespace {

constexpr store::Sql kColumns{"select id, month, language, made_at, made_by, scheduled, sent from report"};
const store::Sql kSome = kColumns + " where id < $1 order by id desc limit $2";
const store::Sql kOne = kColumns + " where id = $1";
constexpr store::Sql kContent{"select content from report where id = $1"};
constexpr store::Sql kKeep{R"(
  insert into report (id, month, language, content, made_at, made_by, scheduled, sent)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing)"};
constexpr store::Sql kIsMade{"select 1 from report where month = $1 and scheduled = 1 limit 1"};

// A month in one language, ready to be kept and sent.
struct Drawn {
  ReportDocument document;
  std::string pdf;
};

void record_made(store::Transaction& transaction, const Timeline& timeline, Instant at, MemberId by, ReportId id,
                 Source source) {
  timeline.record(transaction, {.at = at,
                                .actor = by,
                                .verb = Verb::report_made,
                                .object_kind = ObjectKind::report,
                                .object = id.value,
                                .source = source});
}

// The month that is due to be put on paper, if one is.
std::optional<std::int64_t> due_month(store::Reader& reader, text::TimeZone zone, Instant at) {
  const auto plan = read_report_plan(reader);
  const auto present = month_of(at, zone);
  if (plan.day == 0 || present < plan.from) return std::nullopt;
  const auto day =
      text::start_of_day(month_in_figures(present) + "-" + (plan.day < 10 ? "0" : "") + std::to_string(plan.day), zone);
  if (!day || at < *day || reader.one<std::int64_t>(kIsMade, present - 1)) return std::nullopt;
  return present - 1;
}

std::int64_t post_to_readers(store::Transaction& transaction, const LetterContext& context, ReportId id,
                             const Drawn& drawn) {
  std::int64_t sent = 0;
  for (const auto& to : report_readers(transaction)) {
    if (to.language != drawn.document.language) continue;
    auto address = address_of(transaction, to);
    auto purpose = consent_ledger().wish(transaction, kReportLetter, to.id.value, 0);
    if (!address || !purpose) continue;
    mail::post(transaction, report_letter(context, to, std::move(*address), std::move(*purpose), id, drawn.document),
               {{report_file_name(drawn.document), "application/pdf", drawn.pdf}});
    ++sent;
  }
  return sent;
}

}  // namespace

std::vector<KeptReport> kept_reports(store::Reader& reader, ReportId before, int at_most) {
  return reader.all<KeptReport>(kSome, before ? before.value : std::numeric_limits<std::int64_t>::max(), at_most);
}

std::optional<KeptReport> find_report(store::Reader& reader, ReportId id) { return reader.one<KeptReport>(kOne, id); }

std::optional<ReportDocument> report_content(store::Reader& reader, ReportId id) {
  const auto text = reader.one<std::string>(kContent, id);
  return text ? std::optional(report_from_json(*text)) : std::nullopt;
}

ReportId keep_report(store::Transaction& transaction, const ReturnAct& act, const ReportDocument& document) {
  const auto id = make_id<ReportId>();
  transaction.run(kKeep, id, document.month, text::tag(document.language), to_json(document), document.made_at,
                  act.actor, 0, 0);
  record_made(transaction, act.timeline, act.at, act.actor, id, act.source);
  return id;
}

std::optional<std::int64_t> make_due_reports(store::Store& store, const LetterContext& context, Instant at) {
  const auto zone = text::TimeZone::of(context.identity->time_zone);
  std::vector<Drawn> drawn;
  store.read([&](store::Reader& reader) {
    const auto month = due_month(reader, zone, at);
    if (!month) return;
    std::map<text::Language, bool> languages;
    for (const auto& to : report_readers(reader)) languages[to.language] = true;
    if (languages.empty()) languages[context.identity->languages.front()] = true;
    for (const auto& [language, read] : languages) {
      drawn.push_back({make_report(reader, {context.identity, context.spaces, language, at}, *month), {}});
    }
  });
  if (drawn.empty()) return std::nullopt;
  for (auto& one : drawn) one.pdf = draw_report(one.document, context.sender.origin);
  // Another node may have done the same meanwhile: whose row comes first sends.
  return store.write([&](store::Transaction& transaction) -> std::optional<std::int64_t> {
    std::int64_t sent = 0;
    if (transaction.one<std::int64_t>(kIsMade, drawn.front().document.month)) return std::nullopt;
    for (const auto& one : drawn) {
      const auto id = make_id<ReportId>();
      const auto letters = post_to_readers(transaction, context, id, one);
      const auto kept = transaction.run(kKeep, id, one.document.month, text::tag(one.document.language),
                                        to_json(one.document), at, std::optional<MemberId>(), 1, letters);
      if (kept == 0) throw Conflict({"This month was put on paper by another node."});
      record_made(transaction, context.timeline, at, {}, id, Source::system);
      sent += letters;
    }
    return sent;
  });
}

void make_reports_by_the_clock(Community& community) {
  const auto make = [&community](const jobs::Job&, store::Store& store) {
    keep_months(store, text::TimeZone::of(community.identity()->time_zone), now());
    const auto sent = make_due_reports(store, letter_context(community), now());
    if (sent) log::info("Put last month on paper", {{"letters", *sent}});
  };
  // It reads two years of what was written, and a year of what it brought.
  community.jobs().every("returns.reports", 10 * kMinute, make, jobs::Pace::lengthy);
}

}  // namespace parvis::community
