// A small community whose index is brought up to date before each search. For tests; not shared between threads.
#pragma once

#include <string>
#include <vector>

#include "community/search/indexer.h"
#include "community/search/search.h"
#include "community/testing/test_community.h"

namespace parvis::community::testing {

class SearchSquare : public TestCommunity {
 public:
  void index() { index_pending(*store); }

  // Without bringing the index up to date.
  SearchResults find_now(const Viewer& viewer, const std::string& words, SearchOrder order = SearchOrder::best,
                         const std::string& after = {}) {
    return read(
        [&](store::Reader& reader) { return search(reader, viewer, *spaces, parse_query(words), order, after); });
  }
  SearchResults find(const Viewer& viewer, const std::string& words, SearchOrder order = SearchOrder::best,
                     const std::string& after = {}) {
    index();
    return find_now(viewer, words, order, after);
  }
  static std::vector<std::string> titles_of(const SearchResults& results) {
    std::vector<std::string> titles;
    for (const auto& item : results.items) titles.push_back(item.thread.title);
    return titles;
  }
  std::vector<std::string> titles(const Viewer& viewer, const std::string& words,
                                  SearchOrder order = SearchOrder::best) {
    return titles_of(find(viewer, words, order));
  }
  // Of a visitor.
  std::vector<std::string> titles(const std::string& words) { return titles(visitor(), words); }
};

// What is marked in a passage.
inline std::vector<std::string> marked(const text::Passage& passage) {
  std::vector<std::string> words;
  for (const auto& [begin, end] : passage.marks) words.push_back(passage.text.substr(begin, end - begin));
  return words;
}

}  // namespace parvis::community::testing
