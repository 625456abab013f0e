// Writing to a member from their card, finding a card, and the community's own names of circles.
#include "cockpit/card/card_data.h"
#include "cockpit/card/card_pages.h"
#include "cockpit/card/card_views.h"
#include "cockpit/cockpit_frame.h"
#include "cockpit/reach_words.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/today/today_rules.h"
#include "community/today/word_sending.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kFound = 20;

struct Written {
  Member member;
  WordReach reach = WordReach::page;
  std::vector<PersonalWord> earlier;
};

Written read_written(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Written to{.member = card_member(reader, visit)};
    to.reach = word_reach(reader, to.member.id, read_today_rules(reader).purpose);
    to.earlier = personal_words(reader, to.member.id, {}, 5);
    return to;
  });
}

void write_earlier(html::Writer& out, const Visit& visit, const Written& to) {
  if (to.earlier.empty()) return;
  out.open("section").element("h2", visit.tr("What the team wrote before")).open("ul", {{"class", "list"}});
  for (const auto& word : to.earlier) {
    out.open("li").element("p", {{"class", "typed"}}, word.body).open("p", {{"class", "meta"}});
    out.text(word.author.display_name + " · ");
    write_time(out, visit, word.written_at);
    out.text(" · ").text(word.read_at ? visit.tr("read") : visit.tr("not read yet"));
    out.close().close();
  }
  out.close().close();
}

http::Response render_words(const Visit& visit, const Written& to, const html::FormState& state, int status = 200) {
  const auto title = visit.tr("Write to {member}", {{"member", to.member.display_name}});
  html::Writer out;
  write_card_style(out);
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"href", card_path(to.member.handle)}}, to.member.display_name)
      .close()
      .element("h1", title)
      .close();
  out.open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "words");
  form.summary(visit.tr(kCheckThis)).open(card_path(to.member.handle) + "/words", visit.form_token);
  const auto label = visit.tr("Your words");
  const auto hint = reach_words(visit, to.reach);
  form.text_area({.name = "words", .label = label, .hint = hint, .rows = 10});
  form.submit(visit.tr("Send")).close();
  out.close();
  write_earlier(out, visit, to);
  return cockpit_page(visit, Room::members, title, out.take(), status);
}

http::Response render_circles(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto title = visit.tr("Circles");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p",
              visit.tr("In which circle the team sees a member: staff of the brand, loyal customer, fan, or a name "
                       "of your own. It is set by hand, on their card, and segments may ask for it."));
  out.close().open("section", {{"class", "narrow"}});
  html::Form form(out, state, say_in(visit), "circles");
  form.summary(visit.tr(kCheckThis)).open("/cockpit/circles", visit.form_token);
  const auto label = visit.tr("Circles of your own"), hint = visit.tr("One on each line, ten at most.");
  form.text_area({.name = "names", .label = label, .hint = hint, .rows = 5, .need = html::Need::optional});
  form.submit(visit.tr("Keep")).close();
  out.close();
  return cockpit_page(visit, Room::members, title, out.take(), status);
}

std::vector<std::string> names_typed(html::FormState& state) {
  std::vector<std::string> names;
  std::string_view typed = state.value("names");
  while (!typed.empty()) {
    const auto end = std::min(typed.find('\n'), typed.size());
    const auto checked = text::check_text(typed.substr(0, end), {.max = kMaxCircleName, .lines = text::Lines::single});
    if (checked.problem) state.refuse("names", *checked.problem);
    if (!checked.value.empty()) names.push_back(checked.value);
    typed.remove_prefix(std::min(end + 1, typed.size()));
  }
  if (names.size() > kMostOwnCircles) state.refuse("names", {"These are more than ten."});
  return names;
}

}  // namespace

http::Response show_card_words(Visit& visit) { return render_words(visit, read_written(visit), {}); }

http::Response send_card_words(Visit& visit) {
  const auto to = read_written(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words =
      text::check_text(state.value("words"), {.min = 1, .max = kMaxPersonalWord, .lines = text::Lines::many});
  if (words.problem) {
    state.refuse("words", *words.problem);
    return render_words(visit, to, state, 422);
  }
  visit.community.store().write(
      [&](store::Transaction& transaction) { send_word(transaction, visit, to.member.id, std::nullopt, words.value); });
  return see_other_with_notice(visit, card_path(to.member.handle), text::msgid("Sent."));
}

http::Response show_card_search(Visit& visit) {
  const std::string asked(text::trim(visit.request.query.get("q")));
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    return asked.empty() ? members_by_arrival(reader, {}, kFound) : search_members(reader, asked, kFound);
  });
  const auto title = visit.tr("Members");
  html::Writer out;
  write_card_style(out);
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("The card of a member: what they did, with whom, where they stand, what is to be done."));
  out.close();
  out.open("form", {{"class", "row asked"}, {"action", "/cockpit/members"}, {"role", "search"}});
  const auto label = visit.tr("Name or handle");
  out.open("label", {{"for", "card-q"}}).text(label).close();
  out.open("input", {{"id", "card-q"}, {"name", "q"}, {"type", "search"}, {"value", asked}, {"class", "word-field"}});
  out.element("button", {{"class", "button"}}, visit.tr("Find")).close();
  out.open("section").element("h2", asked.empty() ? visit.tr("Who came last") : visit.tr("Found"));
  if (found.empty()) write_empty(out, visit.tr("Nobody of that name."));
  out.open("ul", {{"class", "list people"}});
  for (const auto& line : found) {
    const MemberGlimpse member{
        .handle = line.handle, .name = line.display_name, .title = line.title, .hue = line.hue, .role = line.role};
    out.open("li", {{"class", "row"}});
    write_face(out, line.display_name, line.hue);
    out.element("a", {{"class", "name"}, {"href", card_path(line.handle)}}, line.display_name);
    write_role_badge(out, visit, member);
    out.element("span", {{"class", "quiet small push"}}, "@" + line.handle).close();
  }
  out.close().close();
  return cockpit_page(visit, Room::members, title, out.take());
}

http::Response show_circles(Visit& visit) {
  html::FormState state;
  std::string names;
  for (const auto& circle : visit.community.store().read([](store::Reader& reader) { return circles(reader); })) {
    if (!circle.words) names += circle.name + "\n";
  }
  state.set("names", names);
  return render_circles(visit, state);
}

http::Response update_circles(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto names = names_typed(state);
  if (state.is_refused()) return render_circles(visit, state, 422);
  const CircleAct act{visit.community.timeline(), visit.viewer.member, now(), visit.source};
  try {
    visit.community.store().write([&](store::Transaction& transaction) { name_circles(transaction, act, names); });
  } catch (const Conflict& conflict) {
    state.refuse("names", conflict.sentence());
    return render_circles(visit, state, 422);
  }
  return see_other_with_notice(visit, "/cockpit/circles", text::msgid("Kept."));
}

}  // namespace parvis::cockpit
