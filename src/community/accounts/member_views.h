// How a member and the directory are shown.
#pragma once

#include <vector>

#include "community/arriving/invitation.h"
#include "community/members/member.h"
#include "community/page/page.h"
#include "community/threads/post_lists.h"
#include "community/threads/thread_lists.h"

namespace parvis::community {

struct MemberPage {
  Member member;
  std::vector<ThreadRow> threads;
  std::vector<PostRow> posts;
  std::vector<GrantedBadge> badges;
  bool following = false;
  bool here = false;
  std::optional<Inviter> inviter;  // for staff alone
};
http::Response member_page(const Visit& visit, const MemberPage& page);

struct Directory {
  std::string query;
  std::vector<MemberLine> lines;
  std::string next;  // address of the next page; empty on the last
  std::vector<MemberFace> here;
  std::size_t here_count = 0;
  std::int64_t members = 0;
};
html::Html directory_main(const Visit& visit, const Directory& directory);
html::Html directory_aside(const Visit& visit, const Directory& directory);

// One member of a list: face, name, badge, and `facts` behind.
void write_member_line(html::Writer& out, const Visit& visit, const MemberLine& line, std::string_view path);

}  // namespace parvis::community
