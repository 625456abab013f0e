// The identifiers and enumerations that all of community shares, with the integers the database holds. The numbers are
// for ever: a new value gets a new number.
#pragma once

#include "core/ids.h"

namespace parvis::community {

using MemberId = Id<struct MemberTag>;
using SpaceId = Id<struct SpaceTag>;
using ThreadId = Id<struct ThreadTag>;
using PostId = Id<struct PostTag>;
using CommentId = Id<struct CommentTag>;
using TagId = Id<struct TagTag>;
using ActivityId = Id<struct ActivityTag>;
using NotificationId = Id<struct NotificationTag>;
using FileId = Id<struct FileTag>;
using CustomRoleId = Id<struct CustomRoleTag>;
using GroupId = Id<struct GroupTag>;
using UnitId = Id<struct UnitTag>;
using UnitKindId = Id<struct UnitKindTag>;
using ServiceId = Id<struct ServiceTag>;
using ProfileFieldId = Id<struct ProfileFieldTag>;

// Ordered by how far one's word reaches. A leader leads the spaces given to them (space_leader).
enum class Role { visitor = 0, member = 1, expert = 2, leader = 3, manager = 4, administrator = 5 };

enum class MemberStatus {
  active = 1,
  unconfirmed = 2,  // signed up, address not confirmed yet: may sign in, may not write
  unclaimed = 3,    // came with an import; the person may claim the account by e-mail
  former = 4,       // stands for people who are gone; owns what has no owner
  suspended = 8,    // kept out by a sanction, for a time or for good
  silenced = 9,     // of a viewer only: may read, and nothing else, until a sanction is over
};

enum class SpaceKind { discussion = 1, questions = 2 };
// Who reads a space: visitors too, every member, leaders and who manages, or the holders of chosen custom roles. Who
// manages the community reads all.
enum class SpaceVisibility { everyone = 1, members = 2, leaders = 3, chosen = 4 };
// How far what is written is trusted: published at once, a newcomer's first posts wait, everything of members waits.
enum class Openness { free = 1, watched = 2, curated = 3 };

// What may be voted. The numbers are those of the Stack Exchange dump, so imported votes are themselves.
enum class VoteKind {
  accepted = 1,
  up = 2,
  down = 3,
  offensive = 4,
  favourite = 5,
  close = 6,
  reopen = 7,
  bounty_start = 8,
  bounty_close = 9,
  deletion = 10,
  undeletion = 11,
  spam = 12,
  review = 15,
  edit_approved = 16,
};

enum class FollowKind { thread = 1, tag = 2, space = 3, member = 4 };

// What an API token may do; each includes the ones before.
enum class Scope { read = 1, write = 2, manage = 3 };

enum class LinkPurpose {
  confirm_address = 1,
  reset_password = 2,
  change_address = 3,
  claim_account = 4,
  first_manager = 5,
  leave = 20  // to be erased, for who cannot give a password
};

enum class NotificationKind {
  reply = 1,
  mention = 2,
  quote = 3,
  comment = 4,
  reaction = 5,
  solution = 6,
  new_thread = 7,
  welcome = 8,
  let_through = 9,     // what the member had sent in stands there
  turned_down = 10,    // it does not, for a reason they can read
  group_request = 40,  // somebody asks to join a group the member looks after; about no conversation, as the next three
  group_admission = 41,
  group_refusal = 42,
  group_invitation = 43,
  hidden = 80,       // what they wrote was hidden, for a reason they can read
  edited = 81,       // somebody else changed what they wrote
  flag_helped = 82,  // what they flagged was acted upon
  sanctioned = 83,   // they were warned, silenced or kept out, or that was lifted
  appealed = 84,     // their appeal was decided on
};

}  // namespace parvis::community
