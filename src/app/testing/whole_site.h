// The whole program over a community in memory: requests go through the real dispatch and the real table of routes.
// For tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "community/community.h"
#include "community/visit.h"

namespace parvis::app::testing {

struct Reply {
  int status = 0;
  std::string type, body;
  std::vector<std::string> kept_under;  // the tags a kept answer is forgotten by
  std::vector<std::pair<std::string, std::string>> headers;
  std::string header(std::string_view name) const;
  bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

class WholeSite {
 public:
  explicit WholeSite(const config::Settings& settings = {});
  ~WholeSite();

  community::Community& community() { return *community_; }
  community::MemberId add(const std::string& name, community::Role role = community::Role::member);
  community::SpaceId add_space(const std::string& slug, community::SpaceKind kind,
                               community::SpaceVisibility visibility = community::SpaceVisibility::everyone);
  // A service token, as the command line gives it, and a personal one, as the member makes it on their page.
  std::string token(const std::string& member, community::Scope scope);
  std::string personal_token(community::MemberId member, community::Scope scope);
  // As an import brings relations in.
  void relate(community::ThreadId thread, community::ThreadId other);
  // Folds what waits into the search index.
  void index();

  using Headers = std::vector<std::pair<std::string, std::string>>;
  Reply ask(http::Method method, const std::string& target, const std::string& body = "", const Headers& headers = {});
  // A call of the API with JSON and a token (none when empty).
  Reply call(http::Method method, const std::string& path, const std::string& token, const std::string& json = "",
             Headers headers = {});

 private:
  std::unique_ptr<community::Community> community_;
};

}  // namespace parvis::app::testing
