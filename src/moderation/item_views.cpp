#include "moderation/item_views.h"

#include "community/moderation/reason_words.h"
#include "community/page/form_words.h"
#include "community/page/sentence.h"
#include "core/text/dates.h"
#include "moderation/sanction_views.h"

namespace parvis::moderation {

using namespace community;

namespace {

// Those that need no words: one key each.
constexpr std::array kOneKey{Ground::off_topic, Ground::unkind, Ground::spam, Ground::unlawful};

void write_tick(html::Writer& out, const Visit& visit, const Item& item) {
  const auto id = "tick-" + id_text(item.id());
  out.open("span", {{"class", "tick"}});
  out.open("input", {{"type", "checkbox"},
                     {"id", id},
                     {"name", "item"},
                     {"value", item.name()},
                     {"form", "bulk"},
                     {"data-tick", true}});
  out.element("label", {{"for", id}, {"class", "unseen"}}, visit.tr("Decide together with others")).close();
}

std::string sign_words(const Visit& visit, const Sign& sign) {
  switch (sign.kind) {
    case SignKind::word: return visit.tr("the word “{word}”", {{"word", sign.said}});
    case SignKind::site: return visit.tr("a link to {site}", {{"site", sign.said}});
    case SignKind::age: return visit.tr("how new the account is");
    case SignKind::heard: return visit.tr("how little its author has written here");
    case SignKind::pace: return visit.tr("how fast its author writes");
    case SignKind::links: return visit.tr("how many links it has");
  }
  return {};
}

// "Looks like spam (93 %): the word “casino”, a link to shop.example."
void write_suspicion(html::Writer& out, const Visit& visit, const Item& item, std::string_view percent) {
  std::string reasons;
  for (const auto& sign : item.suspicious) reasons.append(reasons.empty() ? "" : ", ").append(sign_words(visit, sign));
  out.element("p", {{"class", "quiet small"}},
              reasons.empty()
                  ? visit.tr("It looks like spam ({n}%).", {{"n", percent}})
                  : visit.tr("It looks like spam ({n}%): {reasons}.", {{"n", percent}, {"reasons", reasons}}));
}

// Why it waits where others' do not.
void write_why_held(html::Writer& out, const Visit& visit, const Item& item) {
  if (!item.contribution() || item.contribution()->held_for.empty()) return;
  const std::string_view why = item.contribution()->held_for;
  constexpr std::string_view kSpam = "spam:";
  if (why.starts_with(kSpam)) return write_suspicion(out, visit, item, why.substr(kSpam.size()));
  constexpr std::string_view kWord = "word:";
  const auto words = why.starts_with(kWord)
                         ? visit.tr("It contains “{word}”, which is watched.", {{"word", why.substr(kWord.size())}})
                         : visit.tr("What newcomers write is read first for the time being.");
  out.element("p", {{"class", "quiet small"}}, words);
}

void write_head(html::Writer& out, const Visit& visit, const Item& item) {
  out.open("p", {{"class", "meta"}});
  write_tick(out, visit, item);
  if (const auto* flagged = item.flagged()) {
    write_badge(out, visit.trn("flagged", "flagged {n} times", std::max<std::int64_t>(flagged->flags, 1)), "bad");
    out.text(" ");
    write_place(out, visit, *flagged, item.around);
  } else {
    write_badge(out, visit.tr("waits"), "warn");
    out.text(" ");
    write_place(out, visit, *item.contribution(), item.around);
  }
  out.close();
  write_why_held(out, visit, item);
}

// "12 posts · here since March 2024 · 1 turned down · 2 hidden"
void write_record(html::Writer& out, const Visit& visit, const AuthorRecord& record) {
  auto words = visit.trn("{n} post", "{n} posts", record.posts);
  const auto zone = text::TimeZone::of(visit.time_zone);
  words += " · " + visit.tr("here since {day}", {{"day", text::day(record.joined_at, visit.language, zone)}});
  if (record.turned_down > 0) {
    words += " · " + visit.trn("{n} turned down before", "{n} turned down before", record.turned_down);
  }
  if (record.hidden > 0) words += " · " + visit.trn("{n} hidden before", "{n} hidden before", record.hidden);
  out.element("span", {{"class", "quiet small"}}, words);
}

void write_author(html::Writer& out, const Visit& visit, const Item& item) {
  const auto& around = item.around;
  out.open("p", {{"class", "who row"}});
  write_face(out, around.author_name, around.author_hue);
  if (around.author_handle.empty()) {
    out.text(visit.tr("a former member"));
  } else {
    out.element("a", {{"href", "/moderation/members/" + around.author_handle}}, around.author_name);
  }
  out.open("span", {{"class", "quiet small"}});
  write_time(out, visit, item.contribution() ? item.contribution()->sent_at : item.flagged()->opened_at);
  out.close();
  write_record(out, visit, item.record);
  out.close();
}

void write_flags(html::Writer& out, const Visit& visit, const std::vector<Flag>& flags) {
  if (flags.empty()) return;
  out.open("ul", {{"class", "flags small"}, {"aria-label", visit.tr("Who flagged it")}});
  for (const auto& flag : flags) {
    out.open("li");
    write_parts(out, text::tr_parts(visit.language, "{ground}, says {member}"), [&](std::string_view place) {
      if (place == "ground") out.element("b", ground_words(visit, flag.ground));
      if (place == "member") out.element("a", {{"href", member_path(flag.handle)}}, flag.name);
    });
    if (!flag.words.empty()) out.text(visit.tr(": “{words}”", {{"words", flag.words}}));
    out.close();
  }
  out.close();
}

std::string refusing(const Visit& visit, const Item& item) {
  return item.contribution() ? visit.tr("Turn it down") : visit.tr("Hide it");
}

void write_refusal(html::Writer& out, const Visit& visit, const Item& item, html::Form& form,
                   const html::FormState& state) {
  out.open("details", {{"class", "turning"}, {"open", state.is_refused()}});
  out.element("summary", {{"class", "button"}, {"data-key", "x"}}, refusing(visit, item));
  write_grounds(out, visit);
  const auto label = visit.tr("Or in your words"), hint = visit.tr("They read it. Say what would make it fit.");
  form.text_area({.name = "reason", .label = label, .hint = hint, .rows = 2, .need = html::Need::optional});
  form.submit(refusing(visit, item), kDecisionField, kInWords, html::Emphasis::plain);
  out.close();
}

void write_decision(html::Writer& out, const Visit& visit, const Item& item, const html::FormState& state) {
  html::Form form(out, state, say_in(visit), "decision-" + id_text(item.id()));
  form.open(item.address(), visit.form_token);
  out.open("div", {{"class", "decision"}});
  out.element("button", {{"class", "button main"}, {"name", kDecisionField}, {"value", kYes}, {"data-key", "a"}},
              item.contribution() ? visit.tr("Let it through") : visit.tr("Leave it standing"));
  write_refusal(out, visit, item, form, state);
  if (const auto* flagged = item.flagged(); flagged && flagged->object_kind == ObjectKind::post) {
    out.element("a",
                {{"class", "button bare"}, {"href", "/posts/" + id_text(flagged->post) + "/edit"}, {"data-key", "e"}},
                visit.tr("Edit"));
  }
  out.close();
  form.close();
}

}  // namespace

void write_grounds(html::Writer& out, const Visit& visit) {
  out.open("div", {{"class", "grounds"}});
  int key = 1;
  for (const auto ground : kOneKey) {
    out.element("button",
                {{"class", "button"},
                 {"name", kDecisionField},
                 {"value", ground_name(ground)},
                 {"data-key", std::to_string(key++)}},
                ground_words(visit, ground));
  }
  out.close();
}

namespace {

void write_judgement(html::Writer& out, const Visit& visit, const Heard& heard) {
  if (heard.sanction) return write_sanction(out, visit, *heard.sanction);
  out.open("p", {{"class", "meta"}});
  if (heard.flagged) write_place(out, visit, *heard.flagged, heard.around);
  if (heard.contribution) write_place(out, visit, *heard.contribution, heard.around);
  out.close();
  write_words(out, heard.around);
  if (heard.flagged) write_reason(out, visit, {heard.flagged->ground, heard.flagged->reason});
  if (heard.contribution) write_reason(out, visit, {heard.contribution->ground, heard.contribution->reason});
}

void write_answer(html::Writer& out, const Visit& visit, const Appeal& appeal) {
  const auto id = "answer-" + id_text(appeal.id);
  out.open("form", {{"method", "post"}, {"action", "/moderation/appeals/" + id_text(appeal.id)}});
  write_form_token(out, visit);
  out.open("div", {{"class", "field"}}).element("label", {{"for", id}}, visit.tr("Your answer to them"));
  out.element("textarea", {{"id", id}, {"name", "answer"}, {"rows", 2}}, "").close();
  out.open("div", {{"class", "decision"}});
  out.element("button", {{"class", "button main"}, {"name", kDecisionField}, {"value", "no"}}, visit.tr("It stands"));
  out.element("button", {{"class", "button"}, {"name", kDecisionField}, {"value", "yes"}}, visit.tr("Reverse it"));
  out.close().close();
}

}  // namespace

void write_heard(html::Writer& out, const Visit& visit, const Heard& heard) {
  const auto& appeal = heard.appeal;
  out.open("li", {{"class", "waiting"}}).open("p");
  const bool known = !appeal.first_name.empty();
  write_parts(
      out, visit.language,
      text::tr_parts(visit.language, known ? text::msgid("{member} asks for a second look at what {judge} decided")
                                           : text::msgid("{member} asks for a second look")),
      [&](std::string_view place) {
        if (place == "judge") return static_cast<void>(out.text(appeal.first_name));
        out.element("a", {{"href", "/moderation/members/" + appeal.handle}}, appeal.name);
      },
      [&](std::string_view place) { return place == "judge" ? appeal.first_name : appeal.name; });
  out.close();
  if (heard.only_one) {
    out.element("p", {{"class", "quiet small"}},
                visit.tr("You decided first yourself. Nobody else manages the community, so it comes to you."));
  }
  write_judgement(out, visit, heard);
  out.open("blockquote", {{"class", "flagged"}}).element("p", appeal.words).close();
  write_answer(out, visit, appeal);
  out.close();
}

void write_item(html::Writer& out, const Visit& visit, const Item& item, const html::FormState& state) {
  out.open("li", {{"class", "waiting"}, {"id", "item-" + id_text(item.id())}, {"data-item", item.name()}});
  write_head(out, visit, item);
  write_author(out, visit, item);
  write_answered(out, visit, item.around);
  write_words(out, item.around);
  write_flags(out, visit, item.flags);
  write_decision(out, visit, item, state);
  out.close();
}

}  // namespace parvis::moderation
