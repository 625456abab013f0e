#include "app/figures.h"

#include "app/other_nodes.h"
#include "app/readiness.h"
#include "community/search/indexer.h"
#include "core/jobs/jobs.h"
#include "core/metrics/metrics.h"
#include "core/metrics/process_figures.h"
#include "core/store/condition.h"

namespace parvis::app {
namespace {

using metrics::Kind;

void add_store_figures(metrics::Metrics& metrics, community::Community& community) {
  auto& store = community.store();
  metrics.figure(Kind::counter, "parvis_store_writes_total", "Write transactions that were committed.",
                 [&store] { return static_cast<double>(store.figures().writes); });
  metrics.figure(Kind::counter, "parvis_store_commits_total",
                 "Commits; writes divided by commits is the mean size of a batch.",
                 [&store] { return static_cast<double>(store.figures().commits); });
  metrics.figure(Kind::gauge, "parvis_store_writes_waiting", "Writes that wait for their turn.",
                 [&store] { return static_cast<double>(store.figures().waiting); });
  metrics.figure(Kind::gauge, "parvis_database_bytes", "What the database takes on the disk, its log included.",
                 [&store] { return static_cast<double>(store.read(store::bytes_on_disk)); });
}

void add_place_figures(metrics::Metrics& metrics, community::Community& community) {
  metrics.figure(Kind::gauge, "parvis_disk_free_bytes", "Room left on the disk of the data folder.", [&community] {
    return static_cast<double>(std::filesystem::space(community.settings().data_dir).available);
  });
  metrics.figure(Kind::gauge, "parvis_ready", "1 when /ready says that visitors may come.",
                 [&community] { return why_not_ready(community) ? 0.0 : 1.0; });
}

void add_cache_figures(metrics::Metrics& metrics, http::PageCache& cache) {
  metrics.figure(Kind::counter, "parvis_page_cache_hits_total", "Requests answered from the page cache.",
                 [&cache] { return static_cast<double>(cache.figures().hits); });
  metrics.figure(Kind::counter, "parvis_page_cache_misses_total", "Visitors' requests that were not in it.",
                 [&cache] { return static_cast<double>(cache.figures().misses); });
  metrics.figure(Kind::gauge, "parvis_page_cache_bytes", "Memory taken by kept pages.",
                 [&cache] { return static_cast<double>(cache.figures().bytes); });
  metrics.figure(Kind::gauge, "parvis_page_cache_pages", "Pages that are kept.",
                 [&cache] { return static_cast<double>(cache.figures().entries); });
}

void add_work_figures(metrics::Metrics& metrics, community::Community& community) {
  auto& store = community.store();
  metrics.figure(Kind::gauge, "parvis_jobs_under_way", "Jobs this process has in hand.",
                 [&jobs = community.jobs()] { return static_cast<double>(jobs.under_way()); });
  metrics.figure(Kind::gauge, "parvis_jobs_waiting", "Jobs due, late or under way.",
                 [&store] { return static_cast<double>(store.read(jobs::counts).waiting); });
  metrics.figure(Kind::gauge, "parvis_jobs_failed", "Jobs that were given up, for somebody to look at.",
                 [&store] { return static_cast<double>(store.read(jobs::counts).failed); });
  metrics.figure(Kind::gauge, "parvis_search_waiting", "Posts that search has not taken in yet.",
                 [&store] { return static_cast<double>(store.read(community::count_pending)); });
}

}  // namespace

void add_figures(community::Community& community) {
  auto& metrics = community.metrics();
  metrics::add_process_figures(metrics);
  add_store_figures(metrics, community);
  add_place_figures(metrics, community);
  add_cache_figures(metrics, community.page_cache());
  add_work_figures(metrics, community);
}

namespace {

void add_replica_figures(metrics::Metrics& metrics, store::Shared& shared) {
  const auto figure = [&shared](auto of) {
    return [&shared, of] {
      const auto figures = shared.replica_figures();
      return figures ? static_cast<double>(of(*figures)) : 0.0;
    };
  };
  metrics.figure(Kind::counter, "parvis_replica_reads_total", "Reads for visitors that the replica answered.",
                 figure([](const auto& figures) { return figures.reads; }));
  metrics.figure(Kind::counter, "parvis_replica_behind_total",
                 "Reads for visitors that the database answered because its replica was behind or away.",
                 figure([](const auto& figures) { return figures.behind; }));
  metrics.figure(Kind::gauge, "parvis_replica_lag_seconds", "How old is what the replica last took in.",
                 figure([](const auto& figures) { return figures.lag; }));
}

}  // namespace

void add_figures(community::Community& community, const OtherNodes& nodes) {
  auto* shared = store::shared(community.store());
  if (!shared) return;
  auto& metrics = community.metrics();
  metrics.figure(Kind::gauge, "parvis_node", "This process's number among those over the database.",
                 [shared] { return static_cast<double>(shared->node()); });
  metrics.figure(Kind::gauge, "parvis_nodes_line", "1 while this process hears the others at once.",
                 [&nodes] { return nodes.is_up() ? 1.0 : 0.0; });
  if (!community.settings().postgresql.replica.empty()) add_replica_figures(metrics, *shared);
  metrics.figure(Kind::counter, "parvis_nodes_acts_total", "Acts of other processes that were followed here.",
                 [&nodes] { return static_cast<double>(nodes.acts()); });
}

void add_figures(community::Community& community, const http::Server& server) {
  auto& metrics = community.metrics();
  metrics.figure(Kind::counter, "parvis_requests_total", "Requests, those answered from the page cache included.",
                 [&server] { return static_cast<double>(server.figures().requests); });
  metrics.figure(Kind::counter, "parvis_requests_refused_total", "Requests the server refused before any page.",
                 [&server] { return static_cast<double>(server.figures().refused); });
  metrics.figure(Kind::gauge, "parvis_connections", "Open connections.",
                 [&server] { return static_cast<double>(server.figures().connections); });
  metrics.figure(Kind::gauge, "parvis_requests_waiting", "Requests that wait for a worker.",
                 [&server] { return static_cast<double>(server.figures().waiting); });
  metrics.figure(Kind::gauge, "parvis_event_streams", "Open pages that hear of what happens.",
                 [&server] { return static_cast<double>(server.figures().streams); });
}

}  // namespace parvis::app
