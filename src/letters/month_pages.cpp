// The yes or no of somebody who is to receive the month on paper, by the address in a letter (RFC 8058). Opening it
// changes nothing; what is posted to it counts without a session, for the token says who.
#include "community/accounts/views.h"
#include "community/letters/stopping.h"
#include "community/page/form_words.h"
#include "community/returns/report_reader.h"
#include "letters/letters_pages.h"

namespace parvis::letters {

using namespace community;

namespace {

ReportReaderId reader_asked(const Visit& visit) {
  const auto id = read_report_reader_token(stopping_key(visit.community.secret()), visit.request.parameter("token"));
  if (!id) throw NotFound();
  return *id;
}

http::Response say(Visit& visit, const std::string& title, const std::string& words) {
  html::Writer out;
  open_narrow(out, title, words);
  close_narrow(out);
  return private_page(visit, title, out);
}

}  // namespace

http::Response show_month_letters(Visit& given) {
  Visit visit = given;
  const auto id = reader_asked(visit);
  const auto reader =
      visit.community.store().read([&](store::Reader& reader) { return find_report_reader(reader, id); });
  if (!reader) return say(visit, visit.tr("Done"), visit.tr("You receive no month of this community by letter."));
  visit.language = reader->language;  // as their letters are
  const auto title = visit.tr("The month by letter");
  html::Writer out;
  open_narrow(out, title,
              reader->agreed_at
                  ? visit.tr("You receive one letter a month about {community}.", {{"community", visit.identity->name}})
                  : visit.tr("One letter a month about {community}: how it lives, what was done, what it "
                             "cost and brought in.",
                             {{"community", visit.identity->name}}));
  out.open("form", {{"method", "post"},
                    {"action", "/letters/month/" + std::string(visit.request.parameter("token"))},
                    {"class", "actions"}});
  if (!reader->agreed_at) {
    out.element("button", {{"class", "button main"}, {"name", "answer"}, {"value", "yes"}}, visit.tr("Yes, send it"));
  }
  out.element("button", {{"class", "button"}, {"name", "answer"}, {"value", "no"}},
              reader->agreed_at ? visit.tr("Receive no more of them") : visit.tr("No, thank you"));
  out.close();
  close_narrow(out);
  return private_page(visit, title, out);
}

// A mail program's own button posts no answer: that is a no.
http::Response answer_month_letters(Visit& given) {
  Visit visit = given;
  const auto id = reader_asked(visit);
  const bool yes = visit.request.form.get("answer") == "yes";
  const auto proof = "request " + visit.request.id + " from " + visit.request.remote_address;
  const bool receives = visit.community.store().write([&](store::Transaction& transaction) {
    if (const auto reader = find_report_reader(transaction, id)) visit.language = reader->language;
    if (yes) return agree_to_reports(transaction, visit.community.timeline(), id, proof, now());
    leave_reports(transaction, visit.community.timeline(), id, now());
    return false;
  });
  return say(visit, visit.tr("Done"),
             receives ? visit.tr("The next month comes to you.")
                      : visit.tr("You receive no month of this community by letter."));
}

}  // namespace parvis::letters
