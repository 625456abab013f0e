// The page that asks once before something goes or comes back: what would happen, the button that does it, the way
// back.
#pragma once

#include <string>

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
// Whether the question was answered.
bool is_sure(const community::Visit& visit);

}  // namespace parvis::forum
