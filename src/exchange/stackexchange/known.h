// What an import knows to have arrived: what rows point to is looked for here. Two answers to the same questions: an
// import keeps them in the database (arrivals.h), a dry run in memory (IdSet), one bit for each row.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include "exchange/imported_kind.h"

namespace parvis::exchange {

enum class PostKind { none, question, answer, tag_text };

class Known {
 public:
  virtual ~Known() = default;
  virtual bool has(ImportedKind kind, std::int64_t foreign) = 0;
  virtual PostKind post_kind(std::int64_t foreign) = 0;
};

// A set of the small, dense numbers that dumps use as identifiers.
class IdSet {
 public:
  bool add(std::int64_t id);  // false when it was there
  bool has(std::int64_t id) const;

 private:
  static constexpr std::int64_t kPage = 1 << 15;
  using Page = std::array<std::uint64_t, kPage / 64>;
  static std::int64_t page_of(std::int64_t id) { return id >= 0 ? id / kPage : -1 - (-1 - id) / kPage; }
  std::unordered_map<std::int64_t, std::unique_ptr<Page>> pages_;
};

// For a dry run.
class KnownInMemory : public Known {
 public:
  bool has(ImportedKind kind, std::int64_t foreign) override { return set(kind).has(foreign); }
  PostKind post_kind(std::int64_t foreign) override;
  // False when a row of this kind (of any kind of post) has this number already.
  bool claim(ImportedKind kind, std::int64_t foreign);

 private:
  IdSet& set(ImportedKind kind) { return sets_[static_cast<std::size_t>(kind)]; }
  std::array<IdSet, 16> sets_;
};

constexpr bool is_post(ImportedKind kind) {
  return kind == ImportedKind::question || kind == ImportedKind::answer || kind == ImportedKind::tag_text;
}
constexpr PostKind post_kind_of(ImportedKind kind) {
  if (kind == ImportedKind::question) return PostKind::question;
  if (kind == ImportedKind::answer) return PostKind::answer;
  return kind == ImportedKind::tag_text ? PostKind::tag_text : PostKind::none;
}

}  // namespace parvis::exchange
