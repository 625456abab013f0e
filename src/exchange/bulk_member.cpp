#include "exchange/bulk_member.h"

#include "community/members/member.h"
#include "community/members/new_member.h"
#include "core/text/validate.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kInsert{R"(
  insert into member (id, handle, handle_key, display_name, name_key, role, status, language, biography, biography_html,
                      place, website, hue, created_at, last_seen_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15))"};
constexpr store::Sql kIsTaken{"select 1 from member where handle_key = $1"};
constexpr store::Sql kFormer{"select id from member where status = 4 order by id limit 1"};  // MemberStatus::former

struct Handle {
  std::string text, key;
};

bool is_taken(store::Reader& reader, const std::string& key) {
  return reader.one<std::int64_t>(kIsTaken, key).has_value();
}

// The wish when it is free, else the wish with the distinction behind it.
Handle choose_handle(store::Reader& reader, std::string_view wish, std::int64_t distinction) {
  const bool usable = !wish.empty() && text::is_handle(wish);
  if (usable && !is_reserved_handle(wish)) {
    Handle handle{std::string(wish), handle_key(wish)};
    if (!is_taken(reader, handle.key)) return handle;
  }
  const auto tail = "-" + std::to_string(distinction);
  auto base = std::string(usable ? wish.substr(0, text::kMaxHandle - tail.size()) : "member");
  while (base.ends_with('-') || base.ends_with('_')) base.pop_back();
  Handle handle{base + tail, {}};
  handle.key = handle_key(handle.text);
  if (!is_taken(reader, handle.key)) return handle;
  handle.text = free_handle(reader, handle.text);
  handle.key = handle_key(handle.text);
  return handle;
}

void insert(store::Transaction& transaction, const BulkMember& member, const Handle& handle) {
  transaction.run(kInsert, member.id, handle.text, handle.key, member.display_name, name_key(member.display_name),
                  Role::member, member.status, member.language, member.biography, member.biography_html, member.place,
                  member.website, hue_of(handle.text), member.created_at, member.last_seen_at);
}

}  // namespace

void insert_member_row(store::Transaction& transaction, const BulkMember& member) {
  insert(transaction, member, choose_handle(transaction, member.handle_wish, member.distinction));
}

MemberId find_or_make_former_member(store::Transaction& transaction, Instant at) {
  if (const auto found = transaction.one<MemberId>(kFormer)) return *found;
  const auto id = make_id<MemberId>();
  const std::string_view handle = "former-member";
  const Handle free = is_taken(transaction, handle_key(handle)) ? choose_handle(transaction, {}, 0)
                                                                : Handle{std::string(handle), handle_key(handle)};
  insert(
      transaction,
      {.id = id, .display_name = "Former member", .status = MemberStatus::former, .created_at = at, .last_seen_at = at},
      free);
  return id;
}

}  // namespace parvis::exchange
