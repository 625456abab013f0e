#include "exchange/stackexchange/arrivals.h"

namespace parvis::exchange {
namespace {

constexpr store::Sql kClaim{R"(
  insert into imported (source, kind, foreign_id, id) values ($1, $2, $3, $4)
  on conflict (source, kind, foreign_id) do nothing)"};
constexpr store::Sql kFind{"select id from imported where source = $1 and kind = $2 and foreign_id = $3"};
// 4, 5 and 6 are ImportedKind::question, answer and tag_text.
constexpr store::Sql kFindPost{
    "select kind, id from imported where source = $1 and kind in (4, 5, 6) and foreign_id = $2"};
constexpr store::Sql kPost{R"(
  select post.thread, post.author, thread.author, post.created_at
  from post join thread on thread.id = post.thread where post.id = $1)"};
constexpr store::Sql kTagText{"select tag, author, created_at from tag_text where id = $1"};

struct FoundPost {
  ImportedKind kind;
  std::int64_t id;
};
struct PostRow {
  community::ThreadId thread;
  community::MemberId author, asker;
  Instant created_at;
};
struct TagTextRow {
  std::optional<community::TagId> tag;
  community::MemberId author;
  Instant created_at;
};

}  // namespace

Arrivals::Arrivals(std::string source) : source_(std::move(source)), posts_(kSlots), members_(kSlots) {}

void Arrivals::begin(store::Transaction& transaction) {
  if (in_transaction_) {  // the one before did not commit
    posts_.assign(kSlots, {});
    members_.assign(kSlots, {});
  }
  transaction_ = &transaction;
  in_transaction_ = true;
}

bool Arrivals::claim(ImportedKind kind, std::int64_t foreign, std::int64_t id) {
  return transaction_->run(kClaim, source_, kind, foreign, id) == 1;
}

std::optional<std::int64_t> Arrivals::find(ImportedKind kind, std::int64_t foreign) {
  return transaction_->one<std::int64_t>(kFind, source_, kind, foreign);
}

std::optional<ArrivedPost> Arrivals::post(std::int64_t foreign) {
  auto& slot = posts_[slot_of(foreign)];
  if (slot.foreign == foreign) return slot.value;
  const auto found = load_post(foreign);
  if (found) slot = {foreign, *found};
  return found;
}

std::optional<ArrivedPost> Arrivals::load_post(std::int64_t foreign) {
  const auto found = transaction_->one<FoundPost>(kFindPost, source_, foreign);
  if (!found) return std::nullopt;
  ArrivedPost post{.kind = post_kind_of(found->kind), .id = found->id};
  if (post.kind == PostKind::tag_text) {
    const auto row = transaction_->one<TagTextRow>(kTagText, found->id);
    if (!row) return std::nullopt;
    post.tag = row->tag.value_or(community::TagId{});
    post.author = row->author;
    post.created_at = row->created_at;
  } else {
    const auto row = transaction_->one<PostRow>(kPost, found->id);
    if (!row) return std::nullopt;
    post.thread = row->thread;
    post.author = row->author;
    post.asker = row->asker;
    post.created_at = row->created_at;
  }
  return post;
}

void Arrivals::remember(std::int64_t foreign, const ArrivedPost& post) { posts_[slot_of(foreign)] = {foreign, post}; }

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
