// Months on paper, the day on which the next is made and who receives it, as managers' programs read and write them.

#include <algorithm>

#include "api/api_routes.h"
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/return_objects.h"
#include "community/letters/letter_reader.h"
#include "community/returns/kept_report.h"
#include "community/returns/report_drawing.h"
#include "community/returns/report_reader.h"
#include "core/mail/address.h"
#include "core/text/small_letters.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr store::Sql kManager{R"(
  select id from member where id = $1 and role >= 4 and status = 1 and email_confirmed_at is not null)"};

ReturnAct act_on_reports(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), text::TimeZone::of(visit.identity->time_zone),
          visit.source};
}

json::object report_object(const Visit& visit, const KeptReport& report) {
  const auto path = "/reports/" + id_text(report.id);
  return {{"id", id_text(report.id)},
          {"url", visit.origin + "/cockpit/return" + path},
          {"pdf", visit.origin + std::string(kRoot) + path + "/pdf"},
          {"month", month_in_figures(report.month)},
          {"language", report.language},
          {"made_at", instant(report.made_at)},
          {"made_by", report.made_by ? json::value(id_text(*report.made_by)) : json::value(nullptr)},
          {"scheduled", report.scheduled},
          {"sent", report.sent}};
}

json::object reader_object(const Visit& visit, const ReportReader& reader) {
  return {{"id", id_text(reader.id)},
          {"url", visit.origin + "/cockpit/return/reports#readers"},
          {"member", reader.member ? json::value(id_text(*reader.member)) : json::value(nullptr)},
          {"email", reader.email},
          {"language", text::tag(reader.language)},
          {"basis", reader.basis},
          {"added_at", instant(reader.added_at)},
          {"agreed_at", instant(reader.agreed_at)}};
}

json::object plan_object(const Visit& visit, const ReportPlan& plan) {
  return {{"id", "report-plan"}, {"url", visit.origin + "/cockpit/return/reports#plan"}, {"day", plan.day}};
}

KeptReport report_asked(const Visit& visit) {
  const auto id = id_of<ReportId>(visit, "report");
  const auto found = visit.community.store().read([&](store::Reader& reader) { return find_report(reader, id); });
  if (!found) throw NotFound();
  return *found;
}

ReportDocument document_of(const Visit& visit, ReportId id) {
  auto found = visit.community.store().read([&](store::Reader& reader) { return report_content(reader, id); });
  if (!found) throw NotFound();
  return std::move(*found);
}

json::value document_object(const ReportDocument& document) {
  auto object = json::parse(to_json(document));
  object.as_object()["month"] = month_in_figures(document.month);
  object.as_object()["made_at"] = instant(document.made_at);
  return object;
}

ReportDocument draft_asked(const Visit& visit) {
  const auto present = month_of(now(), zone_of(visit));
  const auto month = month_asked(visit, "month", present - 1);
  const auto typed = visit.request.query.get("language");
  const auto language = typed.empty() ? std::optional(visit.language) : text::parse_language(typed);
  if (month > present) throw BadRequest({"This month is still to come."});
  if (!language) throw BadRequest({"Choose a language."});
  const ReportContext context{visit.identity, visit.spaces, *language, now()};
  return visit.community.store().read([&](store::Reader& reader) { return make_report(reader, context, month); });
}

text::Language language_in(Body& body, const Visit& visit) {
  const auto typed = body.optional_text("language");
  const auto language = typed ? text::parse_language(*typed) : std::optional(visit.language);
  if (!language) body.add("language", {"Choose a language."});
  return language.value_or(visit.language);
}

// By handle or by identifier; nobody when they do not manage, or could not be written to.
MemberId manager_named(store::Reader& reader, std::string_view name) {
  const auto by_handle = find_member(reader, name);
  const auto id = by_handle ? by_handle->id : MemberId{parse_id(name).value_or(0)};
  return reader.one<MemberId>(kManager, id).value_or(MemberId{});
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

}  // namespace

http::Response list_reports(Visit& visit) {
  const ReportId before{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto all =
      visit.community.store().read([&](store::Reader& reader) { return kept_reports(reader, before, limit); });
  json::array items;
  for (const auto& report : all) items.push_back(report_object(visit, report));
  const bool full = items.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(all.back().id) : ""));
}

