// What a manager sets about privacy: what members are asked to agree to, how long things are kept, how long somebody
// who leaves may think again.
#include <charconv>

#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/privacy/erasure.h"
#include "community/privacy/retention.h"
#include "privacy/privacy_pages.h"
#include "privacy/purpose_views.h"

namespace parvis::privacy {

using namespace community;

namespace {

constexpr char kPage[] = "/manage/privacy";

std::optional<std::int64_t> days_in(std::string_view typed, std::int64_t most) {
  std::int64_t days = -1;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  const bool is_number = read.ec == std::errc() && read.ptr == typed.data() + typed.size();
  return is_number && days >= 0 && days <= most ? std::optional(days) : std::nullopt;
}

html::FormState present_grace(const Visit& visit) {
  html::FormState state;
  state.set("grace_days", std::to_string(visit.community.store().read(grace_days)));
  return state;
}

html::FormState present_retention(const Visit& visit) {
  html::FormState state;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& rule : retention_rules()) state.set(rule.name, std::to_string(kept_days(reader, rule)));
  });
  return state;
}

// "From 30 to 3650 days. 0: as long as their member."
std::string bounds_of(const Visit& visit, const RetentionRule& rule) {
  const auto bounds = visit.tr("From {least} to {most} days.", {{"least", rule.least_days}, {"most", rule.most_days}});
  if (rule.forever == RetentionRule::Forever::no) return bounds;
  return bounds + " " + visit.tr("0 keeps them as long as their member.");
}

void write_retention(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}, {"id", "retention"}}).element("h2", visit.tr("How long things are kept"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("In days. What is older goes in the night. What has a time of its own stands in the register."));
  html::Form form(out, state, say_in(visit), "retention");
  form.summary(visit.tr(kCheckThis)).open("/manage/privacy/retention", visit.form_token);
  for (const auto& rule : retention_rules()) {
    if (rule.is_fixed()) continue;
    const auto label = visit.tr(rule.what), hint = visit.tr(rule.why) + " " + bounds_of(visit, rule);
    form.text_field(
        {.name = rule.name, .label = label, .hint = hint, .kind = html::TextKind::number, .autocomplete = "off"});
  }
  form.submit(visit.tr("Save")).close();
  out.close();
}

void write_grace(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}, {"id", "leaving"}}).element("h2", visit.tr("Those who leave"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A member who leaves is erased for good after these days. Until then, signing in undoes it."));
  html::Form form(out, state, say_in(visit), "grace");
  form.summary(visit.tr(kCheckThis)).open(kPage, visit.form_token);
  form.text_field({.name = "grace_days",
                   .label = visit.tr("Days to think again"),
                   .hint = visit.tr("From 0 to 30."),
                   .kind = html::TextKind::number,
                   .autocomplete = "off"});
  form.submit(visit.tr("Save")).close();
  out.close();
}

}  // namespace

http::Response privacy_page(const Visit& visit, const PrivacyForms& forms, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::privacy);
  write_purposes(out, visit, forms.purpose);
  write_retention(out, visit, forms.retention ? *forms.retention : present_retention(visit));
  write_grace(out, visit, forms.grace ? *forms.grace : present_grace(visit));
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Register of processing"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("What is held about whom, why, by which right and how long: made from what the program does."));
  out.open("p").element("a", {{"class", "button"}, {"href", "/manage/privacy/register"}},
                        visit.tr("Open the register"));
  out.close().close();
  return manage_page(visit, out, status);
}

http::Response show_managed_privacy(Visit& visit) { return privacy_page(visit, {}); }

http::Response update_managed_privacy(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto days = days_in(state.value("grace_days"), kMostGraceDays);
  if (!days) {
    state.refuse("grace_days", {"Write a number of days from 0 to 30."});
    return privacy_page(visit, {.purpose = {}, .grace = std::move(state), .retention = {}}, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) { set_grace_days(transaction, *days); });
  return see_other_with_notice(visit, kPage, text::msgid("Your settings are saved."));
}

http::Response update_retention(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  std::vector<std::pair<const RetentionRule*, std::int64_t>> chosen;
  for (const auto& rule : retention_rules()) {
    if (rule.is_fixed()) continue;
    const auto days = days_in(state.value(rule.name), rule.most_days);
    if (!days || !may_be_kept(rule, *days)) {
      state.refuse(rule.name, {"Write a number of days from {least} to {most}.",
                               {{"least", std::to_string(rule.least_days)}, {"most", std::to_string(rule.most_days)}}});
    }
    chosen.emplace_back(&rule, days.value_or(0));
  }
  if (state.is_refused()) return privacy_page(visit, {.purpose = {}, .grace = {}, .retention = std::move(state)}, 422);
  const auto& timeline = visit.community.timeline();
  visit.community.store().write([&](store::Transaction& transaction) {
    for (const auto& [rule, days] : chosen) {
      set_kept_days(transaction, timeline, visit.viewer.member, *rule, days);
    }
  });
  return see_other_with_notice(visit, kPage, text::msgid("Your settings are saved."));
}

}  // namespace parvis::privacy
