// The month on paper: as it stands now, and as it was made. A page for the screen and for printing, and the same as a
// PDF of four pages.
#include "cockpit/returns/report_views.h"
#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/manage/local_fields.h"
#include "community/returns/kept_report.h"
#include "community/returns/report_drawing.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kMonthsToChoose = 6;

std::int64_t month_wanted(const Visit& visit, std::string_view asked) {
  const auto present = month_of(now(), community_zone(visit));
  const auto month = asked.empty() ? std::optional(present - 1) : parse_month(asked);
  if (!month || *month > present) throw NotFound();
  return *month;
}

ReportDocument document_of(const Visit& visit, std::int64_t month, text::Language language) {
  const ReportContext context{visit.identity, visit.spaces, language, now()};
  return visit.community.store().read([&](store::Reader& reader) { return make_report(reader, context, month); });
}

void write_months(html::Writer& out, const Visit& visit, std::int64_t month) {
  const auto present = month_of(now(), community_zone(visit));
  out.open("p", {{"class", "dots small"}});
  for (auto other = present; other > present - kMonthsToChoose; --other) {
    out.open("span");
    if (other == month) {
      out.element("b", month_name(other, visit.language));
    } else {
      out.element("a", {{"class", "link"}, {"href", "/cockpit/return/report?month=" + month_in_figures(other)}},
                  month_name(other, visit.language));
    }
    out.close();
  }
  out.close();
}

// The file in each language, and the month kept as it is now.
void write_ways(html::Writer& out, const Visit& visit, std::int64_t month) {
  const auto figures = month_in_figures(month);
  out.open("form", {{"method", "post"}, {"action", "/cockpit/return/reports"}, {"class", "actions report-ways"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "month"}, {"value", figures}});
  out.open("input", {{"type", "hidden"}, {"name", "language"}, {"value", text::tag(visit.language)}});
  std::vector<text::Language> languages{visit.language};  // the reader's own first
  for (const auto other : text::kLanguages) {
    if (other != visit.language) languages.push_back(other);
  }
  for (const auto language : languages) {
    const auto main = language == visit.language;
    const auto tag = std::string(text::tag(language));
    out.element("a",
                {{"class", main ? "button main" : "button"},
                 {"href", "/cockpit/return/report/pdf?month=" + figures + "&language=" + tag}},
                main ? visit.tr("Download the PDF")
                     : visit.tr("PDF in {language}", {{"language", language_name(visit, language)}}));
  }
  out.element("button", {{"class", "button"}}, visit.tr("Keep it as it is now")).close();
}

ReportId report_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("report"));
  if (!id) throw NotFound();
  return {*id};
}

ReportDocument kept_document(const Visit& visit) {
  const auto id = report_asked(visit);
  auto found = visit.community.store().read([&](store::Reader& reader) { return report_content(reader, id); });
  if (!found) throw NotFound();
  return std::move(*found);
}

}  // namespace

http::Response show_report(Visit& visit) {
  const auto month = month_wanted(visit, visit.request.query.get("month"));
  const auto document = document_of(visit, month, visit.language);
  html::Writer out;
  out.open("header", {{"class", "report-head"}}).element("h1", document.title);
  out.element("p", {{"class", "quiet"}}, visit.tr("Four pages for whoever decides, as the figures stand now."));
  write_months(out, visit, month);
  write_ways(out, visit, month);
  out.open("p", {{"class", "small"}});
  out.element("a", {{"class", "link"}, {"href", "/cockpit/return/reports"}},
              visit.tr("Months made so far, and who receives them by letter"));
  out.close().close();
  write_report(out, document);
  return return_page(visit, ReturnTab::report, visit.tr("The month on paper"), out.take());
}

http::Response show_report_pdf(Visit& visit) {
  const auto month = month_wanted(visit, visit.request.query.get("month"));
  const auto language = text::parse_language(visit.request.query.get("language")).value_or(visit.language);
  return report_as_pdf(document_of(visit, month, language), visit.origin);
}

http::Response create_report(Visit& visit) {
  const auto month = month_wanted(visit, visit.request.form.get("month"));
  const auto language = text::parse_language(visit.request.form.get("language")).value_or(visit.language);
  const auto document = document_of(visit, month, language);
  const auto act = return_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { keep_report(transaction, act, document); });
  return see_other_with_notice(visit, "/cockpit/return/reports", text::msgid("Kept, as it is now."));
}

http::Response show_kept_report(Visit& visit) {
  const auto document = kept_document(visit);
  html::Writer out;
  out.open("header", {{"class", "report-head"}}).element("h1", document.title);
  out.open("p", {{"class", "quiet dots"}}).element("span", document.made_words);
  out.element("span", visit.tr("It stays as it was made, whatever is assumed since.")).close();
  out.open("p", {{"class", "actions report-ways"}});
  out.element("a",
              {{"class", "button main"},
               {"href", "/cockpit/return/reports/" + std::string(visit.request.parameter("report")) + "/pdf"}},
              visit.tr("Download the PDF"));
  out.element("a", {{"class", "button"}, {"href", "/cockpit/return/reports"}}, visit.tr("All months"));
  out.close().close();
  write_report(out, document);
  return return_page(visit, ReturnTab::report, document.title, out.take());
}

http::Response show_kept_report_pdf(Visit& visit) { return report_as_pdf(kept_document(visit), visit.origin); }

}  // namespace parvis::cockpit
