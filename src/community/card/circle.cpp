#include "community/card/circle.h"

#include <algorithm>
#include <boost/json.hpp>

#include "community/activity/staff_change.h"
#include "community/plans/plan_conditions.h"
#include "community/segments/segment.h"
#include "core/store/setting.h"
#include "core/text/catalogue.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "circles";
constexpr store::Sql kOf{R"(
  select member_circle.circle, member_circle.note, member.display_name, member_circle.at
  from member_circle join member on member.id = member_circle.author where member_circle.member = $1)"};
constexpr store::Sql kSet{R"(
  insert into member_circle (member, circle, note, author, at) values ($1, $2, $3, $4, $5)
  on conflict (member) do update
    set circle = excluded.circle, note = excluded.note, author = excluded.author, at = excluded.at)"};
constexpr store::Sql kLeave{"delete from member_circle where member = $1"};
constexpr store::Sql kAnyIn{"select 1 from member_circle where circle = $1 limit 1"};

struct KnownCircle {
  const char *slug, *words;
};
constexpr KnownCircle kKnown[] = {{"staff", text::msgid("Staff of the brand")},
                                  {"customer", text::msgid("Loyal customer")},
                                  {"fan", text::msgid("Fan")}};

std::vector<CircleName> own_circles(store::Reader& reader) {
  std::vector<CircleName> own;
  boost::system::error_code error;
  const auto value = boost::json::parse(store::read_setting(reader, kSetting).value_or("[]"), error);
  if (error || !value.is_array()) return own;
  for (const auto& name : value.as_array()) {
    if (!name.is_string()) continue;
    std::string words(name.as_string());
    own.push_back({text::slug(words), words});
  }
  return own;
}

std::vector<std::string> own_names(store::Reader& reader) {
  std::vector<std::string> names;
  for (auto& own : own_circles(reader)) names.push_back(std::move(own.name));
  return names;
}

std::string lines_without(const std::vector<std::string>& all, const std::vector<std::string>& others) {
  std::string lines;
  for (const auto& one : all) {
    if (std::ranges::find(others, one) == others.end()) lines += (lines.empty() ? "" : "\n") + one;
  }
  return lines;
}

bool asks_for(const Condition& condition, const std::string& circle) {
  if (condition.kind == Condition::Kind::circle && condition.word == circle) return true;
  return std::ranges::any_of(condition.parts, [&](const Condition& part) { return asks_for(part, circle); });
}

// A circle that is gone would leave them empty without a word.
void require_that_nothing_stands_on(store::Reader& reader, const CircleName& circle) {
  std::string names;
  for (const auto& segment : segments(reader)) {
    if (asks_for(condition_of(segment), circle.slug)) names += (names.empty() ? "" : ", ") + segment.name;
  }
  if (!names.empty()) {
    throw Conflict({"Segments stand on the circle {name}: {segments}. Change them first.",
                    {{"name", circle.name}, {"segments", names}}});
  }
  const auto plan = plan_that_asks(reader, [&](const Condition& one) { return asks_for(one, circle.slug); });
  if (plan) {
    throw Conflict({"The plan “{plan}” stands on the circle {name}. Change it first.",
                    {{"plan", plan->name}, {"name", circle.name}}});
  }
}

Activity fact(const CircleAct& act, Verb verb, MemberId member, std::string_view detail) {
  return {.at = act.at,
          .actor = act.actor,
          .verb = verb,
          .object_kind = ObjectKind::member,
          .object = member.value,
          .counterpart = member,
          .detail = std::string(detail),
          .source = act.source};
}

}  // namespace

const char* known_circle_words(std::string_view slug) {
  const auto found = std::ranges::find(kKnown, slug, &KnownCircle::slug);
  return found == std::end(kKnown) ? nullptr : found->words;
}

std::vector<CircleName> circles(store::Reader& reader) {
  std::vector<CircleName> all;
  for (const auto& known : kKnown) all.push_back({known.slug, "", known.words});
  for (auto& own : own_circles(reader)) all.push_back(std::move(own));
  return all;
}

std::optional<CircleName> find_circle(store::Reader& reader, std::string_view slug) {
  auto all = circles(reader);
  const auto found = std::ranges::find(all, slug, &CircleName::slug);
  if (found == all.end()) return std::nullopt;
  return std::move(*found);
}

std::optional<MemberCircle> circle_of(store::Reader& reader, MemberId member) {
  return reader.one<MemberCircle>(kOf, member);
}

bool set_circle(store::Transaction& transaction, const CircleAct& act, MemberId member, std::string_view circle,
                std::string_view note) {
  const auto present = circle_of(transaction, member);
  if (circle.empty()) {
    if (!present) return false;
    transaction.run(kLeave, member);
    act.timeline.record(transaction, fact(act, Verb::circle_changed, member, ""));
    return true;
  }
  if (!find_circle(transaction, circle)) throw Conflict({"There is no such circle."});
  const bool is_same = present && present->circle == circle;
  if (is_same && present->note == note) return false;
  transaction.run(kSet, member, circle, note, act.actor, act.at);
  act.timeline.record(transaction, is_same ? fact(act, Verb::card_noted, member, "circle")
                                           : fact(act, Verb::circle_changed, member, circle));
  return true;
}

void name_circles(store::Transaction& transaction, const CircleAct& act, const std::vector<std::string>& names) {
  const auto present = own_names(transaction);
  if (present == names) return;
  boost::json::array own;
  std::vector<std::string> slugs;
  for (const auto& known : kKnown) slugs.emplace_back(known.slug);
  for (const auto& name : names) {
    auto slug = text::slug(name);
    if (slug.empty() || std::ranges::find(slugs, slug) != slugs.end()) {
      throw Conflict({"Two circles need two names that differ."});
    }
    slugs.push_back(std::move(slug));
    own.emplace_back(name);
  }
  for (const auto& before : own_circles(transaction)) {
    if (std::ranges::find(slugs, before.slug) != slugs.end()) continue;
    if (transaction.one<std::int64_t>(kAnyIn, before.slug)) {
      throw Conflict({"Members stand in the circle {name}: give them another one first.", {{"name", before.name}}});
    }
    require_that_nothing_stands_on(transaction, before);
  }
  store::save_setting(transaction, kSetting, boost::json::serialize(own));
  act.timeline.record(
      transaction,
      {.at = act.at, .actor = act.actor, .verb = Verb::community_changed, .detail = "circles", .source = act.source});
  // Of a list is told what went and what came.
  note_change(transaction, text::msgid("Circles"), lines_without(present, names), lines_without(names, present));
}

}  // namespace parvis::community
