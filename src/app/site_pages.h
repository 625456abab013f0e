// Small addresses of the site itself: health, robots.
#pragma once

#include "community/visit.h"

namespace parvis::app {

http::Response show_health(community::Visit& visit);  // GET /health: 200 when the database answers
// GET /metrics, for who sends the token of [watch]: the figures in Prometheus' format. Without one it is not there.
http::Response show_metrics(community::Visit& visit);
http::Response show_robots(community::Visit& visit);  // GET /robots.txt

}  // namespace parvis::app
