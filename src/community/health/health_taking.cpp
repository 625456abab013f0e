#include "community/health/health_taking.h"

#include <map>

#include "core/store/gather.h"

namespace parvis::community::health {
namespace {

constexpr store::Gathered kAddWord{R"(
  insert into health_word (object_kind, object, thread, at, author, counterpart, gone)
  values ($1, $2, $3, $4, $5, $6, 0))"};
constexpr store::Gathered kAddThread{
    "insert into health_thread (thread, opened_at, author, gone) values ($1, $2, $3, 0)"};
constexpr store::Sql kWord{R"(
  select object_kind, object, thread, at, author, counterpart, gone from health_word
  where object_kind = $1 and object = $2)"};
constexpr store::Sql kStandingWords{R"(
  select object_kind, object, thread, at, author, counterpart, gone from health_word where thread = $1 and gone = 0)"};
constexpr store::Sql kSetGone{"update health_word set gone = $3 where object_kind = $1 and object = $2"};
// Where words that were moved stand now, comments with their posts.
constexpr store::Sql kGoing{R"(
  select w.object_kind, w.object, p.thread, w.at, w.author, w.counterpart, w.gone
  from health_word w join post p on p.id = w.object
  where w.thread = $1 and w.object_kind = 4 and p.thread <> $1
  union all
  select w.object_kind, w.object, p.thread, w.at, w.author, w.counterpart, w.gone
  from health_word w join comment c on c.id = w.object join post p on p.id = c.post
  where w.thread = $1 and w.object_kind = 5 and p.thread <> $1)"};
constexpr store::Sql kMovePosts{R"(
  update health_word set thread = (select p.thread from post p where p.id = health_word.object)
  where thread = $1 and object_kind = 4 and exists (select 1 from post p where p.id = health_word.object))"};
constexpr store::Sql kMoveComments{R"(
  update health_word set thread = (
    select p.thread from comment c join post p on p.id = c.post where c.id = health_word.object)
  where thread = $1 and object_kind = 5
    and exists (select 1 from comment c join post p on p.id = c.post where c.id = health_word.object))"};

constexpr store::Sql kThread{"select thread, opened_at, author, gone from health_thread where thread = $1"};
constexpr store::Sql kAddParted{R"(
  insert into health_thread (thread, opened_at, author, gone) select id, created_at, author, 0 from thread where id = $1
  on conflict (thread) do nothing)"};
constexpr store::Sql kWasOpened{R"(
  select 1 from activity where actor = $1 and at = $2 and verb = 20 and thread = $3 limit 1)"};
constexpr store::Sql kCopyAccepted{R"(
  update health_thread set
    accepted_at = (select t.solved_at from thread t join post p on p.id = t.solution where t.id = health_thread.thread),
    accepted_by = (select p.author from thread t join post p on p.id = t.solution where t.id = health_thread.thread)
  where thread = $1)"};
constexpr store::Sql kSetThreadGone{"update health_thread set gone = $2 where thread = $1"};
constexpr store::Sql kSetAccepted{"update health_thread set accepted_at = $2, accepted_by = $3 where thread = $1"};
// What opens a conversation that was split from another is no answer to it.
constexpr store::Sql kFirstAnswer{R"(
  select w.at, w.author from health_word w
  where w.thread = $1 and w.object_kind = 4 and w.gone = 0
    and not exists (select 1 from post p where p.id = w.object and p.number = 1)
  order by w.at, w.object limit 1)"};
constexpr store::Sql kSetFirst{"update health_thread set first_at = $2, first_by = $3 where thread = $1"};

// What is there now decides: an imported past may tell of a deletion and not of its undoing.
constexpr store::Sql kPostGone{"select case when deleted_at is null then 0 else 1 end from post where id = $1"};
constexpr store::Sql kCommentGone{"select case when deleted_at is null then 0 else 1 end from comment where id = $1"};
constexpr store::Sql kThreadStanding{R"(
  select case when deleted_at is null then 0
              when exists (select 1 from post where post.thread = thread.id) then 1 else 2 end
  from thread where id = $1)"};

constexpr store::Sql kTakenBack{R"(
  select at, coalesce(counterpart, 0) from activity
  where actor = $1 and at <= $2 and verb = $3 and object = $4 and ($5 = '' or detail = $5) and id < $6
  order by at desc, id desc limit 1)"};
// Those named when the words were written.
constexpr store::Sql kNamed{R"(
  select at, coalesce(counterpart, 0) from activity
  where actor = $1 and at >= $2 and at <= $3 and verb = 46 and object = $4)"};

}  // namespace

void HealthFold::take(const Activity& act) {
  switch (act.verb) {
    case Verb::joined: return sums_.count({ActKind::joined, act.at}, Counts::added);
    case Verb::came_by_invitation:
    case Verb::came_by_share:
      if (act.counterpart) sums_.count({ActKind::brought, act.at}, Counts::added);
      return;
    case Verb::post_deleted:
    case Verb::post_restored: return settle_word(ObjectKind::post, act.object, kPostGone);
    case Verb::comment_deleted:
    case Verb::comment_restored: return settle_word(ObjectKind::comment, act.object, kCommentGone);
    case Verb::thread_deleted:
    case Verb::thread_restored: return settle_thread(act.thread);
    case Verb::thread_split:
    case Verb::threads_merged: return move_words(act);
    default:
      if (act.actor) take_part(act);
  }
}

void HealthFold::take_as_it_ended(const Activity& act) {
  switch (act.verb) {
    case Verb::thread_opened:
      if (!is_hidden(act.thread)) count(ActKind::opened, act);
      return;
    case Verb::replied: return count_if_it_stands(ObjectKind::post, ActKind::replied, act);
    case Verb::commented: return count_if_it_stands(ObjectKind::comment, ActKind::commented, act);
    case Verb::solution_accepted: return count(ActKind::accepted, act);
    case Verb::solution_withdrawn: return take_back(ActKind::accepted, Verb::solution_accepted, act, "");
    default: return take_part(act);
  }
}

void HealthFold::finish_piece() { sums_.write(transaction_, Views::of_members); }

void HealthFold::finish(Views views) {
  for (const auto thread : touched_) {
    const auto first = transaction_.one<Met>(kFirstAnswer, thread);
    transaction_.run(kSetFirst, thread, first ? std::optional(first->at) : std::nullopt,
                     first ? std::optional(first->counterpart) : std::nullopt);
  }
  sums_.write(transaction_, views);
}

void HealthFold::take_part(const Activity& act) {
  switch (act.verb) {
    case Verb::thread_opened:
      store::gather(transaction_, kAddThread, act.thread, act.at, act.actor);
      return count(ActKind::opened, act);
    case Verb::replied: return add_word(ObjectKind::post, ActKind::replied, act);
    case Verb::commented: return add_word(ObjectKind::comment, ActKind::commented, act);
    case Verb::mentioned:
      if (!goes_with_hidden_words(act)) count(ActKind::mentioned, act);
      return;
    case Verb::shared: return count(ActKind::shared, act);
    case Verb::reacted: return count(ActKind::thanked, act);
    case Verb::reaction_withdrawn: return take_back(ActKind::thanked, Verb::reacted, act, act.detail);
    case Verb::voted:
      if (act.amount != 0) count(ActKind::voted, act);
      return;
    case Verb::vote_withdrawn:
      if (act.amount != 0) take_back(ActKind::voted, Verb::voted, act, "");
      return;
    case Verb::solution_accepted:
      transaction_.run(kSetAccepted, act.thread, std::optional(act.at),
                       std::optional(act.counterpart ? act.counterpart : act.actor));
      return count(ActKind::accepted, act);
    case Verb::solution_withdrawn:
      transaction_.run(kSetAccepted, act.thread, std::optional<Instant>(), std::optional<MemberId>());
      return take_back(ActKind::accepted, Verb::solution_accepted, act, "");
    default: return;
  }
}

void HealthFold::count(ActKind kind, const Activity& act) {
  sums_.count({kind, act.at, act.actor, act.counterpart}, Counts::added);
}

bool HealthFold::is_hidden(ThreadId id) {
  const auto thread = transaction_.one<FoldedThread>(kThread, id);
  return thread && thread->standing == ThreadStanding::deleted;
}

void HealthFold::add_word(ObjectKind kind, ActKind as, const Activity& act) {
  store::gather(transaction_, kAddWord, kind, act.object, act.thread, act.at, act.actor, act.counterpart);
  touched_.insert(act.thread);
  if (!is_hidden(act.thread)) count(as, act);
}

void HealthFold::count_if_it_stands(ObjectKind kind, ActKind as, const Activity& act) {
  const auto word = transaction_.one<FoldedWord>(kWord, kind, act.object);
  if (word && !word->gone && !is_hidden(word->thread)) count(as, act);
}

bool HealthFold::goes_with_hidden_words(const Activity& act) {
  const auto word = transaction_.one<FoldedWord>(kWord, act.object_kind, act.object);
  if (!word || act.at - word->at > kSecond) return false;
  return word->gone || is_hidden(word->thread);
}

void HealthFold::take_back(ActKind kind, Verb verb, const Activity& act, std::string_view detail) {
  const auto done = transaction_.one<Met>(kTakenBack, act.actor, act.at, verb, act.object, detail, act.id);
  if (done) sums_.count({kind, done->at, act.actor, done->counterpart}, Counts::taken_away);
}

void HealthFold::count_word(const FoldedWord& word, Counts counts) {
  const auto kind = word.kind == ObjectKind::post ? ActKind::replied : ActKind::commented;
  sums_.count({kind, word.at, word.author, word.counterpart}, counts);
  for (const auto& named : transaction_.all<Met>(kNamed, word.author, word.at, word.at + kSecond, word.object)) {
    sums_.count({ActKind::mentioned, named.at, word.author, named.counterpart}, counts);
  }
}

bool HealthFold::is_gone(const store::Sql& asked, std::int64_t object) {
  return transaction_.one<bool>(asked, object).value_or(true);
}

void HealthFold::settle_word(ObjectKind kind, std::int64_t object, const store::Sql& asked) {
  const auto word = transaction_.one<FoldedWord>(kWord, kind, object);
  const bool gone = is_gone(asked, object);
  if (!word || word->gone == gone) return;
  transaction_.run(kSetGone, kind, object, gone);
  touched_.insert(word->thread);
  if (!is_hidden(word->thread)) count_word(*word, gone ? Counts::taken_away : Counts::added);
}

ThreadStanding HealthFold::standing_of(ThreadId id) {
  return transaction_.one<ThreadStanding>(kThreadStanding, id).value_or(ThreadStanding::deleted);
}

bool HealthFold::was_opened(const FoldedThread& thread) {
  return transaction_.one<std::int64_t>(kWasOpened, thread.author, thread.opened_at, thread.thread).has_value();
}

void HealthFold::settle_thread(ThreadId id) {
  const auto thread = transaction_.one<FoldedThread>(kThread, id);
  const auto standing = standing_of(id);
  if (!thread || thread->standing == standing) return;
  transaction_.run(kSetThreadGone, id, standing);
  const bool was_hidden = thread->standing == ThreadStanding::deleted, hides = standing == ThreadStanding::deleted;
  if (was_hidden == hides) return;
  const auto counts = hides ? Counts::taken_away : Counts::added;
  if (was_opened(*thread)) sums_.count({ActKind::opened, thread->opened_at, thread->author}, counts);
  for (const auto& word : transaction_.all<FoldedWord>(kStandingWords, id)) count_word(word, counts);
}

void HealthFold::move_words(const Activity& act) {
  for (const auto id : {act.thread, ThreadId{act.object}}) {
    transaction_.run(kAddParted, id);
    transaction_.run(kCopyAccepted, id);
    touched_.insert(id);
    // A deletion is an act of its own, and still to come.
    if (standing_of(id) != ThreadStanding::deleted) settle_thread(id);
  }
  const bool were_hidden = is_hidden(act.thread);
  std::map<ThreadId, bool> hides;
  for (const auto& word : transaction_.all<FoldedWord>(kGoing, act.thread)) {
    const auto [into, fresh] = hides.try_emplace(word.thread, false);
    if (fresh) into->second = is_hidden(word.thread);
    touched_.insert(word.thread);
    if (word.gone || into->second == were_hidden) continue;
    count_word(word, were_hidden ? Counts::added : Counts::taken_away);
  }
  transaction_.run(kMovePosts, act.thread);
  transaction_.run(kMoveComments, act.thread);
}

}  // namespace parvis::community::health
