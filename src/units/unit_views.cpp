#include "units/unit_views.h"

#include <charconv>

#include "community/page/member_views.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::units {

using namespace community;

namespace {

std::optional<int> number_in(std::string_view typed) {
  int number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
  return number;
}

void write_month(html::Writer& out, html::Form& form, const Visit& visit, const std::string& prefix,
                 const std::string& year_label, const std::string& hint, html::Need need) {
  out.open("div", {{"class", "row moment"}});
  const auto year = prefix + "_year", month = prefix + "_month";
  form.text_field({.name = year,
                   .label = year_label,
                   .hint = hint,
                   .kind = html::TextKind::number,
                   .autocomplete = "off",
                   .need = need});
  const auto label = visit.tr("Month, if you know it"), unknown = visit.tr("not known");
  static constexpr const char* kMonths[] = {text::msgid("January"), text::msgid("February"), text::msgid("March"),
                                            text::msgid("April"),   text::msgid("May"),      text::msgid("June"),
                                            text::msgid("July"),    text::msgid("August"),   text::msgid("September"),
                                            text::msgid("October"), text::msgid("November"), text::msgid("December")};
  std::vector<std::string> values, names;
  for (int i = 1; i <= 12; ++i) {
    values.push_back(std::to_string(i));
    names.push_back(visit.tr(kMonths[i - 1]));
  }
  std::vector<html::Choice> choices{{"", unknown, ""}};
  for (std::size_t i = 0; i < values.size(); ++i) choices.push_back({values[i], names[i], ""});
  form.select({.name = month, .label = label, .choices = choices, .need = html::Need::optional});
  out.close();
}

std::optional<Month> read_month(html::FormState& state, const std::string& prefix) {
  const auto typed = state.value(prefix + "_year");
  const auto month_typed = state.value(prefix + "_month");
  if (typed.empty() && month_typed.empty()) return std::nullopt;
  const auto year = number_in(typed);
  if (!year || *year < kFirstYear || *year > kLastYear) {
    state.refuse(prefix + "_year", {"Write a year in four figures, like 1998."});
    return std::nullopt;
  }
  Month month{*year, {}};
  if (!month_typed.empty()) {
    const auto number = number_in(month_typed);
    if (!number || *number < 1 || *number > 12) {
      state.refuse(prefix + "_month", {"Choose a month, or none."});
      return std::nullopt;
    }
    month.month = number;
  }
  return month;
}

void set_month(html::FormState& state, const std::string& prefix, const Month& month) {
  state.set(prefix + "_year", std::to_string(month.year));
  if (month.month) state.set(prefix + "_month", std::to_string(*month.month));
}

}  // namespace

Unit unit_asked(const Visit& visit, store::Reader& reader) {
  const auto id = parse_id(visit.request.parameter("unit"));
  auto unit = id ? find_unit(reader, UnitId{*id}) : std::nullopt;
  if (!unit) throw NotFound();
  return std::move(*unit);
}

Unit unit_asked(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) { return unit_asked(visit, reader); });
}

SpaceAct act_on_units(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), visit.source};
}

const std::string& KindNames::of(UnitKindId kind) const {
  static const std::string kNone;
  const auto found = std::ranges::find(kinds_, kind, &UnitKind::id);
  return found == kinds_.end() ? kNone : found->name.in(visit_.language);
}

KindNames kind_names(const Visit& visit, store::Reader& reader) { return {visit, unit_kinds(reader)}; }

void write_kind_field(html::Form& form, const Visit& visit, const KindNames& kinds, const std::string& any) {
  std::vector<std::string> values;
  for (const auto& kind : kinds.all()) values.push_back(id_text(kind.id));
  std::vector<html::Choice> choices;
  if (!any.empty()) choices.push_back({"", any, ""});
  for (std::size_t i = 0; i < values.size(); ++i) {
    choices.push_back({values[i], kinds.all()[i].name.in(visit.language), ""});
  }
  const auto label = visit.tr("Kind");
  form.select({.name = "kind",
               .label = label,
               .choices = choices,
               .need = any.empty() ? html::Need::required : html::Need::optional});
}

