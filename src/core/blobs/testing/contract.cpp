#include "core/blobs/testing/contract.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/crypto/sha256.h"

namespace parvis::blobs::testing {

std::string some_bytes(std::size_t size, unsigned seed) {
  std::string bytes(size, '\0');
  std::uint64_t state = 0x9e3779b97f4a7c15ULL * (seed + 1);
  for (char& byte : bytes) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    byte = static_cast<char>(state >> 56);
  }
  return bytes;
}

std::vector<Blob> all_of(Blobs& blobs) {
  std::vector<Blob> all;
  blobs.list([&](const Blob& blob) {
    all.push_back(blob);
    return true;
  });
  return all;
}

void expect_gives_back_what_was_put(Blobs& blobs) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 3 * kPiece + 7}) {
    const auto bytes = some_bytes(size);
    const auto blob = blobs.put(bytes);
    EXPECT_EQ(blob.sum, Sum::of(bytes));
    EXPECT_EQ(blob.size, size);
    EXPECT_EQ(blobs.get(blob.sum), bytes);
    const auto head = blobs.head(blob.sum);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->size, size);
    EXPECT_LT(std::abs(head->at - now()), kMinute);
    blobs.remove(blob.sum);
  }
}

void expect_putting_twice_is_harmless(Blobs& blobs) {
  const auto first = blobs.put("the same");
  const auto second = blobs.put("the same");
  EXPECT_EQ(first.sum, second.sum);
  EXPECT_EQ(all_of(blobs).size(), 1u);
  EXPECT_EQ(blobs.get(first.sum), "the same");
  blobs.remove(first.sum);
}

void expect_gives_ranges(Blobs& blobs) {
  const auto bytes = some_bytes(2 * kPiece);
  const auto sum = blobs.put(bytes).sum;
  EXPECT_EQ(blobs.get(sum, {.first = 3, .count = 5}), bytes.substr(3, 5));
  EXPECT_EQ(blobs.get(sum, {.first = 0, .count = 1}), bytes.substr(0, 1));
  EXPECT_EQ(blobs.get(sum, {.first = kPiece - 2}), bytes.substr(kPiece - 2));
  EXPECT_EQ(blobs.get(sum, {.first = bytes.size() - 1, .count = 100}), bytes.substr(bytes.size() - 1));
  EXPECT_EQ(blobs.get(sum, {.first = bytes.size(), .count = 1}), "");
  EXPECT_EQ(blobs.get(sum, {.first = bytes.size() + 9}), "");
  EXPECT_EQ(blobs.get(sum, {.first = 4, .count = 0}), "");
  blobs.remove(sum);
}

void expect_tells_what_is_missing(Blobs& blobs) {
  const auto sum = Sum::of("never put");
  EXPECT_FALSE(blobs.head(sum));
  EXPECT_THROW(blobs.get(sum), MissingBlob);
  EXPECT_THROW(blobs.get(sum, {.first = 1, .count = 2}), MissingBlob);
  EXPECT_TRUE(all_of(blobs).empty());
}

void expect_removes(Blobs& blobs) {
  const auto sum = blobs.put("to go").sum;
  blobs.remove(sum);
  EXPECT_FALSE(blobs.head(sum));
  EXPECT_THROW(blobs.get(sum), MissingBlob);
  EXPECT_NO_THROW(blobs.remove(sum));
  EXPECT_EQ(blobs.get(blobs.put("to go").sum), "to go");
  blobs.remove(sum);
}

void expect_lists_in_order(Blobs& blobs, int count) {
  std::vector<Sum> sums;
  for (int i = 0; i < count; ++i) sums.push_back(blobs.put("blob " + std::to_string(i)).sum);
  std::sort(sums.begin(), sums.end());
  const auto listed = all_of(blobs);
  ASSERT_EQ(listed.size(), sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    EXPECT_EQ(listed[i].sum, sums[i]);
    EXPECT_EQ(listed[i].size, blobs.head(sums[i])->size);
  }
  const auto middle = sums.size() / 2;
  std::vector<Sum> seen;
  blobs.list_after(sums[middle], [&](const Blob& blob) {
    seen.push_back(blob.sum);
    return seen.size() < 2;
  });
  EXPECT_EQ(seen, std::vector<Sum>(sums.begin() + middle + 1, sums.begin() + middle + 3));
  for (const auto& sum : sums) blobs.remove(sum);
  EXPECT_TRUE(all_of(blobs).empty());
}

void expect_streams_in_pieces(Blobs& blobs, std::size_t size) {
  const auto pattern = some_bytes(kPiece);
  std::size_t given = 0;
  crypto::Sha256 hash;
  const auto sum = blobs
                       .put([&](std::span<char> into) {
                         const auto count = std::min({into.size(), size - given, pattern.size()});
                         std::copy_n(pattern.begin(), count, into.begin());
                         hash.add({pattern.data(), count});
                         given += count;
                         return count;
                       })
                       .sum;
  EXPECT_EQ(sum.hex(), hash.finish_hex());
  std::size_t read = 0;
  std::size_t longest = 0;
  blobs.read(sum, {}, [&](std::string_view piece) {
    read += piece.size();
    longest = std::max(longest, piece.size());
    return true;
  });
  EXPECT_EQ(read, size);
  EXPECT_LE(longest, kPiece);
  int pieces = 0;
  blobs.read(sum, {}, [&](std::string_view) { return ++pieces < 2; });
  EXPECT_EQ(pieces, 2);
  blobs.remove(sum);
}

void expect_a_failing_source_leaves_nothing(Blobs& blobs) {
  int asked = 0;
  const Source failing = [&](std::span<char> into) -> std::size_t {
    if (++asked > 2) throw Fault("the sender went away");
    std::fill(into.begin(), into.end(), 'x');
    return into.size();
  };
  EXPECT_THROW(blobs.put(failing), Fault);
  EXPECT_TRUE(all_of(blobs).empty());
}

void expect_refuses_what_is_too_long(Blobs& blobs, std::size_t most) {
  EXPECT_THROW(blobs.put(some_bytes(most + 1)), TooLarge);
  EXPECT_TRUE(all_of(blobs).empty());
  const auto sum = blobs.put(some_bytes(most)).sum;
  EXPECT_EQ(blobs.head(sum)->size, most);
  blobs.remove(sum);
}

}  // namespace parvis::blobs::testing
