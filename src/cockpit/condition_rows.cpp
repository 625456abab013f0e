#include "cockpit/condition_form.h"
#include "cockpit/condition_kinds.h"
#include "cockpit/condition_words.h"
#include "community/card/circle.h"
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

class Rows {
 public:
  Rows(html::Writer& out, const Visit& visit, const ConditionChoices& choices, const html::FormState& state)
      : out_(out), visit_(visit), choices_(choices), state_(state) {}

  void group(const Condition& group, const std::string& at, bool is_not);

 private:
  using Choices = std::vector<ConditionChoices::One>;

  void row(const Condition& one, const std::string& at);
  void leaf(const Condition& one, const std::string& at, bool is_not);
  void acts(const Condition& one, const std::string& at);
  void period(const ActPeriod& period, const std::string& at);
  void dates(const ActPeriod& period, const std::string& at);
  void age(const Condition& one, const std::string& at);
  void compared(const Condition& one, const std::string& at);

  void hidden(const std::string& name, std::string_view value) {
    out_.open("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  }
  void select(const std::string& name, const std::string& label, std::string_view present, const Choices& choices,
              bool again = false) {
    const auto* message = state_.message(name);
    const auto id = row_field_id(name), note = id + "-error";
    out_.open("select", {{"name", name},
                         {"id", id},
                         {"aria-label", label},
                         {"aria-invalid", message ? std::optional<std::string>("true") : std::nullopt},
                         {"aria-describedby", message ? std::optional(note) : std::nullopt},
                         {"data-again", again}});
    const bool known = std::ranges::any_of(choices, [&](const auto& one) { return one.value == present; });
    if (!known) out_.element("option", {{"value", present}, {"selected", true}}, present.empty() ? "—" : present);
    for (const auto& one : choices) {
      out_.element("option", {{"value", one.value}, {"selected", one.value == present}}, one.words);
    }
    out_.close();
    write_wrong(message, note);
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
  // As it was typed where that is wrong, with what to write instead.
  void checked(const std::string& name, const std::string& label, std::string_view value, std::string_view css_class,
               std::string_view type, std::string_view keys) {
    const auto* message = state_.message(name);
    const auto id = row_field_id(name), note = id + "-error";
    const auto wrong = message ? std::optional<std::string>("true") : std::nullopt;
    const auto described = message ? std::optional(note) : std::nullopt;
    const auto keyboard = keys.empty() ? std::nullopt : std::optional<std::string>(keys);
    out_.open("input", {{"type", type},
                        {"name", name},
                        {"id", id},
                        {"aria-label", label},
                        {"value", message ? state_.value(name) : value},
                        {"class", css_class},
                        {"inputmode", keyboard},
                        {"aria-invalid", wrong},
                        {"aria-describedby", described},
                        {"autocomplete", "off"}});
    write_wrong(message, note);
  }
  void write_wrong(const Sentence* message, const std::string& note) {
    if (message) out_.element("span", {{"class", "field-error"}, {"id", note}}, text::tr(visit_.language, *message));
  }
  // Of text, since a browser takes what is no number out of a field of numbers.
  void number(const std::string& name, const std::string& label, std::int64_t value) {
    checked(name, label, std::to_string(value), "count-field", "text", "numeric");
  }
  void word(const std::string& name, const std::string& label, std::string_view value) {
    checked(name, label, value, "word-field", "text", "");
  }
  void day(const std::string& name, const std::string& label, std::int64_t day) {
    checked(name, label, text::day_in_figures(start_of(day), text::TimeZone()), "date-field", "date", "");
  }

  html::Writer& out_;
  const Visit& visit_;
  const ConditionChoices& choices_;
  const html::FormState& state_;
};

void Rows::compared(const Condition& one, const std::string& at) {
  Choices comparisons;
  for (const auto comparison : {Comparison::at_least, Comparison::more_than, Comparison::at_most, Comparison::less_than,
                                Comparison::equal, Comparison::not_equal}) {
    comparisons.push_back({std::string(comparison_sign(comparison)), comparison_words(visit_, comparison)});
  }
  select(at + ".comparison", visit_.tr("Compared"), comparison_sign(one.comparison), comparisons);
  number(at + ".count", visit_.tr("How many"), one.count);
}

void Rows::dates(const ActPeriod& period, const std::string& at) {
  day(at + ".from", visit_.tr("From"), period.from);
  day(at + ".to", visit_.tr("To"), period.to);
}

void Rows::period(const ActPeriod& period, const std::string& at) {
  constexpr std::string_view kNames[] = {"ever", "last", "between", "ago"};
  const Choices periods{{"ever", visit_.tr("at any time")},
                        {"last", visit_.tr("in the last days")},
                        {"between", visit_.tr("between two dates")},
                        {"ago", visit_.tr("some days ago")}};
  select(at + ".period", visit_.tr("When"), kNames[static_cast<std::size_t>(period.kind)], periods, true);
  if (period.kind == ActPeriod::Kind::last) {
    number(at + ".days", visit_.tr("Days"), period.days);
    out_.element("span", {{"class", "quiet small"}}, visit_.trn("day", "days", period.days));
  } else if (period.kind == ActPeriod::Kind::between) {
    dates(period, at);
  } else if (period.kind == ActPeriod::Kind::ago) {
    const auto beside = [&](const std::string& words) { out_.element("span", {{"class", "quiet small"}}, words); };
    beside(visit_.tr("between"));
    number(at + ".from_days", visit_.tr("From how many days ago"), period.from);
    beside(visit_.tr("and"));
    number(at + ".to_days", visit_.tr("To how many days ago"), period.to);
    beside(visit_.tr("days ago"));
  }
}

void Rows::acts(const Condition& one, const std::string& at) {
  Choices words = choices_.acts;
  words.insert(words.end(), choices_.received.begin(), choices_.received.end());
  select(at + ".word", visit_.tr("What they did"), (one.part == ActPart::received ? "received:" : "") + one.word,
         words);
  compared(one, at);
  period(one.period, at);
  const bool is_narrowed = !one.space.empty() || !one.tag.empty() || !one.with.empty() || !one.with_role.empty();
  out_.open("details", {{"open", is_narrowed}})
      .element("summary", {{"class", "small"}}, visit_.tr("Only some of them"));
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
    roles.push_back({word, visit_.tr("with somebody who is {role}", {{"role", role_words(visit_, word)}})});
  }
  select(at + ".with_role", visit_.tr("With whom"), one.with_role, roles);
  out_.close().close();
}

void Rows::age(const Condition& one, const std::string& at) {
  Choices ages{{"within", visit_.tr("within the last")}, {"before", visit_.tr("more than … ago")}};
  const bool is_dated = one.kind == Kind::joined;
  if (is_dated) ages.push_back({"between", visit_.tr("between two dates")});
  const bool is_between = one.period.kind == ActPeriod::Kind::between;
  select(at + ".age", visit_.tr("When"),
         is_between               ? "between"
         : one.age == Age::within ? "within"
                                  : "before",
         ages, is_dated);
  if (is_between) return dates(one.period, at);
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
    case Kind::orders: compared(one, at); return period(one.period, at);
    case Kind::joined:
    case Kind::first_act:
    case Kind::last_act: return age(one, at);
    case Kind::role: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.roles);
    case Kind::group: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.groups);
    case Kind::consent: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.consents);
    case Kind::language: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.languages);
    case Kind::badge: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.badges);
    case Kind::circle: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.circles);
    case Kind::stage: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.stages);
    case Kind::segment: return select(at + ".word", kind_words(visit_, one.kind), one.word, choices_.segments);
    case Kind::account:
      return select(at + ".word", kind_words(visit_, one.kind), one.word,
                    {{"active", visit_.tr("in use")},
                     {"unconfirmed", visit_.tr("not confirmed")},
                     {"unclaimed", visit_.tr("imported, not taken over")}});
    case Kind::unit:
    case Kind::place: return word(at + ".word", kind_words(visit_, one.kind), one.word);
    case Kind::profile:
      select(at + ".word", visit_.tr("Field"), one.word, choices_.fields);
      return word(at + ".answer", visit_.tr("Answer"), one.answer);
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
  for (const auto& [name, kind] : kinds::kKinds) {
    if (kind != Kind::all && kind != Kind::any) kinds.push_back({std::string(name), kind_words(visit_, kind)});
  }
  select(at + ".new", visit_.tr("Which condition to add"), "acts", kinds);
  out_.element("button", {{"class", "button"}, {"name", "do"}, {"value", "add:" + at}}, visit_.tr("Add a condition"));
  out_.element("button", {{"class", "button bare"}, {"name", "do"}, {"value", "group:" + at}},
               visit_.tr("Add a group"));
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
  for (const auto& circle : circles(reader)) {
    const auto name = circle.words ? std::string(text::phrase(visit.language, circle.words)) : circle.name;
    choices.circles.push_back({circle.slug, name});
  }
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

std::string row_field_id(std::string_view name) { return "segment-" + std::string(name); }

void write_rows(html::Writer& out, const Visit& visit, const Condition& root, const ConditionChoices& choices,
                const html::FormState& state) {
  Rows(out, visit, choices, state).group(root, "c", false);
}

}  // namespace parvis::cockpit
