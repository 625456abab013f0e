#include <gtest/gtest.h>

#include <charconv>

#include "core/http/server.h"
#include "core/http/testing/client.h"
#include "core/ids.h"

namespace parvis::http {
namespace {

using testing::TestServer;

Response listen(Request& request) {
  if (request.path != "/live") return text("page");
  std::int64_t after = 0;
  const auto last = request.header("last-event-id");
  std::from_chars(last.data(), last.data() + last.size(), after);
  return event_stream({{"thread:7"}, after});
}

std::string opening(std::string_view last_event_id = "") {
  std::string request = "GET /live HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n";
  if (!last_event_id.empty()) request += "Last-Event-ID: " + std::string(last_event_id) + "\r\n";
  return request + "\r\n";
}

std::string id_in(const std::string& event) {
  const auto from = event.rfind("id: ") + 4;
  return event.substr(from, event.find('\n', from) - from);
}

TEST(EventStream, CarriesWhatIsPublished) {
  TestServer site(listen);
  auto reader = site.client();
  reader.send(opening());
  const auto head = reader.read();
  EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(head.header("Cache-Control"), "no-store");
  EXPECT_EQ(head.header("Content-Length"), "");
  EXPECT_EQ(reader.read_until("\n\n"), "retry: 2000\n\n");
  site.hub.publish({0, "thread:8", "post", "{}"});
  site.hub.publish({0, "thread:7", "post", "{\"number\":3}"});
  const auto event = reader.read_until("\n\n");
  EXPECT_TRUE(event.starts_with("id: "));
  EXPECT_TRUE(event.ends_with("\nevent: post\ndata: {\"number\":3}\n\n")) << event;
  EXPECT_EQ(site.server.figures().streams, 1u);
}

TEST(EventStream, ReplaysWhatWasMissed) {
  TestServer site(listen);
  std::string last;
  {
    auto reader = site.client();
    reader.send(opening());
    reader.read_until("retry: 2000\n\n");
    site.hub.publish({0, "thread:7", "post", "1"});
    last = id_in(reader.read_until("data: 1\n\n"));
  }
  while (site.hub.listeners("thread:7") > 0) std::this_thread::yield();
  site.hub.publish({0, "thread:7", "post", "2"});
  site.hub.publish({0, "thread:7", "post", "3"});
  auto reader = site.client();
  reader.send(opening(last));
  const auto replayed = reader.read_until("data: 3\n\n");
  EXPECT_NE(replayed.find("data: 2\n\n"), std::string::npos);
  EXPECT_EQ(replayed.find("data: 1\n\n"), std::string::npos);
}

TEST(EventStream, TellsWhoWasAwayTooLongToReload) {
  TestServer site(listen);
  auto reader = site.client();
  reader.send(opening("17"));
  EXPECT_NE(reader.read_until("event: reload\ndata: {}\n\n"), "");
}

TEST(EventStream, EndsWhenTheReaderGoes) {
  TestServer site(listen);
  {
    auto reader = site.client();
    reader.send(opening());
    reader.read_until("retry: 2000\n\n");
    EXPECT_EQ(site.hub.listeners(), 1u);
  }
  while (site.hub.listeners() > 0 || site.server.figures().streams > 0) std::this_thread::yield();
  EXPECT_EQ(site.get("/").body, "page");
}

TEST(EventStream, PingsAQuietReaderAndMovesItOn) {
  ServerOptions options;
  options.limits.ping_time = std::chrono::milliseconds{40};
  TestServer site(listen, options);
  auto reader = site.client();
  reader.send(opening());
  reader.read_until("retry: 2000\n\n");
  const auto first = id_in(reader.read_until("\n\n"));
  site.hub.publish({next_id(), "thread:9", "post", "{}"});
  for (;;) {
    const auto ping = reader.read_until("\n\n");
    ASSERT_TRUE(ping.starts_with(": "));
    if (id_in(ping) > first) break;
  }
}

TEST(EventStream, ADrainEndsItWithAHintToComeBack) {
  TestServer site(listen);
  auto reader = site.client();
  reader.send(opening());
  reader.read_until("retry: 2000\n\n");
  site.server.drain(std::chrono::seconds{20});
  EXPECT_EQ(reader.read_all(), "retry: 2000\n\n");
  EXPECT_EQ(site.hub.listeners(), 0u);
}

TEST(EventStream, EndsAtOnceWhenRightsChangedBeforeItListened) {
  TestServer* hosting = nullptr;
  TestServer site([&](Request& request) {
    auto answer = listen(request);
    hosting->hub.end("thread:7");  // between the judging and the listening
    hosting->hub.settle();
    return answer;
  });
  hosting = &site;
  auto reader = site.client();
  reader.send(opening(std::to_string(next_id())));
  const auto all = reader.read_all();
  EXPECT_TRUE(all.ends_with("retry: 2000\n\n"));
  EXPECT_NE(all.find("\nid: "), std::string::npos) << "the reader comes back as one who knows";
}

TEST(EventStream, AReaderThatDoesNotReadIsToldToReload) {
  TestServer site(listen);
  auto reader = site.client();
  reader.send(opening());
  reader.read_until("retry: 2000\n\n");
  const std::string data(10'000, 'x');
  // Far more than the sockets and the hub hold for one reader.
  for (int i = 0; i < 4000; ++i) site.hub.publish({0, "thread:7", "post", data});
  site.hub.publish({0, "thread:7", "end", "{}"});
  EXPECT_NE(reader.read_until("event: reload\ndata: {}\n\n"), "");
}

TEST(EventStream, ManyReadersAllHear) {
  ServerOptions options;
  options.limits.connections_per_address = 1000;
  TestServer site(listen, options);
  std::vector<std::unique_ptr<testing::Client>> readers;
  for (int i = 0; i < 200; ++i) {
    readers.push_back(std::make_unique<testing::Client>(site.server.port()));
    readers.back()->send(opening());
  }
  for (auto& reader : readers) reader->read_until("retry: 2000\n\n");
  for (int i = 0; i < 5; ++i) site.hub.publish({0, "thread:7", "post", std::to_string(i)});
  for (auto& reader : readers) EXPECT_NE(reader->read_until("data: 4\n\n").find("data: 0\n\n"), std::string::npos);
}

}  // namespace
}  // namespace parvis::http
