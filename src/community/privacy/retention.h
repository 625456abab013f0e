// How long the community keeps what need not be kept for ever: one rule for each kind of record (retention_rules.cpp),
// with a number of days, its reason and the bounds within which a manager may choose another, and a job that drops the
// rest each day. What has a time of its own and is dropped by what knows it (sessions, links, copies) says so in
// holdings.cpp; what stands in no table is listed here too. Functions of any thread.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "community/privacy/erasure.h"
#include "core/store/store.h"

namespace parvis::community {

struct RetentionRule {
  std::string_view name;   // in settings, forms and on the timeline
  std::string_view table;  // of holdings.h
  const char* what;        // msgid: "Drafts that nobody touched"
  const char* why;         // msgid: the reason of the preset
  std::int64_t preset_days;
  std::int64_t least_days;  // the same as the most: nobody sets it
  std::int64_t most_days;
  // Whether the rule is about every record of the table, or about those that are over.
  enum class Covers { some, all } covers = Covers::some;
  enum class Forever { no, may_be } forever = Forever::no;  // may_be: zero keeps them as long as their member
  store::Sql find{"select 0 where 1 = 0"};                  // keys of what is older than $1, at most $2
  store::Sql drop{"select 1"};  // "… in (": the keys are written behind it; asked again whether it still is so
  // For what is not dropped by one statement; answers how many went.
  std::int64_t (*put_away)(store::Transaction& transaction, const Timeline& timeline, std::int64_t key) = nullptr;
  // A row while what has the key $2 is still older than $1, and as `find` had it: asked in the write, since somebody
  // may have touched it after it was found.
  store::Sql still{"select 1"};

  bool is_fixed() const { return least_days == most_days; }
};
const std::vector<RetentionRule>& retention_rules();
const RetentionRule* find_rule(std::string_view name);
// Those of one table, in the order of the list.
std::vector<const RetentionRule*> rules_of(std::string_view table);

// What stands in no table, and how long it is kept.
struct KeptElsewhere {
  const char* what;      // msgid
  const char* how_long;  // msgid
};
const std::vector<KeptElsewhere>& kept_elsewhere();
// Letters are kept as files where no mail server is configured, each for so many days.
inline constexpr std::int64_t kLetterFileDays = 30;

// Zero: for ever.
std::int64_t kept_days(store::Reader& reader, const RetentionRule& rule);
bool may_be_kept(const RetentionRule& rule, std::int64_t days);
// On the timeline too, when it changes anything. The days are ones that may be.
void set_kept_days(store::Transaction& transaction, const Timeline& timeline, MemberId actor, const RetentionRule& rule,
                   std::int64_t days);

// Drops those of the keys that the rule still finds older than `before`; answers how many records.
std::int64_t drop_found(store::Transaction& transaction, const Timeline& timeline, const RetentionRule& rule,
                        Instant before, const std::vector<std::int64_t>& keys);
// Drops what is too old, a little in each of many writes, and says so on the timeline; answers how many records. Ends
// early when `stops` says so: the next time goes on.
std::int64_t drop_what_is_old(
    const Erasing& ground, const std::function<bool()>& stops = [] { return false; });
// Registers the job that does so every day. What it is given outlives the runner.
void keep_retention(jobs::Runner& runner, const Timeline& timeline, const config::Settings& settings);

}  // namespace parvis::community
