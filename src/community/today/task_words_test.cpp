#include "community/today/task_words.h"

#include <gtest/gtest.h>

namespace parvis::community {
namespace {

TEST(TaskWords, SayLessThanAnHourAndNoNought) {
  const Task task{.kind = TaskKind::waiting, .figure = 3, .usual = 0};
  std::string said;
  for (const auto& part : reason_parts(text::Language::en, task)) {
    said += part.kind == text::Part::Kind::text ? part.text : figure_in(text::Language::en, task, part.text);
  }
  EXPECT_EQ(said, "3 decisions wait, the oldest for less than an hour.");
}

}  // namespace
}  // namespace parvis::community
