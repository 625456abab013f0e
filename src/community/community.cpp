#include "community/community.h"

#include "community/files/files.h"
#include "community/members/accounts.h"
#include "community/search/indexer.h"
#include "community/threads/read_marker.h"
#include "community/threads/thread_content_cache.h"
#include "core/crypto/crypto.h"
#include "core/jobs/jobs.h"
#include "core/limits/shared_counts.h"
#include "core/mail/mailer.h"
#include "core/metrics/metrics.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSecretSetting[] = "secret";

// Enough for the pages of some hundred busy threads.
constexpr std::size_t kThreadContentBytes = 32 * 1024 * 1024;

std::string read_or_make_secret(store::Store& store) {
  const auto read = [](store::Reader& reader) { return store::read_setting(reader, kSecretSetting); };
  if (const auto secret = store.read(read)) return *secret;
  store.write([](store::Transaction& transaction) {
    store::save_setting_once(transaction, kSecretSetting, crypto::random_token());
  });
  return *store.read(read);
}

jobs::RunnerOptions runner_options(store::Store& store) {
  jobs::RunnerOptions options;
  if (store::shared(store)) options.node = next_id();
  return options;
}

}  // namespace

Community::Community(const config::Settings& settings, std::unique_ptr<store::Store> store)
    : settings_(settings),
      store_(std::move(store)),
      spaces_(std::make_unique<SpaceDirectory>(*store_)),
      accounts_(std::make_unique<Accounts>(*store_, timeline_)),
      thread_contents_(std::make_unique<ThreadContentCache>(kThreadContentBytes)),
      read_marker_(std::make_unique<ReadMarker>(*store_)),
      indexer_(std::make_unique<Indexer>(*store_, timeline_)),
      files_(std::make_unique<Files>(settings_, *store_, timeline_)),
      page_cache_(std::make_unique<http::PageCache>(settings.cache.page_megabytes * 1024 * 1024)),
      mailer_(std::make_unique<mail::Mailer>(settings)),
      jobs_(std::make_unique<jobs::Runner>(*store_, runner_options(*store_))),
      metrics_(std::make_unique<metrics::Metrics>()),
      identity_(std::make_shared<const Identity>(load_identity(*store_))),
      secret_(read_or_make_secret(*store_)) {
  thread_contents_->listen_to(timeline_);
  if (auto* shared = store::shared(*store_)) accounts_->limiter().share(limits::counts_in_postgres(*shared));
}

Community::~Community() { stop(); }

void Community::start() {
  accounts_->start();
  jobs_->start();
  indexer_->start();
  read_marker_->start();
}

void Community::stop() {
  indexer_->stop();
  read_marker_->stop();
  jobs_->stop();
}

std::shared_ptr<const Identity> Community::identity() const {
  const std::lock_guard lock(mutex_);
  return identity_;
}

void Community::reload_identity() {
  auto identity = std::make_shared<const Identity>(load_identity(*store_));
  const std::lock_guard lock(mutex_);
  identity_ = std::move(identity);
}

}  // namespace parvis::community
