// Members who come in numbers, from an import or a generated load: plain inserts, without the counters and activities
// that `community::add_member` keeps. Runs on the writing thread.
#pragma once

#include <string_view>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::exchange {

struct BulkMember {
  community::MemberId id;
  std::string_view display_name;
  std::string_view handle_wish = {};  // a handle, or empty
  std::int64_t distinction = 0;       // goes behind a wish that is taken: the same at every run
  community::MemberStatus status = community::MemberStatus::active;
  std::string_view language = {};
  std::string_view biography = {}, biography_html = {}, place = {}, website = {};
  Instant created_at, last_seen_at;
};
void insert_member_row(store::Transaction& transaction, const BulkMember& member);

// The one who stands for people who are gone, made when there is none. Counted by no tally, named by no list.
community::MemberId find_or_make_former_member(store::Transaction& transaction, Instant at);

}  // namespace parvis::exchange
