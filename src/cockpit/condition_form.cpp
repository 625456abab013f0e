#include "cockpit/condition_form.h"

#include <algorithm>
#include <charconv>

#include "cockpit/condition_words.h"
#include "community/groups/group.h"
#include "community/journeys/journey.h"
#include "community/privacy/consent.h"
#include "community/profiles/profile_field.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;
using Kind = Condition::Kind;

namespace {

constexpr store::Sql kGroups{"select slug, name from member_group where ended_at is null order by name_key limit 500"};
constexpr store::Sql kBadges{"select slug, name from badge order by name limit 500"};

struct KindName {
  std::string_view name;
  Kind kind;
};
// In the order in which they are offered.
constexpr KindName kKinds[] = {{"acts", Kind::acts},           {"last_act", Kind::last_act},
                               {"joined", Kind::joined},       {"role", Kind::role},
                               {"segment", Kind::segment},     {"stage", Kind::stage},
                               {"consent", Kind::consent},     {"group", Kind::group},
                               {"language", Kind::language},   {"place", Kind::place},
                               {"profile", Kind::profile},     {"badge", Kind::badge},
                               {"unit", Kind::unit},           {"newcomer", Kind::newcomer},
                               {"first_act", Kind::first_act}, {"orders", Kind::orders},
                               {"account", Kind::account},     {"everyone", Kind::everyone},
                               {"all", Kind::all},             {"any", Kind::any}};

std::string_view kind_name(Kind kind) {
  const auto found = std::ranges::find(kKinds, kind, &KindName::kind);
  return found == std::end(kKinds) ? "everyone" : found->name;
}

std::optional<Kind> parse_kind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &KindName::name);
  return found == std::end(kKinds) ? std::nullopt : std::optional(found->kind);
}

std::int64_t number_in(std::string_view text, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  std::int64_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, least, most);
}

Period read_period(const http::Fields& form, const std::string& at) {
  const auto kind = form.get(at + ".period");
  Period period;
  if (kind == "last") {
    period = {.kind = Period::Kind::last, .days = number_in(form.get(at + ".days"), 1, kMostDays, 30)};
  } else if (kind == "ago") {
    period.kind = Period::Kind::ago;
    period.from = number_in(form.get(at + ".from_days"), 0, kMostDays, 60);
    period.to = std::min(period.from, number_in(form.get(at + ".to_days"), 0, kMostDays, 30));
  } else if (kind == "between") {
    const auto today = day_of(now());
    const auto from = parse_rfc3339(form.get(at + ".from")), to = parse_rfc3339(form.get(at + ".to"));
    period = {.kind = Period::Kind::between, .from = from ? day_of(*from) : today - 30, .to = to ? day_of(*to) : today};
    period.to = std::max(period.from, period.to);
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
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most,
                                Comparison::less_than, Comparison::equal, Comparison::not_equal}) {
    if (text == comparison_sign(comparison)) return comparison;
  }
  return Comparison::at_least;
}

Condition read_leaf(Kind kind, const http::Fields& form, const std::string& at) {
  Condition leaf{.kind = kind, .word = std::string(form.get(at + ".word"))};
  switch (kind) {
    case Kind::acts:
    case Kind::orders:
      leaf.comparison = read_comparison(form.get(at + ".comparison"));
      leaf.count = number_in(form.get(at + ".count"), 0, kMostCount, 1);
      leaf.period = read_period(form, at);
      if (kind == Kind::acts) read_acts(leaf, form, at);
      break;
    case Kind::joined:
    case Kind::first_act:
    case Kind::last_act:
      leaf.age = form.get(at + ".age") == "before" ? Age::before : Age::within;
      leaf.count = number_in(form.get(at + ".count"), 1, kMostDays, 30);
      break;
    case Kind::profile: leaf.answer = std::string(form.get(at + ".answer")); break;
    default: break;
  }
  return leaf;
}