http::Response get_report(Visit& visit) {
  const auto report = report_asked(visit);
  auto object = report_object(visit, report);
  object["document"] = document_object(document_of(visit, report.id));
  return answer(std::move(object));
}

http::Response get_report_pdf(Visit& visit) {
  return report_as_pdf(document_of(visit, report_asked(visit).id), visit.origin);
}

http::Response get_report_draft(Visit& visit) {
  const auto draft = draft_asked(visit);
  const auto month = month_in_figures(draft.month), language = std::string(text::tag(draft.language));
  const auto query = "?month=" + month + "&language=" + language;
  return answer(json::object{{"id", month + ":" + language},
                             {"url", visit.origin + "/cockpit/return/report?month=" + month},
                             {"pdf", visit.origin + std::string(kRoot) + "/report-draft/pdf" + query},
                             {"month", month},
                             {"language", language},
                             {"document", document_object(draft)}});
}

http::Response get_report_draft_pdf(Visit& visit) { return report_as_pdf(draft_asked(visit), visit.origin); }

http::Response create_report(Visit& visit) {
  auto body = body_of(visit);
  const auto act = act_on_reports(visit);
  const auto month = parse_month(body.text("month"));
  if (!month || *month > month_of(act.at, act.zone)) body.add("month", {"Write the month like 2026-11."});
  const auto language = language_in(body, visit);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  const ReportContext context{visit.identity, visit.spaces, language, act.at};
  const auto document =
      visit.community.store().read([&](store::Reader& reader) { return make_report(reader, context, *month); });
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto id = keep_report(transaction, act, document);
    return {kCreated, report_object(visit, *find_report(transaction, id))};
  });
}

http::Response get_report_plan(Visit& visit) {
  return answer(plan_object(visit, visit.community.store().read(read_report_plan)));
}

http::Response put_report_plan(Visit& visit) {
  auto body = body_of(visit);
  const auto day = body.optional_number("day").value_or(-1);
  if (day < 0 || day > kLastReportDay) body.add("day", {"Choose a day."});
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    save_report_plan(transaction, act_on_reports(visit), day);
    return {200, plan_object(visit, read_report_plan(transaction))};
  });
}

http::Response list_report_readers(Visit& visit) {
  json::array items;
  for (const auto& reader : visit.community.store().read(report_readers)) items.push_back(reader_object(visit, reader));
  return answer(page(std::move(items), ""));
}

http::Response create_report_reader(Visit& visit) {
  auto body = body_of(visit);
  NewReportReader wanted{.language = language_in(body, visit)};
  if (const auto member = body.optional_text("member")) {
    wanted.member = visit.community.store().read([&](store::Reader& reader) { return manager_named(reader, *member); });
    if (!wanted.member) body.add("member", {"Name somebody of the team."});
  } else {
    wanted.email = text::small_letters(body.text("email"));
    auto basis = text::check_text(body.text("basis"), {.min = 1, .max = kMaxReaderBasis});
    if (!mail::is_address(wanted.email)) body.add("email", {"Write their address, like name@example.org."});
    if (basis.problem) body.add("basis", *basis.problem);
    wanted.basis = std::move(basis.value);
  }
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  const auto context = letter_context(visit.community);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto added = add_report_reader(transaction, act_on_reports(visit), context, wanted);
    if (added == ReaderAdded::known) throw Conflict({"They receive it already, or were asked."});
    if (added == ReaderAdded::too_many) {
      throw Conflict({"At most {most} people can receive it.", {{"most", std::to_string(kMostReportReaders)}}});
    }
    const auto all = report_readers(transaction);
    const auto made = std::ranges::find_if(all, [&](const ReportReader& one) {
      return wanted.member ? one.member == wanted.member : one.email == wanted.email;
    });
    return {kCreated, reader_object(visit, *made)};
  });
}

http::Response delete_report_reader(Visit& visit) {
  const auto id = id_of<ReportReaderId>(visit, "report_reader");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto reader = find_report_reader(transaction, id);
    if (!reader) throw NotFound();
    end_report_reader(transaction, act_on_reports(visit), id);
    return {200, reader_object(visit, *reader)};
  });
}

}  // namespace parvis::api
