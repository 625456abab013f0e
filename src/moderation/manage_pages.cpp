// How the community is moderated, for those who manage it: more care with newcomers for a time, words and addresses to
// watch, the public log, how long a warning counts, and the way to what staff did.
#include <charconv>

#include "community/activity/activity.h"
#include "community/activity/staff_change.h"
#include "community/manage/manage_views.h"
#include "community/moderation/moderation_rules.h"
#include "community/moderation/watch.h"
#include "community/page/form_words.h"
#include "core/text/dates.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

html::FormState state_of(const ModerationRules& rules) {
  html::FormState state;
  if (rules.public_log) state.set("public_log", "1");
  state.set("strike_days", std::to_string(rules.strike_days));
  return state;
}

struct Managed {
  ModerationRules rules;
  std::vector<WatchedWord> words;
};
Managed read_managed(Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) {
    return Managed{read_moderation_rules(reader), watched_words(reader)};
  });
}

constexpr std::array kRaidHours{1, 6, 24, 72};

void write_raid(html::Writer& out, const Visit& visit, const ModerationRules& rules) {
  out.open("section").element("h2", visit.tr("More care with newcomers"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("For the hours after a raid: whatever newcomers write is read first, everywhere."));
  out.open("form", {{"class", "row"}, {"method", "post"}, {"action", "/manage/moderation/raid"}});
  write_form_token(out, visit);
  if (rules.is_raided(now())) {
    const auto until =
        text::date_and_time(rules.raid_until, now(), visit.language, text::TimeZone::of(visit.time_zone));
    out.element("span", visit.tr("Until {moment}.", {{"moment", until}}));
    out.element("button", {{"class", "button"}, {"name", "hours"}, {"value", "0"}}, visit.tr("End it now"));
  } else {
    for (const auto hours : kRaidHours) {
      out.element("button", {{"class", "button"}, {"name", "hours"}, {"value", hours}},
                  visit.trn("For {n} hour", "For {n} hours", hours));
    }
  }
  out.close().close();
}

void write_watched(html::Writer& out, const Visit& visit, const std::vector<WatchedWord>& words,
                   const html::FormState& state) {
  out.open("section").element("h2", visit.tr("Words and links to watch"));
  if (words.empty()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("None yet. Capitals and accents do not matter."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& word : words) {
      out.open("li", {{"class", "row"}}).element("span", word.words);
      const bool waits = word.effect == WatchEffect::waits;
      write_badge(out, waits ? visit.tr("is read first") : visit.tr("is refused"), waits ? "warn" : "bad");
      const auto path = "/manage/moderation/words/" + id_text(word.id) + "/removal";
      out.open("form", {{"method", "post"}, {"action", path}});
      write_form_token(out, visit);
      out.open("button", {{"class", "plain"}}).text(visit.tr("Remove"));
      out.element("span", {{"class", "unseen"}}, " " + word.words).close().close().close();
    }
    out.close();
  }
  html::Form form(out, state, say_in(visit), "word");
  form.summary(visit.tr(kCheckThis)).open("/manage/moderation/words", visit.form_token);
  const auto label = visit.tr("A word, several in this order, or the address of a site");
  form.text_field({.name = "word", .label = label, .autocomplete = "off"});
  const auto waits = visit.tr("Whatever contains it is read first"),
             refused = visit.tr("Whatever contains it is refused");
  const std::array choices{html::Choice{"waits", waits}, html::Choice{"refused", refused}};
  form.radio_group({.name = "effect", .label = visit.tr("What happens"), .choices = choices});
  form.submit(visit.tr("Watch for it"), html::Emphasis::plain).close();
  out.close();
}

void write_rules(html::Writer& out, const Visit& visit, const html::FormState& state) {
  html::Form form(out, state, say_in(visit), "moderation");
  form.summary(visit.tr(kCheckThis)).open("/manage/moderation", visit.form_token);
  const auto log = visit.tr("A public log of what was done");
  const auto log_hint = visit.tr(
      "At /moderation-log: what was hidden, closed or decided, and on what ground. It names "
      "no member and no words that are hidden.");
  form.checkbox({.name = "public_log", .label = log, .hint = log_hint});
  const auto days = visit.tr("Days a warning counts as a strike");
  form.text_field({.name = "strike_days", .label = days, .kind = html::TextKind::number, .autocomplete = "off"});
  form.submit(visit.tr("Save")).close();
}

struct Forms {
  std::optional<html::FormState> rules;
  html::FormState word;
};

http::Response render(Visit& visit, const Forms& forms = {}, int status = 200) {
  const auto managed = read_managed(visit);
  html::Writer out;
  write_manage_head(out, visit, ManageTab::moderation);
  out.open("section", {{"class", "narrow"}}).open("p", {{"class", "row"}});
  out.element("a", {{"class", "button"}, {"href", "/moderation"}}, visit.tr("Waiting for a decision"));
  out.element("a", {{"class", "button"}, {"href", "/manage/audit"}}, visit.tr("What staff did"));
  out.element("a", {{"class", "button"}, {"href", "/manage/spam"}}, visit.tr("Spam")).close();
  write_raid(out, visit, managed.rules);
  write_watched(out, visit, managed.words, forms.word);
  write_rules(out, visit, forms.rules.value_or(state_of(managed.rules)));
  out.close();
  return manage_page(visit, out, status);
}

std::string names_of_changes(const ModerationRules& before, const ModerationRules& after) {
  std::string what;
  if (before.public_log != after.public_log) what += "public_log";
  if (before.strike_days != after.strike_days) what += what.empty() ? "strike_days" : ",strike_days";
  return what;
}

}  // namespace

