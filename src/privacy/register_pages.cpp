// The register of processing (GDPR article 30), made from what the program does: the same lines by which it shows,
// gives and erases what it holds, and the rules by which it drops it. As a page to be printed, and as a table.
#include <algorithm>

#include "community/manage/manage_views.h"
#include "community/page/page.h"
#include "community/privacy/consent.h"
#include "community/privacy/erasure.h"
#include "community/privacy/holdings.h"
#include "community/privacy/retention.h"
#include "core/text/csv.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

struct Kept {
  std::string how_long;
  std::string why;  // empty: it goes without saying
};

std::string in_days(const Visit& visit, std::int64_t days) {
  constexpr std::int64_t kYear = 365;
  if (days == 0) return visit.tr("As long as one is a member.");
  return days % kYear == 0 ? visit.trn("{n} year.", "{n} years.", days / kYear)
                           : visit.trn("{n} day.", "{n} days.", days);
}

// What holds by itself, then what the rules say of a part of it.
std::vector<Kept> kept_of(const Visit& visit, store::Reader& reader, const Holding& holding) {
  std::vector<Kept> kept;
  const auto rules = rules_of(holding.table);
  const bool is_all_of_it = rules.size() == 1 && rules.front()->covers == RetentionRule::Covers::all;
  if (!is_all_of_it) kept.push_back({visit.tr(holding.kept ? holding.kept : "As long as one is a member."), {}});
  for (const auto* rule : rules) {
    const auto days = in_days(visit, kept_days(reader, *rule));
    kept.push_back({is_all_of_it ? days : visit.tr("{what}: {days}", {{"what", visit.tr(rule->what)}, {"days", days}}),
                    visit.tr(rule->why)});
  }
  return kept;
}

std::string erased_how(const Visit& visit, const Holding& holding) {
  switch (holding.at_erasure) {
    case AtErasure::rows_go: return visit.tr("goes");
    case AtErasure::rows_stay: return visit.tr("stays without a person");
    case AtErasure::by_hand: return visit.tr("goes, or stays without a person");
  }
  return {};
}

// As the configuration has it: backups are made by the clock, and dropped by its rule.
std::string backups_kept(const Visit& visit) {
  const auto& backup = visit.community.settings().backup;
  if (backup.every.count() == 0)
    return visit.tr("None is made by itself. Those made by hand, until somebody deletes them.");
  return visit.tr(
      "{days} daily, {weeks} weekly and {months} monthly ones. Who was erased does not come back with them.",
      {{"days", std::int64_t{backup.keep_daily}},
       {"weeks", std::int64_t{backup.keep_weekly}},
       {"months", std::int64_t{backup.keep_monthly}}});
}

void open_table(html::Writer& out, const Visit& visit, std::initializer_list<const char*> heads) {
  out.open("div", {{"class", "wide"}}).open("table", {{"class", "rights register"}}).open("thead").open("tr");
  for (const auto* head : heads) out.element("th", {{"scope", "col"}}, visit.tr(head));
  out.close().close().open("tbody");
}
void close_table(html::Writer& out) { out.close().close().close(); }

void write_category(html::Writer& out, const Visit& visit, store::Reader& reader, Holds category) {
  out.open("section").element("h2", visit.tr(title_of(category)));
  out.element("p", visit.tr(purpose_of(category)));
  out.element("p", {{"class", "quiet small"}}, visit.tr(basis_of(category)));
  open_table(out, visit, {text::msgid("What"), text::msgid("How long"), text::msgid("When somebody leaves")});
  for (const auto& holding : holdings()) {
    if (!holding.is_personal() || holding.category != category) continue;
    out.open("tr").element("th", {{"scope", "row"}}, visit.tr(holding.what));
    out.open("td", {{"data-head", visit.tr("How long")}});
    for (const auto& kept : kept_of(visit, reader, holding)) {
      out.open("p").text(kept.how_long);
      if (!kept.why.empty()) out.open("span", {{"class", "quiet small"}}).text(" ").text(kept.why).close();
      out.close();
    }
    out.close().element("td", {{"data-head", visit.tr("When somebody leaves")}}, erased_how(visit, holding)).close();
  }
  close_table(out);
  out.close();
}

void write_elsewhere(html::Writer& out, const Visit& visit) {
  out.open("section").element("h2", visit.tr("Outside the database"));
  open_table(out, visit, {text::msgid("What"), text::msgid("How long")});
  const auto line = [&](const std::string& what, const std::string& how_long) {
    out.open("tr").element("th", {{"scope", "row"}}, what).element("td", how_long).close();
  };
  line(visit.tr("Backups"), backups_kept(visit));
  for (const auto& kept : kept_elsewhere()) line(visit.tr(kept.what), visit.tr(kept.how_long));
  close_table(out);
  out.close();
}

