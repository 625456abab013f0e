// How a word to a member reaches them, said where it is written. Pure.
#pragma once

#include <string>

#include "community/today/personal_word.h"
#include "community/visit.h"

namespace parvis::cockpit {

std::string reach_words(const community::Visit& visit, community::WordReach reach);

}  // namespace parvis::cockpit
