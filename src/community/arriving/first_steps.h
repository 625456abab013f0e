// What a newcomer finds: words of welcome from a named person, by letter and on the front page, and the few steps that
// make one feel at home, each gone once it is done. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>

#include "community/arriving/arriving_rules.h"
#include "community/members/account_act.h"
#include "community/members/member.h"
#include "community/visibility/viewer.h"

namespace parvis::community {

inline constexpr std::size_t kMaxWelcome = 2000;  // characters

// The words with their fields filled in: {name}, {handle}, {community}.
struct WelcomeFields {
  std::string_view name, handle, community;
};
std::string filled(std::string_view words, const WelcomeFields& fields);

// The letter to somebody who has just come in; nothing where the community wrote none.
void send_welcome(store::Transaction& transaction, const AccountAct& act, MemberId member);

struct Introductions {
  ThreadId thread;
  std::string slug, title;
};
struct FirstSteps {
  std::optional<MemberFace> by;  // who welcomes
  std::string words;             // empty: none
  std::optional<Introductions> introductions;
  bool introduced = false, described = false, following = false, wrote = false;
};
// Nothing for those whom the community knows by now, and once every step is done.
std::optional<FirstSteps> first_steps(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      text::Language language, std::string_view community);
// The thread where newcomers introduce themselves, as far as this viewer may read it.
std::optional<Introductions> introductions(store::Reader& reader, const ArrivingRules& rules, const Viewer& viewer,
                                           const SpaceList& spaces);

}  // namespace parvis::community
