// How those who manage the community keep the directory: its kinds, units by hand, whole files.
#include "community/manage/local_fields.h"
#include "community/manage/manage_views.h"
#include "core/text/words.h"
#include "units/unit_views.h"
#include "units/units_pages.h"

namespace parvis::units {

using namespace community;

namespace {

constexpr std::size_t kMaxKindName = 40;

struct Forms {
  html::FormState kind, unit;
  int status = 200;
};

std::string manage_path(UnitId unit) { return "/manage/units/" + id_text(unit); }
std::string kind_path(UnitKindId kind) { return "/manage/unit-kinds/" + id_text(kind); }

void write_name_fields(html::Form& form, const Visit& visit, std::string_view hint) {
  for (const auto language : form_languages(visit)) {
    const bool first = language == form_languages(visit).front();
    const auto name = field_in("name", language);
    const auto label = label_in(visit, visit.tr("What they are called"), language);
    form.text_field({.name = name,
                     .label = label,
                     .hint = first ? hint : "",
                     .autocomplete = "off",
                     .need = first ? html::Need::required : html::Need::optional});
  }
}

void write_kinds(html::Writer& out, const Visit& visit, const KindNames& kinds, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Kinds of unit"));
  if (!kinds.all().empty()) {
    out.open("ul", {{"class", "list"}});
    for (const auto& kind : kinds.all()) {
      const auto& name = kind.name.in(visit.language);
      out.open("li", {{"class", "row"}}).open("div").element("p", {{"class", "name"}}, name).close();
      out.open("details").element("summary", {{"class", "button"}}, visit.tr("Change"));
      html::FormState present;
      set_local(present, visit, "name", kind.name);
      html::Form form(out, present, say_in(visit), "kind-" + id_text(kind.id));
      form.open(kind_path(kind.id), visit.form_token);
      write_name_fields(form, visit, "");
      form.submit(visit.tr("Save"), html::Emphasis::plain).close();
      out.open("form", {{"method", "post"}, {"action", kind_path(kind.id) + "/removal"}});
      write_form_token(out, visit);
      out.element("button", {{"class", "plain"}}, visit.tr("Remove it")).close();
      out.close().close();
    }
    out.close();
  }
  html::Form form(out, state, say_in(visit), "kind");
  form.summary(visit.tr(kCheckThis)).open("/manage/unit-kinds", visit.form_token);
  write_name_fields(form, visit, visit.tr("In the singular: “Ship”, “School”, “Shop”."));
  form.submit(visit.tr("Make this kind"), html::Emphasis::plain).close();
  out.close();
}

void write_unit_fields(html::Form& form, const Visit& visit, const KindNames& kinds) {
  const auto name = visit.tr("Its name"), others = visit.tr("Other names"), hint = visit.tr("One on each line."),
             place = visit.tr("Place"), from = visit.tr("From the year"), to = visit.tr("To the year");
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  write_kind_field(form, visit, kinds, "");
  form.text_field({.name = "place", .label = place, .autocomplete = "off", .need = html::Need::optional});
  form.text_area({.name = "other_names", .label = others, .hint = hint, .rows = 3, .need = html::Need::optional});
  for (const auto& [field, label] : {std::pair<const char*, const std::string&>{"from_year", from}, {"to_year", to}}) {
    form.text_field({.name = field,
                     .label = label,
                     .kind = html::TextKind::number,
                     .autocomplete = "off",
                     .need = html::Need::optional});
  }
}

void write_import(html::Writer& out, const Visit& visit) {
  out.open("section", {{"class", "narrow"}, {"id", "import"}}).element("h2", visit.tr("Bring in a file"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A whole list at once: you say what each column is, and see what would happen before it does."));
  out.open("p").element("a", {{"class", "button"}, {"href", "/manage/units/import"}}, visit.tr("Choose a file"));
  out.close().close();
}

http::Response render(const Visit& visit, const Forms& forms) {
  std::optional<KindNames> kinds;
  const auto units = visit.community.store().read([&](store::Reader& reader) {
    kinds.emplace(kind_names(visit, reader));
    return count_units(reader);
  });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  if (units > 0) {
    out.open("p", {{"class", "quiet directory-count"}})
        .text(visit.trn("{n} unit in the directory.", "{n} units in the directory.", units));
    out.text(" ").element("a", {{"class", "link"}, {"href", "/units"}}, visit.tr("See them all")).close();
  }
  write_import(out, visit);
  write_kinds(out, visit, *kinds, forms.kind);
  if (!kinds->all().empty()) {
    out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Add one by hand"));
    html::Form form(out, forms.unit, say_in(visit), "unit");
    form.summary(visit.tr(kCheckThis)).open("/manage/units", visit.form_token);
    write_unit_fields(form, visit, *kinds);
    form.submit(visit.tr("Add it")).close();
    out.close();
  }
  return manage_page(visit, out, forms.status);
}

std::optional<std::int64_t> read_year(html::FormState& state, const char* field) {
  const auto typed = state.value(field);
  if (typed.empty()) return std::nullopt;
  std::int64_t year = 0;
  for (const char c : typed) year = c >= '0' && c <= '9' && year < 10'000 ? year * 10 + (c - '0') : -10'000;
  if (year < kFirstYear || year > kLastYear) {
    state.refuse(field, {"Write a year in four figures, like 1998."});
    return std::nullopt;
  }
  return year;
}

UnitWords read_unit_fields(const Visit& visit, html::FormState& state) {
  UnitWords words;
  const auto text_of = [&](const char* field, const text::TextRule& rule) {
    auto checked = text::check_text(state.value(field), rule);
    if (checked.problem) state.refuse(field, *checked.problem);
    return std::move(checked.value);
  };
  words.name = text_of("name", {.min = 1, .max = kMaxUnitName});
  if (!state.message("name") && text::fold(words.name).empty()) {
    state.refuse("name", {"Give it a name with letters or digits."});
  }
  const auto kinds = visit.community.store().read([](store::Reader& reader) { return unit_kinds(reader); });
  words.kind = UnitKindId{parse_id(state.value("kind")).value_or(0)};
  if (std::ranges::find(kinds, words.kind, &UnitKind::id) == kinds.end()) state.refuse("kind", {"Choose a kind."});
  words.place = text_of("place", {.max = kMaxUnitPlace});
  words.other_names = text_of("other_names", {.max = kMaxUnitOtherNames, .lines = text::Lines::many});
  words.from_year = read_year(state, "from_year");
  words.to_year = read_year(state, "to_year");
  if (words.from_year && words.to_year && *words.to_year < *words.from_year) {
    state.refuse("to_year", {"It ends before it begins."});
  }
  return words;
}

template <class Change>
void change(const Visit& visit, Change&& rule) {
  const auto act = act_on_units(visit);
  visit.community.store().write([&](store::Transaction& transaction) { rule(transaction, act); });
}

http::Response back(const Visit& visit, const char* words) {
  return see_other_with_notice(visit, "/manage/units", words);
}

http::Response render_unit(const Visit& visit, const Unit& unit, const html::FormState& state, int status) {
  const auto kinds = visit.community.store().read([&](store::Reader& reader) { return unit_kinds(reader); });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::units);
  out.open("section", {{"class", "narrow"}}).element("h2", unit.name);
  html::Form form(out, state, say_in(visit), "unit");
  form.summary(visit.tr(kCheckThis)).open(manage_path(unit.id), visit.form_token);
  write_unit_fields(form, visit, KindNames(visit, kinds));
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Save"));
  out.element("a", {{"class", "button bare"}, {"href", unit_path(unit.id)}}, visit.tr("Cancel")).close();
  form.close();
  out.element("h2", visit.tr("Take it off the directory"));
  out.element("p", {{"class", "quiet"}}, visit.tr("What members said of it stays on their own lists."));
  out.open("form", {{"method", "post"}, {"action", manage_path(unit.id) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, visit.tr("Take it off")).close().close();
  return manage_page_about(visit, out, unit.name, status);
}

UnitKindId kind_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("unit_kind"));
  if (!id) throw NotFound();
  return {*id};
}

}  // namespace

http::Response show_managed_units(Visit& visit) { return render(visit, {}); }

http::Response create_unit(Visit& visit) {
  Forms forms{.unit = html::FormState(visit.request.form.pairs())};
  const auto words = read_unit_fields(visit, forms.unit);
  const auto refuse = [&](int status) {
    forms.status = status;
    return render(visit, forms);
  };
  if (forms.unit.is_refused()) return refuse(422);
  try {
    change(visit, [&](store::Transaction& transaction, const SpaceAct& act) { make_unit(transaction, act, words); });
  } catch (const Conflict& conflict) {
    forms.unit.refuse("name", conflict.sentence());
    return refuse(conflict.status());
  }
  return back(visit, text::msgid("Saved. The pages say it from now on."));
}

http::Response show_managed_unit(Visit& visit) {
  const auto unit = unit_asked(visit);
  html::FormState state;
  state.set("name", unit.name);
  state.set("kind", id_text(unit.kind));
  state.set("place", unit.place);
  state.set("other_names", unit.other_names);
  if (unit.from_year) state.set("from_year", std::to_string(*unit.from_year));
  if (unit.to_year) state.set("to_year", std::to_string(*unit.to_year));
  return render_unit(visit, unit, state, 200);
}

http::Response update_unit(Visit& visit) {
  const auto unit = unit_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = read_unit_fields(visit, state);
  if (state.is_refused()) return render_unit(visit, unit, state, 422);
  try {
    change(visit, [&](store::Transaction& transaction, const SpaceAct& act) {
      change_unit(transaction, act, unit.id, words);
    });
  } catch (const Conflict& conflict) {
    state.refuse("name", conflict.sentence());
    return render_unit(visit, unit, state, conflict.status());
  }
  return see_other_with_notice(visit, unit_path(unit.id), text::msgid("Saved. The pages say it from now on."));
}

http::Response end_unit(Visit& visit) {
  const auto unit = unit_asked(visit);
  change(visit, [&](store::Transaction& transaction, const SpaceAct& act) { remove_unit(transaction, act, unit.id); });
  return back(visit, text::msgid("It is off the directory."));
}

http::Response create_unit_kind(Visit& visit) {
  Forms forms{.kind = html::FormState(visit.request.form.pairs())};
  const auto name = read_local(visit, forms.kind, "name", {.min = 1, .max = kMaxKindName}, html::Need::required);
  const auto refuse = [&](int status) {
    forms.status = status;
    return render(visit, forms);
  };
  if (forms.kind.is_refused()) return refuse(422);
  try {
    change(visit,
           [&](store::Transaction& transaction, const SpaceAct& act) { make_unit_kind(transaction, act, name); });
  } catch (const Conflict& conflict) {
    forms.kind.refuse(field_in("name", visit.language), conflict.sentence());
    return refuse(conflict.status());
  }
  return back(visit, text::msgid("Saved. It holds from now on."));
}

http::Response update_unit_kind(Visit& visit) {
  const auto kind = kind_asked(visit);
  Forms forms{.kind = html::FormState(visit.request.form.pairs())};
  const auto name = read_local(visit, forms.kind, "name", {.min = 1, .max = kMaxKindName}, html::Need::required);
  if (forms.kind.is_refused()) {
    forms.status = 422;
    return render(visit, forms);
  }
  change(visit,
         [&](store::Transaction& transaction, const SpaceAct& act) { rename_unit_kind(transaction, act, kind, name); });
  return back(visit, text::msgid("Saved. It holds from now on."));
}

http::Response end_unit_kind(Visit& visit) {
  const auto kind = kind_asked(visit);
  change(visit,
         [&](store::Transaction& transaction, const SpaceAct& act) { remove_unit_kind(transaction, act, kind); });
  return back(visit, text::msgid("Removed."));
}

}  // namespace parvis::units
