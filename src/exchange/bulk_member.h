// Members who come in numbers, from an import or a generated load: plain inserts, without the counters and activities
// that `community::add_member` keeps. Runs on the writing thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "community/types.h"
#include "core/store/bulk_rows.h"

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

// The handles of the members of one transaction, which may still be gathered.
class Handles {
 public:
  // Asks at once which of these wishes are taken, so that they need not be asked for one by one.
  void look_up(store::Reader& reader, const std::vector<std::string>& wishes);

  struct Handle {
    std::string text, key;
  };
  // The wish when it is free, else the wish with the distinction behind it.
  Handle choose(store::BulkRows& rows, std::string_view wish, std::int64_t distinction);

 private:
  bool is_taken(store::Reader& reader, const std::string& key);

  std::unordered_set<std::string> given_;
  std::unordered_map<std::string, bool> known_;  // taken or not, of those asked for
};

void insert_member_row(store::BulkRows& rows, Handles& handles, const BulkMember& member);

// The one who stands for people who are gone, made when there is none. Counted by no tally, named by no list.
community::MemberId find_or_make_former_member(store::Transaction& transaction, Instant at);

}  // namespace parvis::exchange