// People of whom something is kept without their being members: the table of influencers (article 14).
struct Outsiders {
  std::string what, purpose, basis, how_long, ends;
};
Outsiders outsiders(const Visit& visit, store::Reader& reader) {
  return {visit.tr("The table of influencers: names, sites, specialities, places, notes, the last contact, the next "
                   "step, and where each is known from"),
          visit.tr("So that the team knows who is heard on what the brand does, and treats them as one treats people "
                   "one knows."),
          visit.tr("A legitimate interest, unless their line names their consent or a contract"),
          visit.tr("{days} Counted from the last contact or change.",
                   {{"days", in_days(visit, kept_days(reader, *find_rule("influencer")))}}),
          visit.tr("when they ask, or when the team removes them: wholly, with the tasks they became")};
}

void write_outsiders(html::Writer& out, const Visit& visit, store::Reader& reader) {
  const auto told = outsiders(visit, reader);
  out.open("section").element("h2", visit.tr("People who are no members"));
  out.element("p", told.purpose).element("p", {{"class", "quiet small"}}, told.basis);
  open_table(out, visit, {text::msgid("What"), text::msgid("How long"), text::msgid("When it ends")});
  out.open("tr").element("th", {{"scope", "row"}}, told.what);
  out.element("td", {{"data-head", visit.tr("How long")}}, told.how_long);
  out.element("td", {{"data-head", visit.tr("When it ends")}}, told.ends).close();
  close_table(out);
  out.close();
}

void write_consents(html::Writer& out, const Visit& visit, store::Reader& reader) {
  const auto asked = purposes(reader, Purposes::in_force);
  if (asked.empty()) return;
  out.open("section").element("h2", visit.tr("What members are asked to agree to"));
  out.element("p", {{"class", "quiet small"}}, visit.tr("Consent, withdrawn at any time"));
  out.open("ul", {{"class", "list"}});
  for (const auto& purpose : asked) {
    out.open("li").element("p", {{"class", "name"}}, purpose.name.in(visit.language));
    out.element("p", purpose.body.in(visit.language)).close();
  }
  out.close().close();
}

}  // namespace

http::Response show_register(Visit& visit) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::privacy);
  out.open("section").element("h2", visit.tr("Register of processing"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Made from what the program does, at this moment. Members see their own part of it under “Your "
                       "data”. Nothing is given to third parties, and no page asks anything of another site."));
  const auto contact = visit.community.settings().mail.contact;
  if (!contact.empty()) out.element("p", visit.tr("Who answers for it: {address}.", {{"address", contact}}));
  out.open("p", {{"class", "actions"}});
  out.element("a", {{"class", "button"}, {"href", "/manage/privacy/register.csv"}}, visit.tr("Fetch it as a table"));
  out.element("a", {{"class", "link"}, {"href", "/manage/privacy/retention"}},
              visit.tr("Change how long things are kept"));
  out.close().close();
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto category : kHolds) write_category(out, visit, reader, category);
    write_outsiders(out, visit, reader);
    write_elsewhere(out, visit);
    write_consents(out, visit, reader);
  });
  return manage_page(visit, out);
}

http::Response show_register_table(Visit& visit) {
  const auto put = [](std::string& table, const text::CsvRow& row) { table += text::csv_line(row, ','); };
  std::string table;
  put(table, {visit.tr("Category"), visit.tr("Purpose"), visit.tr("By which right"), visit.tr("What"),
              visit.tr("How long"), visit.tr("Why so long"), visit.tr("When somebody leaves")});
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto category : kHolds) {
      for (const auto& holding : holdings()) {
        if (!holding.is_personal() || holding.category != category) continue;
        for (const auto& kept : kept_of(visit, reader, holding)) {
          put(table, {visit.tr(title_of(category)), visit.tr(purpose_of(category)), visit.tr(basis_of(category)),
                      visit.tr(holding.what), kept.how_long, kept.why, erased_how(visit, holding)});
        }
      }
    }
    const auto told = outsiders(visit, reader);
    put(table,
        {visit.tr("People who are no members"), told.purpose, told.basis, told.what, told.how_long, "", told.ends});
    const auto outside = visit.tr("Outside the database");
    put(table, {outside, "", "", visit.tr("Backups"), backups_kept(visit), "", ""});
    for (const auto& kept : kept_elsewhere()) {
      put(table, {outside, "", "", visit.tr(kept.what), visit.tr(kept.how_long), "", ""});
    }
    for (const auto& purpose : purposes(reader, Purposes::in_force)) {
      put(table, {visit.tr("What members are asked to agree to"), purpose.body.in(visit.language),
                  visit.tr("Consent, withdrawn at any time"), purpose.name.in(visit.language), "", "", ""});
    }
  });
  auto answer = http::bytes(std::move(table), "text/csv; charset=utf-8");
  answer.header("Content-Disposition", "attachment; filename=\"register.csv\"");
  answer.header("Cache-Control", "no-store");
  return answer;
}

}  // namespace parvis::privacy
