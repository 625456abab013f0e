// [server] and [limits]: the door, and what a stranger may make the program hold.
#include <boost/url.hpp>

#include "core/config/kinds.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

std::optional<std::string> ip_address(std::string_view text) {
  if (boost::urls::parse_ipv4_address(text) || boost::urls::parse_ipv6_address(text)) return std::string(text);
  return std::nullopt;
}

}  // namespace

Section server_section() {
  return {
      "server",
      "Where the program listens and how many hands it has.",
      {
          text(
              "address", [](auto& s) -> auto& { return s.server.address; }, ip_address,
              "an IP address of this machine, such as 127.0.0.1, 0.0.0.0 or ::",
              "Where the program listens. 127.0.0.1 is reached from this machine only: right behind a proxy. 0.0.0.0 "
              "is "
              "reached from everywhere."),
          number(
              "port", [](auto& s) -> auto& { return s.server.port; }, 0, 65535,
              "The port it listens on. 0 takes any free port."),
          text(
              "public_address", [](auto& s) -> auto& { return s.server.public_address; }, origin,
              "the site's address without a path, such as https://square.example",
              "The site's address as people type it. Links in letters and feeds begin with it. Empty: links begin with "
              "the host name each request asked for, which is right only on one's own machine."),
          number(
              "io_threads", [](auto& s) -> auto& { return s.server.io_threads; }, 1, kMostThreads,
              "Threads that read and write sockets and answer from the page cache."),
          number(
              "workers", [](auto& s) -> auto& { return s.server.workers; }, 1, kMostThreads,
              "Threads that make pages. Twice the number of processors is a good start."),
          number(
              "writers", [](auto& s) -> auto& { return s.server.writers; }, 1, kMostThreads,
              "Threads that take what changes something. Each waits for the disk, and those that wait together share "
              "one "
              "write to it: more of them make a busy community faster, not slower."),
          truth(
              "trust_forwarded", [](auto& s) -> auto& { return s.server.trust_forwarded; },
              "Believe the headers X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy of your own that sets "
              "them: "
              "otherwise anyone can pretend to come from anywhere."),
          number(
              "drain_notice", [](auto& s) -> auto& { return s.server.drain_notice; }, 0, 600,
              "Seconds from SIGTERM during which all is served as before and only /ready says no, so that a load "
              "balancer "
              "looks elsewhere before connections are refused. A little more than it takes to notice; 0 without one."),
      }};
}

Section limits_section() {
  return {
      "limits",
      "What a stranger may make the program hold. Times are in seconds, sizes in bytes.",
      {
          number(
              "head_bytes", [](auto& s) -> auto& { return s.limits.head_bytes; }, 1024, 1024 * 1024,
              "The headers of one request. A browser's fit in 8 kB."),
          number(
              "body_bytes", [](auto& s) -> auto& { return s.limits.body_bytes; }, 64 * 1024, 1024 * 1024 * 1024,
              "The body of one request. A post is at most 64 kB of text, which a form may send three times as long."),
          number(
              "upload_bytes", [](auto& s) -> auto& { return s.limits.upload_bytes; }, 64 * 1024, 1024 * 1024 * 1024,
              "The body of a request that brings files, of somebody signed in. A telephone's picture has 3 to 12 MB. "
              "A proxy in front must let as much through."),
          number(
              "head_time", [](auto& s) -> auto& { return s.limits.head_time; }, 1, kMostSeconds,
              "For the headers of a request to arrive. Slow headers are an old attack."),
          number(
              "body_time", [](auto& s) -> auto& { return s.limits.body_time; }, 1, kMostSeconds,
              "For the body of a request to arrive, over a poor mobile line too."),
          number(
              "upload_time", [](auto& s) -> auto& { return s.limits.upload_time; }, 1, kMostSeconds,
              "For the body of a request that brings files."),
          number(
              "idle_time", [](auto& s) -> auto& { return s.limits.idle_time; }, 1, kMostSeconds,
              "Between two requests of one connection."),
          number(
              "write_time", [](auto& s) -> auto& { return s.limits.write_time; }, 1, kMostSeconds,
              "For an answer to be taken by a reader that may never read."),
          number(
              "connections_per_address", [](auto& s) -> auto& { return s.limits.connections_per_address; }, 1,
              1'000'000, "Connections open at once from one address. A company behind one address must fit."),
          number(
              "connections", [](auto& s) -> auto& { return s.limits.connections; }, 1, 1'000'000,
              "Connections open at once in all. Each needs a file descriptor."),
          number(
              "waiting_requests", [](auto& s) -> auto& { return s.limits.waiting_requests; }, 1, 1'000'000,
              "Requests that wait for a worker. Beyond it the answer is 503 at once, with the time to come back."),
          number(
              "uploads", [](auto& s) -> auto& { return s.limits.uploads; }, 1, 10'000,
              "Requests longer than body_bytes at once. Each is whole in memory until it is answered."),
          number(
              "uploads_per_address", [](auto& s) -> auto& { return s.limits.uploads_per_address; }, 1, 10'000,
              "Of these, from one address."),
      }};
}

}  // namespace parvis::config
