// A list of acts as the card and its timeline show it: when, who, what, with links to the things. One visit.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "community/card/member_acts.h"
#include "community/members/member.h"
#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::cockpit {

using community::Visit;

// What acts were about, where a title does not say it: segments, stages, groups, orders.
struct Thing {
  std::string name, path;
};
using Things = std::map<std::pair<community::ObjectKind, std::int64_t>, Thing>;
Things things_of(store::Reader& reader, const Visit& visit, const std::vector<community::MemberAct>& acts);

struct ActList {
  const community::Member& member;  // whose timeline it is
  community::ActPart part = community::ActPart::done;
  const std::vector<community::MemberAct>& acts;
  const Things& things;
};
void write_acts(html::Writer& out, const Visit& visit, const ActList& list);

}  // namespace parvis::cockpit
