// A community in memory with the pages of accounts behind its door, and browsers that visit it: each keeps its cookies
// and fills in the forms it was shown, as a person's does. For tests.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "community/community.h"
#include "community/visit.h"
#include "core/http/router.h"
#include "core/mail/letter.h"

namespace parvis::community::testing {

struct Answer {
  int status = 0;
  std::string body;
  std::string location;
  http::Response response;
  bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
  std::string header(std::string_view name) const;
};

using Typed = std::vector<std::pair<std::string, std::string>>;

class AccountSite {
 public:
  AccountSite();
  ~AccountSite();

  Community& community() { return *community_; }
  // For the pages of a capability, to be visited beside those of accounts.
  http::RouteTable<Handler>& routes() { return routes_; }
  // Runs waiting jobs and gives the letters posted so far, the oldest first.
  std::vector<mail::Letter> letters();
  // The token in the last letter's address, after `path`.
  std::string last_token(const std::string& path);
  MemberId add(const std::string& name, Role role = Role::member);
  void publish_charter();
  Answer answer(http::Request& request);

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Community> community_;
  http::RouteTable<Handler> routes_;
};

class Browser {
 public:
  explicit Browser(AccountSite& site) : site_(site) {}

  Answer get(const std::string& target);
  // Posts with the token of the last page shown, from our own site.
  Answer post(const std::string& target, Typed typed);
  // The same with another token, or from elsewhere.
  Answer post_with_token(const std::string& target, Typed typed, const std::string& token);
  Answer post_from(const std::string& target, Typed typed, const std::string& sec_fetch_site,
                   const std::string& origin);
  Answer sign_in(const std::string& who, const std::string& password = "correct horse");
  bool is_signed_in();

  std::map<std::string, std::string> cookies;
  std::string token;  // of the last form shown
  std::string address = "192.0.2.1";
  std::string language = "en";
  std::string agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

 private:
  http::Request request(http::Method method, const std::string& target);
  Answer send(http::Request& request);
  AccountSite& site_;
};

// The value of a hidden field of a page.
std::string hidden_value(const std::string& page, const std::string& name);

}  // namespace parvis::community::testing
