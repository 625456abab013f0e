#include "community/segments/condition.h"

#include <algorithm>
#include <array>

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using Kind = Condition::Kind;

constexpr std::array<std::string_view, 6> kSigns{">=", ">", "<=", "<", "=", "!="};

struct RoleWord {
  std::string_view word;
  Role role;
};
constexpr RoleWord kRoleWords[] = {{"member", Role::member},
                                   {"expert", Role::expert},
                                   {"leader", Role::leader},
                                   {"manager", Role::manager},
                                   {"administrator", Role::administrator}};

// Groups whose members come and go, and all that makes and ends accounts: they change who is counted at all.
constexpr Verb kOfEverybody[] = {Verb::joined, Verb::erased, Verb::account_claimed, Verb::let_in,
                                 Verb::address_confirmed};

std::string quoted(std::string_view text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') all.push_back('\\');
    all.push_back(c);
  }
  return all + "\"";
}

std::string day_text(std::int64_t day) { return to_rfc3339(start_of(day)).substr(0, 10); }

std::string period_text(const ActPeriod& period) {
  switch (period.kind) {
    case ActPeriod::Kind::ever: return "";
    case ActPeriod::Kind::last: return " within " + std::to_string(period.days) + " days";
    case ActPeriod::Kind::ago:
      return " between " + std::to_string(period.from) + " and " + std::to_string(period.to) + " days ago";
    case ActPeriod::Kind::between: return " between " + day_text(period.from) + " and " + day_text(period.to);
  }
  return "";
}

std::string compared_text(const Condition& one) {
  return " " + std::string(comparison_sign(one.comparison)) + " " + std::to_string(one.count) + period_text(one.period);
}

std::string age_text(const Condition& one) {
  if (one.period.kind == ActPeriod::Kind::between) return period_text(one.period);
  const auto days = std::to_string(one.count) + " days";
  return one.age == Age::within ? " within " + days : " more than " + days + " ago";
}

std::string acts_text(const Condition& one) {
  std::string text = one.part == ActPart::done ? "acts(" : "received(";
  text += quoted(one.word);
  if (!one.space.empty()) text += ", space " + quoted(one.space);
  if (!one.tag.empty()) text += ", tag " + quoted(one.tag);
  if (!one.with.empty()) text += ", with " + quoted(one.with);
  if (!one.with_role.empty()) text += ", with role " + one.with_role;
  return text + ")" + compared_text(one);
}

std::string group_text(const Condition& group) {
  const bool is_any = group.kind == Kind::any;
  std::string text;
  for (const auto& part : group.parts) {
    if (!text.empty()) text += is_any ? " or " : " and ";
    const bool inner = (part.kind == Kind::all || part.kind == Kind::any) && part.parts.size() != 1;
    text += inner ? "(" + to_text(part) + ")" : to_text(part);
  }
  return text.empty() ? "everyone" : text;
}

std::string negated_text(const Condition& group) {
  if (group.parts.empty()) return "not everyone";
  const auto& part = group.parts.front();
  const bool inner = (part.kind == Kind::all || part.kind == Kind::any) && part.parts.size() != 1;
  return inner ? "not (" + to_text(part) + ")" : "not " + to_text(part);
}

void add(std::set<Verb>& verbs, std::initializer_list<Verb> more) { verbs.insert(more.begin(), more.end()); }

void add_counted(std::set<Verb>& verbs, std::string_view word, ActPart part) {
  if (const auto* act = find_act_word(word, part)) verbs.insert(act->verbs.begin(), act->verbs.end());
  for (int number = 1; number < 200; ++number) {
    if (takes_back(Verb{number})) verbs.insert(Verb{number});
  }
}

void add_own(std::set<Verb>& verbs, const Condition& one) {
  using enum Verb;
  switch (one.kind) {
    case Kind::acts: return add_counted(verbs, one.word, one.part);
    case Kind::first_act:
    case Kind::last_act: return add_counted(verbs, "acted", ActPart::done);
    case Kind::newcomer: return add_counted(verbs, "wrote", ActPart::done);
    case Kind::role: return add(verbs, {role_changed, custom_role_given, custom_role_taken});
    case Kind::group: return add(verbs, {group_founded, group_joined, group_left, group_admitted, group_removed});
    case Kind::unit: return add(verbs, {service_stated, service_withdrawn});
    case Kind::consent: return add(verbs, {consent_given, consent_withdrawn});
    case Kind::language:
    case Kind::place:
    case Kind::profile: return add(verbs, {profile_changed});
    case Kind::badge: return add(verbs, {badge_granted});
    case Kind::circle: return add(verbs, {circle_changed});
    case Kind::account: return add(verbs, {suspended, excluded, sanction_lifted});
    case Kind::orders: return add(verbs, {order_recorded});
    case Kind::stage: return add(verbs, {stage_entered, stage_set});
    case Kind::segment: return add(verbs, {segment_entered, segment_left});
    default: return;
  }
}

}  // namespace

