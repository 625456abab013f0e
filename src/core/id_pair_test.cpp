#include "core/id_pair.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parvis {
namespace {

RC_GTEST_PROP(IdPairs, ReadBackAsTheyWereWritten, ()) {
  const auto first = *rc::gen::positive<std::int64_t>(), second = *rc::gen::positive<std::int64_t>();
  const auto read = parse_pair(pair_text({first, second}));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->first == first);
  RC_ASSERT(read->second == second);
}

TEST(IdPairs, AreRefusedWhenOneOfThemIsNone) {
  for (const auto* text : {"", ".", "nowhere", "1", "1.", ".1", "0.1", "1.0", "1.u", "1.2.3"}) {
    EXPECT_FALSE(parse_pair(text)) << text;
  }
}

}  // namespace
}  // namespace parvis
