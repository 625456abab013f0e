// From request to answer: finds the route, makes the visit, checks who may come, runs the handler, and turns what it
// throws into an answer, once for the whole program. Runs on the workers; any number at once.
#pragma once

#include "community/community.h"
#include "core/http/server.h"

namespace parvis::app {

class Dispatch {
 public:
  explicit Dispatch(community::Community& community) : community_(community) {}
  http::Response operator()(http::Request& request) const;
  // The page, or problem document, for what the server refused before it came here (http::Refuse).
  http::Response refuse(http::Request& request, int status) const;

 private:
  community::Community& community_;
};

// The language a visitor is shown: their own choice (cookie), else their browser's, among the community's.
text::Language visitor_language(const community::Identity& identity, std::string_view cookie,
                                std::string_view accept_language);

// How the server tells, without a worker, which kept page a visitor gets.
http::CachePolicy cache_policy(community::Community& community);

}  // namespace parvis::app
