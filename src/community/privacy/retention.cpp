#include "community/privacy/retention.h"

#include <algorithm>
#include <charconv>

#include "core/jobs/jobs.h"
#include "core/log/log.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr std::int64_t kAtOnce = 500;

constexpr store::Sql kSetting{"select value from setting where key = $1"};
constexpr store::Sql kSet{R"(
  insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value)"};

constexpr store::Sql kOldDrafts{R"(
  delete from draft where (member, place) in (
    select member, place from draft where updated_at < $1 order by updated_at limit $2))"};
constexpr store::Sql kOldContributions{R"(
  delete from contribution where id in (
    select id from contribution where decision <> 0 and decided_at < $1 order by id limit $2))"};

std::string key_of(const RetentionRule& rule) { return "privacy.keep." + std::string(rule.table); }

}  // namespace

const std::vector<RetentionRule>& retention_rules() {
  static const std::vector<RetentionRule> rules{
      {"draft", text::msgid("Drafts that nobody touched"), 365, kOldDrafts},
      {"contribution", text::msgid("What was sent in, once it was decided on"), 365, kOldContributions},
  };
  return rules;
}

const RetentionRule* find_rule(std::string_view table) {
  const auto found = std::ranges::find(retention_rules(), table, &RetentionRule::table);
  return found == retention_rules().end() ? nullptr : &*found;
}

std::int64_t kept_days(store::Reader& reader, const RetentionRule& rule) {
  const auto value = reader.one<std::string>(kSetting, key_of(rule));
  if (!value) return rule.preset_days;
  std::int64_t days = 0;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), days);
  return read.ec == std::errc() && days >= 0 && days <= kMostKeptDays ? days : rule.preset_days;
}

void set_kept_days(store::Transaction& transaction, const RetentionRule& rule, std::int64_t days) {
  transaction.run(kSet, key_of(rule), std::to_string(days));
}

std::int64_t drop_what_is_old(store::Store& store) {
  std::int64_t all = 0;
  for (const auto& rule : retention_rules()) {
    const auto days = store.read([&](store::Reader& reader) { return kept_days(reader, rule); });
    if (days == 0) continue;
    const auto before = now() - days * kDay;
    for (std::int64_t dropped = 1; dropped > 0; all += dropped) {
      dropped = store.write([&](store::Transaction& t) { return t.run(rule.drop, before, kAtOnce); });
    }
  }
  if (all > 0) log::info("Dropped what was kept long enough", {{"rows", all}});
  return all;
}

void keep_retention(jobs::Runner& runner) {
  runner.every("privacy.retention", kDay, [](const jobs::Job&, store::Store& store) { drop_what_is_old(store); });
}

}  // namespace parvis::community
