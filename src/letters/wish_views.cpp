#include "letters/wish_views.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "community/accounts/views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "core/text/dates.h"

namespace parvis::letters {

using namespace community;
using text::msgid;

namespace {

struct TopicWords {
  Topic topic;
  std::string_view name;  // in the form
  const char* title;
  const char* hint;
};
struct Group {
  const char* title;
  std::vector<TopicWords> topics;
};
const std::vector<Group>& groups() {
  static const std::vector<Group> all{
      {msgid("What concerns you"),
       {{Topic::named, "named", msgid("You are named or quoted"), nullptr},
        {Topic::answers, "answers", msgid("Somebody answers you"),
         msgid("In conversations you opened, or to your words.")},
        {Topic::comments, "comments", msgid("Somebody comments on your posts"), nullptr},
        {Topic::thanks, "thanks", msgid("Your words are appreciated"), nullptr}}},
      {msgid("What you follow"),
       {{Topic::followed, "followed", msgid("Other replies in your conversations"), nullptr},
        {Topic::new_threads, "new", msgid("New conversations"),
         msgid("In spaces, under tags and by people you follow.")}}},
      {msgid("Your part in the community"),
       {{Topic::decisions, "decisions", msgid("Decisions"), msgid("On what you wrote, sent in or flagged.")},
        {Topic::groups, "groups", msgid("Your groups"), msgid("Invitations, requests and their answers.")}}}};
  return all;
}

struct FrequencyWords {
  Frequency frequency;
  std::string_view name;
  const char* words;
};
constexpr std::array kFrequencies{FrequencyWords{Frequency::at_once, "at-once", msgid("E-mail at once")},
                                  FrequencyWords{Frequency::daily, "daily", msgid("In the daily digest")},
                                  FrequencyWords{Frequency::weekly, "weekly", msgid("In the weekly digest")},
                                  FrequencyWords{Frequency::never, "never", msgid("No e-mail")}};
struct PresetWords {
  Preset preset;
  const char *title, *hint;
};
constexpr std::array kPresets{
    PresetWords{Preset::usual, msgid("As is usual"), msgid("At once what is said to you, the rest in a digest.")},
    PresetWords{Preset::only_me, msgid("Only what concerns me"), msgid("At once, and nothing else.")},
    PresetWords{Preset::one_a_day, msgid("One e-mail a day"), msgid("Everything together, in the morning.")},
    PresetWords{Preset::everything, msgid("Everything at once"), msgid("Each reply, as on a mailing list.")},
    PresetWords{Preset::nothing, msgid("No e-mails"), msgid("You see it all when you come by.")}};
constexpr std::array kWeekdays{msgid("Monday"), msgid("Tuesday"),  msgid("Wednesday"), msgid("Thursday"),
                               msgid("Friday"), msgid("Saturday"), msgid("Sunday")};

std::string_view name_of(Frequency frequency) {
  return std::ranges::find(kFrequencies, frequency, &FrequencyWords::frequency)->name;
}

std::optional<Frequency> frequency_named(std::string_view name) {
  const auto found = std::ranges::find(kFrequencies, name, &FrequencyWords::name);
  return found == kFrequencies.end() ? std::nullopt : std::optional(found->frequency);
}

std::optional<int> number_in(std::string_view text, int least, int most) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number >= least && number <= most ? std::optional(number) : std::nullopt;
}

std::string hour_words(const Visit& visit, int hour) {
  return text::time_of_day(Instant{hour * kHour}, visit.language, text::TimeZone());
}

std::string letter_field(std::string_view topic) { return "letter-" + std::string(topic); }

void write_presets(html::Writer& out, const Visit& visit, const Wishes& wishes) {
  const auto present = preset_of(wishes);
  out.open("form", {{"method", "post"}, {"action", "/account/letters/preset"}, {"class", "presets"}});
  write_form_token(out, visit);
  for (const auto& [preset, title, hint] : kPresets) {
    const bool is_present = present == preset;
    out.open("button", {{"class", "preset"},
                        {"name", "preset"},
                        {"value", preset_name(preset)},
                        {"aria-pressed", is_present ? "true" : "false"}});
    out.element("span", {{"class", "name"}}, text::tr(visit.language, title));
    out.element("span", {{"class", "quiet small"}}, text::tr(visit.language, hint)).close();
  }
  out.close();
}

void write_topic(html::Writer& out, const Visit& visit, const TopicWords& words, const html::FormState& state) {
  const auto field = letter_field(words.name), title = text::tr(visit.language, words.title);
  const auto page = "page-" + std::string(words.name);
  out.open("div", {{"class", "wish"}}).open("div").open("p", {{"class", "name"}}).text(title).close();
  if (words.hint) out.element("p", {{"class", "quiet small"}}, text::tr(visit.language, words.hint));
  out.close();
  out.open("label", {{"class", "by-letter"}}).element("span", {{"class", "unseen"}}, title);
  out.open("select", {{"name", field}, {"id", "wishes-" + field}});
  for (const auto& [frequency, name, label] : kFrequencies) {
    out.element("option", {{"value", name}, {"selected", state.has(field, name)}}, text::tr(visit.language, label));
  }
  out.close().close();
  out.open("label", {{"class", "on-page"}});
  out.open("input", {{"type", "checkbox"}, {"name", page}, {"value", "1"}, {"checked", state.has(page, "1")}});
  out.element("span", visit.tr("Notification")).element("span", {{"class", "unseen"}}, title).close();
  out.close();
}

void write_hours(html::Form& form, html::Writer& out, const Visit& visit) {
  std::vector<std::string> numbers, labels;
  for (int hour = 0; hour < 24; ++hour) {
    numbers.push_back(std::to_string(hour));
    labels.push_back(hour_words(visit, hour));
  }
  std::vector<html::Choice> hours;
  for (std::size_t hour = 0; hour < numbers.size(); ++hour) hours.push_back({numbers[hour], labels[hour]});
  std::vector<std::string> names, days;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    names.push_back(std::to_string(day + 1));
    days.push_back(text::tr(visit.language, kWeekdays[day]));
  }
  std::vector<html::Choice> weekdays;
  for (std::size_t day = 0; day < names.size(); ++day) weekdays.push_back({names[day], days[day]});
  const auto daily = visit.tr("Once a day"), weekly = visit.tr("Once a week"), never = visit.tr("Never");
  const std::array readings{html::Choice{"daily", daily}, html::Choice{"weekly", weekly}, html::Choice{"never", never}};

