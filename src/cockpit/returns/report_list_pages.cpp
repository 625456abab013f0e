// The months that were put on paper, the day on which the next one is, and who receives it by letter.
#include <charconv>

#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/letters/letter_reader.h"
#include "community/page/form_words.h"
#include "community/returns/kept_report.h"
#include "community/returns/report_reader.h"
#include "core/mail/address.h"
#include "core/text/small_letters.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kReportsShown = 40;
constexpr char kHere[] = "/cockpit/return/reports";

constexpr store::Sql kManagers{R"(
  select id from member
  where role > 1 and role >= 4 and status = 1 and email_confirmed_at is not null order by id limit 100)"};

struct Read {
  std::vector<KeptReport> reports;
  std::vector<ReportReader> readers;
  ReportPlan plan;
  std::vector<MemberId> managers;
  std::map<MemberId, MemberFace> faces;
};

Read read_all(const Visit& visit) {
  const ReportId before{parse_id(visit.request.query.get("after")).value_or(0)};
  return visit.community.store().read([&](store::Reader& reader) {
    Read read{.reports = kept_reports(reader, before, kReportsShown),
              .readers = report_readers(reader),
              .plan = read_report_plan(reader),
              .managers = reader.all<MemberId>(kManagers)};
    auto ids = read.managers;
    for (const auto& report : read.reports) ids.push_back(report.made_by.value_or(MemberId{}));
    for (const auto& one : read.readers) ids.push_back(one.member.value_or(MemberId{}));
    read.faces = faces_by_id(reader, ids);
    return read;
  });
}

std::string name_of(const Visit& visit, const Read& read, std::optional<MemberId> member) {
  const auto face = read.faces.find(member.value_or(MemberId{}));
  return face == read.faces.end() ? visit.tr("a former member") : face->second.display_name;
}

void write_made(html::Writer& out, const Visit& visit, const Read& read) {
  out.open("section").element("h2", visit.tr("Made so far"));
  if (read.reports.empty()) {
    write_empty(out, visit.tr("No month is kept yet. Look at the last one, and keep it if it says what it should."),
                visit.tr("Look at last month"), "/cockpit/return/report");
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& report : read.reports) {
    const auto path = std::string(kHere) + "/" + id_text(report.id);
    const auto language = text::parse_language(report.language).value_or(text::Language::en);
    out.open("li", {{"class", "gain-line"}}).open("div");
    out.element("a", {{"class", "name"}, {"href", path}}, month_name(report.month, visit.language));
    out.open("p", {{"class", "quiet small dots"}});
    out.element("span", text::name_in_itself(language));
    out.open("span");
    write_time(out, visit, report.made_at);
    out.close();
    out.element("span", report.scheduled ? visit.tr("by the clock")
                                         : visit.tr("by {member}", {{"member", name_of(visit, read, report.made_by)}}));
    if (report.scheduled) out.element("span", visit.trn("{n} letter", "{n} letters", report.sent));
    out.close().close();
    out.element("a", {{"class", "link"}, {"href", path + "/pdf"}}, "PDF").close();
  }
  out.close();
  if (read.reports.size() == kReportsShown) {
    out.open("p", {{"class", "pager"}});
    out.element("a",
                {{"class", "link next"}, {"href", std::string(kHere) + "?after=" + id_text(read.reports.back().id)}},
                visit.tr("Earlier ones"));
    out.close();
  }
  out.close();
}

void write_plan(html::Writer& out, const Visit& visit, const html::FormState& given, const ReportPlan& plan) {
  auto state = given;
  if (!state.message("day")) state.set("day", std::to_string(plan.day));
  out.open("section", {{"class", "narrow"}, {"id", "plan"}}).element("h2", visit.tr("By letter"));
  out.element(
      "p", {{"class", "quiet"}},
      visit.tr("On that day the month before is put on paper once, kept, and sent with its figures in the letter "
               "and the four pages attached."));
  html::Form form(out, state, say_in(visit), "plan");
  form.open(std::string(kHere) + "/plan", visit.form_token);
  std::vector<std::string> words{"0", visit.tr("Never")};
  for (std::int64_t day = 1; day <= kLastReportDay; ++day) {
    words.push_back(std::to_string(day));
    words.push_back(visit.tr("On day {n} of each month", {{"n", day}}));
  }
  std::vector<html::Choice> days;
  for (std::size_t i = 0; i < words.size(); i += 2) days.push_back({words[i], words[i + 1]});
  const auto label = visit.tr("When");
  form.select({.name = "day", .label = label, .choices = days});
  form.submit(visit.tr("Save")).close();
  out.close();
}

