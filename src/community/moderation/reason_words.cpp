#include "community/moderation/reason_words.h"

#include "core/text/validate.h"

namespace parvis::community {

std::string ground_words(const Visit& visit, Ground ground) {
  switch (ground) {
    case Ground::none: break;
    case Ground::off_topic: return visit.tr("Off topic");
    case Ground::unkind: return visit.tr("Unkind");
    case Ground::spam: return visit.tr("Spam");
    case Ground::unlawful: return visit.tr("Against the law");
    case Ground::other: return visit.tr("Something else");
  }
  return {};
}

std::string reason_sentence(const Visit& visit, const Reason& reason) {
  if (!reason.words.empty()) return reason.words;
  switch (reason.ground) {
    case Ground::none: break;
    case Ground::off_topic: return visit.tr("It is off the topic of this place.");
    case Ground::unkind: return visit.tr("It is unkind to somebody. We disagree with ideas, not with people.");
    case Ground::spam: return visit.tr("It is advertising, or the same again in many places.");
    case Ground::unlawful: return visit.tr("It seems to be against the law.");
    case Ground::other: return visit.tr("It does not fit in here.");
  }
  return {};
}

void write_reason(html::Writer& out, const Visit& visit, const Reason& reason) {
  if (reason.empty()) return;
  out.open("blockquote", {{"class", "reason"}}).element("p", reason_sentence(visit, reason)).close();
}

void write_reason_fields(html::Form& form, const Visit& visit, ReasonFor asking) {
  std::vector<std::string> labels;
  for (const auto ground : kGrounds) labels.push_back(ground_words(visit, ground));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kGrounds.size(); ++i) choices.push_back({ground_name(kGrounds[i]), labels[i]});
  const auto why = visit.tr("Why"), words = visit.tr("In your words");
  const auto hint = asking == ReasonFor::flag
                        ? visit.tr("Only those who look after this space read it. Needed for “something else”.")
                        : visit.tr("The author reads it. Needed for “something else”.");
  form.radio_group({.name = "ground", .label = why, .choices = choices});
  form.text_area({.name = "words", .label = words, .hint = hint, .rows = 3, .need = html::Need::optional});
}

std::optional<Reason> reason_typed(html::FormState& state) {
  const auto ground = parse_ground(state.value("ground"));
  if (!ground) state.refuse("ground", {"Choose one of these."});
  const bool needs_words = ground == Ground::other;
  auto words = text::check_text(state.value("words"),
                                {.min = needs_words ? 1u : 0u, .max = kMaxReasonWords, .lines = text::Lines::many});
  if (words.problem) state.refuse("words", *words.problem);
  if (state.is_refused()) return std::nullopt;
  return Reason{*ground, std::move(words.value)};
}

}  // namespace parvis::community
