// What stands in the middle of the card: who it is, their rhythm, what they did, the parts they play, with whom.
#include "cockpit/card/card_views.h"

#include "cockpit/chart.h"
#include "cockpit/health_views.h"
#include "cockpit/plans/plan_views.h"
#include "community/card/card_path.h"
#include "community/page/form_words.h"
#include "community/page/sentence.h"
#include "core/assets/assets.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

std::string short_day_text(const Visit& visit, std::int64_t day) {
  return text::short_day({day * kDay}, now(), visit.language, text::TimeZone());
}

MemberGlimpse glimpse_of(const Member& member) {
  return {.handle = member.handle,
          .name = member.display_name,
          .title = member.title,
          .hue = member.hue,
          .role = member.role,
          .status = member.status};
}

std::string ago_words(const Visit& visit, std::int64_t days) {
  if (days <= 0) return visit.tr("today");
  if (days == 1) return visit.tr("yesterday");
  return visit.trn("{n} day ago", "{n} days ago", days);
}

void write_contact(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("p", {{"class", "quiet"}});
  if (card.contact) {
    const auto words = visit.tr(
        "Last word of the team: {member}, {when}.",
        {{"member", card.contact->by.display_name}, {"when", ago_words(visit, card.rhythm.today - card.contact->day)}});
    out.text(words);
  } else {
    out.text(visit.tr("Nobody of the team has had a word with them yet."));
  }
  out.close();
}

// How long they are silent, against how long they usually are.
std::string rhythm_words(const Visit& visit, const CardData& card) {
  const auto& own = card.rhythm;
  if (!own.last_day) return visit.tr("Has not taken part yet.");
  const auto silence = own.today - *own.last_day;
  const auto when = ago_words(visit, silence);
  if (!own.gap) return visit.tr("Last took part {when}; too seldom there for a rhythm of their own.", {{"when", when}});
  switch (own.state) {
    case health::Rhythm::slipping:
      return visit.trn("Last took part {when}, and usually comes every day: slipping away.",
                       "Last took part {when}, and usually comes every {n} days: slipping away.", own.gap->days,
                       {{"when", when}});
    case health::Rhythm::lost:
    case health::Rhythm::gone:
      return visit.trn("Last took part {when}, and usually came every day: lost.",
                       "Last took part {when}, and usually came every {n} days: lost.", own.gap->days,
                       {{"when", when}});
    case health::Rhythm::none: break;
  }
  return visit.trn("Last took part {when}, and usually comes every day.",
                   "Last took part {when}, and usually comes every {n} days.", own.gap->days, {{"when", when}});
}

void write_week_chart(html::Writer& out, const Visit& visit, const CardData& card) {
  const auto& own = card.rhythm;
  std::int64_t sum = 0;
  LineChart chart{.title = visit.tr("Acts per week"), .when = visit.tr("Beginning on"), .what = visit.tr("Acts")};
  for (const auto& week : own.weeks) {
    sum += week.acts;
    chart.values.push_back({short_day_text(visit, week.first_day),
                            static_cast<double>(week.acts),
                            text::format_number(visit.language, week.acts),
                            {},
                            {}});
  }
  chart.says = visit.trn("{n} act in the last 26 weeks, on {days}; the last week is under way.",
                         "{n} acts in the last 26 weeks, on {days}; the last week is under way.", sum,
                         {{"days", visit.trn("{n} day", "{n} days", own.days_taken_part)}});
  write_line_chart(out, visit.language, chart);
}

std::string acts_path(const Member& member, std::string_view query) {
  return card_path(member.handle) + "/acts" + (query.empty() ? "" : "?" + std::string(query));
}

std::string sign_words(const Visit& visit, PartSignKind kind, std::int64_t n) {
  switch (kind) {
    case PartSignKind::answers: return visit.trn("{n} answer accepted", "{n} answers accepted", n);
    case PartSignKind::thanks: return visit.trn("{n} thanks received", "{n} thanks received", n);
    case PartSignKind::comments: return visit.trn("{n} comment", "{n} comments", n);
    case PartSignKind::flags: return visit.trn("{n} flag that helped", "{n} flags that helped", n);
    case PartSignKind::conversations: return visit.trn("{n} conversation opened", "{n} conversations opened", n);
    case PartSignKind::ideas: return visit.trn("{n} idea taken up", "{n} ideas taken up", n);
    case PartSignKind::shares: return visit.trn("{n} conversation shared", "{n} conversations shared", n);
    case PartSignKind::brought: return visit.trn("{n} member brought in", "{n} members brought in", n);
    case PartSignKind::names: return visit.trn("{n} mention of others", "{n} mentions of others", n);
    case PartSignKind::groups: return visit.trn("{n} act for a group", "{n} acts for a group", n);
  }
  return {};
}

