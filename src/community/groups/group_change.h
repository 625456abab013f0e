// Founding a group, its words and its door, its end; who may found one. Each change is one fact of the timeline, in its
// transaction; what is so already changes nothing. The rights are asked here, in the transaction: who is no officer any
// more when the write runs changes nothing. The directory of spaces is to be reloaded afterwards.
#pragma once

#include "community/groups/group.h"

namespace parvis::community {

inline constexpr std::size_t kMaxGroupName = 60;           // a line on a phone
inline constexpr std::size_t kMaxGroupDescription = 1000;  // some paragraphs
inline constexpr int kMostFoundedByOne = 10;               // groups there are now; managers found as many as they like
inline constexpr int kMostSpacesOfGroup = 5;               // all spaces are held in memory

// Who does it, and how the timeline tells of it.
struct GroupAct {
  const Timeline& timeline;
  const Viewer& actor;
  Instant at;
  Source source = Source::page;
};

// Who may found groups: kept in the `setting` table.
enum class Founders { members, leaders, managers };
Founders read_founders(store::Reader& reader);
void save_founders(store::Transaction& transaction, Founders founders);
std::string_view founders_name(Founders founders);
std::optional<Founders> parse_founders(std::string_view name);
// Newcomers never.
bool may_found(const Viewer& viewer, Founders founders);

struct GroupWords {
  std::string name;
  std::string description;
  Door door = Door::open;
};
// Conflict when a group that everybody knows of has this name. A hidden one may have any: a refusal would tell of it.
Group found_group(store::Transaction& transaction, const GroupAct& act, const GroupWords& words);
// True when something changed. The spaces of a group that becomes hidden are read by its members alone from then on.
bool change_group(store::Transaction& transaction, const GroupAct& act, const Group& group, const GroupWords& words);
// Nobody is in it any more; its spaces are closed and stay, with their words, for who manages the community to decide
// about. By its founder or a manager.
void end_group(store::Transaction& transaction, const GroupAct& act, const Group& group);

// A space of the group's own: `chosen` is read by its members, everything else by others too. Returns its address.
struct NewGroupSpace {
  LocalText name;
  LocalText description;
  SpaceKind kind = SpaceKind::discussion;
  SpaceVisibility visibility = SpaceVisibility::chosen;
};
std::string open_group_space(store::Transaction& transaction, const GroupAct& act, const Group& group,
                             const NewGroupSpace& space);

// For the rules of groups. The actor's standing now; Forbidden unless they look after it (or are its founder).
GroupStanding require_officer(store::Reader& reader, const GroupAct& act, GroupId group);
void require_founder(store::Reader& reader, const GroupAct& act, GroupId group);
// Records the fact and tells whom it concerns.
void record_of_group(store::Transaction& transaction, const GroupAct& act, Verb verb, GroupId group,
                     MemberId counterpart = {}, std::int64_t amount = 0, std::string detail = {});

}  // namespace parvis::community
