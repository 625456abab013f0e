// The circle in which the team sees a member: the brand's own staff, a loyal customer, a fan, or one of the names the
// community chose. Set by hand, with a note that the member reads too when they ask what is known of them. Functions
// over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"

namespace parvis::community {

inline constexpr std::size_t kMaxCircleNote = 300;
inline constexpr std::size_t kMostOwnCircles = 10, kMaxCircleName = 40;

struct CircleName {
  std::string slug;
  std::string name;             // of the community's own; empty: one the program knows
  const char* words = nullptr;  // msgid of one the program knows
};
// The msgid of one the program knows; null for others.
const char* known_circle_words(std::string_view slug);
// The known ones first, then the community's own in their order.
std::vector<CircleName> circles(store::Reader& reader);
std::optional<CircleName> find_circle(store::Reader& reader, std::string_view slug);

struct MemberCircle {
  std::string circle;  // slug
  std::string note;
  std::string author_name;
  Instant at;
};
std::optional<MemberCircle> circle_of(store::Reader& reader, MemberId member);

struct CircleAct {
  const Timeline& timeline;
  MemberId actor;
  Instant at;
  Source source = Source::page;
};
// An empty circle takes the member out of theirs. Conflict when there is no such circle. False when nothing changed.
bool set_circle(store::Transaction& transaction, const CircleAct& act, MemberId member, std::string_view circle,
                std::string_view note);
// The community's own names, one each. Conflict when one that goes has members, or when two are alike.
void name_circles(store::Transaction& transaction, const CircleAct& act, const std::vector<std::string>& names);

}  // namespace parvis::community