Condition read_row(const http::Fields& form, const std::string& at, std::size_t depth, std::size_t& left) {
  const auto kind = parse_kind(form.get(at + ".kind")).value_or(Kind::everyone);
  Condition row{.kind = kind};
  if (row.is_group()) {
    for (std::size_t i = 0; left > 0 && depth < kMostNesting; ++i) {
      const auto part = at + "." + std::to_string(i);
      if (!form.has(part + ".kind")) break;
      --left;
      row.parts.push_back(read_row(form, part, depth + 1, left));
    }
  } else {
    row = read_leaf(kind, form, at);
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
    const auto number = static_cast<std::size_t>(number_in(path.substr(0, end), 0, 1'000'000, 1'000'000));
    while (node->kind == Kind::none && !node->parts.empty()) node = &node->parts.front();
    if (number >= node->parts.size()) return nullptr;
    if (index) *index = number;
    if (parent) *parent = node;
    node = &node->parts[number];
    path.remove_prefix(end);
  }
  return node;
}

Condition fresh(Kind kind) {
  Condition one{.kind = kind};
  if (kind == Kind::acts) {
    one.word = "wrote";
    one.period = {.kind = Period::Kind::last, .days = 30};
  }
  if (kind == Kind::joined || kind == Kind::last_act || kind == Kind::first_act) one.count = 30;
  if (kind == Kind::orders) one.period = {.kind = Period::Kind::last, .days = 365};
  if (kind == Kind::role) one.word = "leader";
  if (kind == Kind::account) one.word = "active";
  return one;
}

class Rows {
 public:
  Rows(html::Writer& out, const Visit& visit, const ConditionChoices& choices)
      : out_(out), visit_(visit), choices_(choices) {}

  void group(const Condition& group, const std::string& at, bool is_not);

 private:
  using Choices = std::vector<ConditionChoices::One>;

  void row(const Condition& one, const std::string& at);
  void leaf(const Condition& one, const std::string& at, bool is_not);
  void acts(const Condition& one, const std::string& at);
  void period(const Period& period, const std::string& at);
  void age(const Condition& one, const std::string& at);
  void compared(const Condition& one, const std::string& at);

  void hidden(const std::string& name, std::string_view value) {
    out_.open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  }
  void select(const std::string& name, const std::string& label, std::string_view present, const Choices& choices,
              bool again = false) {
    out_.open("select", {{"name", name}, {"aria-label", label}, {"data-again", again}});
    const bool known = std::ranges::any_of(choices, [&](const auto& one) { return one.value == present; });
    if (!known) out_.element("option", {{"value", present}, {"selected", true}}, present.empty() ? "—" : present);
    for (const auto& one : choices) {
      out_.element("option", {{"value", one.value}, {"selected", one.value == present}}, one.words);
    }
    out_.close();
  }
  void input(const std::string& name, const std::string& label, std::string_view value, std::string_view css_class,
             std::string_view type = "text") {
    out_.open("input", {{"type", type},
                        {"name", name},
                        {"aria-label", label},
                        {"value", value},
                        {"class", css_class},
                        {"autocomplete", "off"}});
  }
  void number(const std::string& name, const std::string& label, std::int64_t value) {
    input(name, label, std::to_string(value), "count-field", "number");
  }

  html::Writer& out_;
  const Visit& visit_;
  const ConditionChoices& choices_;
};

void Rows::compared(const Condition& one, const std::string& at) {
  Choices comparisons;
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most,
                                Comparison::less_than, Comparison::equal, Comparison::not_equal}) {
    comparisons.push_back({std::string(comparison_sign(comparison)), comparison_words(visit_, comparison)});
  }
  select(at + ".comparison", visit_.tr("Compared"), comparison_sign(one.comparison), comparisons);
  number(at + ".count", visit_.tr("How many"), one.count);
}

void Rows::period(const Period& period, const std::string& at) {
  constexpr std::string_view kNames[] = {"ever", "last", "between", "ago"};
  const Choices periods{{"ever", visit_.tr("at any time")},
                        {"last", visit_.tr("in the last days")},
                        {"between", visit_.tr("between two dates")},
                        {"ago", visit_.tr("some days ago")}};
  select(at + ".period", visit_.tr("When"), kNames[static_cast<std::size_t>(period.kind)], periods, true);
  if (period.kind == Period::Kind::last) {
    number(at + ".days", visit_.tr("Days"), period.days);
    out_.element("span", {{"class", "quiet small"}}, visit_.trn("day", "days", period.days));
  } else if (period.kind == Period::Kind::between) {
    input(at + ".from", visit_.tr("From"), text::day_in_figures(start_of(period.from), text::TimeZone()), "date-field",
          "date");
    input(at + ".to", visit_.tr("To"), text::day_in_figures(start_of(period.to), text::TimeZone()), "date-field",
          "date");
  } else if (period.kind == Period::Kind::ago) {
    number(at + ".from_days", visit_.tr("From how many days ago"), period.from);
    number(at + ".to_days", visit_.tr("To how many days ago"), period.to);
    out_.element("span", {{"class", "quiet small"}}, visit_.tr("days ago"));
  }
}