  out.element("h2", visit.tr("The digest"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("One e-mail with what waits above for once a day or once a week, and with what you would have "
                       "liked to read: each line says why it is there, and nothing you have read is in it."));
  out.open("div", {{"class", "moment row"}});
  form.select({.name = "reading", .label = visit.tr("What I may like to read"), .choices = readings});
  form.select({.name = "hour", .label = visit.tr("At"), .choices = hours});
  form.select({.name = "weekday", .label = visit.tr("Day of the weekly one"), .choices = weekdays});
  out.close();
  out.element("h2", visit.tr("Quiet hours"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("E-mails at once wait until they are over. The same hour twice: there are none. All hours are "
                       "those of {zone}.",
                       {{"zone", visit.time_zone}}));
  out.open("div", {{"class", "moment row"}});
  form.select({.name = "quiet_from", .label = visit.tr("From"), .choices = hours});
  form.select({.name = "quiet_to", .label = visit.tr("Until"), .choices = hours});
  out.close();
}

void write_switch(html::Writer& out, const Visit& visit, std::string_view value, const std::string& words) {
  out.open("form", {{"method", "post"}, {"action", "/account/letters/stop"}, {"class", "actions"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}, {"name", "value"}, {"value", value}}, words).close();
}

void write_stop(html::Writer& out, const Visit& visit) {
  out.open("section", {{"id", "stop"}}).element("h2", visit.tr("No e-mails at all"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Only e-mails about your account come then: to sign in, or when its password changes."));
  write_switch(out, visit, "on", visit.tr("Stop all e-mails"));
  out.close();
}

// Before anything else: what is chosen further down holds for nothing now.
void write_stopped(html::Writer& out, const Visit& visit, Instant since) {
  out.open("section", {{"id", "stop"}, {"class", "narrow notice warn"}});
  out.element("h2", visit.tr("No e-mails come to you"));
  out.open("p");
  write_when(out, visit, msgid("You stopped all of them {when}, save those about your account."), since);
  out.close().element("p", visit.tr("What you chose below is kept. It holds again once you take this back."));
  write_switch(out, visit, "off", visit.tr("Receive e-mails again"));
  out.close();
}

}  // namespace

html::FormState state_of(const Wishes& wishes) {
  html::FormState state;
  for (const auto& group : groups()) {
    for (const auto& words : group.topics) {
      state.set(letter_field(words.name), std::string(name_of(wishes.of(words.topic).by_letter)));
      if (wishes.of(words.topic).on_page) state.set("page-" + std::string(words.name), "1");
    }
  }
  state.set("reading", std::string(name_of(wishes.reading)));
  state.set("hour", std::to_string(wishes.hour));
  state.set("weekday", std::to_string(wishes.weekday));
  state.set("quiet_from", std::to_string(wishes.quiet_from));
  state.set("quiet_to", std::to_string(wishes.quiet_to));
  return state;
}

Wishes wishes_in(html::FormState& state, const Wishes& present) {
  Wishes wishes = present;
  const Sentence choose{"Choose one from the list."};
  for (const auto& group : groups()) {
    for (const auto& words : group.topics) {
      const auto field = letter_field(words.name);
      const auto frequency = frequency_named(state.value(field));
      if (!frequency) state.refuse(field, choose);
      wishes.of(words.topic) = {state.has("page-" + std::string(words.name), "1"),
                                frequency.value_or(Frequency::never)};
    }
  }
  const auto reading = frequency_named(state.value("reading"));
  if (!reading || *reading == Frequency::at_once) state.refuse("reading", choose);
  wishes.reading = reading.value_or(Frequency::never);
  const auto number = [&](const char* field, int least, int most, int& into) {
    const auto given = number_in(state.value(field), least, most);
    if (!given) return state.refuse(field, choose);
    into = *given;
  };
  number("hour", 0, 23, wishes.hour);
  number("weekday", 1, 7, wishes.weekday);
  number("quiet_from", 0, 23, wishes.quiet_from);
  number("quiet_to", 0, 23, wishes.quiet_to);
  return wishes;
}

std::string digest_words(const Visit& visit, const Wishes& wishes) {
  const auto hour = hour_words(visit, wishes.hour);
  if (wishes.has_digest(Frequency::daily)) return visit.tr("every day at {hour}", {{"hour", hour}});
  const auto day = text::tr(visit.language, kWeekdays[static_cast<std::size_t>(wishes.weekday - 1)]);
  return visit.tr("every {day} at {hour}", {{"day", day}, {"hour", hour}});
}

void write_wishes(html::Writer& out, const Visit& visit, const Wishes& wishes, const html::FormState& state,
                  const std::string& email, bool is_confirmed) {
  if (wishes.stopped_at) write_stopped(out, visit, *wishes.stopped_at);
  out.open("section");
  if (wishes.stopped_at) out.element("h2", visit.tr("When e-mails come again"));
  out.element("p", is_confirmed ? visit.tr("E-mails go to {email}.", {{"email", email}})
                                : visit.tr("E-mails come once you have confirmed your address."));
  write_presets(out, visit, wishes);
  out.open("p").element("a", {{"class", "button"}, {"href", "/account/letters/next"}},
                        visit.tr("See what would come to you next"));
  out.close().close();
  out.open("section");
  html::Form form(out, state, say_in(visit), "wishes");
  form.summary(visit.tr(kCheckThis)).open("/account/letters", visit.form_token);
  for (const auto& group : groups()) {
    out.open("fieldset", {{"class", "wishes"}}).element("legend", text::tr(visit.language, group.title));
    for (const auto& words : group.topics) write_topic(out, visit, words, state);
    out.close();
  }
  write_hours(form, out, visit);
  form.submit(visit.tr("Save")).close();
  out.close();
  if (!wishes.stopped_at) write_stop(out, visit);
}

}  // namespace parvis::letters
