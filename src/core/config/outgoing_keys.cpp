// [outgoing]: what requests to other servers may reach.
#include "core/config/kinds.h"
#include "core/config/outgoing.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

struct Allowed {
  std::string text;
  fetch::Allowance places;
};

Allowed& allowed() {
  static Allowed one;
  return one;
}

}  // namespace

const std::string& allowed_places_text() { return allowed().text; }
const fetch::Allowance& allowed_places() { return allowed().places; }

bool allow_places(std::string_view text) {
  auto places = fetch::Allowance::parse(text);
  if (!places || has_controls(text)) return false;
  allowed() = {std::string(text), std::move(*places)};
  return true;
}

Section outgoing_section() {
  return {"outgoing",
          "What requests to other servers may reach: those of signing in with accounts held elsewhere.",
          {
              {.name = "allowed",
               .kind = Kind::text,
               .expected = "hosts with or without a port, such as login.intranet.example or 127.0.0.1:4000, apart by "
                           "commas",
               .about = "Hosts that may be asked although they stand in a network of your own or on this very machine, "
                        "and over http:// too. Everything else must lead to a public address: this keeps people from "
                        "making the program ask your inner servers. Empty: no exception.",
               .read = [](Settings&, std::string_view text) { return allow_places(text); },
               .shown = [](const Settings&) { return toml_text(allowed_places_text()); }},
          }};
}

}  // namespace parvis::config
