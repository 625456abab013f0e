// What the community's decisions taught about spam, how well it would have done, and whether what looks like spam waits
// to be read first. For those who manage it.
#include <charconv>

#include "community/activity/activity.h"
#include "community/activity/staff_change.h"
#include "community/manage/manage_views.h"
#include "community/moderation/lesson.h"
#include "community/moderation/spam_filter.h"
#include "community/page/form_words.h"
#include "core/text/unicode.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

constexpr std::array kWantedPrecisions{90, 95, 99};

struct Known {
  SpamFilter filter;
  LessonCounts lessons;
  std::vector<text::Guess> guesses;
};

Known read_known(Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) {
    return Known{read_spam_filter(reader), lesson_counts(reader), latest_guesses(reader)};
  });
}

std::string percent_text(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)); }

void write_counts(html::Writer& out, const Visit& visit, const LessonCounts& lessons) {
  out.open("p").text(visit.trn("{n} contribution was found fine", "{n} contributions were found fine", lessons.fine));
  out.text(", ").text(visit.trn("{n} was found to be spam.", "{n} were found to be spam.", lessons.spam)).close();
}

void write_lessons(html::Writer& out, const Visit& visit, const Known& known) {
  out.element("p", visit.tr("Each decision teaches it: what was let through or left standing, and what was turned down "
                            "or hidden as spam. It keeps how often words and links were seen in either, never what "
                            "somebody wrote."));
  if (known.lessons.fine + known.lessons.spam > 0) write_counts(out, visit, known.lessons);
  if (known.lessons.are_enough()) return;
  out.element("p", {{"class", "quiet"}},
              visit.tr("It can be turned on from {n} decisions on, {each} at least of each kind.",
                       {{"n", kLeastLessons}, {"each", kLeastOfEach}}));
}

void write_cell(html::Writer& out, const Visit& visit, std::int64_t count) {
  out.element("td", {{"class", "num"}}, text::format_number(visit.language, count));
}

void write_row(html::Writer& out, const Visit& visit, const std::string& head, std::int64_t held, std::int64_t passed) {
  out.open("tr").element("th", {{"scope", "row"}}, head);
  write_cell(out, visit, held);
  write_cell(out, visit, passed);
  out.close();
}

// How it would have done at this threshold, each judged before it was learnt.
void write_measure(html::Writer& out, const Visit& visit, const Known& known) {
  if (known.guesses.empty()) return;
  const auto table = text::confusion(known.guesses, static_cast<double>(known.filter.percent) / 100);
  out.open("section").element("h2", visit.tr("How well it would have done"));
  out.element("p", {{"class", "quiet"}},
              visit.trn("Over the last {n} decision, judged by what was known before it was taken.",
                        "Over the last {n} decisions, each judged by what was known before it was taken.",
                        static_cast<std::int64_t>(known.guesses.size())));
  out.open("table", {{"class", "figures"}});
  out.element("caption", visit.tr("From {n}% on", {{"n", known.filter.percent}}));
  out.open("thead").open("tr").element("td", "");
  out.element("th", {{"scope", "col"}}, visit.tr("Would have waited"));
  out.element("th", {{"scope", "col"}}, visit.tr("Would have passed")).close().close().open("tbody");
  write_row(out, visit, visit.tr("Was spam"), table.caught, table.missed);
  write_row(out, visit, visit.tr("Was fine"), table.wrongly, table.rightly_left);
  out.close().close();
  out.element("p",
              visit.tr("Precision {precision}%: the share of spam in what would have waited. Recall {recall}%: the "
                       "share of the spam that would have waited.",
                       {{"precision", percent_text(table.precision())}, {"recall", percent_text(table.recall())}}));
  out.open("ul");
  for (const auto wanted : kWantedPrecisions) {
    const auto threshold = text::threshold_for(known.guesses, wanted / 100.0);
    out.element("li", threshold > 1
                          ? visit.tr("No threshold would have had a precision of {wanted}%.", {{"wanted", wanted}})
                          : visit.tr("For a precision of {wanted}%: from {n}% on.",
                                     {{"wanted", wanted}, {"n", percent_text(threshold)}}));
  }
  out.close().close();
}

html::FormState state_of(const SpamFilter& filter) {
  html::FormState state;
  if (filter.on) state.set("on", "1");
  state.set("percent", std::to_string(filter.percent));
  return state;
}

void write_form(html::Writer& out, const Visit& visit, const html::FormState& state) {
  html::Form form(out, state, say_in(visit), "spam");
  form.summary(visit.tr(kCheckThis)).open("/manage/spam", visit.form_token);
  const auto on = visit.tr("What looks like spam is read first");
  const auto hint = visit.tr("It is never refused by itself: it waits, with the three strongest reasons beside it.");
  form.checkbox({.name = "on", .label = on, .hint = hint});
  const auto label = visit.tr("From how likely on, in per cent");
  form.text_field({.name = "percent", .label = label, .kind = html::TextKind::number, .autocomplete = "off"});
  form.submit(visit.tr("Save")).close();
}

http::Response render(Visit& visit, const std::optional<html::FormState>& typed = {}, int status = 200) {
  const auto known = read_known(visit);
  html::Writer out;
  write_manage_head(out, visit, ManageTab::moderation);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("What looks like spam"));
  write_lessons(out, visit, known);
  write_measure(out, visit, known);
  write_form(out, visit, typed.value_or(state_of(known.filter)));
  out.close();
  return manage_page(visit, out, status);
}

// The filter as typed; refused in `state` where that cannot be.
std::optional<SpamFilter> typed_filter(html::FormState& state, const LessonCounts& lessons) {
  SpamFilter filter{.on = state.value("on") == "1"};
  const auto typed = text::trim(state.value("percent"));
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), filter.percent);
  if (error != std::errc() || end != typed.data() + typed.size() || filter.percent < kLeastPercent ||
      filter.percent > kMostPercent) {
    state.refuse("percent", {"Write a number from {least} to {most}.",
                             {{"least", std::to_string(kLeastPercent)}, {"most", std::to_string(kMostPercent)}}});
  }
  if (filter.on && !lessons.are_enough()) state.refuse("on", {"It has not learnt enough yet."});
  return state.is_refused() ? std::nullopt : std::optional(filter);
}

}  // namespace

http::Response show_spam_filter(Visit& visit) { return render(visit); }

http::Response update_spam_filter(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto filter = typed_filter(state, visit.community.store().read(lesson_counts));
  if (!filter) return render(visit, state, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto present = read_spam_filter(transaction);
    if (present == *filter) return;
    save_spam_filter(transaction, present);  // as it held, whether or not it was ever saved
    const StaffChange change(transaction, Verb::moderation_changed);
    save_spam_filter(transaction, *filter);
    visit.community.timeline().record(transaction, {.actor = visit.viewer.member,
                                                    .verb = Verb::moderation_changed,
                                                    .detail = "spam_filter",
                                                    .source = visit.source});
    change.keep(transaction);
  });
  return see_other_with_notice(visit, "/manage/spam", text::msgid("Saved."));
}

}  // namespace parvis::moderation
