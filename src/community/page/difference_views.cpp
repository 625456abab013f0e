#include "community/page/difference_views.h"

#include "core/text/diff.h"

namespace parvis::community {

namespace {

using Kind = text::Change::Kind;

// Screen readers often pass over <ins> and <del>: the words say it.
void write_marked(html::Writer& out, const std::string& name, const std::string& text) {
  out.element("span", {{"class", "unseen"}}, name).text(text);
}

}  // namespace

void write_difference(html::Writer& out, const Visit& visit, std::string_view before, std::string_view after) {
  out.open("div", {{"class", "difference"}});
  for (const auto& change : text::difference(before, after)) {
    switch (change.kind) {
      case Kind::kept: out.text(change.text); break;
      case Kind::added:
        out.open("ins");
        write_marked(out, visit.tr("added:") + " ", change.text);
        out.close();
        break;
      case Kind::removed:
        out.open("del");
        write_marked(out, visit.tr("removed:") + " ", change.text);
        out.close();
        break;
    }
  }
  out.close();
}

}  // namespace parvis::community
