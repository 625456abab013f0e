#include "community/incoming/stop_views.h"

#include "community/incoming/letter_stop.h"
#include "community/page/page.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

std::string why_of(const Visit& visit, const LetterTrouble& trouble) {
  switch (trouble.reason) {
    case StopReason::gone: return visit.tr("An e-mail came back: the server says that there is no such address.");
    case StopReason::came_back: return visit.tr("E-mails came back again and again: the mailbox may be full.");
    case StopReason::unwanted: return visit.tr("An e-mail from us was marked as unwanted there.");
    case StopReason::none: break;
  }
  return {};
}

std::string line_of(const Visit& visit, const LetterTrouble& trouble) {
  const text::Values status{{"status", trouble.status}};
  switch (trouble.reason) {
    case StopReason::gone:
      return trouble.status.empty() ? visit.tr("E-mails have stopped: the address does not exist.")
                                    : visit.tr("E-mails have stopped: the address does not exist ({status}).", status);
    case StopReason::came_back: return visit.tr("E-mails have stopped: they came back again and again.");
    case StopReason::unwanted: return visit.tr("E-mails have stopped: one was marked as unwanted.");
    case StopReason::none: break;
  }
  return visit.trn("E-mails came back on {n} day.", "E-mails came back on {n} days.", trouble.days);
}

}  // namespace

void write_letter_stop(html::Writer& out, const Visit& visit) {
  const auto stop =
      visit.community.store().read([&](store::Reader& reader) { return letter_stop_of(reader, visit.viewer.member); });
  if (!stop) return;
  out.open("section", {{"id", "letters"}, {"class", "narrow notice plain"}});
  out.element("h2", visit.tr("E-mails to you have stopped"));
  out.element("p", visit.tr("Since {day} none go to {email} but those you ask for, such as a link to sign in.",
                            {{"day", text::day(*stop->stopped_at, visit.language, text::TimeZone::of(visit.time_zone))},
                             {"email", stop->address}}));
  out.element("p", why_of(visit, *stop));
  out.element("p", {{"class", "quiet small"}},
              visit.tr("Does the address work? Ask for an e-mail and open the link in it. If it no longer does, give "
                       "another address below."));
  out.open("form", {{"method", "post"}, {"action", "/account/letters/resume"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, visit.tr("Send me that e-mail")).close();
  out.close();
}

void write_letter_stop_of(html::Writer& out, const Visit& visit, MemberId member) {
  const auto trouble =
      visit.community.store().read([&](store::Reader& reader) { return letter_trouble_of(reader, member); });
  if (!trouble) return;
  out.open("p", {{"class", "quiet small"}}).text(line_of(visit, *trouble) + " · ");
  write_time(out, visit, trouble->last_at);
  out.close();
}

}  // namespace parvis::community
