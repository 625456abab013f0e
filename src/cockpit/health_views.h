// Pieces of the pages about the community's health: chapters of figures, and the charts that go with them.
#pragma once

#include "cockpit/figure_words.h"
#include "community/health/health_lists.h"
#include "community/page/member_views.h"

namespace parvis::cockpit {

struct HealthData {
  health::HealthReport report;
  std::map<std::string_view, std::vector<health::Point>> points;  // by series
};

// The page's own style sheet; inside the frame of the cockpit.
void write_health_style(html::Writer& out);
// The figures of a chapter: number, trend, what it counts, the way to whom it counts.
void write_figures(html::Writer& out, const Visit& visit, const health::HealthReport& report, health::Chapter chapter);

void write_active_chart(html::Writer& out, const Visit& visit, const HealthData& data);
void write_cohorts(html::Writer& out, const Visit& visit, const HealthData& data);
void write_exchange_chart(html::Writer& out, const Visit& visit, const HealthData& data);
void write_hours(html::Writer& out, const Visit& visit, const HealthData& data);
void write_levels(html::Writer& out, const Visit& visit, const HealthData& data);

// A day of the community's calendar, as people say it.
std::string day_words(const Visit& visit, const health::HealthReport& report, std::int64_t day);
community::MemberGlimpse glimpse(const health::Person& person);
std::string list_path(std::string_view list);

}  // namespace parvis::cockpit
