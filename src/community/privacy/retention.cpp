#include "community/privacy/retention.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>

#include "community/activity/staff_change.h"
#include "core/jobs/jobs.h"
#include "core/log/log.h"
#include "core/store/setting.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kAtOnce = 500;  // records of one write: others write between two
constexpr char kJob[] = "privacy.retention";

constexpr store::Sql kClose{")"};

std::string key_of(const RetentionRule& rule) { return "privacy.keep." + std::string(rule.name); }

std::int64_t drop_by(const Erasing& ground, const RetentionRule& rule, const std::function<bool()>& stops) {
  std::int64_t all = 0;
  while (!stops()) {
    // Looked for off the writing thread, since it may take going through all of them.
    const auto [before, keys] = ground.store.read([&](store::Reader& reader) {
      const auto days = kept_days(reader, rule);
      const auto before = now() - days * kDay;
      return std::pair(before,
                       days == 0 ? std::vector<std::int64_t>() : reader.all<std::int64_t>(rule.find, before, kAtOnce));
    });
    if (keys.empty()) break;
    const auto gone = ground.store.write(
        [&](store::Transaction& transaction) { return drop_found(transaction, ground.timeline, rule, before, keys); });
    all += gone;
    if (gone == 0) break;  // somebody touched them meanwhile: the next day looks again
  }
  return all;
}

// By when they were written, which is when the letter was sent.
std::int64_t drop_letter_files(const fs::path& outbox) {
  std::int64_t gone = 0;
  const auto before = fs::file_time_type::clock::now() - std::chrono::days(kLetterFileDays);
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(outbox, none)) {
    std::error_code unknown;
    const bool is_old = entry.path().extension() == ".eml" && entry.last_write_time(unknown) < before && !unknown;
    if (is_old && fs::remove(entry.path(), unknown)) ++gone;
  }
  return gone;
}

}  // namespace

const RetentionRule* find_rule(std::string_view name) {
  const auto found = std::ranges::find(retention_rules(), name, &RetentionRule::name);
  return found == retention_rules().end() ? nullptr : &*found;
}

std::vector<const RetentionRule*> rules_of(std::string_view table) {
  std::vector<const RetentionRule*> rules;
  for (const auto& rule : retention_rules()) {
    if (rule.table == table) rules.push_back(&rule);
  }
  return rules;
}

bool may_be_kept(const RetentionRule& rule, std::int64_t days) {
  if (days == 0) return rule.forever == RetentionRule::Forever::may_be;
  return days >= rule.least_days && days <= rule.most_days;
}

std::int64_t kept_days(store::Reader& reader, const RetentionRule& rule) {
  if (rule.is_fixed()) return rule.preset_days;
  const auto value = store::read_setting(reader, key_of(rule));
  if (!value) return rule.preset_days;
  std::int64_t days = -1;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), days);
  return read.ec == std::errc() && may_be_kept(rule, days) ? days : rule.preset_days;
}

void set_kept_days(store::Transaction& transaction, const Timeline& timeline, MemberId actor, const RetentionRule& rule,
                   std::int64_t days) {
  const auto before = kept_days(transaction, rule);
  if (before == days) return;
  store::save_setting(transaction, key_of(rule), std::to_string(days));
  timeline.record(transaction, {.actor = actor,
                                .verb = Verb::retention_changed,
                                .amount = days,
                                .detail = std::string(rule.name),
                                .source = Source::page});
  note_change(transaction, text::msgid("Days"), std::to_string(before), std::to_string(days));
}

std::int64_t drop_found(store::Transaction& transaction, const Timeline& timeline, const RetentionRule& rule,
                        Instant before, const std::vector<std::int64_t>& keys) {
  std::int64_t gone = 0;
  if (rule.put_away) {
    for (const auto key : keys) {
      if (transaction.one<std::int64_t>(rule.still, before, key)) gone += rule.put_away(transaction, timeline, key);
    }
  } else {
    gone = transaction.run(rule.drop + store::Sql::numbers(keys) + kClose, before);
  }
  if (gone > 0) {
    timeline.record(
        transaction,
        {.verb = Verb::kept_long_enough, .amount = gone, .detail = std::string(rule.name), .source = Source::system});
  }
  return gone;
}

std::int64_t drop_what_is_old(const Erasing& ground, const std::function<bool()>& stops) {
  std::int64_t all = drop_letter_files(ground.settings.outbox());
  for (const auto& rule : retention_rules()) all += drop_by(ground, rule, stops);
  if (all > 0) log::info("Dropped what was kept long enough", {{"records", all}});
  return all;
}

void keep_retention(jobs::Runner& runner, const Timeline& timeline, const config::Settings& settings) {
  runner.every(
      kJob, kDay,
      [&runner, &timeline, &settings](const jobs::Job&, store::Store& store) {
        drop_what_is_old({store, timeline, settings}, [&runner] { return runner.stopping(); });
        // What is left when the program ends waits for its next life or for another node, not for the next day.
        jobs::give_way(runner);
      },
      jobs::Pace::lengthy);
}

}  // namespace parvis::community
