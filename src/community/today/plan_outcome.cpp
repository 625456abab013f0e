#include "community/today/plan_outcome.h"

#include <algorithm>
#include <map>

#include "community/plans/plan_way.h"
#include "community/today/coming_back.h"
#include "core/ids_at.h"
#include "core/store/id_list.h"

namespace parvis::community {

namespace {

// 3: a letter went.
const store::Sql kLetters = "select word.member, word.at, " + back_and_until("word.member", "word.at") + R"(
  from plan_moment as word
  where word.plan = $1 and word.id > $2 and word.what = 3 and word.at > $3
  order by word.id desc limit 300)";
// 13: a step of a plan, 2: done; what makes the card one begins with the way it belongs to.
const store::Sql kCards =
    "select task.occasion, task.member, task.decided_at, " + back_and_until("task.member", "task.decided_at") + R"(
  from task
  where task.decided_at > $1 and task.kind = 13 and task.member is not null and task.state = 2
  order by task.decided_at desc limit 1000)";
constexpr store::Sql kPlans{R"(
  select id, slug, name, case when removed_at is null then 0 else 1 end from plan
  where (removed_at is null or removed_at > $1) and ($2 = '' or slug = $2) order by name, id)"};
constexpr store::Sql kPlansOfWays{"select id, plan from plan_member where id"};

struct Card {
  std::string occasion;
  MemberId member;
  Instant at;
  std::optional<Instant> back;
  Instant until;
};
using Words = std::map<PlanId, std::vector<Followed>>;

PlanWayId way_of(const Card& card) {
  return {parse_id(std::string_view(card.occasion).substr(0, card.occasion.find('.'))).value_or(0)};
}

std::map<PlanWayId, PlanId> plans_of(store::Reader& reader, const std::vector<Card>& cards) {
  struct Row {
    PlanWayId way;
    PlanId plan;
  };
  std::vector<PlanWayId> ways;
  for (const auto& card : cards) ways.push_back(way_of(card));
  std::map<PlanWayId, PlanId> plans;
  for (const auto& row : reader.all<Row>(kPlansOfWays + store::in_list(reader, "$1"), store::id_list(ways))) {
    plans.emplace(row.way, row.plan);
  }
  return plans;
}

Words words_on_cards(store::Reader& reader, Instant at) {
  Words words;
  const auto cards = reader.all<Card>(kCards, at - kOutcomesOf);
  if (cards.empty()) return words;
  const auto plans = plans_of(reader, cards);
  for (const auto& card : cards) {
    if (const auto found = plans.find(way_of(card)); found != plans.end()) {
      words[found->second].push_back({.member = card.member, .at = card.at, .back = card.back, .until = card.until});
    }
  }
  return words;
}

// One line for each member, of all the words they got.
std::vector<Followed> once_each(std::vector<Followed> words) {
  std::ranges::sort(words, std::ranges::less(), [](const Followed& one) { return std::pair(one.member, one.at); });
  std::vector<Followed> people;
  for (const auto& word : words) {
    if (people.empty() || people.back().member != word.member) {
      people.push_back(word);
    } else {
      auto& person = people.back();
      if (!person.back) person.at = word.at, person.back = word.back;
      person.until = std::max(person.until, word.until);
    }
  }
  std::ranges::sort(people, std::ranges::greater(), &Followed::at);
  return people;
}

std::vector<Followed> people_of(store::Reader& reader, PlanId plan, const Words& on_cards, Instant at) {
  const auto since = at - kOutcomesOf;
  auto words = reader.all<Followed>(kLetters, plan, least_id_at(since), since);
  if (const auto cards = on_cards.find(plan); cards != on_cards.end()) {
    words.insert(words.end(), cards->second.begin(), cards->second.end());
  }
  return once_each(std::move(words));
}

}  // namespace

std::vector<Followed> followed_of_plan(store::Reader& reader, PlanId plan, Instant at) {
  return people_of(reader, plan, words_on_cards(reader, at), at);
}

std::optional<NamedPlan> plan_followed(store::Reader& reader, std::string_view slug, Instant at) {
  return slug.empty() ? std::nullopt : reader.one<NamedPlan>(kPlans, at - kOutcomesOf, slug);
}

std::vector<PlanOutcome> plan_outcomes(store::Reader& reader, Instant at) {
  std::vector<PlanOutcome> all;
  const auto on_cards = words_on_cards(reader, at);
  for (const auto& plan : reader.all<NamedPlan>(kPlans, at - kOutcomesOf, "")) {
    const auto people = people_of(reader, plan.id, on_cards, at);
    if (people.empty()) continue;
    all.push_back({.slug = plan.slug, .name = plan.name, .removed = plan.removed, .reached = counted(people, at)});
  }
  return all;
}

}  // namespace parvis::community
