#include "core/archive/sealed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/archive/testing/memory_bytes.h"

namespace parvis::archive {
namespace {

using testing::MemorySink;
using testing::MemorySource;

constexpr std::size_t kHead = 64;
constexpr std::size_t kPiece = 64 * 1024;
const Secret kPassphrase("three words and more");

std::string sealed(std::string_view text) {
  MemorySink out;
  SealedSink sink(out, kPassphrase, crypto::Strength::cheap);
  sink.write(text);
  sink.finish();
  EXPECT_TRUE(out.finished);
  return out.text;
}

std::string opened(std::string_view bytes, const Secret& passphrase = kPassphrase) {
  MemorySource in(bytes);
  SealedSource source(in, passphrase);
  return testing::drain(source);
}

// What is said of bytes that cannot be opened; empty when they can.
std::string complaint(std::string_view bytes, const Secret& passphrase = kPassphrase) {
  try {
    opened(bytes, passphrase);
    return "";
  } catch (const Fault& fault) {
    return fault.what();
  }
}

std::string long_text(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 31 + i / 251);
  return text;
}

TEST(Sealed, IsOpenedAsItWas) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPiece - 1, kPiece, kPiece + 1, 3 * kPiece}) {
    const auto text = long_text(size);
    EXPECT_EQ(opened(sealed(text)), text) << size;
  }
}

TEST(Sealed, ShowsNothingOfWhatIsInItAndIsNeverTheSameTwice) {
  const std::string text = "a sentence that must not be seen";
  const auto one = sealed(text), other = sealed(text);
  EXPECT_EQ(one.find("sentence"), std::string::npos);
  EXPECT_NE(one, other);
}

TEST(Sealed, IsNotOpenedWithAnotherPassphrase) {
  EXPECT_THAT(complaint(sealed("text"), Secret("three words and mor")), ::testing::HasSubstr("passphrase"));
}

TEST(Sealed, IsRefusedWhereverItWasCut) {
  const auto bytes = sealed(long_text(2 * kPiece + 5));
  const std::size_t one = kPiece + 17;
  for (const std::size_t length : {std::size_t{0}, std::size_t{3}, kHead - 1, kHead, kHead + 5, kHead + one - 1,
                                   kHead + one, kHead + one + 1, kHead + 2 * one, bytes.size() - 1}) {
    EXPECT_NE(complaint(std::string_view(bytes).substr(0, length)), "") << length;
  }
}

RC_GTEST_PROP(Sealed, IsRefusedWhenAnyBitWasTurned, ()) {
  static const auto kBytes = sealed("not a word of this may be changed");
  auto bytes = kBytes;
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
  RC_ASSERT(complaint(bytes) != "");
}

TEST(Sealed, IsRefusedWhenItsPiecesChangedPlaces) {
  const auto bytes = sealed(long_text(3 * kPiece));
  const std::size_t one = kPiece + 17;
  EXPECT_NE(complaint(bytes.substr(0, kHead) + bytes.substr(kHead + one, one) + bytes.substr(kHead, one) +
                      bytes.substr(kHead + 2 * one)),
            "");
  EXPECT_NE(complaint(bytes.substr(0, kHead + one) + bytes.substr(kHead + 2 * one)), "") << "one left out";
  EXPECT_NE(complaint(bytes + "x"), "") << "something behind it";
}

TEST(Sealed, AsksForNoMoreMemoryThanAnybodyWould) {
  auto bytes = sealed("text");
  bytes[16 + 16 + 4 + 3] = '\x7f';
  EXPECT_THAT(complaint(bytes), ::testing::HasSubstr("damaged"));
}

}  // namespace
}  // namespace parvis::archive
