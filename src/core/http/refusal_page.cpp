// What the server says by itself, before any handler and without knowing who reads: in every language, without a style
// sheet, since the reason may be that there is no time to serve one.
#include "core/html/html.h"
#include "core/http/wire.h"
#include "core/text/catalogue.h"

namespace parvis::http {
namespace {

using text::msgid;

struct Words {
  const char* title;
  const char* next;
};

Words words_of(int status) {
  if (status == 413) return {msgid("That is too long"), msgid("Go back and send it in two parts.")};
  if (status == 503)
    return {msgid("One moment, please"),
            msgid("Many people are here at once. Load this page again in a few seconds; what you were writing is "
                  "still there when you go back.")};
  if (status >= 500)
    return {msgid("Something broke on our side"), msgid("We have made a note of it. Try again in a moment; if you were "
                                                        "writing, go back: your words are still there.")};
  return {msgid("This could not be understood"), msgid("Go back and try again.")};
}

}  // namespace

Response refusal_page(int status) {
  const auto words = words_of(status);
  html::Writer out;
  out.literal("<!doctype html>").open("html", {{"lang", "en"}}).open("head");
  out.literal(
      "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
      "<meta name=\"color-scheme\" content=\"light dark\">");
  out.element("title", text::phrase(text::Language::en, words.title)).close().open("body").open("main");
  bool first = true;
  for (const auto language : text::kLanguages) {
    out.open("section", {{"lang", text::tag(language)}});
    first ? out.open("h1") : out.open("h2");
    out.text(text::phrase(language, words.title)).close();
    out.element("p", text::phrase(language, words.next)).close();
    first = false;
  }
  out.close().close().close();
  return page(out.take().markup(), status);
}

}  // namespace parvis::http
