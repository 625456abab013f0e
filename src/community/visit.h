// One visit: a request with who makes it, in which language and time zone, and the community it reaches. Made by
// dispatch for each request and passed to the handler; lives on one worker thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/community.h"
#include "community/visibility/viewer.h"
#include "core/html/form.h"
#include "core/http/request.h"
#include "core/http/response.h"
#include "core/text/catalogue.h"

namespace parvis::community {

struct Visit {
  Community& community;
  const http::Request& request;
  Viewer viewer;
  text::Language language = text::Language::en;
  std::string time_zone;
  std::shared_ptr<const SpaceList> spaces;
  std::shared_ptr<const Identity> identity;
  std::string session_hash;     // of the viewer's session; empty for visitors
  std::string form_token;       // what forms carry; checked by dispatch before an unsafe handler runs
  std::string form_seed;        // a visitor's new one, to be set as a cookie by pages with a form (accounts/door.h)
  Scope scope = Scope::manage;  // of the API token; pages have all the rights of the viewer
  Source source = Source::page;
  std::int64_t unread_notifications = 0;
  std::string origin;  // "https://square.example": where absolute addresses of this visit begin

  // A message in this visit's language: visit.tr("Reply"), visit.tr("{author} asked", {{"author", name}}).
  std::string tr(const char* msgid, text::Values values = {}) const { return text::tr(language, msgid, values); }
  std::string trn(const char* one, const char* many, std::int64_t n, text::Values values = {}) const {
    return text::trn(language, one, many, n, values);
  }
  // The viewer, who must be signed in (SignInNeeded otherwise).
  const Viewer& member() const {
    if (!viewer.signed_in()) throw SignInNeeded();
    return viewer;
  }
  // The space, when this viewer may read it; NotFound otherwise, so that nobody learns of it.
  const Space& readable_space(SpaceId id) const {
    const auto* space = spaces->find(id);
    if (!space || !may_read(viewer, *space)) throw NotFound();
    return *space;
  }
};

using Handler = http::Response (*)(Visit&);

}  // namespace parvis::community
