#include "cockpit/condition_words.h"

#include <algorithm>
#include <vector>

#include "cockpit/condition_form.h"
#include "community/card/circle.h"
#include "community/manage/local_fields.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;
using Kind = Condition::Kind;

namespace {

std::string times(const Visit& visit, Comparison comparison, std::int64_t n) {
  switch (comparison) {
    case Comparison::at_least: return visit.trn("at least {n} time", "at least {n} times", n);
    case Comparison::more_than: return visit.trn("more than {n} time", "more than {n} times", n);
    case Comparison::at_most: return visit.trn("at most {n} time", "at most {n} times", n);
    case Comparison::less_than: return visit.trn("fewer than {n} time", "fewer than {n} times", n);
    case Comparison::equal: return visit.trn("exactly {n} time", "exactly {n} times", n);
    case Comparison::not_equal: return visit.trn("not {n} time", "not {n} times", n);
  }
  return {};
}

std::string day_words(const Visit& visit, std::int64_t day) {
  return text::day(start_of(day), visit.language, text::TimeZone());
}

std::string period_words(const Visit& visit, const ActPeriod& period) {
  switch (period.kind) {
    case ActPeriod::Kind::ever: return {};
    case ActPeriod::Kind::last: return visit.trn("in the last day", "in the last {n} days", period.days);
    case ActPeriod::Kind::between:
      return visit.tr("between {from} and {to}",
                      {{"from", day_words(visit, period.from)}, {"to", day_words(visit, period.to)}});
    case ActPeriod::Kind::ago:
      return visit.tr("between {from} and {to} days ago", {{"from", period.from}, {"to", period.to}});
  }
  return {};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += ", ";
    all += part;
  }
  return all;
}

std::string acts_words(const Visit& visit, const Condition& leaf) {
  const auto* word = find_act_word(leaf.word, leaf.part);
  const auto* label = !word ? "" : leaf.part == ActPart::done ? word->done : word->received;
  const auto* space = visit.spaces->find(leaf.space);
  std::vector<std::string> parts{std::string(text::phrase(visit.language, label)),
                                 times(visit, leaf.comparison, leaf.count), period_words(visit, leaf.period)};
  if (!leaf.space.empty()) {
    parts.push_back(visit.tr("in {space}", {{"space", space ? space->name.in(visit.language) : leaf.space}}));
  }
  if (!leaf.tag.empty()) parts.push_back(visit.tr("under the tag {tag}", {{"tag", leaf.tag}}));
  const bool is_done = leaf.part == ActPart::done;
  if (!leaf.with.empty()) {
    parts.push_back(is_done ? visit.tr("towards @{handle}", {{"handle", leaf.with}})
                            : visit.tr("by @{handle}", {{"handle", leaf.with}}));
  }
  if (!leaf.with_role.empty()) {
    const auto role = role_words(visit, leaf.with_role);
    parts.push_back(is_done ? visit.tr("towards somebody who is {role}", {{"role", role}})
                            : visit.tr("by somebody who is {role}", {{"role", role}}));
  }
  return joined(parts);
}

std::string age_words(const Visit& visit, const Condition& leaf) {
  if (leaf.period.kind == ActPeriod::Kind::between) return period_words(visit, leaf.period);
  return leaf.age == Age::within ? visit.trn("in the last day", "in the last {n} days", leaf.count)
                                 : visit.trn("more than {n} day ago", "more than {n} days ago", leaf.count);
}

// As people call it, where that is known.
std::string called(const std::vector<ConditionChoices::One> ConditionChoices::*list, const ConditionChoices* names,
                   const std::string& word) {
  if (!names) return word;
  const auto& all = names->*list;
  const auto found = std::ranges::find(all, word, &ConditionChoices::One::value);
  return found == all.end() ? word : found->words;
}

// A part of a sentence that has parts of its own stands in brackets.
std::string say_part(const Visit& visit, const Condition& part, const ConditionChoices& names) {
  const auto said = say_condition(visit, part, names);
  return part.is_group() && part.kind != Kind::none && part.parts.size() > 1 ? "(" + said + ")" : said;
}

// Those the program knows have words; the community's own stand under their short name.
std::string circle_named(const Visit& visit, const std::string& slug) {
  const auto* words = known_circle_words(slug);
  return words ? std::string(text::phrase(visit.language, words)) : slug;
}

std::string account_words(const Visit& visit, std::string_view word) {
  if (word == "unconfirmed") return visit.tr("has not confirmed their address yet");
  if (word == "unclaimed") return visit.tr("came with an import and has not taken over their account");
  return visit.tr("has an account in use");
}

}  // namespace

std::string role_words(const Visit& visit, std::string_view word) {
  const auto role = parse_role_word(word);
  if (!role) {
    const auto* custom = visit.spaces->find_role(word);
    return custom ? custom->name.in(visit.language) : std::string(word);
  }
  switch (*role) {
    case Role::expert: return visit.tr("expert");
    case Role::leader: return visit.tr("leader");
    case Role::manager: return visit.tr("manager");
    case Role::administrator: return visit.tr("administrator");
    default: return visit.tr("member");
  }
}

