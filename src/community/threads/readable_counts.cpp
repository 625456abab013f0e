#include "community/threads/readable_counts.h"

#include <unordered_map>

namespace parvis::community {
namespace {

// Each: who, and how many. What counts is defined in counter_truths.h.
constexpr store::Sql kThreads{R"(
  select t.author, count(*) from thread t where t.deleted_at is null and t.author in ()"};
constexpr store::Sql kThreadsEnd{" group by t.author"};

constexpr store::Sql kPosts{"select p.author, count(*) from "};
constexpr store::Sql kPostsShown{" and t.deleted_at is null and p.deleted_at is null"};
constexpr store::Sql kThanks{"select p.author, count(*) from "};
constexpr store::Sql kByAuthor{" group by p.author"};
// A cross join is read in this order by SQLite; to PostgreSQL it is any join.
constexpr store::Sql kFromSpaces{"thread t cross join post p "};
constexpr store::Sql kFromMembers{"post p cross join thread t "};
constexpr store::Sql kReactions{"cross join reaction x "};
constexpr store::Sql kJoined{"where p.thread = t.id and p.author in ("};
constexpr store::Sql kJoinedReactions{"where p.thread = t.id and x.post = p.id and p.author in ("};

constexpr store::Sql kGiven{R"(
  select x.member, count(*) from reaction x join post p on p.id = x.post join thread t on t.id = p.thread
  where x.member in ()"};
constexpr store::Sql kGivenEnd{" group by x.member"};
constexpr store::Sql kSolutions{R"(
  select p.author, count(*) from thread t join post p on p.id = t.solution
  where p.author <> t.author and p.author in ()"};

struct CountOf {
  MemberId member;
  std::int64_t count = 0;
};
using Counts = std::unordered_map<MemberId, std::int64_t>;

// The hidden part of these members' counts.
class Hidden {
 public:
  Hidden(store::Reader& reader, const std::vector<std::int64_t>& spaces, const std::vector<std::int64_t>& members,
         std::int64_t posts_of_members)
      : reader_(reader),
        members_(store::Sql::numbers(members) + store::Sql(")")),
        spaces_(store::Sql(" and t.space in (") + store::Sql::numbers(spaces) + store::Sql(")")),
        from_(posts_in(spaces) < posts_of_members ? kFromSpaces : kFromMembers) {}

  Counts threads() { return counts(kThreads + members_ + spaces_ + kThreadsEnd); }
  Counts posts() { return counts(kPosts + from_ + kJoined + members_ + spaces_ + kPostsShown + kByAuthor); }
  Counts thanks() { return counts(kThanks + from_ + kReactions + kJoinedReactions + members_ + spaces_ + kByAuthor); }
  Counts given() { return counts(kGiven + members_ + spaces_ + kGivenEnd); }
  Counts solutions() { return counts(kSolutions + members_ + spaces_ + kByAuthor); }

 private:
  std::int64_t posts_in(const std::vector<std::int64_t>& spaces) {
    std::int64_t posts = 0;
    for (const auto& figures : space_figures(reader_)) {
      if (std::ranges::find(spaces, figures.id.value) != spaces.end()) posts += figures.posts;
    }
    return posts;
  }
  Counts counts(const store::Sql& sql) {
    Counts counts;
    for (const auto& [member, count] : reader_.all<CountOf>(sql)) counts[member] = count;
    return counts;
  }

  store::Reader& reader_;
  store::Sql members_, spaces_, from_;
};

std::vector<std::int64_t> hidden_spaces(const Viewer& viewer, const SpaceList& spaces) {
  std::vector<std::int64_t> hidden;
  for (const auto& space : spaces.all()) {
    if (!may_read(viewer, space)) hidden.push_back(space.id.value);
  }
  return hidden;
}

std::int64_t in(const Counts& counts, MemberId member) {
  const auto found = counts.find(member);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

bool reads_every_space(const Viewer& viewer, const SpaceList& spaces) {
  return std::ranges::all_of(spaces.all(), [&](const Space& space) { return may_read(viewer, space); });
}

void leave_readable_counts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, Member& member) {
  if (reads_every_space(viewer, spaces)) return;
  Hidden hidden(reader, hidden_spaces(viewer, spaces), {member.id.value}, member.posts);
  member.threads -= in(hidden.threads(), member.id);
  member.posts -= in(hidden.posts(), member.id);
  member.thanks_received -= in(hidden.thanks(), member.id);
  member.thanks_given -= in(hidden.given(), member.id);
  member.solutions -= in(hidden.solutions(), member.id);
}

void leave_readable_counts(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                           std::vector<MemberLine>& lines) {
  if (lines.empty() || reads_every_space(viewer, spaces)) return;
  std::vector<std::int64_t> ids;
  std::int64_t posts = 0;
  for (const auto& line : lines) {
    ids.push_back(line.id.value);
    posts += line.posts;
  }
  Hidden hidden(reader, hidden_spaces(viewer, spaces), ids, posts);
  const auto hidden_posts = hidden.posts(), hidden_thanks = hidden.thanks();
  for (auto& line : lines) {
    line.posts -= in(hidden_posts, line.id);
    line.thanks_received -= in(hidden_thanks, line.id);
  }
}

SpaceFigures readable_figures(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  SpaceFigures sum;
  for (const auto& figures : space_figures(reader)) {
    const auto* space = spaces.find(figures.id);
    if (!space || !may_read(viewer, *space)) continue;
    sum.threads += figures.threads;
    sum.posts += figures.posts;
    sum.last_activity_at = std::max(sum.last_activity_at, figures.last_activity_at);
  }
  return sum;
}

}  // namespace parvis::community
