#include "core/http/streamed.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "core/http/testing/client.h"

namespace parvis::http {
namespace {

using testing::TestServer;

// Lines "0", "1", … up to `last`, one for each piece.
BodySource lines(int last) {
  return [last, line = 0](std::string& piece) mutable {
    piece = std::to_string(line) + "\n";
    return line++ < last;
  };
}

std::string all_lines(int last) {
  std::string all;
  for (int line = 0; line <= last; ++line) all += std::to_string(line) + "\n";
  return all;
}

std::string body_behind(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

// What the chunks of a body hold; empty when the last one is missing.
std::string without_chunks(std::string_view body) {
  std::string whole;
  while (!body.empty()) {
    const auto end = body.find("\r\n");
    const auto size = std::stoul(std::string(body.substr(0, end)), nullptr, 16);
    if (size == 0) return body == kLastChunk ? whole : std::string();
    whole += body.substr(end + 2, size);
    body.remove_prefix(end + 2 + size + 2);
  }
  return {};
}

TEST(Streamed, AnswersPieceByPieceInChunks) {
  TestServer site([](Request&) { return streamed(lines(30'000), "text/csv; charset=utf-8"); });
  auto client = site.client();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
  EXPECT_EQ(answer.find("Content-Length"), std::string::npos);
  EXPECT_EQ(answer.find("Parvis-Streamed"), std::string::npos);
  EXPECT_EQ(without_chunks(body_behind(answer)), all_lines(30'000));
}

TEST(Streamed, EndsWithTheConnectionForTheOldVersion) {
  TestServer site([](Request&) { return streamed(lines(9), "text/csv"); });
  auto client = site.client();
  client.send("GET / HTTP/1.0\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_EQ(answer.find("chunked"), std::string::npos);
  EXPECT_EQ(body_behind(answer), all_lines(9));
}

TEST(Streamed, DoesNotEndABodyThatCouldNotBeMade) {
  TestServer site([](Request&) {
    return streamed(
        [made = false](std::string& piece) mutable {
          if (made) throw std::runtime_error("the database is gone");
          made = true;
          piece.assign(100'000, 'x');
          return true;
        },
        "text/csv");
  });
  auto client = site.client();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(without_chunks(body_behind(client.read_all())), "");
}

TEST(Streamed, MakesNothingForWhoAsksForTheHeadAlone) {
  std::atomic<int> made = 0;
  TestServer site([&](Request&) {
    return streamed(
        [&made](std::string& piece) {
          ++made;
          piece = "x";
          return false;
        },
        "text/csv");
  });
  auto client = site.client();
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(body_behind(client.read_all()), "");
  EXPECT_EQ(made, 0);
}

TEST(Streamed, WritesMoreThanASocketHolds) {
  constexpr int kPieces = 200;
  auto made = std::make_shared<std::atomic<int>>(0);
  TestServer site([&](Request&) {
    return streamed(
        [made](std::string& piece) {
          piece.assign(100'000, 'x');
          return ++*made < kPieces;
        },
        "text/csv");
  });
  auto client = site.client();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = client.read_all();
  EXPECT_EQ(*made, kPieces);
  EXPECT_EQ(without_chunks(body_behind(answer)).size(), 100'000u * kPieces);
}

TEST(Streamed, GivesOneAnswerItsOwnSource) {
  auto first = streamed(lines(1), "text/csv");
  auto whole = text("whole");
  EXPECT_FALSE(take_source(whole)) << "what another answer left is not its";
  EXPECT_FALSE(take_source(first)) << "and it is gone";
  auto second = streamed(lines(2), "text/csv");
  make_whole(second);
  EXPECT_EQ(second.body, "0\n1\n2\n");
  EXPECT_TRUE(second.headers.empty());
}

TEST(Streamed, WritesChunksAsTheStandardHasThem) {
  EXPECT_EQ(chunk("hello, chunked world"), "14\r\nhello, chunked world\r\n");
  EXPECT_EQ(chunk(""), "") << "an empty chunk would end the body";
}

}  // namespace
}  // namespace parvis::http
