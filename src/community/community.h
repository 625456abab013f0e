// One running community: everything a handler, a job or a command needs, put together once at start by app and handed
// around by reference. Owns nothing that is not named here; all parts may be used from any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "community/activity/activity.h"
#include "community/identity.h"
#include "community/spaces/space.h"
#include "core/config/settings.h"
#include "core/http/page_cache.h"
#include "core/live/hub.h"
#include "core/store/store.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

class Accounts;  // community/members/accounts.h

class Community {
 public:
  Community(const config::Settings& settings, std::string data_directory, std::unique_ptr<store::Store> store);
  ~Community();
  Community(const Community&) = delete;
  Community& operator=(const Community&) = delete;

  const config::Settings& settings() const { return settings_; }
  const std::string& data_directory() const { return data_directory_; }
  store::Store& store() { return *store_; }
  Timeline& timeline() { return timeline_; }
  SpaceDirectory& spaces() { return *spaces_; }
  http::PageCache& page_cache() { return *page_cache_; }
  live::Hub& live() { return live_; }
  jobs::Runner& jobs() { return *jobs_; }
  Accounts& accounts() { return *accounts_; }
  std::shared_ptr<const Identity> identity() const;
  void reload_identity();
  // The secret that form tokens of visitors and unsubscribe links are keyed with; made at first start.
  const std::string& secret() const { return secret_; }
  // The site's address for letters, feeds and canonical links when no request says it: "http://127.0.0.1:8080".
  std::string public_address() const;

 private:
  config::Settings settings_;
  std::string data_directory_;
  std::unique_ptr<store::Store> store_;
  Timeline timeline_;
  std::unique_ptr<SpaceDirectory> spaces_;
  std::unique_ptr<http::PageCache> page_cache_;
  live::Hub live_;
  std::unique_ptr<jobs::Runner> jobs_;
  std::unique_ptr<Accounts> accounts_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Identity> identity_;
  std::string secret_;
};

}  // namespace parvis::community
