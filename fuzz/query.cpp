// The line of the search field.
#include "community/search/search_query.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto query = community::parse_query(fuzz::text_of(bytes, size));
  fuzz::demand(query.text.size() <= 4 * community::kMaxQueryLength, "a query is cut");
  std::size_t words = 0;
  for (const auto& term : query.terms) words += term.words.size();
  fuzz::demand(words <= community::kMaxQueryWords, "a query has so many words and no more");
  return 0;
}
