#include "moderation/sanction_views.h"

#include "community/moderation/reason_words.h"
#include "community/page/form_words.h"
#include "core/text/dates.h"

namespace parvis::moderation {

using namespace community;

namespace {

std::string day_of(const Visit& visit, Instant at) {
  return text::day(at, visit.language, text::TimeZone::of(visit.time_zone));
}

std::string end_words(const Visit& visit, const Sanction& sanction) {
  if (sanction.lifted_at) return visit.tr("ended early on {day}", {{"day", day_of(visit, *sanction.lifted_at)}});
  if (!sanction.ends_at) return visit.tr("until further notice");
  const auto day = day_of(visit, *sanction.ends_at);
  return sanction.in_force(now()) ? visit.tr("until {day}", {{"day", day}})
                                  : visit.tr("over since {day}", {{"day", day}});
}

}  // namespace

std::string sanction_words(const Visit& visit, SanctionKind kind) {
  switch (kind) {
    case SanctionKind::warning: return visit.tr("Warning");
    case SanctionKind::silence: return visit.tr("Silence");
    case SanctionKind::suspension: return visit.tr("Suspension");
    case SanctionKind::exclusion: return visit.tr("Exclusion");
  }
  return {};
}

void write_sanction(html::Writer& out, const Visit& visit, const Sanction& sanction) {
  out.open("p", {{"class", "meta"}});
  write_badge(out, sanction_words(visit, sanction.kind), sanction.in_force(now()) ? "bad" : "plain");
  out.text(" " + end_words(visit, sanction) + " · ");
  write_time(out, visit, sanction.given_at);
  if (!sanction.given_by_name.empty()) out.text(" · " + visit.tr("by {member}", {{"member", sanction.given_by_name}}));
  out.close();
  write_reason(out, visit, {sanction.ground, sanction.reason});
}

void write_appeal_form(html::Writer& out, const Visit& visit, const Judgement& judgement) {
  const auto name = judgement_name(judgement);
  const auto id = "appeal-" + id_text(judgement.object);
  out.open("details", {{"class", "appeal"}})
      .element("summary", {{"class", "button"}}, visit.tr("Ask for a second look"));
  out.open("form", {{"method", "post"}, {"action", "/account/appeals"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "about"}, {"value", name}});
  out.open("div", {{"class", "field"}})
      .element("label", {{"for", id}}, visit.tr("What should be looked at again, and why"));
  out.element("p", {{"class", "hint"}},
              visit.tr("Somebody other than the one who decided reads it. You can ask once."));
  out.element("textarea", {{"id", id}, {"name", "words"}, {"rows", 4}, {"required", true}}, "").close();
  out.element("button", {{"class", "button main"}}, visit.tr("Send")).close().close();
}

void write_own_appeal(html::Writer& out, const Visit& visit, const Appeal& appeal) {
  out.open("p", {{"class", "meta"}});
  switch (appeal.decision) {
    case AppealDecision::waiting: write_badge(out, visit.tr("your appeal waits"), "warn"); break;
    case AppealDecision::stands: write_badge(out, visit.tr("your appeal was heard: it stands")); break;
    case AppealDecision::over: write_badge(out, visit.tr("your appeal is closed: it no longer held")); break;
    case AppealDecision::reversed: write_badge(out, visit.tr("your appeal was heard: it was reversed"), "good"); break;
  }
  out.close();
  if (!appeal.answer.empty()) out.open("blockquote", {{"class", "reason"}}).element("p", appeal.answer).close();
}

}  // namespace parvis::moderation
