// The table of influencers: narrowed, ordered, a page at a time, and as a file.
#include "cockpit/influencers/influencer_pages.h"
#include "cockpit/influencers/influencer_views.h"
#include "community/influencers/influencer_file.h"
#include "community/page/form_words.h"
#include "community/tables/table_stream.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kPeoplePerPage = 50;
constexpr std::size_t kMaxWords = 200;

constexpr MemberId kNobody{-1};  // does no next step

using Side = InfluencerQuery::Side;
using Order = InfluencerQuery::Order;
using Step = InfluencerQuery::Step;

struct Words {
  std::string_view name;
  const char* words;
};
// In the order of their enumerations.
constexpr Words kSides[] = {{"all", text::msgid("Inside and outside")},
                            {"inside", text::msgid("In the square")},
                            {"outside", text::msgid("Outside the square")}};
constexpr Words kOrders[] = {{"name", text::msgid("Name")},
                             {"contact", text::msgid("Longest without contact")},
                             {"next", text::msgid("Next step, soonest first")},
                             {"changed", text::msgid("Last changed")}};
constexpr Words kSteps[] = {{"any", text::msgid("Whatever is next")},
                            {"some", text::msgid("Something is to be done")},
                            {"due", text::msgid("Due today or late")},
                            {"none", text::msgid("Nothing is to be done")}};
constexpr Words kQuiet[] = {{"0", text::msgid("Whenever the last contact was")},
                            {"30", text::msgid("No contact in 30 days")},
                            {"90", text::msgid("No contact in 90 days")},
                            {"180", text::msgid("No contact in 180 days")},
                            {"365", text::msgid("No contact in a year")}};

template <class Choice, std::size_t N>
Choice choice_of(const Words (&all)[N], std::string_view name) {
  const auto found = std::ranges::find(all, name, &Words::name);
  return static_cast<Choice>(found == std::end(all) ? 0 : found - std::begin(all));
}

// What is asked stands in the address, as it was typed.
struct Asked {
  InfluencerQuery query;
  std::string address;  // with what is asked, without the place in the list
  bool is_narrowed = false;
  std::string unknown;  // who is asked for, and is no member
};

Asked read_asked(const Visit& visit, store::Reader& reader) {
  const auto& given = visit.request.query;
  const auto text = [&](const char* name) { return std::string(given.get(name).substr(0, kMaxWords)); };
  Asked asked;
  auto& query = asked.query;
  query.words = text("q");
  query.speciality = text("speciality");
  query.place = text("place");
  query.side = choice_of<Side>(kSides, given.get("side"));
  query.order = choice_of<Order>(kOrders, given.get("order"));
  query.step = choice_of<Step>(kSteps, given.get("step"));
  const auto quiet = std::ranges::find(kQuiet, given.get("quiet"), &Words::name);
  query.quiet_days = quiet == std::end(kQuiet) ? 0 : std::stoll(std::string(quiet->name));
  if (const auto who = given.get("who"); !who.empty()) {
    const auto member = member_named(reader, who);
    query.who = member.value_or(kNobody);
    if (!member) asked.unknown = text("who");
  }
  query.today = day_of_community(visit);
  query.limit = kPeoplePerPage;
  for (const char* name : {"q", "side", "speciality", "place", "quiet", "step", "who", "order"}) {
    const auto value = text(name);
    if (value.empty() || value == "all" || value == "any" || value == "0") continue;
    asked.is_narrowed = asked.is_narrowed || name != std::string_view("order");
    asked.address += (asked.address.empty() ? "?" : "&") + std::string(name) + "=" + http::percent_encode(value);
  }
  return asked;
}

template <std::size_t N>
std::vector<std::string> words_in(const Visit& visit, const Words (&all)[N]) {
  std::vector<std::string> words;
  for (const auto& one : all) words.push_back(visit.tr(one.words));
  return words;
}

template <std::size_t N>
void write_select(html::Form& form, const Visit& visit, const char* name, const std::string& label,
                  const Words (&all)[N]) {
  const auto words = words_in(visit, all);
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < N; ++i) choices.push_back({all[i].name, words[i]});
  form.select({.name = name, .label = label, .choices = choices, .need = html::Need::optional});
}

void write_who(html::Form& form, const Visit& visit, const std::vector<MemberFace>& managers) {
  const auto label = visit.tr("Who does the next step"), anybody = visit.tr("Anybody");
  std::vector<html::Choice> choices{{"", anybody}};
  for (const auto& face : managers) choices.push_back({face.handle, face.display_name});
  form.select({.name = "who", .label = label, .choices = choices, .need = html::Need::optional});
}