std::string_view comparison_sign(Comparison comparison) { return kSigns[static_cast<std::size_t>(comparison)]; }

std::int64_t day_of(Instant at) {
  const auto days = at.microseconds / kDay;
  return at.microseconds < 0 && at.microseconds % kDay != 0 ? days - 1 : days;
}

Instant start_of(std::int64_t day) { return {day * kDay}; }

std::string to_text(const Condition& one) {
  switch (one.kind) {
    case Kind::all:
    case Kind::any: return group_text(one);
    case Kind::none: return negated_text(one);
    case Kind::everyone: return "everyone";
    case Kind::acts: return acts_text(one);
    case Kind::role: return "role " + (parse_role_word(one.word) ? one.word : quoted(one.word));
    case Kind::group: return "group " + quoted(one.word);
    case Kind::unit: return "unit " + quoted(one.word);
    case Kind::consent: return "consent " + quoted(one.word);
    case Kind::language: return "language " + quoted(one.word);
    case Kind::place: return "place " + quoted(one.word);
    case Kind::profile: return "profile " + quoted(one.word) + " = " + quoted(one.answer);
    case Kind::badge: return "badge " + quoted(one.word);
    case Kind::circle: return "circle " + quoted(one.word);
    case Kind::newcomer: return "newcomer";
    case Kind::account: return "account " + one.word;
    case Kind::joined: return "joined" + age_text(one);
    case Kind::first_act: return "first act" + age_text(one);
    case Kind::last_act: return "last act" + age_text(one);
    case Kind::orders: return "orders" + compared_text(one);
    case Kind::stage: return "stage " + quoted(one.word);
    case Kind::segment: return "segment " + quoted(one.word);
  }
  return "";
}

Condition simplified(Condition condition) {
  std::vector<Condition> parts;
  for (auto& part : condition.parts) {
    auto inner = simplified(std::move(part));
    const bool is_same = inner.kind == condition.kind && condition.kind != Kind::none;
    if (is_same) {
      std::ranges::move(inner.parts, std::back_inserter(parts));
    } else if (!(inner.is_group() && inner.parts.empty())) {
      parts.push_back(std::move(inner));
    }
  }
  condition.parts = std::move(parts);
  if (condition.kind == Kind::none && condition.parts.size() > 1) {
    condition.parts = {Condition{.kind = Kind::any, .parts = std::move(condition.parts)}};
  }
  if ((condition.kind == Kind::all || condition.kind == Kind::any) && condition.parts.size() == 1) {
    return std::move(condition.parts.front());
  }
  return condition;
}

std::size_t size_of(const Condition& condition) {
  std::size_t size = 1;
  for (const auto& part : condition.parts) size += size_of(part);
  return size;
}

std::set<Verb> verbs_behind(const Condition& condition) {
  std::set<Verb> verbs(std::begin(kOfEverybody), std::end(kOfEverybody));
  if (condition.kind == Kind::acts && !condition.tag.empty()) verbs.insert(Verb::thread_tagged);
  add_own(verbs, condition);
  for (const auto& part : condition.parts) verbs.merge(verbs_behind(part));
  return verbs;
}

bool concerns_all(const Condition& one, Verb verb) {
  const bool here = [&] {
    switch (one.kind) {
      case Kind::role: return verb == Verb::custom_role_removed;
      case Kind::group: return verb == Verb::group_ended;
      case Kind::unit: return verb == Verb::unit_changed || verb == Verb::unit_removed || verb == Verb::units_imported;
      case Kind::consent: return verb == Verb::purpose_changed || verb == Verb::purpose_ended;
      case Kind::profile: return verb == Verb::profile_field_changed;
      case Kind::newcomer: return verb == Verb::trust_changed;
      case Kind::stage: return verb == Verb::journey_changed;
      case Kind::acts: return verb == Verb::thread_moved && !one.space.empty() && !one.tag.empty();
      default: return false;
    }
  }();
  return here || std::ranges::any_of(one.parts, [&](const auto& part) { return concerns_all(part, verb); });
}

namespace {

void collect(const Condition& condition, Kind kind, std::set<std::string>& words) {
  if (condition.kind == kind) words.insert(condition.word);
  for (const auto& part : condition.parts) collect(part, kind, words);
}

}  // namespace

std::set<std::string> segments_in(const Condition& condition) {
  std::set<std::string> words;
  collect(condition, Kind::segment, words);
  return words;
}

std::set<std::string> stages_in(const Condition& condition) {
  std::set<std::string> words;
  collect(condition, Kind::stage, words);
  return words;
}

std::optional<Role> parse_role_word(std::string_view word) {
  const auto found = std::ranges::find(kRoleWords, word, &RoleWord::word);
  return found == std::end(kRoleWords) ? std::nullopt : std::optional(found->role);
}

std::string_view role_word(Role role) {
  const auto found = std::ranges::find(kRoleWords, role, &RoleWord::role);
  return found == std::end(kRoleWords) ? std::string_view() : found->word;
}

}  // namespace parvis::community
