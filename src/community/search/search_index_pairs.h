// The two implementations of search_index.h, and what they share. Only search_index.cpp chooses between them.
#pragma once

#include "community/search/search_index.h"

namespace parvis::community {

// Every way to write the words of a term with one stem each, few at most.
std::vector<std::string> alternatives(const QueryTerm& term);

namespace sqlite_index {
void write_entries(store::Transaction& transaction, const std::vector<IndexEntry>& entries);
void expect(store::Transaction& transaction, Arrivals arrivals);
void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                const TakeMatch& take);
void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                      const TakeMatch& take);
void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author, const TakeMatch& take);
std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread, PostId newest);
std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread);
void each_with_any(store::Reader& reader, const std::vector<std::string>& stems, const TakeMatch& take);
std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems, std::int64_t at_most);
std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words, int limit);
std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit);
std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit);
}  // namespace sqlite_index

namespace postgres_index {
void write_entries(store::Transaction& transaction, const std::vector<IndexEntry>& entries);
void expect(store::Transaction& transaction, Arrivals arrivals);
void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                const TakeMatch& take);
void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                      const TakeMatch& take);
void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author, const TakeMatch& take);
std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread, PostId newest);
std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread);
void each_with_any(store::Reader& reader, const std::vector<std::string>& stems, const TakeMatch& take);
std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems, std::int64_t at_most);
std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words, int limit);
std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit);
std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit);
}  // namespace postgres_index

}  // namespace parvis::community
