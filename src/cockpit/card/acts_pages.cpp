// The whole timeline of one member, with its filters.
#include "cockpit/card/act_list.h"
#include "cockpit/card/card_data.h"
#include "cockpit/card/card_pages.h"
#include "cockpit/card/card_views.h"
#include "cockpit/cockpit_frame.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"
#include "community/page/thread_rows.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kActsPerPage = 30;

struct Asked {
  ActsAsked acts;
  html::FormState state;
};

// A day in the community’s calendar, or the instant at which what a figure counts begins, shown as its day.
Instant day_asked(Asked& asked, const char* name, const text::TimeZone& zone) {
  const auto typed = std::string(asked.state.value(name));
  if (typed.empty()) return {};
  const bool is_instant = std::string_view(name) == "from" && typed.find('T') != std::string::npos;
  if (const auto instant = is_instant ? parse_rfc3339(typed) : std::nullopt) {
    asked.state.set(name, text::day_in_figures(*instant, zone));
    return *instant;
  }
  const auto day = text::start_of_day(typed, zone);
  if (!day) asked.state.refuse(name, {"Write a day, like 2027-03-21."});
  return day.value_or(Instant{});
}

void read_with(Asked& asked, store::Reader& reader) {
  auto handle = asked.state.value("with");
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (handle.empty()) return;
  const auto other = find_member(reader, handle);
  if (!other) return asked.state.refuse("with", {"There is no member of this name."});
  asked.acts.with = other->id;
}

// What the address says; what cannot be read is said beside its field and left out.
Asked read_asked(const Visit& visit, store::Reader& reader, const Member& member) {
  const auto& query = visit.request.query;
  Asked asked{.acts = {.member = member.id, .at_most = kActsPerPage}, .state = html::FormState(query.pairs())};
  if (query.get("part") == "received") asked.acts.part = ActPart::received;
  if (const auto* kind = find_kind_choice(query.get("kind"))) {
    asked.acts.kinds = kind->kinds;
    asked.acts.which = kind->which;
  }
  const auto* space = visit.spaces->find(query.get("space"));
  if (space && may_read(visit.viewer, *space)) asked.acts.spaces = {space->id};
  const auto zone = text::TimeZone::of(visit.identity->time_zone);
  asked.acts.from = day_asked(asked, "from", zone);
  if (const auto to = day_asked(asked, "to", zone)) asked.acts.until = day_after(to, zone);
  if (asked.acts.until && asked.acts.from >= asked.acts.until) {
    asked.acts.until = {};
    asked.state.refuse("to", {"This day is before the first one."});
  }
  asked.acts.before = parse_place(query.get("before"));
  read_with(asked, reader);
  return asked;
}

void write_filters(html::Writer& out, const Visit& visit, const Member& member, const html::FormState& state) {
  html::Form form(out, state, say_in(visit), "acts");
  form.open_question(card_path(member.handle) + "/acts");
  const auto part = visit.tr("Whose acts"), done = visit.tr("What they did"),
             received = visit.tr("What was done to them"), kind = visit.tr("Kind"), all = visit.tr("All"),
             space = visit.tr("Space"), anywhere = visit.tr("in any space"), from = visit.tr("From"),
             to = visit.tr("To"), with = visit.tr("With whom (handle)");
  const std::array<html::Choice, 2> parts{html::Choice{"", done}, {"received", received}};
  std::vector<std::string> words;
  words.reserve(kind_choices().size());
  std::vector<html::Choice> kinds{{"", all}}, spaces{{"", anywhere}};
  for (const auto& choice : kind_choices()) {
    words.push_back(visit.tr(choice.words));
    if (choice.offered || state.value("kind") == choice.name) kinds.push_back({choice.name, words.back()});
  }
  std::vector<std::string> names;
  const auto readable = readable_spaces(visit.viewer, *visit.spaces);
  names.reserve(readable.size());
  for (const auto* one : readable) {
    names.push_back(one->name.in(visit.language));
    spaces.push_back({one->slug, names.back()});
  }
  constexpr auto optional = html::Need::optional;
  form.select({.name = "part", .label = part, .choices = parts, .need = html::Need::required});
  form.select({.name = "kind", .label = kind, .choices = kinds, .need = html::Need::required});
  form.select({.name = "space", .label = space, .choices = spaces, .need = html::Need::required});
  form.text_field({.name = "with", .label = with, .autocomplete = "off", .need = optional});
  form.text_field(
      {.name = "from", .label = from, .kind = html::TextKind::date, .autocomplete = "off", .need = optional});
  form.text_field({.name = "to", .label = to, .kind = html::TextKind::date, .autocomplete = "off", .need = optional});
  form.submit(visit.tr("Show"), html::Emphasis::plain).close();
}

std::string next_path(const Visit& visit, const Member& member, const ActPlace& place) {
  std::string path = card_path(member.handle) + "/acts?";
  for (const auto& [name, value] : visit.request.query.pairs()) {
    if (name == "before" || value.empty()) continue;
    path += http::percent_encode(name) + "=" + http::percent_encode(value) + "&";
  }
  return path + "before=" + place_text(place);
}

}  // namespace

http::Response show_member_acts(Visit& visit) {
  std::optional<Member> member;
  Asked asked;
  Things things;
  const auto page = visit.community.store().read([&](store::Reader& reader) {
    member = card_member(reader, visit);
    asked = read_asked(visit, reader, *member);
    auto acts = asked.state.is_refused() ? ActsPage{} : acts_of_member(reader, visit.viewer, *visit.spaces, asked.acts);
    things = things_of(reader, visit, acts.acts);
    return acts;
  });
  const auto title = visit.tr("The timeline of {member}", {{"member", member->display_name}});
  html::Writer out;
  write_card_style(out);
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", card_path(member->handle)}}, member->display_name).close().element("h1", title).close();
  out.open("div", {{"class", "act-filters"}});
  write_filters(out, visit, *member, asked.state);
  out.close();
  if (page.acts.empty()) {
    if (!asked.state.is_refused()) write_empty(out, visit.tr("Nothing of this kind."));
  } else {
    write_acts(out, visit, {*member, asked.acts.part, page.acts, things});
  }
  if (page.next) {
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", next_path(visit, *member, *page.next)}},
                visit.tr("Earlier acts"));
    out.close();
  }
  return cockpit_page(visit, Room::members, title, out.take(), asked.state.is_refused() ? 422 : 200);
}

}  // namespace parvis::cockpit
