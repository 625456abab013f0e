// The register of processing (GDPR article 30), made from what the program does: the same lines by which it shows,
// gives and erases what it holds, and the rules by which it drops it. To be printed.
#include <algorithm>

#include "community/manage/manage_views.h"
#include "community/page/page.h"
#include "community/privacy/consent.h"
#include "community/privacy/erasure.h"
#include "community/privacy/holdings.h"
#include "community/privacy/retention.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

// How long it is kept, in words.
std::string kept_for(const Visit& visit, store::Reader& reader, const Holding& holding) {
  if (const auto* rule = find_rule(holding.table)) {
    const auto days = kept_days(reader, *rule);
    return days == 0 ? visit.tr("As long as one is a member.") : visit.trn("{n} day.", "{n} days.", days);
  }
  return visit.tr(holding.kept ? holding.kept : "As long as one is a member.");
}

std::string erased_how(const Visit& visit, const Holding& holding) {
  switch (holding.at_erasure) {
    case AtErasure::rows_go: return visit.tr("goes");
    case AtErasure::rows_stay: return visit.tr("stays without a person");
    case AtErasure::by_hand: return visit.tr("goes, or stays without a person");
  }
  return {};
}

void write_category(html::Writer& out, const Visit& visit, store::Reader& reader, Holds category) {
  out.open("section").element("h2", visit.tr(title_of(category)));
  out.element("p", visit.tr(purpose_of(category)));
  out.element("p", {{"class", "quiet small"}}, visit.tr(basis_of(category)));
  out.open("div", {{"class", "wide"}}).open("table", {{"class", "rights register"}}).open("thead").open("tr");
  for (const auto* head : {text::msgid("What"), text::msgid("How long"), text::msgid("When somebody leaves")}) {
    out.element("th", {{"scope", "col"}}, visit.tr(head));
  }
  out.close().close().open("tbody");
  for (const auto& holding : holdings()) {
    if (!holding.is_personal() || holding.category != category) continue;
    out.open("tr").element("th", {{"scope", "row"}}, visit.tr(holding.what));
    out.element("td", kept_for(visit, reader, holding)).element("td", erased_how(visit, holding)).close();
  }
  out.close().close().close().close();
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
  const auto& settings = visit.community.settings();
  const auto contact = settings.mail.contact;
  if (!contact.empty()) out.element("p", visit.tr("Who answers for it: {address}.", {{"address", contact}}));
  out.close();
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto category : kHolds) write_category(out, visit, reader, category);
    write_consents(out, visit, reader);
  });
  return manage_page(visit, out);
}

}  // namespace parvis::privacy