std::string years_words(const Visit& visit, const Unit& unit) {
  if (unit.from_year && unit.to_year) return std::to_string(*unit.from_year) + "–" + std::to_string(*unit.to_year);
  if (unit.from_year) return visit.tr("since {when}", {{"when", std::to_string(*unit.from_year)}});
  if (unit.to_year) return visit.tr("until {when}", {{"when", std::to_string(*unit.to_year)}});
  return {};
}

std::string shown_words(const Visit& visit, ShownTo shown) {
  switch (shown) {
    case ShownTo::nobody: return visit.tr("shown to nobody");
    case ShownTo::comrades: return visit.tr("shown to those who were there");
    case ShownTo::members: return visit.tr("shown to members");
    case ShownTo::everyone: return visit.tr("shown to everyone");
  }
  return {};
}

void write_unit_line(html::Writer& out, const Visit& visit, const Unit& unit, const KindNames& kinds) {
  out.open("li", {{"class", "unit-line"}}).open("h2");
  out.element("a", {{"href", unit_path(unit.id)}}, unit.name).close();
  out.open("p", {{"class", "quiet small dots"}});
  out.element("span", kinds.of(unit.kind));
  if (!unit.place.empty()) out.element("span", unit.place);
  if (const auto years = years_words(visit, unit); !years.empty()) out.element("span", years);
  out.close().close();
}

void write_comrades(html::Writer& out, const Visit& visit, const std::vector<Comrade>& comrades) {
  out.open("ul", {{"class", "list"}});
  for (const auto& comrade : comrades) {
    out.open("li", {{"class", "row"}});
    write_face(out, comrade.display_name, comrade.hue);
    out.open("div").open("p");
    write_member_name(out, visit, {comrade.handle, comrade.display_name, comrade.title, comrade.hue, comrade.role});
    out.close().open("p", {{"class", "quiet small dots"}});
    out.element("span", period_words(visit.language, comrade.period));
    if (!comrade.as_what.empty()) out.element("span", comrade.as_what);
    out.close().close().close();
  }
  out.close();
}

void write_service_fields(html::Writer& out, html::Form& form, const Visit& visit, const html::FormState&) {
  write_month(out, form, visit, "from", visit.tr("From the year"), "", html::Need::required);
  write_month(out, form, visit, "to", visit.tr("To the year"), visit.tr("Leave it empty when you are still there."),
              html::Need::optional);
  const auto what = visit.tr("As what"), shown = visit.tr("Who sees this"), nobody = visit.tr("Nobody"),
             nobody_hint = visit.tr("You find those who were there; they do not find you."),
             comrades = visit.tr("Those who were there too"),
             comrades_hint = visit.tr("Members who state this same place."), members = visit.tr("Members"),
             everyone = visit.tr("Everyone"), everyone_hint = visit.tr("Visitors and search engines too.");
  form.text_field({.name = "as_what", .label = what, .autocomplete = "off", .need = html::Need::optional});
  const html::Choice choices[] = {{"nobody", nobody, nobody_hint},
                                  {"comrades", comrades, comrades_hint},
                                  {"members", members, ""},
                                  {"everyone", everyone, everyone_hint}};
  form.radio_group({.name = "shown_to", .label = shown, .choices = choices});
}

ServiceWords read_service_fields(html::FormState& state) {
  ServiceWords words;
  const auto from = read_month(state, "from");
  if (!from) state.refuse("from_year", {"Write the year in which it began."});
  words.period.from = from.value_or(Month{});
  words.period.to = read_month(state, "to");
  if (!state.is_refused() && !is_possible(words.period)) {
    state.refuse("to_year", {"It ends before it begins."});
  }
  auto what = text::check_text(state.value("as_what"), {.max = kMaxAsWhat});
  if (what.problem) state.refuse("as_what", *what.problem);
  words.as_what = std::move(what.value);
  const auto shown = parse_shown_to(state.value("shown_to"));
  if (!shown) state.refuse("shown_to", {"Choose who sees this."});
  words.shown_to = shown.value_or(ShownTo::nobody);
  return words;
}

html::FormState state_of(const Service& service) {
  html::FormState state;
  set_month(state, "from", service.period.from);
  if (service.period.to) set_month(state, "to", *service.period.to);
  state.set("as_what", service.as_what);
  state.set("shown_to", std::string(shown_to_name(service.shown_to)));
  return state;
}

html::FormState fresh_service() {
  html::FormState state;
  state.set("shown_to", "nobody");
  return state;
}

}  // namespace parvis::units
