#include "community/moderation/watch.h"

#include <algorithm>

#include "community/activity/activity.h"
#include "community/activity/staff_change.h"
#include "community/moderation/lesson.h"
#include "community/moderation/moderation_rules.h"
#include "community/moderation/spam_filter.h"
#include "core/store/foresight.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAll{"select id, words, word_key, effect, added_at from watched_word order by word_key limit 500"};
constexpr store::Sql kCount{"select count(*) from watched_word"};
constexpr store::Sql kEffect{"select effect from watched_word where word_key = $1"};
constexpr store::Sql kInsert{R"(
  insert into watched_word (id, words, word_key, effect, added_by, added_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (word_key) do update set words = excluded.words, effect = excluded.effect)"};
constexpr store::Sql kDelete{"delete from watched_word where id = $1"};

void record(store::Transaction& transaction, const Timeline& timeline, MemberId by, Source source) {
  timeline.record(transaction, {.actor = by, .verb = Verb::watch_changed, .source = source});
}

std::string surrounded(std::string_view folded) { return " " + std::string(folded) + " "; }

}  // namespace

MustWait::MustWait(std::string reason)
    : Conflict({"This has to be read by somebody before it stands there."}), why(std::move(reason)) {}

std::vector<WatchedWord> watched_words(store::Reader& reader) { return reader.all<WatchedWord>(kAll); }

bool watch(store::Transaction& transaction, const Timeline& timeline, MemberId by, std::string_view words,
           WatchEffect effect, Source source) {
  const auto key = text::fold(words);
  if (key.empty() || transaction.one<WatchEffect>(kEffect, key) == effect) return false;
  if (transaction.one<std::int64_t>(kCount).value_or(0) >= kMostWatchedWords) {
    throw Conflict({"The list is full: take a word off it first."});
  }
  const StaffChange change(transaction, Verb::watch_changed);
  transaction.run(kInsert, make_id<WatchedWordId>(), words, key, effect, by, now());
  record(transaction, timeline, by, source);
  change.keep(transaction);
  return true;
}

bool end_watch(store::Transaction& transaction, const Timeline& timeline, MemberId by, WatchedWordId id,
               Source source) {
  const StaffChange change(transaction, Verb::watch_changed);
  if (transaction.run(kDelete, id) == 0) return false;
  record(transaction, timeline, by, source);
  change.keep(transaction);
  return true;
}

std::optional<WatchedWord> find_watched(const std::vector<WatchedWord>& watched, std::string_view text) {
  if (watched.empty()) return std::nullopt;
  const auto folded = surrounded(text::fold(text));
  const WatchedWord* found = nullptr;
  for (const auto& word : watched) {
    if (found && word.effect == WatchEffect::waits) continue;
    if (folded.find(surrounded(word.key)) == std::string::npos) continue;
    found = &word;
    if (word.effect == WatchEffect::refused) break;
  }
  return found ? std::optional(*found) : std::nullopt;
}

namespace {

// What the community refuses holds for those too who look after a group of their own.
bool is_appointed(const Viewer& viewer, SpaceId space) {
  return viewer.is_manager() ||
         (viewer.role == Role::leader && std::ranges::find(viewer.leads, space) != viewer.leads.end());
}

bool decides_there(const Act& act, SpaceId space) {
  const auto* place = act.spaces.find(space);
  return place && may(act.actor, *place, Action::decide);
}

}  // namespace

std::optional<std::string> why_suspected(store::Reader& reader, const Act& act, SpaceId space, std::string_view words) {
  if (act.let_through || is_appointed(act.actor, space) || decides_there(act, space)) return std::nullopt;
  const auto filter = read_spam_filter(reader);
  if (!filter.on) return std::nullopt;
  const auto suspicion = suspect(reader, {act.actor.member, {}, words, act.language, instant_of(act)});
  if (!suspicion) return std::nullopt;
  const auto percent = static_cast<std::int64_t>(suspicion->probability * 100);
  return percent >= filter.percent ? std::optional("spam:" + std::to_string(percent)) : std::nullopt;
}

std::optional<std::string> why_it_waits(store::Reader& reader, const Act& act, SpaceId space, std::string_view words) {
  if (act.let_through || is_appointed(act.actor, space)) return std::nullopt;
  const bool decides = decides_there(act, space);
  if (const auto word = find_watched(watched_words(reader), words)) {
    if (word->effect == WatchEffect::waits) return decides ? std::nullopt : std::optional("word:" + word->words);
    throw Conflict({"This holds words that are not published here. Say it in others."});
  }
  if (!decides && act.actor.newcomer && read_moderation_rules(reader).is_raided(instant_of(act))) return "raid";
  return std::nullopt;
}

void foresee_calm(store::Reader& reader, const Viewer& author) {
  store::foresee(reader, kAll);
  if (author.newcomer) foresee_moderation_rules(reader);
}

void require_unsuspicious(store::Store& store, const Act& act, SpaceId space, std::string_view words) {
  auto why = store.read([&](store::Reader& reader) { return why_suspected(reader, act, space, words); });
  if (why) throw MustWait(std::move(*why));
}

void require_calm(store::Reader& reader, const Act& act, SpaceId space, std::string_view words) {
  if (auto why = why_it_waits(reader, act, space, words)) throw MustWait(std::move(*why));
}

}  // namespace parvis::community
