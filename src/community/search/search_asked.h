// What the search page was asked: the line of words and the fields beside it as one question, and where to say what is
// wrong with them. One visit.
#pragma once

#include <string>
#include <vector>

#include "community/search/search.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

struct AskedSearch {
  SearchQuery query;
  SearchOrder order = SearchOrder::best;
  html::FormState form;               // named as the fields: q, space, tag, author, from, to, solved
  std::vector<Sentence> about_words;  // what is wrong with limits in the line of words

  bool is_narrowed() const;  // by a field
};
AskedSearch read_search(const Visit& visit);

// Says beside its field, or beside the line of words it was written in, that a limit names nothing.
void refuse_unknown(AskedSearch& asked, const std::vector<LimitKind>& unknown);

// The address of the same search without these fields, and with this order: the first page of it.
std::string search_path(const Visit& visit, const std::vector<std::string_view>& without);
std::string search_path(const Visit& visit, SearchOrder order);

// The fields that narrow a search, in their order.
inline constexpr const char* kSearchFields[] = {"space", "tag", "author", "from", "to", "solved"};

}  // namespace parvis::community
