// What every chart is made of: its drawing's own units, its sentence, its axis, its table. Functions of what they are
// given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.h"
#include "core/text/language.h"

namespace parvis::cockpit {

// Of the drawing, in its own units; the page stretches it.
inline constexpr double kChartWidth = 640, kChartHeight = 176, kChartTop = 22, kChartBottom = 24;
inline constexpr double kChartHigh = kChartHeight - kChartTop - kChartBottom;
inline constexpr double kChartGround = kChartHeight - kChartBottom;

std::string at(double x);  // "12.5"

void open_chart_figure(html::Writer& out, std::string_view title, std::string_view says);
void open_drawing(html::Writer& out, std::string_view says, double height = kChartHeight);
void write_chart_words(html::Writer& out, double x, double y, std::string_view css_class, std::string_view words);
// The ground with what begins and ends it.
void write_axis(html::Writer& out, double from, double until, std::string_view first, std::string_view last);

// Up to the body; closed with `close_chart_table`.
void open_chart_table(html::Writer& out, text::Language in, std::string_view title,
                      const std::vector<std::string>& heads);
void close_chart_table(html::Writer& out);

}  // namespace parvis::cockpit
