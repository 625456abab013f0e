#include "cockpit/card/card_link.h"

#include "community/card/card_path.h"

namespace parvis::cockpit {

void write_card_name(html::Writer& out, const community::Visit& visit, const community::MemberGlimpse& member) {
  const auto name = community::shown_name(visit, member);
  if (community::has_page(member)) {
    out.element("a", {{"class", "name"}, {"href", community::card_path(member.handle)}}, name);
  } else {
    out.element("span", {{"class", "name"}}, name);
  }
}

}  // namespace parvis::cockpit