void write_sign(html::Writer& out, const Visit& visit, const CardData& card, const CountedSign& counted) {
  const auto& sign = *counted.sign;
  const auto words = sign_words(visit, sign.kind, counted.count);
  if (counted.count == 0) {
    out.element("span", {{"class", "quiet"}}, words);
    return;
  }
  if (sign.acts.empty()) {
    out.element("a", {{"href", "#brought"}}, words);
    return;
  }
  const auto query = std::string(sign.part == ActPart::received ? "part=received&" : "") +
                     "kind=" + std::string(sign.acts) + "&from=" + to_rfc3339(counted_from(card.rhythm.today));
  out.element("a", {{"href", acts_path(card.member, query)}}, words);
}

}  // namespace

void write_card_style(html::Writer& out) {
  write_health_style(out);
  out.open("link", {{"rel", "stylesheet"}, {"href", assets::address("card.css")}});
}

std::string circle_words(const Visit& visit, const CircleName& circle) {
  return circle.words ? std::string(text::phrase(visit.language, circle.words)) : circle.name;
}

void write_card_head(html::Writer& out, const Visit& visit, const CardData& card) {
  const auto& member = card.member;
  out.open("header", {{"class", "title card-head"}});
  write_face(out, member.display_name, member.hue, "face big");
  out.open("div").open("h1").text(member.display_name).close().open("p", {{"class", "row"}});
  out.element("a", {{"href", member_path(member.handle)}}, "@" + member.handle);
  write_role_badge(out, visit, glimpse_of(member));
  if (card.circle) {
    const auto found = std::ranges::find(card.circles, card.circle->circle, &CircleName::slug);
    if (found != card.circles.end()) write_badge(out, circle_words(visit, *found), "good");
  }
  for (const auto& stay : card.stays) {
    if (!stay.until) write_badge(out, stay.stage.in(visit.language), stay.lane == Lane::steps ? "plain" : "warn");
  }
  out.close();
  write_contact(out, visit, card);
  out.open("p", {{"class", "row card-ways"}});
  out.element("a", {{"class", "button main"}, {"href", card_path(member.handle) + "/words"}},
              visit.tr("Write to them"));
  out.element("a", {{"class", "button"}, {"href", "#tasks"}}, visit.tr("Add a task"));
  out.element("a", {{"class", "button"}, {"href", "#notes"}}, visit.tr("Add a note"));
  if (member.status == MemberStatus::active) {
    out.element("a", {{"class", "button"}, {"href", member_plans_path(member.handle)}}, visit.tr("Begin a plan"));
  }
  out.element("a", {{"class", "button bare"}, {"href", "/moderation/members/" + member.handle}},
              visit.tr("Moderation record"));
  out.element("a", {{"class", "button bare"}, {"href", "/cockpit/leaders/" + member.handle}}, visit.tr("As a leader"));
  out.close().close().close();
}

void write_rhythm(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section", {{"class", "rhythm"}}).element("h2", visit.tr("Their rhythm"));
  out.element("p", {{"class", "lead-in"}}, rhythm_words(visit, card));
  if (card.rhythm.last_day) write_week_chart(out, visit, card);
  out.close();
}

void write_card_acts(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section").open("div", {{"class", "head"}}).element("h2", visit.tr("What they did"));
  out.element("a", {{"href", acts_path(card.member, "")}}, visit.tr("The whole timeline")).close();
  if (card.acts.acts.empty()) {
    write_empty(out, visit.tr("Nothing yet."));
  } else {
    write_acts(out, visit, {card.member, ActPart::done, card.acts.acts, card.things});
    out.open("p", {{"class", "row"}});
    out.element("a", {{"class", "button"}, {"href", acts_path(card.member, "")}}, visit.tr("Everything they did"));
    out.element("a", {{"class", "button bare"}, {"href", acts_path(card.member, "part=received")}},
                visit.tr("What was done to them"));
    out.close();
  }
  out.close();
}

void write_parts_played(html::Writer& out, const Visit& visit, const CardData& card) {
  out.open("section").element("h2", visit.tr("Parts they play"));
  out.open("dl", {{"class", "parts"}});
  for (const auto& played : card.parts) {
    out.open("div", {{"class", played.is_played ? "part played" : "part"}});
    out.open("dt").text(visit.tr(played.part->name));
    if (played.is_played) {
      out.text(" ");
      write_badge(out, visit.tr("yes"), "good");
    }
    out.close().open("dd").open("p");
    for (const auto& sign : played.signs) {
      if (&sign != &played.signs.front()) out.text(" · ");
      write_sign(out, visit, card, sign);
    }
    out.close().element("p", {{"class", "quiet small"}}, visit.tr(played.part->rule)).close().close();
  }
  out.close().close();
}

