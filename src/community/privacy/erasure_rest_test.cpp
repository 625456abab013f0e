#include "community/privacy/erasure_rest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/influencers/influencer.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

TEST(TheRestOfAnErasure, LeavesNoWordByWhichSomebodyElseWasFoundThroughThem) {
  testing::TestCommunity square;
  const auto max = square.manager("Max");
  const auto id = square.write([&](store::Transaction& t) {
    return make_influencer(t, {square.timeline, max.member, now()},
                           {.name = "Zoé of @quokka", .notes = "Often with @quokka."});
  });
  const auto words = [&] {
    return square.read([](store::Reader& r) {
      return r.all<std::string>("select word from influencer_word union all select name_key from influencer");
    });
  };
  EXPECT_THAT(words(), ::testing::Contains("quokka"));
  const config::Settings settings;
  take_name_out_of_the_rest({*square.store, square.timeline, settings}, {.handle = "quokka", .email = ""});
  EXPECT_THAT(words(), ::testing::Each(::testing::Not(::testing::HasSubstr("quokka"))));
  const auto left = square.read([&](store::Reader& r) { return *find_influencer(r, id); });
  EXPECT_EQ(left.words.name, "Zoé of a former member");
}

}  // namespace
}  // namespace parvis::community
