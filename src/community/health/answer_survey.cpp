#include "community/health/answer_survey.h"

#include <algorithm>

#include "core/text/catalogue.h"

namespace parvis::community::health {

std::optional<double> LevelActs::share(Level level) const {
  if (all() == 0) return std::nullopt;
  return static_cast<double>(acts[static_cast<std::size_t>(level)]) / static_cast<double>(all());
}

std::optional<Level> level_reached(const LevelActs& acts) {
  if (acts.all() == 0) return std::nullopt;
  if (acts.share(Level::communing) >= 0.5) return Level::communing;
  return acts.share(Level::broadcasting) <= 0.5 ? Level::conversing : Level::broadcasting;
}

const char* level_name(Level level) {
  switch (level) {
    case Level::broadcasting: return text::msgid("broadcasting");
    case Level::conversing: return text::msgid("conversing");
    case Level::communing: return text::msgid("communing");
  }
  return "";
}

Level level_of(bool from_staff, bool to_staff) {
  if (from_staff && to_staff) return Level::broadcasting;
  return from_staff || to_staff ? Level::conversing : Level::communing;
}

std::optional<std::size_t> period_of(std::int64_t day, std::int64_t today) {
  if (day > today) return std::nullopt;
  const auto period = static_cast<std::size_t>((today - day) / kPeriod);
  return period < kPeriods ? std::optional(period) : std::nullopt;
}

void AnswerSurvey::add(const Conversation& conversation) {
  const bool by_staff = staff_.contains(conversation.author);
  if (const auto period = period_of(days_.day_of(conversation.opened_at), today_)) {
    auto& acts = opened_[*period].acts;
    if (conversation.first_by && conversation.first_by != conversation.author) {
      ++acts[static_cast<std::size_t>(level_of(by_staff, staff_.contains(*conversation.first_by)))];
    } else if (by_staff) {
      ++acts[static_cast<std::size_t>(Level::broadcasting)];
    }
  }
  if (!conversation.question) return;
  for (std::size_t moment = 0; moment < kMoments.size(); ++moment) add_question(conversation, moment);
}

void AnswerSurvey::add_question(const Conversation& question, std::size_t moment) {
  const auto today = today_ - kMoments[moment];
  auto& figures = moments_[moment];
  if (days_.day_of(question.opened_at) > today) return;
  ++figures.questions;
  const auto day_of = [&](const std::optional<Instant>& at) { return at ? days_.day_of(*at) : INT64_MAX; };
  const auto answered = day_of(question.first_at), accepted = day_of(question.accepted_at);
  figures.unanswered += answered > today;
  figures.solved += accepted <= today;
  if (answered <= today && answered > today - kPeriod) {
    figures.to_first.push_back(*question.first_at - question.opened_at);
    figures.first_by_members += !staff_.contains(*question.first_by);
  }
  if (accepted <= today && accepted > today - kPeriod) {
    figures.to_accepted.push_back(*question.accepted_at - question.opened_at);
    figures.accepted_of_members += !staff_.contains(*question.accepted_by);
  }
}

std::optional<double> median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return static_cast<double>(*middle);
  const auto below = *std::max_element(values.begin(), middle);
  return (static_cast<double>(below) + static_cast<double>(*middle)) / 2;
}

std::optional<double> nine_in_ten(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto rank = values.begin() + static_cast<std::ptrdiff_t>((values.size() * 9 + 9) / 10 - 1);
  std::ranges::nth_element(values, rank);
  return static_cast<double>(*rank);
}

}  // namespace parvis::community::health