void write_partners(html::Writer& out, const Visit& visit, const Member& member, const std::vector<Partner>& partners) {
  out.open(
      "div",
      {{"class", "wide"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", visit.tr("With whom they exchange")}});
  out.open("table", {{"class", "plain partners"}}).open("thead").open("tr");
  out.element("th", {{"scope", "col"}}, visit.tr("Member"));
  out.element("th", {{"scope", "col"}}, visit.tr("To them"));
  out.element("th", {{"scope", "col"}}, visit.tr("From them"));
  out.element("th", {{"scope", "col"}}, visit.tr("The last time")).close().close().open("tbody");
  for (const auto& partner : partners) {
    const bool is_gone = partner.status == MemberStatus::former;
    out.open("tr").open("th", {{"scope", "row"}});
    if (is_gone) {
      out.text(visit.tr("a former member"));
    } else {
      out.element("a", {{"href", card_path(partner.face.handle)}}, partner.face.display_name);
    }
    out.close();
    const auto write_count = [&](std::int64_t count, std::string_view part) {
      const auto words = text::format_number(visit.language, count);
      out.open("td");
      if (is_gone || count == 0) {
        out.text(words);
      } else {
        out.element("a", {{"href", acts_path(member, std::string(part) + "kind=exchange&with=" + partner.face.handle)}},
                    words);
      }
      out.close();
    };
    write_count(partner.given, "");
    write_count(partner.received, "part=received&");
    out.element("td", short_day_text(visit, partner.last_day)).close();
  }
  out.close().close().close();
}

void write_notes(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& state) {
  out.open("section", {{"id", "notes"}}).element("h2", visit.tr("Notes"));
  out.open("ul", {{"class", "list"}});
  for (const auto& note : card.notes) {
    out.open("li").element("p", {{"class", "typed"}}, note.body).open("p", {{"class", "meta"}});
    out.text(note.author_name + " · ");
    write_time(out, visit, note.written_at);
    out.close();
    if (note.author == visit.viewer.member) {
      const auto path = card_path(card.member.handle) + "/notes/" + id_text(note.id) + "/removal";
      out.open("form", {{"method", "post"}, {"action", path}});
      write_form_token(out, visit);
      out.element("button", {{"class", "plain"}}, visit.tr("Remove")).close();
    }
    out.close();
  }
  out.close();
  html::Form form(out, state, say_in(visit), "note");
  form.summary(visit.tr(kCheckThis)).open(card_path(card.member.handle) + "/notes", visit.form_token);
  const auto label = visit.tr("A note");
  const auto hint = visit.tr(
      "Other staff read it here. The member reads it too, in what the community knows of them: "
      "write what you would tell them.");
  form.text_area({.name = "note", .label = label, .hint = hint, .rows = 3});
  form.submit(visit.tr("Keep this note"), html::Emphasis::plain).close();
  out.close();
}

// When it is to be done, and by whom where that was said.
std::string to_do_words(const Visit& visit, const Task& task, const Named& named) {
  const auto given = named.members.find(task.assignee);
  if (given == named.members.end()) return when_words(visit, task);
  return when_words(visit, task) + " · " + visit.tr("given to {member}", {{"member", given->second.display_name}});
}

void write_card_tasks(html::Writer& out, const Visit& visit, const CardData& card, const html::FormState& state) {
  out.open("section", {{"id", "tasks"}}).element("h2", visit.tr("To do for them"));
  out.open("ul", {{"class", "list"}});
  for (const auto& task : card.tasks) {
    out.open("li").open("p");
    write_reason(out, visit, task, card.named);
    out.close().open("p", {{"class", "meta"}});
    switch (task.state) {
      case TaskState::open: out.text(to_do_words(visit, task, card.named)); break;
      case TaskState::done:
        out.text(task.contact == Contact::none ? visit.tr("done") : visit.tr("they were written to"));
        break;
      case TaskState::set_aside: out.text(visit.tr("not useful")); break;
      case TaskState::passed:
      case TaskState::held_out: out.text(visit.tr("over")); break;
    }
    out.text(" · ");
    write_time(out, visit, task.made_at);
    out.close().close();
  }
  out.close();
  html::Form form(out, state, say_in(visit), "task");
  form.summary(visit.tr(kCheckThis)).open(card_path(card.member.handle) + "/tasks", visit.form_token);
  const auto words = visit.tr("What is to be done"), due = visit.tr("From which day on");
  form.text_field({.name = "words", .label = words, .autocomplete = "off"});
  form.text_field(
      {.name = "due", .label = due, .kind = html::TextKind::date, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Add a task"), html::Emphasis::plain).close();
  out.close();
}

}  // namespace parvis::cockpit
