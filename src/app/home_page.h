// The front page: what is happening, ranked; who is waiting for an answer; who has just arrived; who is here.
#pragma once

#include "community/visit.h"

namespace parvis::app {

http::Response show_home(community::Visit& visit);  // GET /

}  // namespace parvis::app
