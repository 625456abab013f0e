#include <gtest/gtest.h>

#include <future>

#include "core/http/server.h"
#include "core/http/testing/client.h"

namespace parvis::http {
namespace {

using std::chrono::milliseconds;
using testing::Client;
using testing::TestServer;

Response hello(Request&) { return text("hello"); }

// Short enough for a test; nothing here measures how long it took. The others stay long: a client that the machine
// holds up is not to meet the wrong one.
ServerOptions impatient(milliseconds Limits::*limit) {
  ServerOptions options;
  options.limits.*limit = milliseconds{60};
  return options;
}

TEST(Limits, ASlowHeadIsCutOff) {
  TestServer site(hello, impatient(&Limits::head_time));
  auto client = site.client();
  const auto reply = client.ask("GET / HTTP/1.1\r\nHost: a\r\nX: y");
  EXPECT_EQ(reply.status, 408);
  EXPECT_EQ(client.read_all(), "");
}

TEST(Limits, AHeadThatDripsInHasNoMoreTime) {
  TestServer site(hello, impatient(&Limits::head_time));
  auto client = site.client();
  client.send("GET / HTTP/1.1\r\n");
  std::promise<void> answered;
  auto done = answered.get_future();
  std::thread dripping([&] {
    while (done.wait_for(milliseconds{5}) == std::future_status::timeout) client.send("X: y\r\n");
  });
  EXPECT_EQ(client.read().status, 408);
  answered.set_value();
  dripping.join();
}

TEST(Limits, ASlowBodyIsCutOff) {
  TestServer site(hello, impatient(&Limits::body_time));
  auto client = site.client();
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc").status, 408);
  auto chunked = site.client();
  EXPECT_EQ(chunked.ask("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab").status, 408);
}

TEST(Limits, AnIdleConnectionIsClosedWithoutAWord) {
  TestServer site(hello, impatient(&Limits::idle_time));
  auto fresh = site.client();
  EXPECT_EQ(fresh.read_all(), "");
  for (bool answered = false; !answered;) {
    auto used = site.client();
    answered = used.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body == "hello";  // or it came too late
    EXPECT_EQ(used.read_all(), "");
  }
}

TEST(Limits, AReaderThatNeverReadsIsCutOff) {
  TestServer site([](Request&) { return bytes(std::string(50'000'000, 'x'), "image/png"); },
                  impatient(&Limits::write_time));
  auto client = site.client();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  while (site.server.figures().connections > 0 || site.server.figures().requests == 0) std::this_thread::yield();
  EXPECT_LT(client.read_all().size(), 50'000'000u);
}

TEST(Limits, AnIdleConnectionGivesItsBufferBackAndIsServedAgain) {
  ServerOptions options;
  options.limits.ping_time = milliseconds{40};    // so that the clock ticks each 10 ms
  options.limits.idle_time = milliseconds{9000};  // after a thirtieth of it the buffer is given back
  TestServer site(hello, options);
  auto client = site.client();
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
  const auto until = std::chrono::steady_clock::now() + milliseconds{500};
  while (std::chrono::steady_clock::now() < until) EXPECT_EQ(site.get("/").body, "hello");
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "hello");
}

TEST(Limits, OneAddressHoldsOnlySoManyConnections) {
  ServerOptions options;
  options.limits.connections_per_address = 2;
  TestServer site(hello, options);
  auto one = site.client();
  auto two = std::make_unique<Client>(site.server.port());
  EXPECT_EQ(one.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  EXPECT_EQ(two->ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  auto three = site.client();
  const auto refused = three.read();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "5");
  two.reset();
  while (site.server.figures().connections > 1) std::this_thread::yield();
  EXPECT_EQ(site.get("/").status, 200);
}

TEST(Limits, TheServerHoldsOnlySoManyConnections) {
  ServerOptions options;
  options.limits.connections = 1;
  TestServer site(hello, options);
  auto one = site.client();
  EXPECT_EQ(one.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
  EXPECT_EQ(site.client().read().status, 503);
}

TEST(Limits, MoreThanMayWaitIsAnsweredAtOnce) {
  std::promise<void> go_on;
  auto gate = go_on.get_future().share();
  std::atomic<int> begun = 0;
  ServerOptions options;
  options.workers = 1;
  options.writers = 1;
  options.limits.waiting_requests = 1;
  TestServer site(
      [&, gate](Request&) {
        ++begun;
        gate.wait();
        return text("done");
      },
      options);
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  auto working = site.client(), waiting = site.client(), refused = site.client();
  working.send(request);
  while (begun == 0) std::this_thread::yield();
  waiting.send(request);
  while (site.server.figures().waiting == 0) std::this_thread::yield();
  const auto reply = refused.ask(request);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.header("Retry-After"), "1");
  go_on.set_value();
  EXPECT_EQ(working.read().body, "done");
  EXPECT_EQ(waiting.read().body, "done");
  EXPECT_EQ(refused.ask(request).body, "done");
}

// Files are taken at /files, from whoever carries a session, at most one such request at a time.
ServerOptions taking_files() {
  ServerOptions options;
  options.limits.body_bytes = 100;
  options.limits.upload_bytes = 1000;
  options.limits.uploads = 1;
  options.takes_files = [](std::string_view path) { return path == "/files"; };
  return options;
}
std::string post(std::string_view path, std::size_t bytes, std::string_view more = "Cookie: session=x\r\n") {
  return std::string("POST ").append(path).append(" HTTP/1.1\r\nHost: a\r\n").append(more) +
         "Content-Length: " + std::to_string(bytes) + "\r\n\r\n" + std::string(bytes, 'x');
}

TEST(Limits, ALongBodyIsTakenOnlyWhereFilesAre) {
  TestServer site([](Request& request) { return text(std::to_string(request.body.size())); }, taking_files());
  EXPECT_EQ(site.client().ask(post("/files", 1000)).body, "1000");
  EXPECT_EQ(site.client().ask(post("/files?x=1", 1000)).body, "1000");
  EXPECT_EQ(site.client().ask(post("/files", 1000, "Cookie: __Host-session=x\r\n")).body, "1000");
  EXPECT_EQ(site.client().ask(post("/files", 1001)).status, 413);
  EXPECT_EQ(site.client().ask(post("/files", 101, "")).status, 413);
  EXPECT_EQ(site.client().ask(post("/threads", 101)).status, 413);
  EXPECT_EQ(site.client().ask(post("/threads", 100)).body, "100");
}

TEST(Limits, ManyLongBodiesAtOnceAreSentAway) {
  TestServer site([](Request& request) { return text(std::to_string(request.body.size())); }, taking_files());
  const auto whole = post("/files", 1000);
  auto first = site.client();
  const auto patient = post("/files", 1000, "Cookie: session=x\r\nExpect: 100-continue\r\n");
  first.send(patient.substr(0, patient.size() - 1000));
  EXPECT_NE(first.read_until("100 Continue\r\n\r\n"), "");
  EXPECT_EQ(site.client().ask(whole).status, 503);
  EXPECT_EQ(site.client().ask(post("/files", 100)).body, "100");
  first.send(patient.substr(patient.size() - 1000));
  EXPECT_EQ(first.read().body, "1000");
  EXPECT_EQ(site.client().ask(whole).body, "1000");
}

// Anybody can make up a cookie: those nobody knows have a quarter of the places, and one for each address.
TEST(Limits, AMadeUpSessionCannotHoldThePlacesOfThoseWhoAreKnown) {
  auto options = taking_files();
  options.limits.uploads = options.limits.uploads_per_address = 4;
  options.knows_session = [](const Request& request) { return request.cookie("session") == "known"; };
  TestServer site([](Request& request) { return text(std::to_string(request.body.size())); }, options);
  const auto head = [](const std::string& cookie) {
    const auto whole = post("/files", 1000, "Cookie: session=" + cookie + "\r\nExpect: 100-continue\r\n");
    return whole.substr(0, whole.size() - 1000);
  };
  auto stranger = site.client();
  stranger.send(head("made-up"));
  EXPECT_NE(stranger.read_until("100 Continue\r\n\r\n"), "") << "who signed in a moment ago elsewhere has a place";
  EXPECT_EQ(site.client().ask(post("/files", 1000, "Cookie: session=another\r\n")).status, 503);
  EXPECT_EQ(site.client().ask(post("/files", 1000, "Cookie: session=known\r\n")).body, "1000");
  stranger.send(std::string(1000, 'x'));
  EXPECT_EQ(stranger.read().body, "1000");
  EXPECT_EQ(site.client().ask(post("/files", 1000, "Cookie: session=another\r\n")).body, "1000");
}

TEST(Limits, ATokenBringsFilesAsASessionDoes) {
  TestServer site([](Request& request) { return text(std::to_string(request.body.size())); }, taking_files());
  EXPECT_EQ(site.client().ask(post("/files", 1000, "Authorization: Bearer word\r\n")).body, "1000");
  EXPECT_EQ(site.client().ask(post("/elsewhere", 1000, "Authorization: Bearer word\r\n")).status, 413);
}

// The page of a refusal says what it was made from.
Response refused_page(Request& request, int status) {
  const std::string language(request.header("accept-language"));
  return page(std::to_string(status) + ' ' + request.target + ' ' + language + " form " +
                  std::to_string(request.form.pairs().size()),
              status);
}

TEST(Refusals, OfAReadableHeadArePagesWithItsLanguage) {
  auto options = impatient(&Limits::body_time);
  options.limits.body_bytes = 100;
  TestServer site(hello, options, refused_page);
  const std::string head = "Host: a\r\nAccept-Language: fr\r\nContent-Type: application/x-www-form-urlencoded\r\n";
  auto large = site.client();
  const auto reply = large.ask("POST /threads?x=1 HTTP/1.1\r\n" + head + "Content-Length: 101\r\n\r\nbody=");
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.body, "413 / fr form 0");
  EXPECT_EQ(reply.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_NE(reply.header("X-Request-Id"), "");
  EXPECT_EQ(large.read_all(), "");
  EXPECT_EQ(site.client().ask("POST / HTTP/1.1\r\n" + head + "Content-Length: 10\r\n\r\nabc").body, "408 / fr form 0");
  EXPECT_EQ(site.client().ask("POST /api/v1/threads HTTP/1.1\r\n" + head + "Content-Length: 101\r\n\r\n").body,
            "413 /api/ fr form 0");
  EXPECT_EQ(site.server.figures().refused, 3u);
}

TEST(Refusals, OfAHeadThatCannotBeReadArePagesToo) {
  TestServer site(hello, {}, refused_page), hasty(hello, impatient(&Limits::head_time), refused_page);
  const std::string long_target(9000, 'x'), long_line(20'000, 'x');
  EXPECT_EQ(site.client().ask("GET /" + long_target + " HTTP/1.1\r\nHost: a\r\n\r\n").body, "414 /  form 0");
  EXPECT_EQ(site.client().ask("GET /api/" + long_target + " HTTP/1.1\r\nHost: a\r\n\r\n").body, "414 /api/  form 0");
  EXPECT_EQ(site.client().ask("GET /a HTTP/1.1\r\nHost: a\r\nX: " + long_line + "\r\n\r\n").body, "431 /  form 0");
  EXPECT_EQ(site.client().ask("GET / HTTP/1.1\r\nHost: a b\r\n\r\n").body, "400 /  form 0");
  EXPECT_EQ(hasty.client().ask("GET / HTTP/1.1\r\nHost: a\r\nX: y").body, "408 /  form 0");
}

TEST(Refusals, AreAFewWordsWhenTheirPageFails) {
  TestServer site(hello, {}, [](Request&, int) -> Response { throw std::runtime_error("no page"); });
  const auto reply = site.client().ask("GET / HTTP/1.1\r\nHost: a b\r\n\r\n");
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.body.find("<h1>This could not be understood"), std::string::npos) << reply.body;
}

}  // namespace
}  // namespace parvis::http
