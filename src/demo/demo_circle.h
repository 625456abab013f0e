// The first circle of the demo: seats that the manager gave to some who hold the place together.
#pragma once

#include "community/community.h"

namespace parvis::demo {

void give_seats(community::Community& community);

}  // namespace parvis::demo
