// What the table of rights is called in the language of a visit. Pure functions.
#pragma once

#include <string>

#include "community/rights/rights.h"
#include "community/visit.h"

namespace parvis::community {

std::string action_words(const Visit& visit, Action action);
std::string standing_words(const Visit& visit, Standing standing);
std::string permission_words(const Visit& visit, Permission permission);
std::string openness_words(const Visit& visit, Openness openness);
std::string openness_hint(const Visit& visit, Openness openness);

}  // namespace parvis::community
