#include "community/letters/digest.h"

#include <algorithm>
#include <map>
#include <set>

#include "community/notifications/notification_views.h"
#include "community/notifications/notification_words.h"
#include "community/page/page.h"
#include "community/threads/read_mark.h"
#include "core/text/marks.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr int kMostRead = 60;            // tidings looked through
constexpr std::size_t kLookedAt = 64;    // of the most interesting threads, whose read marks are asked for
constexpr std::size_t kMostOfSpace = 4;  // so that no space drowns the others

// The choice for one member.
class Choice {
 public:
  Choice(store::Reader& reader, const LetterContext& context, const LetterReader& to, DigestPool& pool,
         const DigestScope& scope)
      : reader_(reader), context_(context), to_(to), pool_(pool), scope_(scope), in_(to.language) {}

  Digest make() {
    add_tidings();
    if (scope_.holds(to_.wishes.reading)) add_items();
    return std::move(digest_);
  }

 private:
  struct Candidate {
    const PooledThread* thread;
    Interest interest;
  };
  void add_tidings();
  void add_items();
  std::vector<Candidate> candidates() const;
  bool may_be_named(const PooledThread& thread, const std::set<SpaceId>& readable) const;
  void add_item(const PooledThread& thread, const Because& reason, std::int64_t unread);
  std::string reason_words(const PooledThread& thread, const Because& reason, std::int64_t unread);
  std::string space_name(SpaceId id) const {
    const auto* space = context_.spaces->find(id);
    return space ? std::string(space->name.in(in_)) : std::string();
  }

  store::Reader& reader_;
  const LetterContext& context_;
  const LetterReader& to_;
  DigestPool& pool_;
  const DigestScope& scope_;
  text::Language in_;
  Digest digest_;
  std::set<ThreadId> named_;  // by what concerns them
};

void Choice::add_tidings() {
  const auto from = scope_.weekly ? std::min(scope_.weekly_from, scope_.daily_from) : scope_.daily_from;
  const SentenceOf words{to_.member(), context_.identity->reactions, *context_.spaces};
  for (const auto& row : notifications_to_tell(reader_, to_.viewer, *context_.spaces, from, scope_.until, kMostRead)) {
    const auto concern = row.is_theirs ? Concern::member : Concern::others;
    const auto frequency = to_.wishes.of(topic_of(row.kind, concern)).by_letter;
    if (!scope_.holds(frequency)) continue;
    if (frequency == Frequency::daily && row.created_at < scope_.daily_from - kHour) continue;
    if (row.thread) named_.insert(row.thread);
    if (digest_.tidings.size() == kMostTidingsInDigest) {
      ++digest_.more_tidings;
      continue;
    }
    digest_.tidings.push_back({plain_sentence(in_, row, words), notification_path(row), row.created_at});
  }
}

bool Choice::may_be_named(const PooledThread& thread, const std::set<SpaceId>& readable) const {
  const auto from = to_.wishes.reading == Frequency::daily ? scope_.daily_from : scope_.weekly_from;
  return readable.contains(thread.space) && !named_.contains(thread.id) &&
         (thread.last_activity_at >= from || thread.is_open_question) &&
         std::ranges::find(scope_.shown, thread.id) == scope_.shown.end();
}

std::vector<Choice::Candidate> Choice::candidates() const {
  std::set<SpaceId> readable;
  for (const auto* space : readable_spaces(to_.viewer, *context_.spaces)) readable.insert(space->id);
  const auto interests = interests_of(reader_, to_.member());
  const auto language = text::tag(in_);
  std::vector<Candidate> found;
  const auto at_once = [&](Topic topic) { return to_.wishes.of(topic).by_letter == Frequency::at_once; };
  for (const auto& thread : pool_.threads()) {
    if (!may_be_named(thread, readable)) continue;
    // A letter told of it already.
    if (thread.author == to_.member() && at_once(Topic::answers)) continue;
    if (at_once(Topic::followed) && interests.followed_threads.contains(thread.id.value)) continue;
    const auto interest = interest_in(thread, interests, language);
    if (interest && interest->weight >= Interest::kLeast) found.push_back({&thread, *interest});
  }
  const auto heavier = [](const Candidate& a, const Candidate& b) {
    if (a.interest.weight != b.interest.weight) return a.interest.weight > b.interest.weight;
    return a.thread->id > b.thread->id;
  };
  const auto kept = std::min(kLookedAt, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), heavier);
  found.resize(kept);
  return found;
}

