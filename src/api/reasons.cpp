#include "api/reasons.h"

#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

Reason reason_given(Body& body, Asked asked) {
  const auto named = body.optional_text("ground");
  const auto typed = body.optional_text("words").value_or("");
  const auto ground = parse_ground(named.value_or("")).value_or(Ground::none);
  const bool needed = asked == Asked::always || named;
  if (needed && ground == Ground::none) {
    body.add("ground", {"Use off_topic, unkind, spam, unlawful or other."});
  }
  const bool in_words = ground == Ground::other;
  auto words = text::check_text(typed, {.min = in_words ? 1u : 0u, .max = kMaxReasonWords, .lines = text::Lines::many});
  if (words.problem) body.add("words", *words.problem);
  return {ground, std::move(words.value)};
}

}  // namespace parvis::api