void write_readers(html::Writer& out, const Visit& visit, const Read& read) {
  if (read.readers.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("Nobody yet. It is made and kept all the same."));
    return;
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& one : read.readers) {
    out.open("li", {{"class", "gain-line"}}).open("div");
    out.element("span", {{"class", "name"}}, one.member ? name_of(visit, read, one.member) : one.email);
    out.open("p", {{"class", "quiet small dots"}});
    out.element("span", text::name_in_itself(one.language));
    if (!one.basis.empty()) out.element("span", one.basis);
    if (!one.agreed_at) out.element("span", visit.tr("asked, no answer yet"));
    out.close().close();
    out.open("form", {{"method", "post"}, {"action", std::string(kHere) + "/readers/" + id_text(one.id) + "/removal"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button bare"}}, visit.tr("Take off")).close().close();
  }
  out.close();
}

std::vector<html::Choice> language_choices() {
  std::vector<html::Choice> all;
  for (const auto language : text::kLanguages) all.push_back({text::tag(language), text::name_in_itself(language)});
  return all;
}

void write_new_reader(html::Writer& out, const Visit& visit, const html::FormState& given, const Read& read) {
  auto state = given;
  if (state.value("reader_language").empty()) state.set("reader_language", std::string(text::tag(visit.language)));
  out.element("h3", visit.tr("Add somebody"));
  html::Form form(out, state, say_in(visit), "reader");
  form.summary(visit.tr(kCheckThis)).open(std::string(kHere) + "/readers", visit.form_token);
  std::vector<std::string> names;
  std::vector<html::Choice> who{{"", ""}};
  const auto outside = visit.tr("Somebody from outside");
  who.front().label = outside;
  std::vector<std::string> ids;
  for (const auto manager : read.managers) {
    ids.push_back(id_text(manager));
    names.push_back(name_of(visit, read, manager));
  }
  for (std::size_t i = 0; i < ids.size(); ++i) who.push_back({ids[i], names[i]});
  const auto who_label = visit.tr("Who"), language_label = visit.tr("In which language");
  form.select({.name = "who", .label = who_label, .choices = who});
  const auto languages = language_choices();
  form.select({.name = "reader_language", .label = language_label, .choices = languages});
  const auto email = visit.tr("Their e-mail address"),
             email_hint = visit.tr(
                 "For somebody from outside. They are asked by one letter, and nothing comes before "
                 "they say yes."),
             basis = visit.tr("Why they may be written to"),
             basis_hint = visit.tr("Who they are and where it is agreed: it is kept with their answer.");
  form.text_field({.name = "email",
                   .label = email,
                   .hint = email_hint,
                   .kind = html::TextKind::email,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  form.text_field(
      {.name = "basis", .label = basis, .hint = basis_hint, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Add")).close();
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  const auto read = read_all(visit);
  html::Writer out;
  out.open("header").element("h1", visit.tr("Months on paper"));
  out.element("p", {{"class", "quiet"}}, visit.tr("Each stays as it was made, whatever is assumed or counted since."));
  out.close();
  write_made(out, visit, read);
  write_plan(out, visit, state, read.plan);
  out.open("section", {{"class", "narrow"}, {"id", "readers"}}).element("h2", visit.tr("Who receives it"));
  write_readers(out, visit, read);
  write_new_reader(out, visit, state, read);
  out.close();
  return return_page(visit, ReturnTab::report, visit.tr("Months on paper"), out.take(), status);
}

// In small letters, as addresses are kept.
const char* words_for(ReaderAdded added) {
  if (added == ReaderAdded::now) return text::msgid("They receive the next one.");
  if (added == ReaderAdded::asked_before) {
    return text::msgid("A letter asked them before, and there is no second one. They can still say yes by its link.");
  }
  return text::msgid("They are asked by letter. Nothing else comes before they say yes.");
}

NewReportReader read_new(const Visit& visit, html::FormState& state) {
  NewReportReader reader;
  reader.language = text::parse_language(state.value("reader_language")).value_or(visit.language);
  const auto who = state.value("who");
  if (!who.empty()) {
    const auto managers = visit.community.store().read([](store::Reader& all) { return all.all<MemberId>(kManagers); });
    const auto id = parse_id(who);
    if (!id || std::ranges::find(managers, MemberId{*id}) == managers.end()) state.refuse("who", {"Choose somebody."});
    reader.member = MemberId{id.value_or(0)};
    return reader;
  }
  reader.email = text::small_letters(state.value("email"));
  if (!mail::is_address(reader.email)) state.refuse("email", {"Write their address, like name@example.org."});
  auto basis = text::check_text(state.value("basis"), {.min = 1, .max = kMaxReaderBasis});
  if (basis.problem) state.refuse("basis", *basis.problem);
  reader.basis = std::move(basis.value);
  return reader;
}

}  // namespace

http::Response show_reports(Visit& visit) { return render(visit, {}, 200); }

http::Response update_report_plan(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto typed = state.value("day");
  std::int64_t day = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), day);
  if (error != std::errc() || end != typed.data() + typed.size() || day < 0 || day > kLastReportDay) {
    state.refuse("day", {"Choose a day."});
    return render(visit, state, 422);
  }
  const auto act = return_act(visit);
  visit.community.store().write([&](store::Transaction& transaction) { save_report_plan(transaction, act, day); });
  return see_other_with_notice(visit, kHere, text::msgid("Saved."));
}

http::Response create_report_reader(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto reader = read_new(visit, state);
  if (state.is_refused()) return render(visit, state, 422);
  const auto act = return_act(visit);
  const auto context = letter_context(visit.community);
  const auto added = visit.community.store().write(
      [&](store::Transaction& transaction) { return add_report_reader(transaction, act, context, reader); });
  const char* field = reader.member ? "who" : "email";
  if (added == ReaderAdded::known) state.refuse(field, {"They receive it already, or were asked."});
  if (added == ReaderAdded::too_many) {
    state.refuse(field, {"At most {most} people can receive it.", {{"most", std::to_string(kMostReportReaders)}}});
  }
  if (state.is_refused()) return render(visit, state, 422);
  return see_other_with_notice(visit, kHere, words_for(added));
}

http::Response end_report_reader(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("report_reader"));
  if (!id) throw NotFound();
  const auto act = return_act(visit);
  const bool ended = visit.community.store().write([&](store::Transaction& transaction) {
    return community::end_report_reader(transaction, act, ReportReaderId{*id});
  });
  if (!ended) throw NotFound();
  return see_other_with_notice(visit, kHere, text::msgid("They receive no more."));
}

}  // namespace parvis::cockpit
