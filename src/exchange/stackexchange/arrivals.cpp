#include "exchange/stackexchange/arrivals.h"

#include <algorithm>

#include "core/store/many_rows.h"

namespace parvis::exchange {
namespace {

// Identifiers in one statement: its text stays short.
constexpr std::size_t kTogether = 1000;

constexpr store::Sql kClaim{"insert into imported (source, kind, foreign_id, id)"};
constexpr int kClaimColumns = 4;
constexpr store::Sql kFind{"select id from imported where source = $1 and kind = $2 and foreign_id = $3"};
constexpr store::Sql kFindMany{
    "select foreign_id, id from imported where source = $1 and kind = $2 and foreign_id in ("};
// 4, 5 and 6 are ImportedKind::question, answer and tag_text.
constexpr store::Sql kFindPosts{R"(
  select imported.foreign_id, imported.kind, post.id, post.thread, post.author, thread.author, post.created_at
  from imported join post on post.id = imported.id join thread on thread.id = post.thread
  where imported.source = $1 and imported.kind in (4, 5) and imported.foreign_id in ()"};
constexpr store::Sql kFindTagTexts{R"(
  select imported.foreign_id, tag_text.id, tag_text.tag, tag_text.author, tag_text.created_at
  from imported join tag_text on tag_text.id = imported.id
  where imported.source = $1 and imported.kind = 6 and imported.foreign_id in ()"};

struct FoundRow {
  std::int64_t foreign, id;
};
struct FoundPost {
  std::int64_t foreign;
  ImportedKind kind;
  std::int64_t id;
  community::ThreadId thread;
  community::MemberId author, asker;
  Instant created_at;
};
struct FoundTagText {
  std::int64_t foreign, id;
  std::optional<community::TagId> tag;
  community::MemberId author;
  Instant created_at;
};

store::Sql among(const store::Sql& begin, std::span<const std::int64_t> foreign) {
  return begin + store::Sql::numbers({foreign.begin(), foreign.end()}) + ")";
}

// Calls `look_up` with a part after the other of the numbers, each of them once.
template <class LookUp>
void in_parts(std::vector<std::int64_t> foreign, const LookUp& look_up) {
  std::ranges::sort(foreign);
  const auto twice = std::ranges::unique(foreign);
  foreign.erase(twice.begin(), twice.end());
  const std::span all(foreign);
  for (std::size_t at = 0; at < all.size(); at += kTogether) {
    look_up(all.subspan(at, std::min(kTogether, all.size() - at)));
  }
}

}  // namespace

Arrivals::Arrivals(std::string source) : source_(std::move(source)), posts_(kSlots), members_(kSlots) {}

void Arrivals::begin(store::Transaction& transaction) {
  if (in_transaction_) {  // the one before did not commit
    posts_.assign(kSlots, {});
    members_.assign(kSlots, {});
    names_.clear();
  }
  rows_here_.clear();
  posts_here_.clear();
  claims_.clear();
  transaction_ = &transaction;
  in_transaction_ = true;
}

void Arrivals::put_in() {
  store::ManyRows rows(*transaction_, kClaim, kClaimColumns);
  for (const auto& claim : claims_) rows.add(source_, claim.kind, claim.foreign, claim.id);
  rows.put_in();
  claims_.clear();
}

void Arrivals::look_up(const Wanted& wanted) {
  for (const auto& [kind, all] : wanted.rows) {
    auto unknown = all;
    if (kind == ImportedKind::member) {
      std::erase_if(unknown, [this](std::int64_t foreign) { return members_[slot_of(foreign)].foreign == foreign; });
    }
    in_parts(std::move(unknown), [&](std::span<const std::int64_t> part) { look_up_rows(kind, part); });
  }
  auto unknown = wanted.posts;
  std::erase_if(unknown, [this](std::int64_t foreign) { return posts_[slot_of(foreign)].foreign == foreign; });
  in_parts(std::move(unknown), [&](std::span<const std::int64_t> part) { look_up_posts(part); });
}

void Arrivals::look_up_rows(ImportedKind kind, std::span<const std::int64_t> foreign) {
  auto& rows = rows_here_[kind];
  for (const auto one : foreign) rows.emplace(one, std::nullopt);
  for (const auto& row : transaction_->all<FoundRow>(among(kFindMany, foreign), source_, kind)) {
    rows[row.foreign] = row.id;
  }
}

void Arrivals::look_up_posts(std::span<const std::int64_t> foreign) {
  for (const auto one : foreign) posts_here_.emplace(one, std::nullopt);
  for (const auto& row : transaction_->all<FoundPost>(among(kFindPosts, foreign), source_)) {
    remember(row.foreign, {.kind = post_kind_of(row.kind),
                           .id = row.id,
                           .thread = row.thread,
                           .author = row.author,
                           .asker = row.asker,
                           .created_at = row.created_at});
  }
  for (const auto& row : transaction_->all<FoundTagText>(among(kFindTagTexts, foreign), source_)) {
    remember(row.foreign, {.kind = PostKind::tag_text,
                           .id = row.id,
                           .author = row.author,
                           .tag = row.tag.value_or(community::TagId{}),
                           .created_at = row.created_at});
  }
}

bool Arrivals::claim(ImportedKind kind, std::int64_t foreign, std::int64_t id) {
  if (find(kind, foreign)) return false;
  rows_here_[kind][foreign] = id;
  claims_.push_back({kind, foreign, id});
  return true;
}

std::optional<std::int64_t> Arrivals::find(ImportedKind kind, std::int64_t foreign) {
  auto& rows = rows_here_[kind];
  const auto known = rows.find(foreign);
  if (known != rows.end()) return known->second;
  return rows[foreign] = transaction_->one<std::int64_t>(kFind, source_, kind, foreign);
}

std::optional<ArrivedPost> Arrivals::post(std::int64_t foreign) {
  const auto& slot = posts_[slot_of(foreign)];
  if (slot.foreign == foreign) return slot.value;
  if (!posts_here_.contains(foreign)) look_up_posts({{foreign}});
  return posts_here_.at(foreign);
}

void Arrivals::remember(std::int64_t foreign, const ArrivedPost& post) {
  posts_[slot_of(foreign)] = {foreign, post};
  posts_here_[foreign] = post;
}

std::optional<community::MemberId> Arrivals::member(std::optional<std::int64_t> foreign) {
  if (!foreign) return std::nullopt;
  auto& slot = members_[slot_of(*foreign)];
  if (slot.foreign != *foreign) {
    const auto found = find(ImportedKind::member, *foreign);
    if (!found) return std::nullopt;
    slot = {*foreign, *found};
  }
  return community::MemberId{slot.value};
}

community::MemberId Arrivals::member_or_former(std::optional<std::int64_t> foreign) {
  return member(foreign).value_or(former_);
}

PostKind Arrivals::post_kind(std::int64_t foreign) {
  const auto found = post(foreign);
  return found ? found->kind : PostKind::none;
}

}  // namespace parvis::exchange
