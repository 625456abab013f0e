#include "community/sharing/share.h"

#include "community/page/page.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kShare{R"(
  select id, member, thread, created_at, visits,
         (select count(*) from shared_member where shared_member.share = share.id and shared_member.came_at is not null)
  from share where )"};
constexpr store::Sql kOfId{"id = $1"};
constexpr store::Sql kOfMember{"member = $1 and thread = $2"};
constexpr store::Sql kInsert{R"(
  insert into share (id, member, thread, created_at) values ($1, $2, $3, $4)
  on conflict (member, thread) do nothing)"};
constexpr store::Sql kNote{R"(
  insert into shared_member (member, share) select $1, id from share where id = $2 and member <> $1
  on conflict (member) do update set share = excluded.share where shared_member.came_at is null)"};
constexpr store::Sql kNoted{R"(
  select share.member, share.thread, thread.space from shared_member
  join share on share.id = shared_member.share join thread on thread.id = share.thread
  where shared_member.member = $1 and shared_member.came_at is null)"};
constexpr store::Sql kCame{"update shared_member set came_at = $2 where member = $1"};
constexpr store::Sql kCameInvited{"delete from shared_member where member = $1 and came_at is null"};
constexpr store::Sql kIsInvited{"select 1 from invited_member where member = $1 and came_at is not null"};

struct Noted {
  MemberId by;
  ThreadId thread;
  SpaceId space;
};

}  // namespace

std::optional<Share> find_share(store::Reader& reader, ShareId id) { return reader.one<Share>(kShare + kOfId, id); }

std::optional<Share> share_of(store::Reader& reader, MemberId member, ThreadId thread) {
  return reader.one<Share>(kShare + kOfMember, member, thread);
}

bool can_be_shared(const SpaceList& spaces, const Thread& thread) {
  const auto* space = spaces.find(thread.space);
  return space && !thread.deleted_at && may_read(Viewer{}, *space);
}

ShareId share_thread(store::Transaction& transaction, const Act& act, ThreadId id) {
  if (!act.actor.signed_in()) throw SignInNeeded();
  const auto thread = find_thread(transaction, act.actor, act.spaces, id);
  if (!can_be_shared(act.spaces, thread)) throw Forbidden({"Only members can read this conversation."});
  if (const auto standing = share_of(transaction, act.actor.member, id)) return standing->id;
  const auto share = make_id<ShareId>();
  transaction.run(kInsert, share, act.actor.member, id, instant_of(act));
  act.timeline.record(transaction, in_thread(activity_of(act, Verb::shared, ObjectKind::thread, id.value), thread));
  return share;
}

std::string share_path(ShareId id) { return "/s/" + id_text(id); }

std::string shared_place(const Thread& thread, ShareId id) {
  return thread_path(thread.id, thread.slug) + "?" + std::string(kSharedBy) + "=" + id_text(id);
}

std::optional<ShareId> share_in(std::string_view place) {
  place = place.substr(0, place.find('#'));
  const auto question = place.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  const auto begins = std::string(kSharedBy) + "=";
  for (auto rest = place.substr(question + 1); !rest.empty();) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    if (pair.starts_with(begins)) {
      const auto id = parse_id(pair.substr(begins.size()));
      return id ? std::optional(ShareId{*id}) : std::nullopt;
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return std::nullopt;
}

void note_shared(store::Transaction& transaction, MemberId newcomer, ShareId id) {
  transaction.run(kNote, newcomer, id);
}

void settle_shared(store::Transaction& transaction, const Timeline& timeline, MemberId newcomer, Source source,
                   Instant at) {
  const auto noted = transaction.one<Noted>(kNoted, newcomer);
  if (!noted) return;
  // An invitation says more: nobody is counted twice.
  if (transaction.one<std::int64_t>(kIsInvited, newcomer)) {
    transaction.run(kCameInvited, newcomer);
    return;
  }
  transaction.run(kCame, newcomer, at);
  timeline.record(transaction, {.at = at,
                                .actor = newcomer,
                                .verb = Verb::came_by_share,
                                .object_kind = ObjectKind::thread,
                                .object = noted->thread.value,
                                .space = noted->space,
                                .thread = noted->thread,
                                .counterpart = noted->by,
                                .source = source});
}

}  // namespace parvis::community
