// The one table of routes: every address of the program with its handler and who may ask. Filled at start.
#pragma once

#include <string_view>
#include <vector>

#include "community/visit.h"
#include "core/http/router.h"

namespace parvis::app {

// Who may reach a route at all; what they may do there is the handler's question to community/visibility.
enum class Access {
  everyone,  // visitors too
  members,   // signed in; a page leads others to the sign-in form
  managers,
};

// What a route does when the disk is full: most refuse to write; some make room, or let those in who can.
enum class OnFullDisk { refuses, writes };

// What a form that is posted there may hold: text alone, or files too, for which it may be long.
enum class Takes { text, files };

// What shows that a request which changes something was meant: our own form's token, or a signature that the handler
// itself looks at, for programs elsewhere.
enum class Proof { form, signature };

struct Endpoint {
  community::Handler handler;
  Access access;
  std::vector<std::string_view> reads = {};  // of the query, by a page that is kept for visitors
  OnFullDisk on_full_disk = OnFullDisk::refuses;
  Takes takes = Takes::text;
  Proof proof = Proof::form;
};
using Routes = http::RouteTable<Endpoint>;

const Routes& routes();

// Whether what is posted to this address, as it was sent, may bring files.
bool takes_files(std::string_view raw_path);

}  // namespace parvis::app
