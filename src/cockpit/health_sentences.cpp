#include "cockpit/health_sentences.h"

#include <cmath>

namespace parvis::cockpit {
namespace {

using health::Chapter;
using health::HealthReport;

constexpr double kFewHours = 48;  // from two days on a time is told in days

bool is_known(const HealthReport& report, std::string_view name) { return report.of(name).value.has_value(); }

std::int64_t whole(const HealthReport& report, std::string_view name) {
  return std::llround(report.of(name).value.value_or(0));
}

// Rounder than the figure below it: a sentence is read, not computed with.
std::string words_of(const Visit& visit, const HealthReport& report, std::string_view name) {
  const auto unit = health::find_figure(name)->unit;
  const auto value = report.of(name).value;
  if (!value) return value_words(visit, unit, value);
  if (unit == health::Unit::share) return visit.tr("{n}%", {{"n", std::llround(100 * *value)}});
  if (unit != health::Unit::hours || *value < 1) return value_words(visit, unit, value);
  if (*value < kFewHours) return visit.trn("{n} hour", "{n} hours", std::llround(*value));
  return visit.trn("{n} day", "{n} days", std::llround(*value / 24));
}

std::string people(const Visit& visit, const HealthReport& report) {
  if (whole(report, "active_month") == 0) return {};
  return visit.tr(
      "In 28 days {new} took part for the first time, {retained} stayed from the 28 days before, {returned} came back "
      "after a silence.",
      {{"new", words_of(visit, report, "new")},
       {"retained", words_of(visit, report, "retained")},
       {"returned", words_of(visit, report, "returned")}});
}

std::string exchange(const Visit& visit, const HealthReport& report) {
  const auto times = whole(report, "exchange");
  if (times == 0 || !is_known(report, "top_ten")) return {};
  return visit.trn(
      "Members turned to one another {n} time in 28 days; the ten busiest did {share} of all that was done.",
      "Members turned to one another {n} times in 28 days; the ten busiest did {share} of all that was done.", times,
      {{"share", words_of(visit, report, "top_ten")}});
}

std::string answers(const Visit& visit, const HealthReport& report) {
  if (!is_known(report, "first_answer_median") || !is_known(report, "answered_by_members")) return {};
  return visit.tr(
      "In the last 28 days half of the first answers came within {time}; {share} of them were from members.",
      {{"time", words_of(visit, report, "first_answer_median")},
       {"share", words_of(visit, report, "answered_by_members")}});
}

std::string network(const Visit& visit, const HealthReport& report) {
  if (!is_known(report, "largest_piece") || !is_known(report, "reciprocity")) return {};
  return visit.tr(
      "{share} of those who exchange are linked to one another; when one turns to another, in {back} of cases the "
      "other "
      "turns to them too.",
      {{"share", words_of(visit, report, "largest_piece")}, {"back", words_of(visit, report, "reciprocity")}});
}

std::string effects(const Visit& visit, const HealthReport& report) {
  if (!is_known(report, "words_by_members")) return {};
  return visit.trn("Members wrote {share} of all that was said in 28 days; {n} of their answers was accepted.",
                   "Members wrote {share} of all that was said in 28 days; {n} of their answers were accepted.",
                   whole(report, "confirmed_answers"), {{"share", words_of(visit, report, "words_by_members")}});
}

}  // namespace

std::string chapter_sentence(const Visit& visit, const HealthReport& report, Chapter chapter) {
  switch (chapter) {
    case Chapter::people: return people(visit, report);
    case Chapter::exchange: return exchange(visit, report);
    case Chapter::answers: return answers(visit, report);
    case Chapter::network: return network(visit, report);
    case Chapter::effects: return effects(visit, report);
    case Chapter::levels: return {};  // says the level reached
  }
  return {};
}

}  // namespace parvis::cockpit
