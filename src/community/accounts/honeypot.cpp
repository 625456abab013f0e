#include "community/accounts/honeypot.h"

namespace parvis::community {
namespace {

constexpr char kField[] = "website";  // a name that invites

}  // namespace

void write_honeypot(html::Writer& out, const Visit& visit) {
  // Out of sight by the style sheet; who reads without it, or with a screen reader, is told to leave it.
  out.open("div", {{"class", "honeypot"}, {"aria-hidden", "true"}});
  out.element("label", {{"for", "honeypot"}}, visit.tr("Leave this empty"));
  out.open("input",
           {{"type", "text"}, {"id", "honeypot"}, {"name", kField}, {"tabindex", "-1"}, {"autocomplete", "off"}});
  out.close();
}

bool is_caught(const Visit& visit) { return !visit.request.form.get(kField).empty(); }

}  // namespace parvis::community
