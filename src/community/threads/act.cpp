#include "community/threads/act.h"

#include "community/activity/activity.h"
#include "core/errors.h"

namespace parvis::community {

Activity activity_of(const Act& act, Verb verb, ObjectKind kind, std::int64_t object) {
  return {.at = instant_of(act),
          .actor = act.actor.member,
          .verb = verb,
          .object_kind = kind,
          .object = object,
          .source = act.source};
}

Instant instant_of(const Act& act) { return act.at ? act.at : now(); }

const Space& space_to_read(const Viewer& viewer, const SpaceList& spaces, SpaceId space) {
  const auto* found = spaces.find(space);
  if (!found || !may_read(viewer, *found)) throw NotFound();
  return *found;
}

namespace {

[[noreturn]] void refuse(const Act& act, const Space& space, Action action) {
  if (act.actor.status == MemberStatus::unconfirmed) {
    throw Forbidden({"Confirm your e-mail address first: then you may write."});
  }
  if (act.actor.status == MemberStatus::silenced) {
    throw Forbidden({"For the time being you may read here, not write. Your account says why."});
  }
  if (act.actor.status != MemberStatus::active) throw Forbidden({"You may not write here."});
  if (action >= Action::edit_others) throw Forbidden({"Only those who lead this space may do this."});
  if (space.closed) throw Forbidden({"This space is closed: it can be read, and nothing more is written there."});
  if (may_ask(act.actor, space, action))
    throw Forbidden({"What you write here is looked at first. Send it once more."});
  throw Forbidden({"You may not do this in this space."});
}

}  // namespace

const Space& require(const Act& act, SpaceId space, Action action) {
  const auto& found = space_to_read(act.actor, act.spaces, space);
  if (!act.actor.signed_in()) throw SignInNeeded();
  const auto given = permission(act.actor, found, action);
  if (given != Permission::yes && !(given == Permission::waits && act.let_through)) refuse(act, found, action);
  return found;
}

}  // namespace parvis::community
