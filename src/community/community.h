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
namespace parvis::mail {
class Mailer;  // core/mail/mailer.h
}
namespace parvis::metrics {
class Metrics;  // core/metrics/metrics.h
}

namespace parvis::community {

class Accounts;            // members/accounts.h
class Files;               // files/files.h
class Indexer;             // search/indexer.h
class ReadMarker;          // threads/read_marker.h
class ThreadContentCache;  // threads/thread_content_cache.h

class Community {
 public:
  // The store is open and migrated. Nothing runs until `start`.
  Community(const config::Settings& settings, std::unique_ptr<store::Store> store);
  ~Community();
  Community(const Community&) = delete;
  Community& operator=(const Community&) = delete;

  // Begins what runs beside requests (jobs, writing who was seen); for the serving program. `stop` ends it.
  void start();
  void stop();

  const config::Settings& settings() const { return settings_; }
  store::Store& store() { return *store_; }
  Timeline& timeline() { return timeline_; }
  SpaceDirectory& spaces() { return *spaces_; }
  Accounts& accounts() { return *accounts_; }
  ThreadContentCache& thread_contents() { return *thread_contents_; }
  ReadMarker& read_marker() { return *read_marker_; }
  Files& files() { return *files_; }
  http::PageCache& page_cache() { return *page_cache_; }
  live::Hub& live() { return live_; }
  jobs::Runner& jobs() { return *jobs_; }
  const mail::Mailer& mailer() const { return *mailer_; }
  metrics::Metrics& metrics() { return *metrics_; }
  std::shared_ptr<const Identity> identity() const;
  void reload_identity();
  // What form tokens of visitors and unsubscribe links are keyed with; made when the community is.
  const std::string& secret() const { return secret_; }

 private:
  config::Settings settings_;
  std::unique_ptr<store::Store> store_;
  Timeline timeline_;
  live::Hub live_;
  std::unique_ptr<SpaceDirectory> spaces_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<ThreadContentCache> thread_contents_;
  std::unique_ptr<ReadMarker> read_marker_;
  std::unique_ptr<Indexer> indexer_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<http::PageCache> page_cache_;
  std::unique_ptr<mail::Mailer> mailer_;
  std::unique_ptr<jobs::Runner> jobs_;
  std::unique_ptr<metrics::Metrics> metrics_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Identity> identity_;
  std::string secret_;
};

}  // namespace parvis::community
