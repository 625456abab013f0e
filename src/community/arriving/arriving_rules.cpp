#include "community/arriving/arriving_rules.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <limits>

#include "community/activity/activity.h"
#include "community/activity/staff_change.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "arriving";
namespace json = boost::json;

constexpr std::int64_t kMaxId = std::numeric_limits<std::int64_t>::max();
constexpr std::array kDoors{Entry::open, Entry::approval, Entry::invitation};

std::int64_t number_of(const json::object& object, const char* key, std::int64_t most) {
  const auto* value = object.if_contains(key);
  return value && value->is_int64() ? std::clamp<std::int64_t>(value->as_int64(), 0, most) : 0;
}

void read_questions(const json::object& object, std::vector<JoinQuestion>& into) {
  const auto* list = object.if_contains("questions");
  if (!list || !list->is_array()) return;
  for (const auto& entry : list->as_array()) {
    const auto* one = entry.if_object();
    const auto* text = one ? one->if_contains("text") : nullptr;
    if (!text || into.size() == kMaxQuestions) continue;
    const auto* required = one->if_contains("required");
    into.push_back({LocalText::from_json(json::serialize(*text)),
                    !required || required->is_bool() == false || required->as_bool()});
  }
}

std::string json_of(const ArrivingRules& rules) {
  json::array questions;
  for (const auto& question : rules.questions) {
    questions.push_back({{"text", json::parse(question.text.to_json())}, {"required", question.required}});
  }
  return json::serialize(json::object{{"door", entry_name(rules.door)},
                                      {"questions", std::move(questions)},
                                      {"member_seats", rules.member_seats},
                                      {"second_factor_from", static_cast<std::int64_t>(rules.second_factor_from)},
                                      {"welcome_by", rules.welcome_by.value},
                                      {"welcome", json::parse(rules.welcome_words.to_json())},
                                      {"introductions", rules.introductions.value}});
}

}  // namespace

std::string_view entry_name(Entry door) {
  switch (door) {
    case Entry::open: return "open";
    case Entry::approval: return "approval";
    case Entry::invitation: return "invitation";
  }
  return "open";
}

std::optional<Entry> parse_entry(std::string_view name) {
  const auto found = std::ranges::find(kDoors, name, entry_name);
  return found == kDoors.end() ? std::nullopt : std::optional(*found);
}

ArrivingRules read_arriving(store::Reader& reader) {
  ArrivingRules rules;
  const auto saved = store::read_setting(reader, kSetting);
  if (!saved) return rules;
  boost::system::error_code error;
  const auto value = json::parse(*saved, error);
  if (error || !value.is_object()) return rules;
  const auto& object = value.as_object();
  if (const auto* door = object.if_contains("door"); door && door->is_string()) {
    rules.door = parse_entry(std::string_view(door->as_string())).value_or(Entry::open);
  }
  read_questions(object, rules.questions);
  rules.member_seats = number_of(object, "member_seats", kMostMemberSeats);
  rules.second_factor_from =
      static_cast<Role>(number_of(object, "second_factor_from", static_cast<std::int64_t>(Role::administrator)));
  rules.welcome_by = {number_of(object, "welcome_by", kMaxId)};
  rules.introductions = {number_of(object, "introductions", kMaxId)};
  if (const auto* words = object.if_contains("welcome")) {
    rules.welcome_words = LocalText::from_json(json::serialize(*words));
  }
  return rules;
}

bool save_arriving(store::Transaction& transaction, const Timeline& timeline, MemberId actor,
                   const ArrivingRules& rules, Source source) {
  const auto present = read_arriving(transaction);
  if (present == rules) return false;
  store::save_setting(transaction, kSetting, json_of(present));  // as it held, whether or not it was ever saved
  const StaffChange change(transaction, Verb::arriving_changed);
  store::save_setting(transaction, kSetting, json_of(rules));
  timeline.record(transaction, {.actor = actor, .verb = Verb::arriving_changed, .source = source});
  change.keep(transaction);
  return true;
}

}  // namespace parvis::community