void Choice::add_items() {
  std::map<SpaceId, std::size_t> of_space;
  for (const auto& [thread, interest] : candidates()) {
    if (digest_.items.size() == kMostItems) return;
    if (of_space[thread->space] == kMostOfSpace) continue;
    const auto read = read_up_to(reader_, to_.member(), thread->id).value_or(0);
    if (read >= thread->last_post || !DigestPool::still_stands(reader_, *thread)) continue;
    ++of_space[thread->space];
    add_item(*thread, interest.reason, thread->last_post - read);
  }
}

void Choice::add_item(const PooledThread& thread, const Because& reason, std::int64_t unread) {
  const auto& author = pool_.person(reader_, thread.author);
  const bool is_known = reason.kind == Because::Kind::followed_thread;
  digest_.items.push_back(
      {.thread = thread.id,
       .title = text::tie_marks(thread.title),
       .path = is_known ? "/threads/" + id_text(thread.id) + "/unread" : thread_path(thread.id, thread.slug),
       .language = thread.language,
       .space = space_name(thread.space),
       .author = name_in_letter(in_, author.name, author.status),
       .hue = author.hue,
       .posts = thread.posts,
       .at = thread.created_at,
       .beginning = pool_.beginning(reader_, thread.id),
       .reason = reason_words(thread, reason, unread)});
}

std::string Choice::reason_words(const PooledThread& thread, const Because& reason, std::int64_t unread) {
  using Kind = Because::Kind;
  const auto tag = [&] { return pool_.tag_name(reader_, TagId{reason.subject}); };
  const auto member = [&] {
    const auto& person = pool_.person(reader_, MemberId{reason.subject});
    return name_in_letter(in_, person.name, person.status);
  };
  switch (reason.kind) {
    case Kind::followed_thread:
      return text::trn(in_, "{n} new reply in a conversation you follow.",
                       "{n} new replies in a conversation you follow.", unread);
    case Kind::followed_member:
      if (thread.author.value == reason.subject)
        return tr(in_, "By {member}, whom you follow.", {{"member", member()}});
      return tr(in_, "{member}, whom you follow, takes part.", {{"member", member()}});
    case Kind::exchanged:
      if (thread.author.value == reason.subject) {
        return tr(in_, "By {member}, with whom you have exchanged.", {{"member", member()}});
      }
      return tr(in_, "{member}, with whom you have exchanged, takes part.", {{"member", member()}});
    case Kind::open_question:
      if (reason.subject < 0) {
        return tr(in_, "Nobody has answered yet, and you write in {space}.",
                  {{"space", space_name(SpaceId{-reason.subject})}});
      }
      return tr(in_, "Nobody has answered yet, and you have written about {tag}.", {{"tag", tag()}});
    case Kind::followed_tag: return tr(in_, "You follow the tag {tag}.", {{"tag", tag()}});
    case Kind::followed_space: return tr(in_, "You follow {space}.", {{"space", space_name(thread.space)}});
    case Kind::tag: return tr(in_, "You read and write about {tag}.", {{"tag", tag()}});
    case Kind::space: return tr(in_, "You are often in {space}.", {{"space", space_name(thread.space)}});
    case Kind::received: break;
  }
  return text::trn(in_, "Well received: {n} thanks.", "Well received: {n} thanks.", thread.thanks);
}

}  // namespace

Digest make_digest(store::Reader& reader, const LetterContext& context, const LetterReader& to, DigestPool& pool,
                   const DigestScope& scope) {
  return Choice(reader, context, to, pool, scope).make();
}

}  // namespace parvis::community
