// How common words are in the posts, as PostgreSQL's own statistics have it: from that a search knows which way to its
// matches is the shorter, and its statements need not be planned anew for each word. Known for the commonest thousand
// words; all others are rare. Kept with the connection and read again now and then, so that it may be minutes old: what
// it decides is how long a search takes, never what it finds. One thread, as its connection.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

#include "community/search/search_words_postgres.h"
#include "core/store/store.h"

namespace parvis::community::postgres {

class Commonness {
 public:
  // Of the database that is read, as it was known lately.
  static const Commonness& of(store::Reader& reader);
  // As it is known now.
  static Commonness read(store::Reader& reader);

  // The share of the posts that hold what a query asks for, from 0 to 1, as if its words came independently.
  double share(const SearchQuery& query, const Marks& marks, Words words = Words::anywhere) const;
  // That hold any of these.
  double share(const std::vector<std::string>& stems, Words words = Words::anywhere) const;
  double posts() const { return posts_; }

 private:
  double share_of(const std::string& lexeme) const;

  std::unordered_map<std::string, double> shares_;
  double posts_ = 0;
  std::chrono::steady_clock::time_point good_until_{};
};

}  // namespace parvis::community::postgres
