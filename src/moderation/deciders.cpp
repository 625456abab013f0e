#include "moderation/deciders.h"

#include <algorithm>

namespace parvis::moderation {

using namespace community;

void require_decider(const Visit& visit) {
  const auto& spaces = visit.spaces->all();
  const bool decides =
      std::ranges::any_of(spaces, [&](const Space& space) { return may(visit.member(), space, Action::decide); });
  if (!decides) throw Forbidden();
}

void require_keeper(const Visit& visit) {
  const auto& viewer = visit.member();
  const bool leads = viewer.role == Role::leader && !viewer.leads.empty();
  if (viewer.status != MemberStatus::active || !(viewer.is_manager() || leads)) throw Forbidden();
}

}  // namespace parvis::moderation
