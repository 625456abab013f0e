// The page that asks once before something goes or comes back: what would happen, the button that does it, the way
// back.
#pragma once

#include <optional>
#include <string>

#include "community/moderation/ground.h"
#include "community/page/page.h"

namespace parvis::forum {

struct Question {
  std::string title;
  std::string consequence;
  std::string action;  // where the answer is posted, with sure=yes
  std::string button;
  std::string back;
  bool restores = false;  // posts deleted=no
};
http::Response ask_once(const community::Visit& visit, const Question& question);
// Asks before somebody else's words are hidden, and why: the author reads it.
http::Response ask_why(const community::Visit& visit, const Question& question, const html::FormState& state = {},
                       int status = 200);
// The reason given on that page. Nothing, and refused in `state`, when it was left out there; who asks without the page
// gives none.
std::optional<community::Reason> reason_of_hiding(html::FormState& state);
// Whether the question was answered.
bool is_sure(const community::Visit& visit);

}  // namespace parvis::forum
