#include "core/http/body_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::http {
namespace {

struct Outcome {
  int status = 0;
  bool done = false;
  std::string body;
  std::size_t taken = 0;
};

Outcome read_chunked(std::string_view input, std::size_t step = 1000, std::size_t limit = 100) {
  BodyReader reader(BodyKind::chunked, 0, limit);
  Outcome outcome;
  while (outcome.taken < input.size() && !reader.done() && reader.status() == 0) {
    outcome.taken += reader.take(input.substr(outcome.taken, step), outcome.body);
  }
  outcome.status = reader.status();
  outcome.done = reader.done();
  return outcome;
}

TEST(Body, IsTakenByItsLength) {
  BodyReader reader(BodyKind::length, 5, 100);
  std::string body;
  EXPECT_EQ(reader.take("ab", body), 2u);
  EXPECT_FALSE(reader.done());
  EXPECT_EQ(reader.take("cdeGET /", body), 3u);
  EXPECT_TRUE(reader.done());
  EXPECT_EQ(body, "abcde");
}

TEST(Body, MayBeEmpty) { EXPECT_TRUE(BodyReader(BodyKind::length, 0, 100).done()); }

TEST(Body, TooLongIsRefusedBeforeItIsRead) { EXPECT_EQ(BodyReader(BodyKind::length, 101, 100).status(), 413); }

TEST(Chunks, AreJoinedHoweverTheyArrive) {
  const std::string_view input = "3\r\nabc\r\nA;name=\"value\"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nGET /";
  for (std::size_t step = 1; step < input.size(); ++step) {
    const auto outcome = read_chunked(input, step);
    EXPECT_TRUE(outcome.done) << step;
    EXPECT_EQ(outcome.body, "abc0123456789");
    EXPECT_EQ(outcome.taken, input.size() - 5);
  }
}

TEST(Chunks, AnyBodyInAnyPiecesComesBack) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& pieces) {
    std::string input, whole;
    for (const auto& piece : pieces) {
      if (piece.empty()) continue;
      char size[20];
      std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
      input += size + piece + "\r\n";
      whole += piece;
    }
    const auto outcome = read_chunked(input + "0\r\n\r\n", *rc::gen::inRange(1, 20), 1'000'000);
    RC_ASSERT(outcome.done);
    RC_ASSERT(outcome.body == whole);
  }));
}

TEST(Chunks, IllFormedAreRefused) {
  using namespace std::string_view_literals;
  for (const auto input : {"g\r\n"sv, "\r\n"sv, "-1\r\n"sv, "0x3\r\nabc"sv, " 3\r\nabc"sv, "3\nabc"sv,
                           "3\r\nabcX\r\n"sv, "3\r\nabc\n0"sv, "3\r\nabcd\r\n0"sv, "1000000000000000\r\n"sv,
                           "3 \rx\r\nabc"sv, "3;\0\r\nabc"sv, "+3\r\nabc"sv, "3,\r\nabc"sv, "0\r\nX: y\n\r\n"sv}) {
    EXPECT_EQ(read_chunked(input).status, 400) << input;
  }
  EXPECT_EQ(read_chunked("1;" + std::string(2000, 'x') + "\r\n").status, 400);
}

TEST(Chunks, StayWithinTheLimits) {
  EXPECT_EQ(read_chunked("65\r\n").status, 413);
  EXPECT_EQ(read_chunked("32\r\n" + std::string(50, 'a') + "\r\n33\r\n").status, 413);
  EXPECT_EQ(read_chunked("FFFFFFFFFFFFFFF\r\n").status, 413);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 10; ++i) trailers += "X: " + std::string(900, 'a') + "\r\n";
  EXPECT_EQ(read_chunked(trailers).status, 400);
}

}  // namespace
}  // namespace parvis::http
