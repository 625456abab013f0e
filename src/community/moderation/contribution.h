// What waits to be let through: contributions to spaces whose table says so (rights/rights.h). They are rows of their
// own, not hidden posts: nothing that readers, feeds, searches, counts or letters look at knows of them. Who may decide
// in the space lets them through, which writes the post as its author, then and there; or turns them down with a reason
// that the author reads. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/moderation/ground.h"
#include "community/threads/act.h"
#include "community/threads/outcome.h"

namespace parvis::community {

using ContributionId = Id<struct ContributionTag>;

enum class ContributionKind { thread = 1, reply = 2, comment = 3 };
enum class Decision { waiting = 0, let_through = 1, turned_down = 2 };

// A shop window of waiting words helps nobody: who has so many waits for the first to be looked at.
inline constexpr std::int64_t kMaxWaitingOfMember = 20;
inline constexpr int kWaitingPerPage = 50;

// What somebody wants to contribute, checked and rendered by compose_thread, compose_post or compose_comment before.
struct NewContribution {
  ContributionKind kind = ContributionKind::reply;
  SpaceId space;
  ThreadId thread;
  PostId post;
  std::string title, body;
  std::vector<std::string> tags = {};
  std::string held_for = {};  // why it waits where others' do not ("word:casino"), for who decides
};
// The right that publishing it takes.
Action action_of(ContributionKind kind);
// Keeps it until somebody decides. The same words of the same member in the same place, still waiting, are kept once.
// Forbidden when they may not even ask; Conflict when too many of theirs wait.
ContributionId hold(store::Transaction& transaction, const Act& act, const NewContribution& contribution);

struct Contribution {
  ContributionId id;
  ContributionKind kind = ContributionKind::reply;
  MemberId author;
  SpaceId space;
  std::optional<ThreadId> thread;
  std::optional<PostId> post;
  std::string title, body, tags, language;
  Instant sent_at;
  Decision decision = Decision::waiting;
  std::optional<Instant> decided_at;
  std::optional<MemberId> decided_by;
  std::string reason;
  std::optional<std::int64_t> published;
  Ground ground = Ground::none;
  std::string held_for;
};
std::optional<Contribution> find_contribution(store::Reader& reader, ContributionId id);
// Of the spaces where the viewer may decide, the oldest first; after this one when it is not zero.
std::vector<Contribution> waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                                      ContributionId after = {}, int limit = kWaitingPerPage);
std::int64_t count_waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces);
// A member's own, the latest first: what waits and what was turned down.
std::vector<Contribution> contributions_of(store::Reader& reader, MemberId author, int limit = kWaitingPerPage);
// Their own that waits, taken back. False when it was decided on meanwhile.
bool take_back_contribution(store::Transaction& transaction, const Act& act, ContributionId id);

struct Published {
  ThreadId thread;
  std::int64_t number = 0;  // of the post, or of the one commented on
  std::string slug;
};
// Publishes it as its author. Nothing when somebody decided before. Conflict when it can no longer be published as it
// is (its thread was closed or deleted, its author left or lost the right to ask): it goes on waiting.
std::optional<Published> let_through(store::Transaction& transaction, const Act& act, ContributionId id,
                                     std::string_view origin);
// False when somebody decided before.
bool turn_down(store::Transaction& transaction, const Act& act, ContributionId id, const Reason& reason);
// Takes a decision back: what was turned down waits again; what was let through is taken out and waits.
// Conflict when somebody answered it meanwhile, or it is no longer there.
void wait_again(store::Transaction& transaction, const Act& act, ContributionId id);

}  // namespace parvis::community
