#include "forum/waiting.h"

#include "community/moderation/watch.h"
#include "community/page/page.h"
#include "community/threads/visit_act.h"

namespace parvis::forum {

using namespace community;

bool waits(const Visit& visit, SpaceId id, Action action) {
  const auto* space = visit.spaces->find(id);
  return space && permission(visit.viewer, *space, action) == Permission::waits;
}

std::optional<http::Response> hold_if_it_waits(Visit& visit, NewContribution contribution) {
  if (waits(visit, contribution.space, action_of(contribution.kind))) return hold_back(visit, contribution);
  const auto act = act_of(visit);
  const auto words = contribution.title + "\n" + contribution.body;
  auto why = visit.community.store().read([&](store::Reader& reader) {
    auto found = why_it_waits(reader, act, contribution.space, words);
    return found ? found : why_suspected(reader, act, contribution.space, words);
  });
  if (!why) return std::nullopt;
  contribution.held_for = std::move(*why);
  return hold_back(visit, contribution);
}

http::Response hold_back(Visit& visit, const NewContribution& contribution) {
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { hold(transaction, act, contribution); });
  return see_other_with_notice(visit, "/account/contributions",
                               text::msgid("Thank you. Somebody reads it first, then it stands there."));
}

void write_waiting_note(html::Writer& out, const Visit& visit, SpaceId space, Action action) {
  if (!waits(visit, space, action)) return;
  out.element("p", {{"class", "quiet small"}},
              visit.tr("What you write here is read by somebody before it stands there."));
}

}  // namespace parvis::forum
