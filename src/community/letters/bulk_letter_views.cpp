#include "community/letters/bulk_letter_views.h"

#include "community/page/page.h"
#include "core/text/validate.h"

namespace parvis::community {

void write_letter_fields(html::Form& form, const Visit& visit) {
  const auto subject = visit.tr("Subject"), body = visit.tr("The letter"),
             hint = visit.tr("Plain text; an empty line sets paragraphs apart. Two letters a day at most.");
  form.text_field({.name = "subject", .label = subject, .autocomplete = "off"});
  form.text_area({.name = "letter", .label = body, .hint = hint, .rows = 12});
}

BulkLetterWords letter_typed(html::FormState& state, std::size_t most_of_body) {
  auto subject = text::check_text(state.value("subject"), {.min = 1, .max = kMaxLetterSubject});
  if (subject.problem) state.refuse("subject", *subject.problem);
  auto body = text::check_text(state.value("letter"), {.min = 1, .max = most_of_body, .lines = text::Lines::many});
  if (body.problem) state.refuse("letter", *body.problem);
  return {std::move(subject.value), std::move(body.value)};
}

void write_sent_letters(html::Writer& out, const Visit& visit, const std::vector<SentLetter>& letters) {
  if (letters.empty()) return;
  out.open("section").element("h2", visit.tr("Written before")).open("ul", {{"class", "list"}});
  for (const auto& letter : letters) {
    out.open("li").element("p", {{"class", "name"}}, letter.subject).open("p", {{"class", "quiet small dots"}});
    out.element("span", letter.author_name).open("span");
    write_time(out, visit, letter.written_at);
    out.close();
    if (!letter.purpose.empty()) out.element("span", letter.purpose);
    out.element("span", visit.trn("sent to {n} member", "sent to {n} members", letter.receivers));
    if (letter.waited > 0) {
      out.element("span",
                  visit.trn("{n} of them waited for its turn", "{n} of them waited for their turn", letter.waited));
    }
    if (letter.held_back > 0) {
      out.element("span", visit.trn("held back for {n} member, who had as many letters as we send",
                                    "held back for {n} members, who had as many letters as we send", letter.held_back));
    }
    if (letter.stopped > 0) {
      out.element("span", visit.trn("not sent to {n} member: it could no longer be sent to them",
                                    "not sent to {n} members: it could no longer be sent to them", letter.stopped));
    }
    out.close().close();
  }
  out.close().close();
}

}  // namespace parvis::community
