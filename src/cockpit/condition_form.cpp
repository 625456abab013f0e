#include "cockpit/condition_form.h"

#include <algorithm>
#include <charconv>

#include "cockpit/condition_kinds.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;
using Kind = Condition::Kind;

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// What was typed, and beside which field something is wrong with it. A field that the form did not have yet, since its
// row has just become another, has its preset.
struct Typed {
  const http::Fields& form;
  html::FormState& state;

  std::string_view get(const std::string& name) const { return form.get(name); }

  std::int64_t number(const std::string& name, std::int64_t least, std::int64_t most, std::int64_t preset) const {
    if (!form.has(name)) return preset;
    const auto number = whole_number(trimmed(form.get(name)));
    if (number && *number >= least && *number <= most) return *number;
    state.refuse(name, {"Write a whole number from {least} to {most}.",
                        {{"least", std::to_string(least)}, {"most", std::to_string(most)}}});
    return preset;
  }

  std::int64_t day(const std::string& name, std::int64_t preset) const {
    if (!form.has(name)) return preset;
    if (const auto day = parse_rfc3339(trimmed(form.get(name)))) return day_of(*day);
    state.refuse(name, {"Write the day like 2026-11-17."});
    return preset;
  }
};

ActPeriod read_between(const Typed& typed, const std::string& at) {
  const auto today = day_of(now());
  ActPeriod period{.kind = ActPeriod::Kind::between,
                   .from = typed.day(at + ".from", today - 30),
                   .to = typed.day(at + ".to", today)};
  // Of days that are no days nothing more is said.
  const bool are_days = !typed.state.message(at + ".from") && !typed.state.message(at + ".to");
  if (are_days && period.to < period.from) {
    typed.state.refuse(at + ".to", {"It ends before it begins."});
    period.to = period.from;
  }
  return period;
}

ActPeriod read_period(const Typed& typed, const std::string& at) {
  const auto kind = typed.get(at + ".period");
  ActPeriod period;
  if (kind == "last") {
    period = {.kind = ActPeriod::Kind::last, .days = typed.number(at + ".days", 1, kMostDays, 30)};
  } else if (kind == "ago") {
    period = {.kind = ActPeriod::Kind::ago,
              .from = typed.number(at + ".from_days", 0, kMostDays, 60),
              .to = typed.number(at + ".to_days", 0, kMostDays, 30)};
    if (period.to > period.from) {
      typed.state.refuse(at + ".to_days", {"The second number is the nearer one: at most the first."});
      period.to = period.from;
    }
  } else if (kind == "between") {
    period = read_between(typed, at);
  }
  return period;
}

void read_acts(Condition& leaf, const http::Fields& form, const std::string& at) {
  const std::string_view word = form.get(at + ".word");
  const bool is_received = word.starts_with("received:");
  leaf.part = is_received ? ActPart::received : ActPart::done;
  leaf.word = std::string(is_received ? word.substr(9) : word);
  const auto* known = find_act_word(leaf.word, leaf.part);
  if (!known) leaf.word = "wrote", leaf.part = ActPart::done;
  leaf.space = std::string(form.get(at + ".space"));
  if (!known || (known->is_written && !is_received)) leaf.tag = std::string(form.get(at + ".tag"));
  leaf.with = std::string(form.get(at + ".with"));
  if (leaf.with.starts_with('@')) leaf.with.erase(0, 1);
  const auto role = parse_role_word(form.get(at + ".with_role"));
  if (role && *role != Role::member) leaf.with_role = std::string(role_word(*role));
}

Comparison read_comparison(std::string_view text) {
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most, Comparison::less_than,
                                Comparison::equal, Comparison::not_equal}) {
    if (text == comparison_sign(comparison)) return comparison;
  }
  return Comparison::at_least;
}

// Within so many days, before them, or, of who joined, between two dates.
void read_age(Condition& leaf, const Typed& typed, const std::string& at) {
  const auto age = typed.get(at + ".age");
  if (leaf.kind == Kind::joined && age == "between") {
    leaf.period = read_between(typed, at);
    return;
  }
  leaf.age = age == "before" ? Age::before : Age::within;
  leaf.count = typed.number(at + ".count", 1, kMostDays, 30);
}

Condition read_leaf(Kind kind, const Typed& typed, const std::string& at) {
  const auto& form = typed.form;
  Condition leaf{.kind = kind, .word = std::string(form.get(at + ".word"))};
  switch (kind) {
    case Kind::acts:
    case Kind::orders:
      leaf.comparison = read_comparison(form.get(at + ".comparison"));
      leaf.count = typed.number(at + ".count", 0, kMostCount, 1);
      leaf.period = read_period(typed, at);
      if (kind == Kind::acts) read_acts(leaf, form, at);
      break;
    case Kind::joined:
    case Kind::first_act:
    case Kind::last_act: read_age(leaf, typed, at); break;
    case Kind::profile: leaf.answer = std::string(form.get(at + ".answer")); break;
    default: break;
  }
  return leaf;
}

