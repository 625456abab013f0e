#include "community/threads/transfer_marks.h"

#include <algorithm>
#include <map>

namespace parvis::community {
namespace {

constexpr store::Sql kMarks{"select member, thread, post from read_mark where thread = $1 or thread = $2"};
constexpr store::Sql kSet{R"(
  insert into read_mark (member, thread, post, read_at) values ($1, $2, $3, $4)
  on conflict (member, thread) do update set post = excluded.post, read_at = excluded.read_at)"};
constexpr store::Sql kAllRead{R"(
  update read_mark set post = $2 where thread = $1 and post < $2
    and post >= coalesce((select max(number) from post where thread = $1), 0))"};

// The numbers that the posts of one thread had, in order, with those they have now.
struct Way {
  std::int64_t before = 0, after = 0;
};
using Ways = std::vector<Way>;

Ways ways_of_standing(ThreadId to, const std::vector<PostOfThread>& standing,
                      const std::vector<Renumbered>& renumbered) {
  std::map<std::int64_t, std::int64_t> changed;
  for (const auto& post : renumbered) {
    if (post.from == to) changed.emplace(post.old_number, post.number);
  }
  Ways ways;
  for (const auto& post : standing) {
    const auto found = changed.find(post.number);
    ways.push_back({post.number, found == changed.end() ? post.number : found->second});
  }
  return ways;
}

Ways ways_of_newcomers(ThreadId from, const std::vector<Renumbered>& renumbered) {
  Ways ways;
  for (const auto& post : renumbered) {
    if (post.from == from) ways.push_back({post.old_number, post.number});
  }
  std::ranges::sort(ways, {}, &Way::before);
  return ways;
}

// What a mark means among the new numbers: the first that is unread (zero: none), the last that is read.
struct Meaning {
  std::int64_t unread = 0, read = 0;
};

Meaning meaning_of(const Ways& ways, std::int64_t mark) {
  const auto unread = std::ranges::upper_bound(ways, mark, {}, &Way::before);
  return {unread == ways.end() ? 0 : unread->after, unread == ways.begin() ? 0 : std::prev(unread)->after};
}

struct Meanings {
  std::int64_t unread = 0, read = 0;
  void add(const Meaning& one) {
    if (one.unread > 0) unread = unread == 0 ? one.unread : std::min(unread, one.unread);
    read = std::max(read, one.read);
  }
  std::int64_t mark() const { return unread > 0 ? unread - 1 : read; }
};

}  // namespace

std::vector<MarkOf> marks_before(store::Reader& reader, ThreadId from, ThreadId to) {
  return reader.all<MarkOf>(kMarks, from, to);
}

void carry_marks(store::Transaction& transaction, const Thread& from, const Thread& to,
                 const std::vector<MarkOf>& marks, const std::vector<PostOfThread>& standing,
                 const std::vector<Renumbered>& renumbered, Leaving leaving, Instant at) {
  const auto stood = ways_of_standing(to.id, standing, renumbered), came = ways_of_newcomers(from.id, renumbered);
  std::map<MemberId, Meanings> members;
  std::map<MemberId, std::int64_t> present;
  for (const auto& mark : marks) {
    const bool here = mark.thread == to.id;
    auto meaning = meaning_of(here ? stood : came, mark.post);
    if (here) meaning.read = std::max(meaning.read, present[mark.member] = mark.post);
    members[mark.member].add(meaning);
  }
  for (const auto& [member, meaning] : members) {
    const auto now_it_is = meaning.mark();
    const auto before = present.find(member);
    if (before == present.end() ? now_it_is > 0 : now_it_is != before->second) {
      transaction.run(kSet, member, to.id, now_it_is, at);
    }
  }
  if (leaving == Leaving::some) transaction.run(kAllRead, from.id, from.last_post);
}

}  // namespace parvis::community