http::Response show_managed_moderation(Visit& visit) { return render(visit); }

http::Response update_moderation(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  auto rules = visit.community.store().read(read_moderation_rules);
  rules.public_log = state.value("public_log") == "1";
  const auto typed = text::trim(state.value("strike_days"));
  std::int64_t days = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  if (error != std::errc() || end != typed.data() + typed.size() || days < 1 || days > kMostStrikeDays) {
    state.refuse("strike_days", {"Write a number from 1 to {most}.", {{"most", std::to_string(kMostStrikeDays)}}});
    return render(visit, {.rules = std::move(state), .word = {}}, 422);
  }
  rules.strike_days = days;
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto before = read_moderation_rules(transaction);
    if (before == rules) return;
    save_moderation_rules(transaction, before);  // as it held, whether or not it was ever saved
    const StaffChange change(transaction, Verb::moderation_changed);
    save_moderation_rules(transaction, rules);
    visit.community.timeline().record(transaction, {.actor = visit.viewer.member,
                                                    .verb = Verb::moderation_changed,
                                                    .detail = names_of_changes(before, rules),
                                                    .source = visit.source});
    change.keep(transaction);
  });
  return see_other_with_notice(visit, "/manage/moderation", text::msgid("Saved."));
}

http::Response create_watched_word(Visit& visit) {
  Forms forms{.rules = {}, .word = html::FormState(visit.request.form.pairs())};
  auto& state = forms.word;
  if (state.value("effect").empty()) state.set("effect", "waits");
  const auto words = text::check_text(state.value("word"), {.min = 1, .max = kMaxWatchedWord});
  if (words.problem) {
    state.refuse("word", *words.problem);
    return render(visit, forms, 422);
  }
  const auto effect = state.value("effect") == "refused" ? WatchEffect::refused : WatchEffect::waits;
  try {
    const bool done = visit.community.store().write([&](store::Transaction& transaction) {
      return watch(transaction, visit.community.timeline(), visit.viewer.member, words.value, effect, visit.source);
    });
    return see_other_with_notice(
        visit, "/manage/moderation",
        done ? text::msgid("It is watched from now on.") : text::msgid("It is watched already."));
  } catch (const Conflict& conflict) {
    state.refuse("word", conflict.sentence());
    return render(visit, forms, conflict.status());
  }
}

http::Response end_watched_word(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("word"));
  if (!id) throw NotFound();
  visit.community.store().write([&](store::Transaction& transaction) {
    end_watch(transaction, visit.community.timeline(), visit.viewer.member, {*id}, visit.source);
  });
  return see_other_with_notice(visit, "/manage/moderation", text::msgid("It is watched no longer."));
}

http::Response change_raid_mode(Visit& visit) {
  const auto typed = visit.request.form.get("hours");
  const auto hours = std::ranges::find(kRaidHours, typed, [](int each) { return std::to_string(each); });
  if (hours == kRaidHours.end() && typed != "0")
    throw BadRequest({"We could not make sense of this form."}, "no hours");
  const auto until = hours == kRaidHours.end() ? Instant{} : now() + *hours * kHour;
  visit.community.store().write([&](store::Transaction& transaction) {
    auto rules = read_moderation_rules(transaction);
    if (!until && !rules.is_raided(now())) return;
    rules.raid_until = until;
    save_moderation_rules(transaction, rules);
    visit.community.timeline().record(transaction, {.actor = visit.viewer.member,
                                                    .verb = until ? Verb::raid_mode_on : Verb::raid_mode_off,
                                                    .amount = until.microseconds,
                                                    .source = visit.source});
  });
  return see_other_with_notice(visit, "/manage/moderation", text::msgid("Saved."));
}

}  // namespace parvis::moderation