Condition read_row(const Typed& typed, const std::string& at, std::size_t depth, std::size_t& left) {
  const auto& form = typed.form;
  const auto kind = parse_kind(form.get(at + ".kind")).value_or(Kind::everyone);
  Condition row{.kind = kind};
  if (row.is_group()) {
    for (std::size_t i = 0; left > 0 && depth < kMostNesting; ++i) {
      const auto part = at + "." + std::to_string(i);
      if (!form.has(part + ".kind")) break;
      --left;
      row.parts.push_back(read_row(typed, part, depth + 1, left));
    }
  } else {
    row = read_leaf(kind, typed, at);
  }
  if (form.get(at + ".not") != "1") return row;
  return {.kind = Kind::none, .parts = {std::move(row)}};
}

// The node at "c.0.2", passing over the negations, which have no place of their own.
Condition* node_at(Condition& root, std::string_view path, std::size_t* index, Condition** parent) {
  auto* node = &root;
  if (path != "c" && !path.starts_with("c.")) return nullptr;
  path.remove_prefix(1);
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('.'), path.size());
    const auto number = static_cast<std::size_t>(whole_number(path.substr(0, end)).value_or(kMostConditions));
    while (node->kind == Kind::none && !node->parts.empty()) node = &node->parts.front();
    if (number >= node->parts.size()) return nullptr;
    if (index) *index = number;
    if (parent) *parent = node;
    node = &node->parts[number];
    path.remove_prefix(end);
  }
  return node;
}

bool needs_word(Kind kind) {
  switch (kind) {
    case Kind::role:
    case Kind::group:
    case Kind::unit:
    case Kind::consent:
    case Kind::language:
    case Kind::place:
    case Kind::profile:
    case Kind::badge:
    case Kind::circle:
    case Kind::stage:
    case Kind::segment: return true;
    default: return false;
  }
}

void refuse_empty(const Condition& one, const std::string& at, html::FormState& state) {
  if (one.kind == Kind::none && one.parts.size() == 1) return refuse_empty(one.parts.front(), at, state);
  for (std::size_t i = 0; i < one.parts.size(); ++i) refuse_empty(one.parts[i], at + "." + std::to_string(i), state);
  if (!needs_word(one.kind)) return;
  const bool is_typed = one.kind == Kind::place || one.kind == Kind::unit;
  if (trimmed(one.word).empty()) {
    state.refuse(at + ".word", {is_typed ? text::msgid("Write which one.") : text::msgid("Choose one.")});
  }
  if (one.kind == Kind::profile && trimmed(one.answer).empty()) {
    state.refuse(at + ".answer", {text::msgid("Write the answer that is looked for.")});
  }
}

Condition fresh(Kind kind) {
  Condition one{.kind = kind};
  if (kind == Kind::acts) {
    one.word = "wrote";
    one.period = {.kind = ActPeriod::Kind::last, .days = 30};
  }
  if (kind == Kind::joined || kind == Kind::last_act || kind == Kind::first_act) one.count = 30;
  if (kind == Kind::orders) one.period = {.kind = ActPeriod::Kind::last, .days = 365};
  if (kind == Kind::role) one.word = "leader";
  if (kind == Kind::account) one.word = "active";
  return one;
}

}  // namespace

Condition as_rows(Condition condition) {
  if (condition.kind == Kind::all || condition.kind == Kind::any) return condition;
  return {.kind = Kind::all, .parts = {std::move(condition)}};
}

Condition read_rows(const http::Fields& form, html::FormState& state) {
  std::size_t left = kMostConditions;
  auto root = read_row({form, state}, "c", 0, left);
  return as_rows(std::move(root));
}

void refuse_empty_fields(const Condition& root, html::FormState& state) { refuse_empty(root, "c", state); }

bool keeps_what_is_wrong(const html::FormState& state, std::string_view gesture) {
  constexpr std::string_view kRemove = "remove:";
  if (!gesture.starts_with(kRemove)) return true;
  const auto path = std::string(gesture.substr(kRemove.size())) + ".";
  return std::ranges::all_of(state.messages(), [&](const auto& message) { return message.first.starts_with(path); });
}

bool apply_gesture(Condition& root, const http::Fields& form, std::string_view gesture) {
  const auto colon = gesture.find(':');
  if (colon == std::string_view::npos) return false;
  const auto what = gesture.substr(0, colon), path = gesture.substr(colon + 1);
  std::size_t index = 0;
  Condition* parent = nullptr;
  auto* node = node_at(root, path, &index, &parent);
  if (!node) return true;
  while (node->kind == Kind::none && !node->parts.empty() && what != "remove") node = &node->parts.front();
  if (what == "remove") {
    if (parent) parent->parts.erase(parent->parts.begin() + static_cast<std::ptrdiff_t>(index));
    return true;
  }
  if (!node->is_group() || size_of(root) >= kMostConditions) return true;
  if (what == "add") {
    node->parts.push_back(fresh(parse_kind(form.get(std::string(path) + ".new")).value_or(Kind::acts)));
  }
  if (what == "group") node->parts.push_back({.kind = Kind::any});
  return true;
}

}  // namespace parvis::cockpit
