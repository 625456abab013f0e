#include "cockpit/reach_words.h"

namespace parvis::cockpit {

using community::WordReach;

std::string reach_words(const community::Visit& visit, WordReach reach) {
  switch (reach) {
    case WordReach::letter: return visit.tr("It goes out by e-mail, and stands on a page of theirs.");
    case WordReach::no_consent:
      return visit.tr(
          "They find it on a page of theirs, and their bell rings. By e-mail it goes once the rules of Today name the "
          "consent that such letters rest on.");
    case WordReach::page: break;
  }
  return visit.tr(
      "They find it on a page of theirs, and their bell rings; they did not agree to personal letters by e-mail.");
}

}  // namespace parvis::cockpit
