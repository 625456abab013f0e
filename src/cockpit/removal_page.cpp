#include "cockpit/removal_page.h"

#include "cockpit/segment_views.h"
#include "community/accounts/views.h"

namespace parvis::cockpit {

using namespace community;

http::Response removal_page(const Visit& visit, const AskedRemoval& asked) {
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", asked.title).close();
  out.open("section", {{"class", "narrow"}});
  for (const auto& sentence : asked.said) out.element("p", sentence);
  for (const auto& one : asked.first) {
    out.open("p").text(one.said + " ").element("a", {{"class", "link"}, {"href", one.path}}, one.words).close();
  }
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

void write_removal(html::Writer& out, const Visit& visit, const FoldedRemoval& removal) {
  out.open("details", {{"class", "removal"}}).element("summary", {{"class", "button bare bad"}}, removal.summary);
  out.element("p", removal.said);
  write_post_button(out, visit, removal.action, removal.button, "button bad");
  out.close();
}

}  // namespace parvis::cockpit
