// What stands at the door for somebody who wishes to join: the charter, the rules, the invitation they followed. Read
// once for a page. Functions of one visit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/arriving/arriving_rules.h"
#include "community/arriving/invitation.h"
#include "community/members/charter.h"
#include "community/visit.h"

namespace parvis::community {

struct Entrance {
  std::optional<Charter> charter;
  ArrivingRules rules;
  std::string token;                     // of the invitation that was followed, if any
  std::optional<Invitation> invitation;  // while it is open
  std::string inviter;

  bool is_closed() const { return rules.door == Entry::invitation && !invitation; }
  bool puts_questions() const { return rules.door == Entry::approval && !invitation; }
};
// `token` of an invitation, or empty.
Entrance entrance_of(const Visit& visit, std::string_view token);

// Nobody comes in here without an invitation, or theirs works no more.
http::Response closed_entrance_page(const Visit& visit, const Entrance& entrance);
// Who invites them, or that somebody reads every request.
void write_entrance(html::Writer& out, const Visit& visit, const Entrance& entrance);
// The way to sign in, for who has an account.
void write_way_in(html::Writer& out, const Visit& visit, std::string_view place);
// What the browser said its time zone is, if it is one.
std::string time_zone_asked(const Visit& visit);

}  // namespace parvis::community
