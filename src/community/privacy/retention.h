// How long the community keeps what need not be kept for ever: one line for each kind of thing, a number of days that a
// manager sets, and a job that drops the rest each day. What has a time of its own that nobody sets (sessions, links,
// copies) stands in holdings.h. Functions of any thread.
#pragma once

#include <string_view>
#include <vector>

#include "core/store/store.h"

namespace parvis::jobs {
class Runner;  // core/jobs/jobs.h
}

namespace parvis::community {

struct RetentionRule {
  std::string_view table;  // of holdings.h
  const char* what;        // msgid: "Drafts nobody touched"
  std::int64_t preset_days;
  store::Sql drop;  // what is older than $1, at most $2 rows
};
const std::vector<RetentionRule>& retention_rules();
const RetentionRule* find_rule(std::string_view table);

inline constexpr std::int64_t kMostKeptDays = 3650;
// Zero: for ever.
std::int64_t kept_days(store::Reader& reader, const RetentionRule& rule);
void set_kept_days(store::Transaction& transaction, const RetentionRule& rule, std::int64_t days);

// Drops what is too old, a little in each of many writes; answers how many rows.
std::int64_t drop_what_is_old(store::Store& store);
// Registers the job that does so every day.
void keep_retention(jobs::Runner& runner);

}  // namespace parvis::community
