// Handing a conversation on: each member has an address of their own for each conversation visitors may read. It leads
// there, counts how many come (share_visits.h), and who joins from the page it leads to came by that member. The
// identifier in the address is no secret. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/threads/act.h"
#include "community/threads/thread.h"
#include "core/store/store.h"

namespace parvis::community {

using ShareId = Id<struct ShareTag>;

struct Share {
  ShareId id;
  MemberId member;
  ThreadId thread;
  Instant created_at;
  std::int64_t visits = 0;
  std::int64_t joined = 0;  // came in by it
};

std::optional<Share> find_share(store::Reader& reader, ShareId id);
std::optional<Share> share_of(store::Reader& reader, MemberId member, ThreadId thread);

// Visitors may read it, so that its address is of use to whoever gets it.
bool can_be_shared(const SpaceList& spaces, const Thread& thread);
// The member's address of this conversation, made the first time. NotFound when they may not read it, Forbidden when
// visitors may not.
ShareId share_thread(store::Transaction& transaction, const Act& act, ThreadId thread);

// "/s/…", and the page it leads to: it says by whose address one came, and nothing of who came.
std::string share_path(ShareId id);
std::string shared_place(const Thread& thread, ShareId id);
inline constexpr std::string_view kSharedBy = "via";  // in the address of the page
// Read off the address of a page ("/threads/7/title?via=…#reply").
std::optional<ShareId> share_in(std::string_view place);

// Somebody signs up on the way from there: noted until they are let in. Nothing for a share there is not.
void note_shared(store::Transaction& transaction, MemberId newcomer, ShareId id);
// They were let in: on the timeline, once. Nothing for who came otherwise.
void settle_shared(store::Transaction& transaction, const Timeline& timeline, MemberId newcomer, Source source,
                   Instant at = now());

}  // namespace parvis::community