void Rows::acts(const Condition& one, const std::string& at) {
  Choices words = choices_.acts;
  words.insert(words.end(), choices_.received.begin(), choices_.received.end());
  select(at + ".word", visit_.tr("What they did"), (one.part == ActPart::received ? "received:" : "") + one.word, words);
  compared(one, at);
  period(one.period, at);
  const bool is_narrowed = !one.space.empty() || !one.tag.empty() || !one.with.empty() || !one.with_role.empty();
  out_.open("details", {{"open", is_narrowed}}).element("summary", {{"class", "small"}}, visit_.tr("Only some of them"));
  out_.open("div", {{"class", "row narrowing"}});
  Choices spaces{{"", visit_.tr("in any space")}};
  spaces.insert(spaces.end(), choices_.spaces.begin(), choices_.spaces.end());
  select(at + ".space", visit_.tr("Space"), one.space, spaces);
  const auto tag = visit_.tr("Tag"), with = visit_.tr("With whom (handle)");
  out_.open("label").element("span", {{"class", "quiet small"}}, tag);
  input(at + ".tag", tag, one.tag, "word-field");
  out_.close().open("label").element("span", {{"class", "quiet small"}}, with);
  input(at + ".with", with, one.with, "word-field");
  out_.close();
  Choices roles{{"", visit_.tr("with anybody")}};
  for (const auto role : {Role::expert, Role::leader, Role::manager, Role::administrator}) {
    const auto word = std::string(role_word(role));
    roles.push_back({word, visit_.tr("with who is {role}", {{"role", role_words(visit_, word)}})});
  }
  select(at + ".with_role", visit_.tr("With whom"), one.with_role, roles);
  out_.close().close();
}

void Rows::age(const Condition& one, const std::string& at) {
  select(at + ".age", visit_.tr("When"), one.age == Age::within ? "within" : "before",
         {{"within", visit_.tr("within the last")}, {"before", visit_.tr("more than … ago")}});
  number(at + ".count", visit_.tr("Days"), one.count);
  out_.element("span", {{"class", "quiet small"}}, visit_.trn("day", "days", one.count));
}

void Rows::leaf(const Condition& one, const std::string& at, bool is_not) {
  hidden(at + ".kind", kind_name(one.kind));
  out_.element("span", {{"class", "kind"}}, kind_words(visit_, one.kind));
  select(at + ".not", visit_.tr("Is it so"), is_not ? "1" : "",
         {{"", visit_.tr("is so")}, {"1", visit_.tr("is not so")}});
  switch (one.kind) {
    case Kind::acts: return acts(one, at);
    case Kind::orders:
      compared(one, at);
      return period(one.period, at);
    case Kind::joined:
    case Kind::first_act:
    case Kind::last_act: return age(one, at);
    case Kind::role: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.roles);
    case Kind::group: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.groups);
    case Kind::consent: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.consents);
    case Kind::language: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.languages);
    case Kind::badge: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.badges);
    case Kind::stage: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.stages);
    case Kind::segment: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.segments);
    case Kind::account:
      return select(at + ".word", kind_words(visit_, one.kind), one.word,
                    {{"active", visit_.tr("in use")},
                     {"unconfirmed", visit_.tr("not confirmed")},
                     {"unclaimed", visit_.tr("imported, not taken over")}});
    case Kind::unit:
    case Kind::place: return input(at + ".word", kind_words(visit_, one.kind), one.word, "word-field");
    case Kind::profile:
      select(at + ".word", visit_.tr("Field"), one.word, choices_.fields);
      return input(at + ".answer", visit_.tr("Answer"), one.answer, "word-field");
    default: return;
  }
}

void Rows::row(const Condition& one, const std::string& at) {
  const bool is_not = one.kind == Kind::none && one.parts.size() == 1;
  const auto& inner = is_not ? one.parts.front() : one;
  if (inner.is_group()) return group(inner, at, is_not);
  out_.open("div", {{"class", "condition row"}, {"id", at}});
  leaf(inner, at, is_not);
  out_.element("button", {{"class", "button bare"}, {"name", "do"}, {"value", "remove:" + at}}, visit_.tr("Remove"));
  out_.close();
}

