#include "community/testing/test_visit.h"

#include "community/notifications/notification.h"
#include "community/page/page.h"

namespace parvis::community::testing {

Visited ask(Community& community, const Viewer& viewer, Handler handler, const Asked& asked) {
  http::Request request;
  request.method = asked.method;
  request.target = asked.target;
  const auto question = asked.target.find('?');
  request.path = http::percent_decode(asked.target.substr(0, question));
  if (question != std::string::npos) request.query = http::decode_form(asked.target.substr(question + 1));
  request.remote_address = "192.0.2.7";
  for (const auto& [name, value] : asked.form) request.form.add(name, value);
  for (const auto& [name, value] : asked.headers) request.headers.add(name, value);
  Visit visit{.community = community, .request = request, .viewer = viewer, .language = asked.language};
  visit.identity = community.identity();
  visit.spaces = community.spaces().list();
  visit.time_zone = "Europe/Paris";
  visit.origin = "https://square.example";
  visit.form_token = "a-form-token";
  visit.unread_notifications =
      community.store().read([&](store::Reader& reader) { return count_unread(reader, viewer.member); });
  Visited visited;
  try {
    visited.response = handler(visit);
  } catch (const Refusal& refusal) {
    visited.response = render_refusal(visit, refusal);
  }
  visited.status = visited.response.status;
  visited.body = visited.response.body;
  for (const auto& [name, value] : visited.response.headers) {
    if (name == "Location") visited.location = value;
  }
  return visited;
}

}  // namespace parvis::community::testing
