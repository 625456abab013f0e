// Each question to the index of the database that is asked.
#include "community/search/search_index.h"

#include "community/search/search_index_pairs.h"

namespace parvis::community {
namespace {

bool uses_postgres(store::Reader& reader) { return reader.connection().database() == store::Database::postgres; }

// Alternatives of a phrase whose words have several stems.
constexpr std::size_t kMaxAlternatives = 8;

}  // namespace

std::vector<std::string> alternatives(const QueryTerm& term) {
  std::vector<std::string> ways{""};
  for (const auto& stems : term.words) {
    std::vector<std::string> longer;
    for (const auto& way : ways) {
      for (const auto& stem : stems) {
        if (longer.size() < kMaxAlternatives) longer.push_back(way.empty() ? stem : way + " " + stem);
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

std::string marks_of(SpaceId space, MemberId author, const std::vector<TagId>& tags) {
  auto marks = "s" + std::to_string(space.value) + " a" + std::to_string(author.value);
  for (const auto tag : tags) marks += " t" + std::to_string(tag.value);
  return marks;
}

void write_entries(store::Transaction& transaction, const std::vector<IndexEntry>& entries) {
  return uses_postgres(transaction) ? postgres_index::write_entries(transaction, entries)
                                    : sqlite_index::write_entries(transaction, entries);
}

void expect(store::Transaction& transaction, Arrivals arrivals) {
  return uses_postgres(transaction) ? postgres_index::expect(transaction, arrivals)
                                    : sqlite_index::expect(transaction, arrivals);
}

void each_match(store::Reader& reader, const SearchQuery& query, const Marks& marks, PostId newest,
                const TakeMatch& take) {
  return uses_postgres(reader) ? postgres_index::each_match(reader, query, marks, newest, take)
                               : sqlite_index::each_match(reader, query, marks, newest, take);
}

void each_title_match(store::Reader& reader, const SearchQuery& query, MemberId author, PostId newest,
                      const TakeMatch& take) {
  return uses_postgres(reader) ? postgres_index::each_title_match(reader, query, author, newest, take)
                               : sqlite_index::each_title_match(reader, query, author, newest, take);
}

void each_pending_match(store::Reader& reader, const SearchQuery& query, MemberId author, const TakeMatch& take) {
  return uses_postgres(reader) ? postgres_index::each_pending_match(reader, query, author, take)
                               : sqlite_index::each_pending_match(reader, query, author, take);
}

std::optional<Match> match_in_thread(store::Reader& reader, const SearchQuery& query, ThreadId thread, PostId newest) {
  return uses_postgres(reader) ? postgres_index::match_in_thread(reader, query, thread, newest)
                               : sqlite_index::match_in_thread(reader, query, thread, newest);
}

std::optional<ThreadFacts> thread_facts(store::Reader& reader, ThreadId thread) {
  return uses_postgres(reader) ? postgres_index::thread_facts(reader, thread)
                               : sqlite_index::thread_facts(reader, thread);
}

void each_with_any(store::Reader& reader, const std::vector<std::string>& stems, const TakeMatch& take) {
  return uses_postgres(reader) ? postgres_index::each_with_any(reader, stems, take)
                               : sqlite_index::each_with_any(reader, stems, take);
}

std::int64_t posts_with(store::Reader& reader, const std::vector<std::string>& stems, std::int64_t at_most) {
  return uses_postgres(reader) ? postgres_index::posts_with(reader, stems, at_most)
                               : sqlite_index::posts_with(reader, stems, at_most);
}

std::vector<Fit> fits(store::Reader& reader, const std::vector<std::vector<std::string>>& words, int limit) {
  return uses_postgres(reader) ? postgres_index::fits(reader, words, limit) : sqlite_index::fits(reader, words, limit);
}

std::vector<ThreadId> complete_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      const std::vector<std::string>& words, std::string_view prefix, int limit) {
  return uses_postgres(reader) ? postgres_index::complete_titles(reader, viewer, spaces, words, prefix, limit)
                               : sqlite_index::complete_titles(reader, viewer, spaces, words, prefix, limit);
}

std::vector<ThreadId> similar_titles(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                     const std::vector<std::string>& stems, int limit) {
  return uses_postgres(reader) ? postgres_index::similar_titles(reader, viewer, spaces, stems, limit)
                               : sqlite_index::similar_titles(reader, viewer, spaces, stems, limit);
}

}  // namespace parvis::community