std::string comparison_words(const Visit& visit, Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least: return visit.tr("at least");
    case Comparison::more_than: return visit.tr("more than");
    case Comparison::at_most: return visit.tr("at most");
    case Comparison::less_than: return visit.tr("fewer than");
    case Comparison::equal: return visit.tr("exactly");
    case Comparison::not_equal: return visit.tr("anything but");
  }
  return {};
}

std::string kind_words(const Visit& visit, Kind kind) {
  switch (kind) {
    case Kind::acts: return visit.tr("What they did");
    case Kind::last_act: return visit.tr("When they last took part");
    case Kind::first_act: return visit.tr("When they first took part");
    case Kind::joined: return visit.tr("When they joined");
    case Kind::role: return visit.tr("Their role");
    case Kind::group: return visit.tr("A group they are in");
    case Kind::unit: return visit.tr("A unit they served in");
    case Kind::consent: return visit.tr("What they agreed to");
    case Kind::language: return visit.tr("Their language");
    case Kind::place: return visit.tr("Their place");
    case Kind::profile: return visit.tr("An answer in their profile");
    case Kind::badge: return visit.tr("A badge");
    case Kind::circle: return visit.tr("Their circle");
    case Kind::newcomer: return visit.tr("Whether the community knows them");
    case Kind::account: return visit.tr("Their account");
    case Kind::orders: return visit.tr("What they bought");
    case Kind::stage: return visit.tr("Their stage");
    case Kind::segment: return visit.tr("Another segment");
    case Kind::everyone: return visit.tr("Everybody");
    case Kind::all:
    case Kind::any:
    case Kind::none: return visit.tr("A group of conditions");
  }
  return {};
}

std::string group_words(const Visit& visit, Kind kind) {
  switch (kind) {
    case Kind::any: return visit.tr("One of these");
    case Kind::none: return visit.tr("Not this");
    default: return visit.tr("All of these");
  }
}

std::string say_leaf(const Visit& visit, const Condition& leaf, const ConditionChoices* names) {
  const auto& word = leaf.word;
  switch (leaf.kind) {
    case Kind::everyone: return visit.tr("everybody");
    case Kind::acts: return acts_words(visit, leaf);
    case Kind::role: return visit.tr("has the role: {role}", {{"role", role_words(visit, word)}});
    case Kind::group:
      return visit.tr("is in the group {group}", {{"group", called(&ConditionChoices::groups, names, word)}});
    case Kind::unit: return visit.tr("served in {unit}", {{"unit", word}});
    case Kind::consent:
      return visit.tr("agreed to {purpose}", {{"purpose", called(&ConditionChoices::consents, names, word)}});
    case Kind::language: {
      const auto language = text::parse_language(word);
      return visit.tr("reads in {language}",
                      {{"language", language ? language_name(visit, *language) : std::string(word)}});
    }
    case Kind::place: return visit.tr("lives in {place}", {{"place", word}});
    case Kind::profile: return visit.tr("{field}: {answer}", {{"field", word}, {"answer", leaf.answer}});
    case Kind::badge:
      return visit.tr("has the badge {badge}", {{"badge", called(&ConditionChoices::badges, names, word)}});
    case Kind::circle: return visit.tr("stands in the circle {circle}", {{"circle", circle_named(visit, word)}});
    case Kind::newcomer: return visit.tr("is a newcomer, whom the community does not know yet");
    case Kind::account: return account_words(visit, word);
    case Kind::joined: return joined({visit.tr("joined"), age_words(visit, leaf)});
    case Kind::first_act: return joined({visit.tr("first took part"), age_words(visit, leaf)});
    case Kind::last_act: return joined({visit.tr("last took part"), age_words(visit, leaf)});
    case Kind::orders:
      return joined({visit.tr("bought for {comparison} {sum}",
                              {{"comparison", comparison_words(visit, leaf.comparison)}, {"sum", leaf.count}}),
                     period_words(visit, leaf.period)});
    case Kind::stage:
      return visit.tr("is at the stage {stage}", {{"stage", called(&ConditionChoices::stages, names, word)}});
    case Kind::segment:
      return visit.tr("is in the segment {segment}", {{"segment", called(&ConditionChoices::segments, names, word)}});
    default: return group_words(visit, leaf.kind);
  }
}

std::string say_condition(const Visit& visit, const Condition& condition, const ConditionChoices& names) {
  if (!condition.is_group()) return say_leaf(visit, condition, &names);
  std::string said;
  for (const auto& part : condition.parts) {
    const auto words = say_part(visit, part, names);
    if (condition.kind == Kind::none) return visit.tr("not: {condition}", {{"condition", words}});
    if (said.empty()) {
      said = words;
    } else {
      said = condition.kind == Kind::any ? visit.tr("{first}; or {second}", {{"first", said}, {"second", words}})
                                         : visit.tr("{first}; and {second}", {{"first", said}, {"second", words}});
    }
  }
  return said;
}

void write_condition(html::Writer& out, const Visit& visit, const Condition& condition, const ConditionChoices* names) {
  if (!condition.is_group()) {
    out.element("p", say_leaf(visit, condition, names));
    return;
  }
  out.element("p", {{"class", "quiet small"}}, group_words(visit, condition.kind));
  out.open("ul", {{"class", "tree"}});
  for (const auto& part : condition.parts) {
    out.open("li");
    write_condition(out, visit, part, names);
    out.close();
  }
  out.close();
}

}  // namespace parvis::cockpit
