#include "community/threads/reaction.h"

#include <algorithm>
#include <charconv>

#include "community/threads/counting.h"
#include "community/threads/thread_store.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kGive{R"(
  insert into reaction (post, member, kind, created_at) values ($1, $2, $3, $4)
  on conflict (post, member, kind) do nothing)"};
constexpr store::Sql kTakeBack{"delete from reaction where post = $1 and member = $2 and kind = $3"};
constexpr store::Sql kIsGiven{"select 1 from reaction where post = $1 and member = $2 and kind = $3"};
constexpr store::Sql kSetFolded{"update post set reactions = $2 where id = $1"};

bool is_given(store::Reader& reader, PostId post, MemberId member, std::string_view kind) {
  return reader.one<std::int64_t>(kIsGiven, post, member, kind).has_value();
}

// The folded counts with one kind's count changed; the rows are not counted again.
std::string refold(std::string_view folded, std::string_view kind, std::int64_t difference) {
  auto counts = parse_reactions(folded);
  auto found = std::ranges::find(counts, kind, &ReactionCount::kind);
  if (found == counts.end()) found = counts.insert(counts.end(), {std::string(kind), 0});
  found->count += difference;
  return fold_reactions(std::move(counts));
}

}  // namespace

std::vector<ReactionCount> parse_reactions(std::string_view folded) {
  std::vector<ReactionCount> counts;
  while (!folded.empty()) {
    const auto word = folded.substr(0, folded.find(' '));
    folded.remove_prefix(std::min(word.size() + 1, folded.size()));
    const auto colon = word.rfind(':');
    if (colon == std::string_view::npos) continue;
    ReactionCount count{std::string(word.substr(0, colon)), 0};
    std::from_chars(word.data() + colon + 1, word.data() + word.size(), count.count);
    if (count.count > 0) counts.push_back(std::move(count));
  }
  return counts;
}

std::string fold_reactions(std::vector<ReactionCount> counts) {
  std::ranges::sort(counts, [](const ReactionCount& a, const ReactionCount& b) {
    return a.count != b.count ? a.count > b.count : a.kind < b.kind;
  });
  std::string folded;
  for (const auto& [kind, count] : counts) {
    if (count <= 0) continue;
    if (!folded.empty()) folded.push_back(' ');
    folded += kind + ":" + std::to_string(count);
  }
  return folded;
}

ReactionState react(store::Transaction& transaction, const Act& act, PostId id, std::string_view kind, Give give,
                    std::span<const ReactionKind> set) {
  if (std::ranges::find(set, kind, &ReactionKind::key) == set.end())
    throw BadRequest({"There is no such reaction here."});
  const auto [thread, post] = post_to_change(transaction, act, id, Action::react);
  const auto member = act.actor.member;
  if (post.author == member) throw Forbidden({"You cannot react to your own post."});
  const bool before = is_given(transaction, id, member, kind);
  const bool after = give == Give::on;
  if (before == after) return {before, post.reactions, thread.id, post.number};
  if (after) {
    transaction.run(kGive, id, member, kind, instant_of(act));
  } else {
    transaction.run(kTakeBack, id, member, kind);
  }
  const std::int64_t difference = after ? 1 : -1;
  auto folded = refold(post.reactions, kind, difference);
  transaction.run(kSetFolded, id, folded);
  count_thanks(transaction, member, post.author, thread.id, difference);
  auto activity = activity_of(act, after ? Verb::reacted : Verb::reaction_withdrawn, ObjectKind::post, id.value);
  activity.detail = kind;
  record_and_echo(transaction, act, in_thread(std::move(activity), thread, post.author), context_of(thread, post));
  return {after, std::move(folded), thread.id, post.number};
}

}  // namespace parvis::community
