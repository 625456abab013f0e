#include "exchange/check/check.h"

#include "community/returns/returns_check.h"
#include "community/sharing/share_visits.h"
#include "community/threads/counters.h"
#include "core/store/integrity.h"
#include "exchange/check/timeline_check.h"
#include "exchange/stackexchange/checkpoint.h"

namespace parvis::exchange {
namespace {

constexpr store::Sql kImports{"select key, value from setting where key >= 'import:' and key < 'import;' order by key"};
constexpr store::Sql kWaitingForSearch{"select count(*) from search_pending"};

struct Setting {
  std::string key, value;
};

std::vector<std::string> notes(store::Reader& reader) {
  std::vector<std::string> notes;
  for (const auto& [key, value] : reader.all<Setting>(kImports)) {
    const auto checkpoint = Checkpoint::from_json(value);
    if (!checkpoint || checkpoint->stage == Checkpoint::kDone) continue;
    notes.push_back("the import " + key.substr(7) + " was stopped: run it again to finish it");
  }
  if (const auto waiting = reader.one<std::int64_t>(kWaitingForSearch).value_or(0); waiting > 0) {
    notes.push_back(std::to_string(waiting) + " posts wait to be indexed for search");
  }
  return notes;
}

}  // namespace

std::vector<CheckStep> community_checks() {
  return {{"database", store::check_integrity},  {"counters", community::check_counters},
          {"timeline", check_timeline},          {"posts", check_post_numbers},
          {"returns", community::check_returns}, {"shares", community::check_share_visits}};
}

CheckResult check(store::Store& store, const std::vector<CheckStep>& steps,
                  const std::function<void(std::string_view step)>& on_step) {
  CheckResult result;
  for (const auto& step : steps) {
    if (on_step) on_step(step.name);
    for (const auto& problem : store.read([&](store::Reader& reader) { return step.run(reader); })) {
      result.problems.push_back(step.name + ": " + problem);
    }
  }
  result.notes = store.read([](store::Reader& reader) { return notes(reader); });
  return result;
}

int print_check(const CheckResult& result, std::FILE* out) {
  for (const auto& problem : result.problems) std::fprintf(out, "%s\n", problem.c_str());
  for (const auto& note : result.notes) std::fprintf(out, "note: %s\n", note.c_str());
  if (result.sound()) {
    std::fprintf(out, "All is well.\n");
  } else {
    std::fprintf(out, "%zu problem%s found.\n", result.problems.size(), result.problems.size() == 1 ? "" : "s");
  }
  std::fflush(out);
  return result.sound() ? 0 : 1;
}

}  // namespace parvis::exchange
