#include "community/health/health_fold.h"

#include <map>
#include <set>

#include "community/activity/others_acts.h"
#include "community/health/health_sums.h"
#include "core/store/gather.h"

namespace parvis::community::health {
namespace {

constexpr store::Sql kState{R"(
  select last_act, time_zone, reported_act, reported_at, report_cost from health_state where place = 1)"};
constexpr store::Sql kSetState{R"(
  insert into health_state (place, last_act, time_zone, reported_act, reported_at, report_cost) values (1, $1, $2, 0, 0, 0)
  on conflict (place) do update set last_act = excluded.last_act, time_zone = excluded.time_zone)"};

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

struct Word {
  ObjectKind kind;
  std::int64_t object = 0;
  ThreadId thread;
  Instant at;
  MemberId author, counterpart;
  bool gone = false;
};
// One that went into another as a whole is there no more, and what was done in it counts.
enum class Standing { present, deleted, merged };
struct FoldedThread {
  ThreadId thread;
  Instant opened_at;
  MemberId author;
  Standing standing = Standing::present;
};
struct Met {
  Instant at;
  MemberId counterpart;
};

class HealthFold {
 public:
  HealthFold(store::Transaction& transaction, LocalDays days) : transaction_(transaction), sums_(days) {}

  void take(const Activity& act) {
    switch (act.verb) {
      case Verb::joined: return sums_.count({ActKind::joined, act.at}, Counts::added);
      case Verb::came_by_invitation:
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

  void finish() {
    for (const auto thread : touched_) {
      const auto first = transaction_.one<Met>(kFirstAnswer, thread);
      transaction_.run(kSetFirst, thread, first ? std::optional(first->at) : std::nullopt,
                       first ? std::optional(first->counterpart) : std::nullopt);
    }
    sums_.write(transaction_);
  }

 private:
  void take_part(const Activity& act) {
    switch (act.verb) {
      case Verb::thread_opened:
        store::gather(transaction_, kAddThread, act.thread, act.at, act.actor);
        return count(ActKind::opened, act);
      case Verb::replied: return add_word(ObjectKind::post, ActKind::replied, act);
      case Verb::commented: return add_word(ObjectKind::comment, ActKind::commented, act);
      case Verb::mentioned:
        if (!goes_with_hidden_words(act)) count(ActKind::mentioned, act);
        return;
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

  void count(ActKind kind, const Activity& act) {
    sums_.count({kind, act.at, act.actor, act.counterpart}, Counts::added);
  }

  bool is_hidden(ThreadId id) {
    const auto thread = transaction_.one<FoldedThread>(kThread, id);
    return thread && thread->standing == Standing::deleted;
  }

  // What goes into a conversation that is known to be gone counts when that comes back.
  void add_word(ObjectKind kind, ActKind as, const Activity& act) {
    store::gather(transaction_, kAddWord, kind, act.object, act.thread, act.at, act.actor, act.counterpart);
    touched_.insert(act.thread);
    if (!is_hidden(act.thread)) count(as, act);
  }

  // Named in words as they were written; those named at a later edit count by themselves.
  bool goes_with_hidden_words(const Activity& act) {
    const auto word = transaction_.one<Word>(kWord, act.object_kind, act.object);
    if (!word || act.at - word->at > kSecond) return false;
    return word->gone || is_hidden(word->thread);
  }

  // Only what one did oneself: when a leader withdraws the answer that an asker accepted, the asker's act was done.
  void take_back(ActKind kind, Verb verb, const Activity& act, std::string_view detail) {
    const auto done = transaction_.one<Met>(kTakenBack, act.actor, act.at, verb, act.object, detail, act.id);
    if (done) sums_.count({kind, done->at, act.actor, done->counterpart}, Counts::taken_away);
  }

  void count_word(const Word& word, Counts counts) {
    const auto kind = word.kind == ObjectKind::post ? ActKind::replied : ActKind::commented;
    sums_.count({kind, word.at, word.author, word.counterpart}, counts);
    for (const auto& named : transaction_.all<Met>(kNamed, word.author, word.at, word.at + kSecond, word.object)) {
      sums_.count({ActKind::mentioned, named.at, word.author, named.counterpart}, counts);
    }
  }

  bool is_gone(const store::Sql& asked, std::int64_t object) {
    return transaction_.one<bool>(asked, object).value_or(true);
  }

  void settle_word(ObjectKind kind, std::int64_t object, const store::Sql& asked) {
    const auto word = transaction_.one<Word>(kWord, kind, object);
    const bool gone = is_gone(asked, object);
    if (!word || word->gone == gone) return;
    transaction_.run(kSetGone, kind, object, gone);
    touched_.insert(word->thread);
    if (!is_hidden(word->thread)) count_word(*word, gone ? Counts::taken_away : Counts::added);
  }

  Standing standing_of(ThreadId id) {
    return transaction_.one<Standing>(kThreadStanding, id).value_or(Standing::deleted);
  }

  // Nobody opened what was split from another: its first words were a reply there, and count as one.
  bool was_opened(const FoldedThread& thread) {
    return transaction_.one<std::int64_t>(kWasOpened, thread.author, thread.opened_at, thread.thread).has_value();
  }

  void settle_thread(ThreadId id) {
    const auto thread = transaction_.one<FoldedThread>(kThread, id);
    const auto standing = standing_of(id);
    if (!thread || thread->standing == standing) return;
    transaction_.run(kSetThreadGone, id, standing);
    const bool was_hidden = thread->standing == Standing::deleted, hides = standing == Standing::deleted;
    if (was_hidden == hides) return;
    const auto counts = hides ? Counts::taken_away : Counts::added;
    if (was_opened(*thread)) sums_.count({ActKind::opened, thread->opened_at, thread->author}, counts);
    for (const auto& word : transaction_.all<Word>(kStandingWords, id)) count_word(word, counts);
  }

  void move_words(const Activity& act) {
    for (const auto id : {act.thread, ThreadId{act.object}}) {
      transaction_.run(kAddParted, id);
      transaction_.run(kCopyAccepted, id);
      touched_.insert(id);
      // A deletion is an act of its own, and still to come.
      if (standing_of(id) != Standing::deleted) settle_thread(id);
    }
    const bool were_hidden = is_hidden(act.thread);
    std::map<ThreadId, bool> hides;
    for (const auto& word : transaction_.all<Word>(kGoing, act.thread)) {
      const auto [into, fresh] = hides.try_emplace(word.thread, false);
      if (fresh) into->second = is_hidden(word.thread);
      touched_.insert(word.thread);
      if (word.gone || into->second == were_hidden) continue;
      count_word(word, were_hidden ? Counts::added : Counts::taken_away);
    }
    transaction_.run(kMovePosts, act.thread);
    transaction_.run(kMoveComments, act.thread);
  }

  store::Transaction& transaction_;
  HealthSums sums_;
  std::set<ThreadId> touched_;
};

}  // namespace

HealthState health_state(store::Reader& reader) { return reader.one<HealthState>(kState).value_or(HealthState{}); }

void forget_health(store::Transaction& transaction) {
  transaction.run("delete from health_act");
  transaction.run("delete from health_hour");
  transaction.run("delete from health_member_day");
  transaction.run("delete from health_tie");
  transaction.run("delete from health_exchange");
  transaction.run("delete from health_word");
  transaction.run("delete from health_thread");
  transaction.run("delete from health_state");
}

std::int64_t fold_health(store::Store& store, const text::TimeZone& zone, int at_most) {
  // A quiet community is looked at often and written to never.
  const bool anything = store.read([&](store::Reader& reader) {
    const auto state = health_state(reader);
    return last_activity(reader).value > state.last_act || (state.last_act != 0 && state.time_zone != zone.name());
  });
  if (!anything) return 0;
  return store.write([&](store::Transaction& transaction) -> std::int64_t {
    auto state = health_state(transaction);
    if (state.last_act != 0 && state.time_zone != zone.name()) {
      forget_health(transaction);
      state = {};
    }
    const auto acts = activities_after(transaction, ActivityId{state.last_act}, at_most);
    if (acts.empty()) return 0;
    HealthFold fold(transaction, LocalDays(zone));
    for (const auto& act : acts) fold.take(act);
    fold.finish();
    transaction.run(kSetState, acts.back().id, zone.name());
    return static_cast<std::int64_t>(acts.size());
  });
}

}  // namespace parvis::community::health
