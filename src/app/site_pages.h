// Small addresses of the site itself: health, readiness, robots.
#pragma once

#include "community/visit.h"

namespace parvis::app {

http::Response show_health(community::Visit& visit);     // GET /health: 200 as long as the process lives and answers
http::Response show_readiness(community::Visit& visit);  // GET /ready: 200, or 503 with the reason (readiness.h)
// GET /metrics, for who sends the token of [watch]: the figures in Prometheus' format. Without one it is not there.
http::Response show_metrics(community::Visit& visit);
http::Response show_robots(community::Visit& visit);  // GET /robots.txt

}  // namespace parvis::app
