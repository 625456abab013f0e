#include <malloc.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "app/clock_check.h"
#include "app/commands/command.h"
#include "app/data_folder.h"
#include "app/dispatch.h"
#include "app/figures.h"
#include "app/files_reach.h"
#include "app/folder_lock.h"
#include "app/other_nodes.h"
#include "app/other_processes.h"
#include "app/readiness.h"
#include "app/routes.h"
#include "app/running.h"
#include "backup/schedule.h"
#include "community/members/accounts.h"
#include "community/members/commands.h"
#include "community/members/session.h"
#include "community/page/palette.h"
#include "community/privacy/erasure_ledger.h"
#include "community/segments/segment_keeping.h"
#include "core/http/server.h"
#include "core/log/log.h"
#include "core/store/disk_room.h"
#include "exchange/open_form/open_import.h"

namespace parvis::app {
namespace {

struct ServeOptions {
  Place place;
  std::string address;
  std::string port;
  bool welcome = false;
  bool accept_clock = false;
};

http::ServerOptions server_options(community::Community& community) {
  const auto& settings = community.settings();
  const auto& limits = settings.limits;
  const auto knows_session = [&sessions = community.accounts().sessions()](const http::Request& request) {
    return sessions.knows_session(request.cookie(request.cookie_name(community::kSessionCookie)));
  };
  return {.address = settings.server.address,
          .port = settings.server.port,
          .io_threads = settings.server.io_threads,
          .workers = settings.server.workers,
          .writers = settings.server.writers,
          .limits = {.head_bytes = limits.head_bytes,
                     .body_bytes = limits.body_bytes,
                     .upload_bytes = limits.upload_bytes,
                     .head_time = limits.head_time,
                     .body_time = limits.body_time,
                     .upload_time = limits.upload_time,
                     .idle_time = limits.idle_time,
                     .write_time = limits.write_time,
                     .connections_per_address = limits.connections_per_address,
                     .connections = limits.connections,
                     .waiting_requests = limits.waiting_requests,
                     .uploads = limits.uploads,
                     .uploads_per_address = limits.uploads_per_address},
          .trust_forwarded = settings.server.trust_forwarded,
          .takes_files = takes_files,
          .knows_session = knows_session};
}

// Blocks the signals in this thread and in those started after it, so that `wait_for_end` gets them.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void wait_for_end(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

// A second signal means at once.
void give_notice(const sigset_t& signals, std::chrono::seconds notice) {
  announce_end();
  if (notice.count() == 0) return;
  log::info("Stopping soon: those in front are told to look elsewhere", {{"seconds", notice.count()}});
  const timespec time{.tv_sec = notice.count()};
  sigtimedwait(&signals, nullptr, &time);
}

std::string site_address(const config::Settings& settings, std::uint16_t port) {
  if (!settings.server.public_address.empty()) return settings.server.public_address;
  return "http://" + settings.server.address + ":" + std::to_string(port);
}

// Says where the community is and how to come in: what somebody who just started it needs.
void greet(community::Community& community, std::uint16_t port, bool welcome) {
  const auto address = site_address(community.settings(), port);
  std::cout << "Parvis serves " << community.identity()->name << " at " << address << "\n";
  const auto& color = community.identity()->brand_color;
  if (const auto chosen = community::parse_color(color);
      chosen && community::make_palettes(*chosen).brand_was_darkened) {
    std::cout << "The brand colour " << color
              << " is too light to be read on paper; links and buttons use a darker one.\n";
  }
  if (const auto token = community::first_manager_link(community.store())) {
    std::cout << "Nobody manages this community yet. Make the first manager within a day at\n  " << address
              << "/first-manager/" << *token << "\n";
  }
  if (welcome) {
    std::ifstream accounts(community.settings().data_dir / "demo-accounts.txt");
    if (accounts) std::cout << accounts.rdbuf();
    std::cout << "Stop it with Ctrl-C.\n";
  }
  std::cout.flush();
}

// What people would write among rows that are still to come could not be told from them.
void expect_whole(community::Community& community) {
  if (!community.store().read(exchange::is_half_imported)) return;
  throw Fault("The import into " + shown_database(community.settings()) +
              " is not finished: run parvis import parvis again with the same folder, then serve.");
}

// Blocks as large as a big body go back to the system when they are freed. By itself the allocator keeps ever larger
// ones for each thread once some were freed, and a flood of big bodies would stay in memory for good.
constexpr int kGivenBackFrom = 256 * 1024;

int serve(const ServeOptions& options) {
  mallopt(M_MMAP_THRESHOLD, kGivenBackFrom);
  config::Overrides overrides;
  if (!options.port.empty()) overrides.emplace_back("server.port", options.port);
  if (!options.address.empty()) overrides.emplace_back("server.address", options.address);
  auto settings = settings_of(options.place, overrides);
  settings.serves = true;
  if (lives_in_folder(settings)) expect_data_folder(options.place.data);
  const auto signals = block_ending_signals();
  const FolderLock lock(options.place.data);
  reach_files(settings);
  const auto community = open_community(settings, Missing::create, Work::serving);
  community::SegmentKeeper segments(community->store(), community->timeline());
  expect_whole(*community);
  if (!options.accept_clock) expect_clock(community->store());
  community::erase_again({community->store(), community->timeline(), community->settings()});
  store::watch_room(community->store());
  const backup::Schedule backups(*community);
  community->start();
  segments.start();
  const Dispatch dispatch(*community);
  const auto refuse = [&dispatch](http::Request& request, int status) { return dispatch.refuse(request, status); };
  http::Server server(server_options(*community), dispatch, community->page_cache(), cache_policy(*community),
                      community->live(), refuse);
  add_figures(*community);
  add_figures(*community, server);
  OtherNodes nodes(*community);
  OtherProcesses commands(*community);
  if (!nodes.start()) commands.start();
  add_figures(*community, nodes);
  server.start();
  greet(*community, server.port(), options.welcome);
  wait_for_end(signals);
  give_notice(signals, settings.server.drain_notice);
  log::info("Stopping: requests under way are finished");
  server.drain(std::chrono::seconds(20));
  segments.stop();
  community->stop();
  return 0;
}

}  // namespace

void add_serve(CommandLine& line) {
  auto* command = line.app.add_subcommand("serve", "Serve the community in a data directory.");
  const auto options = std::make_shared<ServeOptions>();
  add_place(*command, options->place);
  command->add_option("--port", options->port, "the port to listen on (8080; 0: any free one)");
  command->add_option("--address", options->address, "the address to listen on (127.0.0.1)");
  command->add_flag("--accept-clock", options->accept_clock, "start though the last act here was later than now");
  command->add_flag("--welcome", options->welcome, "also say how to sign in to the demo");
  command->callback([options, &line] { line.action = [options] { return serve(*options); }; });
}

}  // namespace parvis::app
