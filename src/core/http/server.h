// The HTTP server: sockets, parsing within limits, time-outs, keep-alive, the page cache's fast path, event streams,
// graceful drain. Sockets live only here. A handler is an ordinary function run on the worker pool.
//
// One accepting thread hands connections in turn to the I/O threads; a connection stays on its thread (lane.h), so its
// state needs no lock. Kept pages and embedded browser files are answered right there; everything else is read whole,
// run on a worker and handed back. The server owns its threads; the cache and the hub outlive it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/http/page_cache.h"
#include "core/http/request.h"
#include "core/http/response.h"
#include "core/live/hub.h"

namespace parvis::http {

// Every limit has its reason beside it; all are adjustable from the configuration.
struct Limits {
  std::size_t head_bytes = 16 * 1024;    // a browser's cookies and headers fit in 8 kB
  std::size_t body_bytes = 1024 * 1024;  // a post is at most 64 kB of text; forms send it percent-encoded (×3), twice
  std::size_t upload_bytes = 24 * 1024 * 1024;     // a telephone's picture has 3 to 12 MB; only where files are taken
  std::chrono::milliseconds head_time{10'000};     // slow headers: the slowloris attack
  std::chrono::milliseconds body_time{30'000};     // 1 MB over a poor mobile line
  std::chrono::milliseconds upload_time{120'000};  // 12 MB over 1 Mbit/s, which is what some trains have
  std::chrono::milliseconds idle_time{60'000};     // between two requests of one connection
  std::chrono::milliseconds write_time{30'000};    // for each 16 kB written: a reader that never reads, or hardly
  std::chrono::milliseconds ping_time{20'000};     // of a quiet event stream: proxies cut after 30 to 60 s of silence
  std::size_t connections_per_address = 256;  // a company behind one address still fits; not applied behind a proxy
  std::size_t connections = 30'000;
  std::size_t waiting_requests = 1024;  // for a worker; beyond, 503 with Retry-After at once
  std::size_t uploads = 8;              // bodies longer than body_bytes at once: each is whole in memory
  std::size_t uploads_per_address = 3;  // so that one visitor does not hold all of these
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  unsigned io_threads = 2;
  unsigned workers = 4;   // make pages: as many as processors, or twice that
  unsigned writers = 32;  // run what changes something: each waits for its commit, and as many share one sync
  Limits limits;
  bool trust_forwarded = false;  // believe X-Forwarded-For (its last address) and -Proto (behind our own proxy)
  // Whether a POST to this address, undecoded, may bring files, and so be as long as upload_bytes, when it carries a
  // session cookie. On the I/O thread: quick. None: no address may.
  std::function<bool(std::string_view path)> takes_files = {};
  // Whether the session that a request carries is one that exists. On the I/O thread: quick, and it may say no of one
  // that nobody asked about lately: who is not known has a quarter of the places for long bodies. None: all are known.
  std::function<bool(const Request& request)> knows_session = {};
};

// Runs on a worker: the whole dispatch from request to answer. Must not throw (what escapes becomes a bare 500).
using Dispatch = std::function<Response(Request&)>;

// Runs on a worker: the page for what the server refuses itself (400, 408, 413, 414, 431), which the request never
// reached a handler for. Its path is "/", or "/api/" where programs ask; its headers are there when they could be read.
using Refuse = std::function<Response(Request&, int status)>;

// Decides, on the I/O thread and in under a microsecond, whether a GET may be served from the page cache and in which
// form: the name of the session cookie without prefix (a request carrying it, or it with `__Host-`, never is), the
// language of a visitor, and the look they chose for their pages.
struct CachePolicy {
  std::string session_cookie;
  std::string language_cookie;  // a visitor's own choice of language, if any; prefixed or not
  // From the Accept-Language header and the value of the language cookie (either may be empty). Called for each such
  // request on the I/O thread: quick, thread safe, and a short answer ("fr") that needs no allocation.
  std::function<std::string(std::string_view accept_language, std::string_view cookie)> language;
  std::string notice_cookie;  // a request with it is shown something once, which no kept page holds; prefixed or not
  std::string look_cookie;    // a visitor's own choice of look, if any; prefixed or not
  // From the value of that cookie: one of a few short answers, whatever the value; "" for the look of everybody.
  std::string_view (*look)(std::string_view cookie) = nullptr;
  // Whether pages asked for under this host (and port) are kept: one that a stranger made up must not push others out.
  // On the I/O thread too; none: all are.
  std::function<bool(std::string_view authority)> keeps_host = {};
};

class Server {
 public:
  // Without `refuse` those refusals are a few plain words, as they are when no worker is free.
  Server(ServerOptions options, Dispatch dispatch, PageCache& cache, CachePolicy policy, live::Hub& hub,
         Refuse refuse = {});
  ~Server();  // stops at once when still running

  // Binds and starts the threads; afterwards connections are accepted. Throws Fault with a sentence when the address
  // is taken or not ours.
  void start();
  std::uint16_t port() const;
  // Stops accepting, lets requests under way finish (at most `grace`), closes idle connections and event streams
  // (with a retry hint), joins the threads. A handler that still runs then is waited for, but its visitor is gone.
  void drain(std::chrono::seconds grace);

  struct Figures {
    std::uint64_t requests = 0, refused = 0;  // refused: by the server itself, before any handler
    std::size_t connections = 0, waiting = 0, streams = 0;
  };
  Figures figures() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parvis::http
