#include "exchange/stackexchange/known.h"

namespace parvis::exchange {

bool IdSet::add(std::int64_t id) {
  auto& page = pages_[page_of(id)];
  if (!page) page = std::make_unique<Page>(Page{});
  const auto bit = static_cast<std::size_t>(id - page_of(id) * kPage);
  auto& word = (*page)[bit / 64];
  const auto mask = std::uint64_t{1} << (bit % 64);
  const bool added = (word & mask) == 0;
  word |= mask;
  return added;
}

bool IdSet::has(std::int64_t id) const {
  const auto page = pages_.find(page_of(id));
  if (page == pages_.end()) return false;
  const auto bit = static_cast<std::size_t>(id - page_of(id) * kPage);
  return ((*page->second)[bit / 64] >> (bit % 64)) & 1;
}

PostKind KnownInMemory::post_kind(std::int64_t foreign) {
  for (const auto kind : {ImportedKind::question, ImportedKind::answer, ImportedKind::tag_text}) {
    if (has(kind, foreign)) return post_kind_of(kind);
  }
  return PostKind::none;
}

bool KnownInMemory::claim(ImportedKind kind, std::int64_t foreign) {
  if (is_post(kind) && post_kind(foreign) != PostKind::none) return false;
  return set(kind).add(foreign);
}

}  // namespace parvis::exchange
