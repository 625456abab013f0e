#include "community/search/search_commonness_postgres.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/store/foresight.h"

namespace parvis::community::postgres {
namespace {

using Clock = std::chrono::steady_clock;

// The server counts anew when a tenth of the posts changed.
constexpr auto kGoodFor = std::chrono::minutes(1);

constexpr store::Sql kShares{R"(
  select common.word, common.share
  from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) as common(word, share)
  where schemaname = current_schema() and tablename = 'search_text' and attname = 'lexemes'
    and common.word is not null)"};
constexpr store::Sql kPosts{"select reltuples from pg_class where oid = 'search_text'::regclass"};

struct Share {
  std::string word;
  double share;
};

}  // namespace

const Commonness& Commonness::of(store::Reader& reader) {
  static const Commonness nothing_known;
  auto* far = dynamic_cast<store::FarConnection*>(&reader.connection());
  if (far == nullptr) return nothing_known;
  auto& known = far->kept<Commonness>();
  if (Clock::now() >= known.good_until_) known = read(reader);
  return known;
}

Commonness Commonness::read(store::Reader& reader) {
  Commonness known;
  store::foresee(reader, kPosts);
  for (auto& row : reader.all<Share>(kShares)) known.shares_.emplace(std::move(row.word), row.share);
  known.posts_ = std::max(reader.one<double>(kPosts).value_or(0), 0.0);  // below zero: never counted
  known.good_until_ = Clock::now() + kGoodFor;
  return known;
}

double Commonness::share_of(const std::string& lexeme) const {
  const auto known = shares_.find(lexeme);
  return known == shares_.end() ? 0 : known->second;
}

double Commonness::share(const std::vector<std::string>& stems, Words words) const {
  double without = 1;
  for (const auto& stem : stems) without *= 1 - share_of(words == Words::in_title ? "=" + stem : stem);
  return 1 - without;
}

double Commonness::share(const SearchQuery& query, const Marks& marks, Words words) const {
  double share_of_all = 1;
  for (const auto& term : query.terms) {
    if (term.excluded) continue;  // what is left out leaves most
    for (const auto& stems : term.words) share_of_all *= share(stems, words);
  }
  const auto limit_to = [&](char kind, std::int64_t id) {
    if (id != 0) share_of_all *= share_of(fmt::format("#{}{}", kind, id));
  };
  limit_to('s', marks.space.value);
  limit_to('a', marks.author.value);
  limit_to('t', marks.tag.value);
  return share_of_all;
}

}  // namespace parvis::community::postgres