void Rows::group(const Condition& group, const std::string& at, bool is_not) {
  out_.open("fieldset", {{"class", at == "c" ? "conditions root" : "conditions"}, {"id", at}});
  out_.element("legend", {{"class", "unseen"}}, visit_.tr("A group of conditions"));
  out_.open("div", {{"class", "row"}});
  select(at + ".kind", visit_.tr("Which of these must be so"), kind_name(group.kind),
         {{"all", group_words(visit_, Kind::all)}, {"any", group_words(visit_, Kind::any)}});
  if (at != "c") {
    select(at + ".not", visit_.tr("Is it so"), is_not ? "1" : "",
           {{"", visit_.tr("is so")}, {"1", visit_.tr("is not so")}});
    out_.element("button", {{"class", "button bare push"}, {"name", "do"}, {"value", "remove:" + at}},
                 visit_.tr("Remove the group"));
  }
  out_.close();
  for (std::size_t i = 0; i < group.parts.size(); ++i) row(group.parts[i], at + "." + std::to_string(i));
  out_.open("div", {{"class", "row adding"}});
  Choices kinds;
  for (const auto& [name, kind] : kKinds) {
    if (kind != Kind::all && kind != Kind::any) kinds.push_back({std::string(name), kind_words(visit_, kind)});
  }
  select(at + ".new", visit_.tr("Which condition to add"), "acts", kinds);
  out_.element("button", {{"class", "button"}, {"name", "do"}, {"value", "add:" + at}}, visit_.tr("Add a condition"));
  out_.element("button", {{"class", "button bare"}, {"name", "do"}, {"value", "group:" + at}}, visit_.tr("Add a group"));
  out_.close().close();
}

}  // namespace

ConditionChoices read_choices(const Visit& visit, store::Reader& reader) {
  ConditionChoices choices;
  for (const auto& word : act_words()) {
    const std::string key(word.word);
    if (word.done) choices.acts.push_back({key, std::string(text::phrase(visit.language, word.done))});
    if (word.received) {
      choices.received.push_back({"received:" + key, std::string(text::phrase(visit.language, word.received))});
    }
  }
  for (const auto role : {Role::member, Role::expert, Role::leader, Role::manager, Role::administrator}) {
    const std::string word(role_word(role));
    choices.roles.push_back({word, role_words(visit, word)});
  }
  for (const auto& role : visit.spaces->roles()) choices.roles.push_back({role.slug, role.name.in(visit.language)});
  for (const auto& space : visit.spaces->all()) choices.spaces.push_back({space.slug, space.name.in(visit.language)});
  for (const auto language : visit.identity->languages) {
    choices.languages.push_back({std::string(text::tag(language)), std::string(text::name_in_itself(language))});
  }
  choices.groups = reader.all<ConditionChoices::One>(kGroups);
  choices.badges = reader.all<ConditionChoices::One>(kBadges);
  for (const auto& purpose : purposes(reader, Purposes::in_force)) {
    choices.consents.push_back({purpose.slug, purpose.name.in(visit.language)});
  }
  for (const auto& field : profile_fields(reader)) {
    const auto& name = field.name.in(visit.language);
    choices.fields.push_back({name, name});
  }
  for (const auto& segment : segments(reader)) choices.segments.push_back({segment.slug, segment.name});
  for (const auto& journey : journeys(reader)) {
    for (const auto& stage : journey.stages) choices.stages.push_back({stage.slug, stage.name.in(visit.language)});
  }
  return choices;
}

Condition as_rows(Condition condition) {
  if (condition.kind == Kind::all || condition.kind == Kind::any) return condition;
  return {.kind = Kind::all, .parts = {std::move(condition)}};
}

Condition read_rows(const http::Fields& form) {
  std::size_t left = kMostConditions;
  auto root = read_row(form, "c", 0, left);
  return as_rows(std::move(root));
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

void write_rows(html::Writer& out, const Visit& visit, const Condition& root, const ConditionChoices& choices) {
  Rows(out, visit, choices).group(root, "c", false);
}

}  // namespace parvis::cockpit
