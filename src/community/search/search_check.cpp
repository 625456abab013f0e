#include "community/search/search_check.h"

#include <fmt/format.h>

namespace parvis::community {
namespace {

// one database only: SQLite keeps the identifiers of what is indexed in a table of its own
constexpr store::Sql kMissing{R"(
  select count(*) from post join thread on thread.id = post.thread
  where post.deleted_at is null and thread.deleted_at is null
    and not exists (select 1 from search_text_docsize where search_text_docsize.id = post.id)
    and not exists (select 1 from search_pending where search_pending.post = post.id))"};
// one database only: likewise
constexpr store::Sql kLeftOver{R"(
  select count(*) from search_text_docsize
  where not exists (select 1 from post where post.id = search_text_docsize.id and post.deleted_at is null)
    and not exists (select 1 from search_pending where search_pending.post = search_text_docsize.id))"};

constexpr store::Sql kMissingPostgres{R"(
  select count(*) from post join thread on thread.id = post.thread
  where post.deleted_at is null and thread.deleted_at is null
    and not exists (select 1 from search_text where search_text.post = post.id)
    and not exists (select 1 from search_pending where search_pending.post = post.id))"};
constexpr store::Sql kLeftOverPostgres{R"(
  select count(*) from search_text
  where not exists (select 1 from post where post.id = search_text.post and post.deleted_at is null)
    and not exists (select 1 from search_pending where search_pending.post = search_text.post))"};

}  // namespace

std::vector<std::string> check_search_index(store::Reader& reader) {
  const bool sqlite = reader.connection().database() == store::Database::sqlite;
  std::vector<std::string> problems;
  if (const auto missing = reader.one<std::int64_t>(sqlite ? kMissing : kMissingPostgres).value_or(0)) {
    problems.push_back(fmt::format("{} posts are missing from the search index", missing));
  }
  if (const auto left = reader.one<std::int64_t>(sqlite ? kLeftOver : kLeftOverPostgres).value_or(0)) {
    problems.push_back(fmt::format("{} posts are in the search index that are deleted or gone", left));
  }
  return problems;
}

}  // namespace parvis::community
