#include <array>

#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {

std::string missing(std::string_view what, std::int64_t foreign) {
  return "the " + std::string(what) + " " + std::to_string(foreign) + " is not in the dump";
}

std::span<const Stage* const> stages() {
  static const std::array kStages = {&member_stage(), &tag_stage(),     &question_stage(),
                                     &answer_stage(), &comment_stage(), &vote_stage(),
                                     &badge_stage(),  &link_stage(),    &history_stage()};
  return kStages;
}

}  // namespace parvis::exchange
