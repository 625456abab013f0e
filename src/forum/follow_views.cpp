#include "forum/follow_views.h"

namespace parvis::forum {

void write_follow_form(html::Writer& out, const community::Visit& visit, std::string_view path, bool following) {
  out.open("form", {{"method", "post"}, {"action", path}, {"data-follow", true}});
  community::write_form_token(out, visit);
  out.element("button",
              {{"class", following ? "button on" : "button"},
               {"name", "follow"},
               {"value", following ? "off" : "on"},
               {"aria-pressed", following ? "true" : "false"}},
              following ? visit.tr("Following") : visit.tr("Follow"));
  out.close();
}

}  // namespace parvis::forum
