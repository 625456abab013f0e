#include "community/threads/counter_truths.h"

#include "community/threads/reaction.h"

namespace parvis::community {

constinit const store::Sql kPostTruth{R"(
  select p.id, coalesce(v.up, 0), coalesce(v.down, 0), coalesce(c.n, 0), coalesce(r.n, 0)
  from post p
  left join (select post, count(case when kind = 2 then 1 end) as up, count(case when kind = 3 then 1 end) as down
             from vote where kind in (2, 3) group by post) v on v.post = p.id
  left join (select post, count(*) as n from comment where deleted_at is null group by post) c on c.post = p.id
  left join (select post, count(*) as n from post_revision group by post) r on r.post = p.id
  where p.up <> coalesce(v.up, 0) or p.down <> coalesce(v.down, 0) or p.comments <> coalesce(c.n, 0)
     or p.revisions <> coalesce(r.n, 0))"};
constinit const store::Sql kSetPost{"update post set up = $2, down = $3, comments = $4, revisions = $5 where id = $1"};

constinit const store::Sql kSetReactions{"update post set reactions = $2 where id = $1"};

constinit const store::Sql kThreadTruth{R"(
  select t.id, case when t.last_post < n.highest or t.last_post < o.highest then
                      case when n.highest < o.highest then o.highest else n.highest end
                    else t.last_post end, n.posts,
         coalesce(l.created_at, t.created_at), coalesce(l.author, t.author), coalesce(r.n, 0),
         coalesce(f.up - f.down, 0)
  from thread t
  join (select thread, max(number) as highest, count(case when deleted_at is null then 1 end) as posts,
               max(case when deleted_at is null then number end) as last_visible
        from post group by thread) n on n.thread = t.id
  left join (select thread, max(number) as highest from former_place group by thread) o on o.thread = t.id
  left join post l on l.thread = t.id and l.number = n.last_visible
  left join post f on f.thread = t.id and f.number = 1
  left join (select p.thread, count(*) as n from reaction x join post p on p.id = x.post group by p.thread) r
    on r.thread = t.id
  where t.last_post < n.highest or t.last_post < o.highest or t.posts <> n.posts or t.last_activity_at <> coalesce(l.created_at, t.created_at)
     or t.last_poster <> coalesce(l.author, t.author) or t.thanks <> coalesce(r.n, 0)
     or t.score <> coalesce(f.up - f.down, 0))"};
constinit const store::Sql kSetThread{R"(
  update thread set last_post = $2, posts = $3, last_activity_at = $4, last_poster = $5, thanks = $6, score = $7
  where id = $1)"};

constinit const store::Sql kTagActivityTruth{R"(
  select x.thread, x.tag, t.last_activity_at from thread_tag x join thread t on t.id = x.thread
  where x.last_activity_at <> t.last_activity_at)"};
constinit const store::Sql kSetTagActivity{
    "update thread_tag set last_activity_at = $3 where thread = $1 and tag = $2"};

constinit const store::Sql kSpaceTruth{R"(
  select s.id, coalesce(n.threads, 0), coalesce(p.posts, 0), coalesce(n.latest, 0)
  from space s
  left join (select space, count(*) as threads, max(last_activity_at) as latest from thread
             where deleted_at is null group by space) n on n.space = s.id
  left join (select t.space, count(*) as posts from thread t join post p on p.thread = t.id
             where t.deleted_at is null and p.deleted_at is null group by t.space) p on p.space = s.id
  where s.threads <> coalesce(n.threads, 0) or s.posts <> coalesce(p.posts, 0)
     or s.last_activity_at <> coalesce(n.latest, 0))"};
constinit const store::Sql kSetSpace{"update space set threads = $2, posts = $3, last_activity_at = $4 where id = $1"};

constinit const store::Sql kTagTruth{R"(
  select g.id, coalesce(n.threads, 0) from tag g
  left join (select x.tag, count(*) as threads from thread_tag x join thread t on t.id = x.thread
             where t.deleted_at is null group by x.tag) n on n.tag = g.id
  where g.threads <> coalesce(n.threads, 0))"};
constinit const store::Sql kSetTag{"update tag set threads = $2 where id = $1"};

// Both ways: pairs that are counted wrong, and rows that count pairs that are no more.
constinit const store::Sql kTagSpaceTruth{R"(
  select n.tag, n.space, n.threads
  from (select x.tag, t.space, count(*) as threads from thread_tag x join thread t on t.id = x.thread
        where t.deleted_at is null group by x.tag, t.space) n
  left join tag_space s on s.tag = n.tag and s.space = n.space
  where coalesce(s.threads, 0) <> n.threads
  union all
  select s.tag, s.space, 0 from tag_space s
  where s.threads <> 0 and not exists (
    select 1 from thread_tag x join thread t on t.id = x.thread
    where x.tag = s.tag and t.space = s.space and t.deleted_at is null))"};
constinit const store::Sql kSetTagSpace{R"(
  insert into tag_space (tag, space, threads) values ($1, $2, $3)
  on conflict (tag, space) do update set threads = excluded.threads)"};

constinit const store::Sql kMemberTruth{R"(
  select m.id, coalesce(t.n, 0), coalesce(p.n, 0), coalesce(r.n, 0), coalesce(g.n, 0), coalesce(s.n, 0)
  from member m
  left join (select author, count(*) as n from thread where deleted_at is null group by author) t on t.author = m.id
  left join (select p.author, count(*) as n from thread t join post p on p.thread = t.id
             where t.deleted_at is null and p.deleted_at is null group by p.author) p on p.author = m.id
  left join (select p.author, count(*) as n from reaction x join post p on p.id = x.post group by p.author) r
    on r.author = m.id
  left join (select member, count(*) as n from reaction group by member) g on g.member = m.id
  left join (select p.author, count(*) as n from thread t join post p on p.id = t.solution
             where p.author <> t.author group by p.author) s on s.author = m.id
  where m.threads <> coalesce(t.n, 0) or m.posts <> coalesce(p.n, 0) or m.thanks_received <> coalesce(r.n, 0)
     or m.thanks_given <> coalesce(g.n, 0) or m.solutions <> coalesce(s.n, 0))"};
constinit const store::Sql kSetMember{R"(
  update member set threads = $2, posts = $3, thanks_received = $4, thanks_given = $5, solutions = $6 where id = $1)"};

constinit const store::Sql kTallyTruth{R"(
  select truth.name, coalesce(tally.value, 0), truth.value
  from (select 'members' as name, count(*) as value from member where status not in (2, 4)
        union all select 'threads', count(*) from thread where deleted_at is null
        union all select 'posts', count(*) from post p join thread t on t.id = p.thread
                  where p.deleted_at is null and t.deleted_at is null
        union all select 'comments', count(*) from comment where deleted_at is null
        union all select 'votes', count(*) from vote
        union all select 'reactions', count(*) from reaction
        union all select 'activities', count(*) from activity) truth
  left join tally on tally.name = truth.name
  where coalesce(tally.value, 0) <> truth.value)"};
constinit const store::Sql kSetTally{R"(
  insert into tally (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value)"};

namespace {

constexpr store::Sql kReactionsByKind{R"(
  select p.id, p.reactions, r.kind, count(*) from reaction r join post p on p.id = r.post
  group by p.id, p.reactions, r.kind order by p.id)"};
constexpr store::Sql kFoldedOfNothing{R"(
  select p.id, '' from post p
  where p.reactions <> '' and not exists (select 1 from reaction r where r.post = p.id))"};

struct ReactionsByKind {
  PostId post;
  std::string folded, kind;
  std::int64_t count = 0;
};

}  // namespace

std::vector<ReactionTruth> wrong_reactions(store::Reader& reader) {
  auto wrong = reader.all<ReactionTruth>(kFoldedOfNothing);
  PostId post;
  std::string stored;
  std::vector<ReactionCount> counts;
  const auto close_post = [&] {
    auto folded = fold_reactions(std::exchange(counts, {}));
    if (post && folded != stored) wrong.push_back({post, std::move(folded)});
  };
  reader.each<ReactionsByKind>(kReactionsByKind, [&](ReactionsByKind&& row) {
    if (row.post != post) close_post();
    post = row.post;
    stored = std::move(row.folded);
    counts.push_back({std::move(row.kind), row.count});
  });
  close_post();
  return wrong;
}

}  // namespace parvis::community
