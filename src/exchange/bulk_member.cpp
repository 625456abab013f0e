#include "exchange/bulk_member.h"

#include "community/members/member.h"
#include "community/members/new_member.h"
#include "core/store/id_list.h"
#include "core/text/validate.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Insert kInsert{R"(
  insert into member (id, handle, handle_key, display_name, name_key, role, status, language, biography, biography_html,
                      place, website, hue, created_at, last_seen_at))",
                                "", store::Turn::first};
constexpr store::Sql kIsTaken{"select 1 from member where handle_key = $1"};
constexpr store::Sql kTaken{"select handle_key from member where handle_key"};
constexpr store::Sql kFormer{"select id from member where status = 4 order by id limit 1"};  // MemberStatus::former

void insert(store::BulkRows& rows, const BulkMember& member, const Handles::Handle& handle) {
  rows.add(kInsert, member.id, handle.text, handle.key, member.display_name, name_key(member.display_name),
           Role::member, member.status, member.language, member.biography, member.biography_html, member.place,
           member.website, hue_of(handle.text), member.created_at, member.last_seen_at);
}

bool may_be_given(std::string_view wish) { return !wish.empty() && text::is_handle(wish) && !is_reserved_handle(wish); }

}  // namespace

void Handles::look_up(store::Reader& reader, const std::vector<std::string>& wishes) {
  std::vector<std::string> keys;
  for (const auto& wish : wishes) {
    if (may_be_given(wish)) keys.push_back(handle_key(wish));
  }
  if (keys.empty()) return;
  for (const auto& key : keys) known_.emplace(key, false);
  for (const auto& key : reader.all<std::string>(kTaken + in_word_list(reader, "$1"), store::word_list(keys))) {
    known_[key] = true;
  }
}

bool Handles::is_taken(store::Reader& reader, const std::string& key) {
  if (given_.contains(key)) return true;
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  return reader.one<std::int64_t>(kIsTaken, key).has_value();
}

Handles::Handle Handles::choose(store::BulkRows& rows, std::string_view wish, std::int64_t distinction) {
  auto& reader = rows.transaction();
  const auto given = [this](Handle handle) {
    given_.insert(handle.key);
    return handle;
  };
  if (may_be_given(wish)) {
    Handle handle{std::string(wish), handle_key(wish)};
    if (!is_taken(reader, handle.key)) return given(std::move(handle));
  }
  const auto tail = "-" + std::to_string(distinction);
  const bool usable = !wish.empty() && text::is_handle(wish);
  auto base = std::string(usable ? wish.substr(0, text::kMaxHandle - tail.size()) : "member");
  while (base.ends_with('-') || base.ends_with('_')) base.pop_back();
  Handle handle{base + tail, {}};
  handle.key = handle_key(handle.text);
  if (!is_taken(reader, handle.key)) return given(std::move(handle));
  rows.put_in();  // the next asks the database
  handle.text = free_handle(reader, handle.text);
  handle.key = handle_key(handle.text);
  return given(std::move(handle));
}

void insert_member_row(store::BulkRows& rows, Handles& handles, const BulkMember& member) {
  insert(rows, member, handles.choose(rows, member.handle_wish, member.distinction));
}

MemberId find_or_make_former_member(store::Transaction& transaction, Instant at) {
  if (const auto found = transaction.one<MemberId>(kFormer)) return *found;
  const auto id = make_id<MemberId>();
  store::BulkRows rows(transaction);
  Handles handles;
  const std::string_view handle = "former-member";
  const bool taken = transaction.one<std::int64_t>(kIsTaken, handle_key(handle)).has_value();
  const auto free = taken ? handles.choose(rows, {}, 0) : Handles::Handle{std::string(handle), handle_key(handle)};
  insert(
      rows,
      {.id = id, .display_name = "Former member", .status = MemberStatus::former, .created_at = at, .last_seen_at = at},
      free);
  rows.put_in();
  return id;
}

}  // namespace parvis::exchange
