// Where each row of an import came to live here: the table `imported`, with bounded caches before it, so that memory
// stays flat whatever the size of the dump. What a batch will ask for is looked up in a few statements, and what
// arrived in it is put in with a few, since the database may be on another machine. Used inside write transactions, one
// after the other; `begin` says which.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"
#include "exchange/stackexchange/known.h"
#include "exchange/stackexchange/wanted.h"

namespace parvis::exchange {

// A post of the dump that has arrived.
struct ArrivedPost {
  PostKind kind = PostKind::none;
  std::int64_t id = 0;  // of post, or of tag_text
  community::ThreadId thread;
  community::MemberId author;
  community::MemberId asker;  // who opened the thread
  community::TagId tag;       // of a tag text
  Instant created_at;
};

class Arrivals : public Known {
 public:
  explicit Arrivals(std::string source);

  // From now on inside this transaction. What an abandoned transaction had put into the caches is forgotten.
  void begin(store::Transaction& transaction);
  // Before it ends.
  void put_in();
  void committed() { in_transaction_ = false; }

  // So that nothing in it need be asked for one by one.
  void look_up(const Wanted& wanted);

  // Remembers that row `foreign` lives here as `id`. False, and nothing remembered, when it is there already.
  bool claim(ImportedKind kind, std::int64_t foreign, std::int64_t id);
  std::optional<std::int64_t> find(ImportedKind kind, std::int64_t foreign);

  std::optional<ArrivedPost> post(std::int64_t foreign);
  void remember(std::int64_t foreign, const ArrivedPost& post);
  // The member; or the former member, when the dump does not say who or they are not in it.
  community::MemberId member_or_former(std::optional<std::int64_t> foreign);
  std::optional<community::MemberId> member(std::optional<std::int64_t> foreign);
  // What `find_or_make` answers for a name: asked once, as long as there are not too many.
  template <class FindOrMake>
  std::int64_t named(ImportedKind kind, const std::string& name, const FindOrMake& find_or_make) {
    auto& known = names_[kind];
    if (known.size() >= kSlots) known.clear();
    const auto found = known.find(name);
    return found != known.end() ? found->second : known.emplace(name, find_or_make()).first->second;
  }
  void set_former(community::MemberId former) { former_ = former; }
  community::MemberId former() const { return former_; }

  bool has(ImportedKind kind, std::int64_t foreign) override {
    return kind == ImportedKind::member ? member(foreign).has_value() : find(kind, foreign).has_value();
  }
  PostKind post_kind(std::int64_t foreign) override;

  const std::string& source() const { return source_; }

 private:
  template <class Value>
  struct Slot {
    std::int64_t foreign = INT64_MIN;
    Value value = {};
  };
  // As many as fit in a few megabytes: acts of one time concern the same posts and members.
  static constexpr std::size_t kSlots = 1 << 15;
  static std::size_t slot_of(std::int64_t foreign) { return static_cast<std::size_t>(foreign) & (kSlots - 1); }
  struct Claim {
    ImportedKind kind;
    std::int64_t foreign, id;
  };
  void look_up_rows(ImportedKind kind, std::span<const std::int64_t> foreign);
  void look_up_posts(std::span<const std::int64_t> foreign);

  std::string source_;
  store::Transaction* transaction_ = nullptr;
  bool in_transaction_ = false;
  community::MemberId former_;
  std::vector<Slot<ArrivedPost>> posts_;
  std::vector<Slot<std::int64_t>> members_;
  std::map<ImportedKind, std::unordered_map<std::string, std::int64_t>> names_;
  // Of this transaction: what was looked up, there or not, and what was claimed and remembered.
  std::map<ImportedKind, std::unordered_map<std::int64_t, std::optional<std::int64_t>>> rows_here_;
  std::unordered_map<std::int64_t, std::optional<ArrivedPost>> posts_here_;
  std::vector<Claim> claims_;
};

}  // namespace parvis::exchange