void write_filters(html::Writer& out, const Visit& visit, const Asked& asked, const std::vector<MemberFace>& managers) {
  html::FormState state(visit.request.query.pairs());
  if (!asked.unknown.empty()) state.refuse("who", {"There is no member “{words}”.", {{"words", asked.unknown}}});
  html::Form form(out, state, say_in(visit), "influencers");
  form.open_question(kInfluencersPath);
  const auto words = visit.tr("Name, site or word"), place = visit.tr("Place"), speciality = visit.tr("Speciality");
  out.open("div", {{"class", "row filters"}});
  form.text_field({.name = "q",
                   .label = words,
                   .kind = html::TextKind::search,
                   .autocomplete = "off",
                   .need = html::Need::optional});
  write_select(form, visit, "side", visit.tr("Who"), kSides);
  write_select(form, visit, "order", visit.tr("Order"), kOrders);
  form.submit(visit.tr("Search"), html::Emphasis::plain);
  out.close();
  const auto& query = asked.query;
  const bool narrower =
      !query.speciality.empty() || !query.place.empty() || query.quiet_days > 0 || query.step != Step::any || query.who;
  out.open("details", {{"open", narrower}}).element("summary", {{"class", "small"}}, visit.tr("More filters"));
  out.open("div", {{"class", "row filters"}});
  form.text_field({.name = "speciality", .label = speciality, .autocomplete = "off", .need = html::Need::optional});
  form.text_field({.name = "place", .label = place, .autocomplete = "off", .need = html::Need::optional});
  write_select(form, visit, "quiet", visit.tr("Last contact"), kQuiet);
  write_select(form, visit, "step", visit.tr("Next step"), kSteps);
  write_who(form, visit, managers);
  out.close().close();
  form.close();
}

void write_ways(html::Writer& out, const Visit& visit, const Asked& asked, bool some) {
  out.open("div", {{"class", "row"}});
  out.element("a", {{"class", "button main"}, {"href", std::string(kInfluencersPath) + "/new"}},
              visit.tr("Add somebody"));
  out.element("a", {{"class", "button"}, {"href", std::string(kInfluencersPath) + "/files"}},
              visit.tr("Bring in a file"));
  if (some) {
    out.element("a", {{"class", "button bare"}, {"href", std::string(kInfluencersPath) + "/table.csv" + asked.address}},
                visit.tr("As a file (CSV)"));
  }
  out.close();
}

struct Shown {
  Asked asked;
  InfluencerPage page;
  InfluencerCount count, due;
  std::vector<MemberFace> managers;
  bool some = false;
};

Shown read_shown(const Visit& visit, store::Reader& reader) {
  Shown shown{.asked = read_asked(visit, reader)};
  auto& query = shown.asked.query;
  query.after = InfluencerId{parse_id(visit.request.query.get("after")).value_or(0)};
  shown.page = list_influencers(reader, query);
  shown.count = count_influencers(reader, query);
  shown.due = count_influencers(reader, {.step = Step::due, .today = query.today});
  shown.managers = team(reader);
  shown.some = has_influencers(reader);
  return shown;
}

// What the table says, before it is read.
std::string sentence(const Visit& visit, const Shown& shown) {
  if (shown.asked.is_narrowed) {
    return visit.trn("{n} person fits what you ask.", "{n} people fit what you ask.", shown.count.all);
  }
  auto words =
      visit.trn("{n} person who is heard on what we do.", "{n} people who are heard on what we do.", shown.count.all);
  words += " " + visit.trn("{n} of them is in the square.", "{n} of them are in the square.", shown.count.inside);
  if (shown.due.all > 0) words += " " + visit.trn("{n} next step is due.", "{n} next steps are due.", shown.due.all);
  return words;
}

void write_nobody(html::Writer& out, const Visit& visit, const Shown& shown) {
  if (shown.some) {
    return write_empty(out, visit.tr("Nobody fits that."), visit.tr("See them all"), kInfluencersPath);
  }
  write_empty(out,
              visit.tr("Nobody stands here yet. Begin with the ten whom your members read: a blog, a club, a "
                       "journalist, and who of the square is heard outside it."),
              visit.tr("Add the first one"), std::string(kInfluencersPath) + "/new");
}

}  // namespace

http::Response show_influencers(Visit& visit) {
  const auto shown = visit.community.store().read([&](store::Reader& reader) { return read_shown(visit, reader); });
  const auto title = visit.tr("Influencers");
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", title);
  write_ways(out, visit, shown.asked, shown.some);
  out.close();
  if (shown.some) out.element("p", sentence(visit, shown));
  out.close();
  if (shown.some) write_filters(out, visit, shown.asked, shown.managers);
  if (shown.page.people.empty()) {
    write_nobody(out, visit, shown);
  } else {
    write_table(out, visit, shown.page.people, shown.asked.query.today);
  }
  if (shown.page.has_more) {
    const auto path = kInfluencersPath + shown.asked.address + (shown.asked.address.empty() ? "?" : "&") +
                      "after=" + id_text(shown.page.people.back().id);
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", path}}, visit.tr("More people")).close();
  }
  return cockpit_page(visit, Room::influencers, title, out.take());
}

http::Response show_influencer_table(Visit& visit) {
  auto& store = visit.community.store();
  const auto query = store.read([&](store::Reader& reader) { return read_asked(visit, reader).query; });
  // By this mark spreadsheets know UTF-8.
  return stream_table(visit, influencer_pieces(store, query, visit.language, "\xEF\xBB\xBF"), "influencers");
}

}  // namespace parvis::cockpit
