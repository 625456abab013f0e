// The figures of a community's health: what each is called, how it is counted, which way is good, and which list opens
// from it. Words are keys of the catalogue. Constant.
#pragma once

#include <span>
#include <string_view>

namespace parvis::community::health {

enum class Better { more, fewer, neither };
enum class Unit { people, count, share, hours, ratio };
enum class Chapter { people, exchange, answers, network, levels, effects };

struct FigureKind {
  std::string_view name;  // in the database and the API
  Chapter chapter;
  Unit unit;
  Better better;
  const char* title;
  const char* definition;
  std::string_view list;  // whom or what it counts opens at /cockpit/health/lists/NAME; empty: nothing of its own
};

std::span<const FigureKind> figure_kinds();
const FigureKind* find_figure(std::string_view name);

}  // namespace parvis::community::health
