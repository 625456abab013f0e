// What a chapter of the community's health says in one sentence, before its figures. Pure functions.
#pragma once

#include <string>

#include "cockpit/figure_words.h"

namespace parvis::cockpit {

// Empty when nothing was counted that could be said.
std::string chapter_sentence(const Visit& visit, const health::HealthReport& report, health::Chapter chapter);

}  // namespace parvis::cockpit
