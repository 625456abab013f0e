#include "community/page/page.h"

namespace parvis::community {
namespace {

struct Words {
  std::string title, next;
};

// What happened in a few words, and what to do next.
Words words_of(const Visit& visit, int status) {
  switch (status) {
    case 401: return {visit.tr("Sign in first"), visit.tr("Then we will bring you straight back here.")};
    case 403:
      return {visit.tr("You do not have access to this"),
              visit.tr("If you think you should, ask those who look after this community.")};
    case 404:
      return {visit.tr("Nothing here"), visit.tr("What you are looking for may have moved or gone, or there may be a "
                                                 "slip in the address. A search often finds it.")};
    case 409:
      return {visit.tr("It changed in the meantime"), visit.tr("Go back, look at how it stands now, and try again.")};
    case 408:
      return {visit.tr("That took too long"), visit.tr("Go back and try again; on a slow line, in smaller parts.")};
    case 414: return {visit.tr("That address is too long"), visit.tr("Check the address, or begin at the front page.")};
    case 431: return {visit.tr("That was too much"), visit.tr("Delete the cookies of this site, then try again.")};
    case 413: return {visit.tr("That is too long"), visit.tr("Go back and send it in two parts.")};
    case 429:
      return {visit.tr("A little slower"),
              visit.tr("Wait a moment, then try again. Nothing you wrote is lost: go back to find it.")};
    default: break;
  }
  if (status >= 500) {
    return {visit.tr("Something broke on our side"),
            visit.tr("We have made a note of it. Try again in a moment; if you were writing, go back: your words are "
                     "still there.")};
  }
  return {visit.tr("This could not be understood"), visit.tr("Go back and try again.")};
}

// What was typed into the form that is refused, to be copied: pages gone meanwhile take no words with them. Passwords
// are never shown.
void write_typed_words(html::Writer& out, const Visit& visit) {
  const auto& form = visit.request.form;
  const auto title = form.get("title"), body = form.get("body");
  if (visit.request.method != http::Method::post || (title.empty() && body.empty())) return;
  out.open("section", {{"class", "kept-words"}});
  out.element("label", {{"class", "label"}, {"for", "kept-words"}}, visit.tr("What you wrote, to be copied"));
  std::string words(title);
  if (!title.empty() && !body.empty()) words += "\n\n";
  words += body;
  // A browser drops the first line break of a text area.
  out.element("textarea", {{"id", "kept-words"}, {"rows", 10}, {"readonly", true}}, "\n" + words).close();
}

// The plain refusals say no more than the page's own title.
bool says_more(const Refusal& refusal) {
  const std::string_view key = refusal.sentence().key;
  return key != NotFound().sentence().key && key != SignInNeeded().sentence().key && key != Forbidden().sentence().key;
}

// What is not there and what is not for visitors look alike, so this is offered in both cases.
void write_perhaps_for_members(html::Writer& out, const Visit& visit) {
  out.element("p", {{"class", "quiet"}},
              visit.tr("Perhaps it is for members only: sign in, and you will come back here."));
}

std::string sign_in_path(const Visit& visit) {
  const bool is_read = visit.request.method == http::Method::get || visit.request.method == http::Method::head;
  return is_read ? "/sign-in?return_to=" + http::percent_encode(visit.request.target) : "/sign-in";
}

}  // namespace

http::Response render_refusal(const Visit& visit, const Refusal& refusal) {
  const auto words = words_of(visit, refusal.status());
  html::Writer out;
  out.open("div", {{"class", "refusal"}}).element("h1", words.title);
  const bool tells = says_more(refusal);
  if (tells) out.element("p", text::tr(visit.language, refusal.sentence()));
  // A sentence of its own says why nothing is here better than guesses would.
  if (!tells || refusal.status() != 404) out.element("p", {{"class", "quiet"}}, words.next);
  write_typed_words(out, visit);
  const bool may_be_for_members = refusal.status() == 404 && !visit.viewer.signed_in();
  if (may_be_for_members) write_perhaps_for_members(out, visit);
  out.open("p", {{"class", "row"}});
  if (refusal.status() == 401) out.element("a", {{"class", "button main"}, {"href", "/sign-in"}}, visit.tr("Sign in"));
  if (refusal.status() == 404) out.element("a", {{"class", "button main"}, {"href", "/search"}}, visit.tr("Search"));
  if (may_be_for_members) out.element("a", {{"class", "button"}, {"href", sign_in_path(visit)}}, visit.tr("Sign in"));
  out.element("a", {{"class", "button"}, {"href", "/"}}, visit.tr("Front page")).close();
  const auto& contact = visit.community.settings().mail.contact;
  if (!visit.request.id.empty() && !contact.empty()) {
    out.element("p", {{"class", "quiet tiny"}},
                visit.tr("Should you write to {address} about this, give the reference {id}.",
                         {{"address", contact}, {"id", visit.request.id}}));
  }
  out.close();
  return render_page(visit, {.title = words.title, .indexing = Indexing::refused}, out.take(), {}, refusal.status());
}

}  // namespace parvis::community
