// A square whose reading pages can be asked in process. First the acts, through `square`; then `open`, which hands the
// store to a Community; then `get`, as any viewer. For tests; not shared between threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "community/community.h"
#include "community/testing/test_community.h"
#include "community/visit.h"
#include "core/http/router.h"

namespace parvis::forum::testing {

struct Page {
  int status = 0;
  std::string body;
  std::string location;
  http::Response response;

  bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
  std::size_t count(std::string_view text) const;
  // What stands in every href, action and src, unescaped.
  std::vector<std::string> addresses() const;
};

class ReadingSite {
 public:
  ReadingSite();
  ~ReadingSite();

  community::testing::TestCommunity square;
  void add(const std::string& pattern, community::Handler handler);
  void open();
  // Refusals come back as their page.
  Page get(const community::Viewer& viewer, const std::string& target, text::Language language = text::Language::en);
  community::Community& community() { return *community_; }
  // The cookies and headers of the visits to come.
  http::Fields headers;

 private:
  http::Response answer(community::Visit& visit);

  http::RouteTable<community::Handler> routes_;
  std::unique_ptr<community::Community> community_;
};

// What every page keeps to: one h1, one main, no inline style or script, only safe addresses.
void expect_sound(const Page& page);

}  // namespace parvis::forum::testing
