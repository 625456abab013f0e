#include "cockpit/removal_page.h"

#include "community/accounts/views.h"

namespace parvis::cockpit {

using namespace community;

http::Response removal_page(const Visit& visit, const AskedRemoval& asked) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", asked.title).close();
  out.open("section", {{"class", "narrow"}});
  for (const auto& sentence : asked.said) out.element("p", sentence);
  out.open("div", {{"class", "row actions"}});
  if (!asked.button.empty()) {
    out.open("form", {{"method", "post"}, {"action", asked.action}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button bad"}}, asked.button).close();
  }
  out.element("a", {{"class", "button"}, {"href", asked.back}},
              asked.button.empty() ? visit.tr("Back") : visit.tr("Keep it"));
  out.close().close();
  return cockpit_page(visit, asked.room, asked.title, out.take());
}

}  // namespace parvis::cockpit
