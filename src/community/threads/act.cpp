#include "community/threads/act.h"

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

// Who may act here at all, in a closed space too.
const Space& require_active(const Act& act, SpaceId space) {
  const auto& found = space_to_read(act.actor, act.spaces, space);
  if (!act.actor.signed_in()) throw SignInNeeded();
  if (act.actor.status == MemberStatus::unconfirmed) {
    throw Forbidden({"Confirm your e-mail address first: then you may write."});
  }
  if (act.actor.status != MemberStatus::active) throw Forbidden({"You may not write here."});
  return found;
}

}  // namespace

const Space& require_writer(const Act& act, SpaceId space) {
  const auto& found = require_active(act, space);
  if (found.closed) throw Forbidden({"This space is closed: it can be read, and nothing more is written there."});
  return found;
}

const Space& require_moderator(const Act& act, SpaceId space) {
  const auto& found = require_active(act, space);
  if (!may_moderate(act.actor, space)) throw Forbidden({"Only those who lead this space may do this."});
  return found;
}

}  // namespace parvis::community
