// How long each kind of record is kept, as who manages the community sets it: a number of days beside its reason.
#include <algorithm>
#include <charconv>

#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/privacy/holdings.h"
#include "community/privacy/retention.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

constexpr char kPage[] = "/manage/privacy/retention";

std::optional<std::int64_t> days_in(std::string_view typed) {
  std::int64_t days = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  const bool is_number = read.ec == std::errc() && read.ptr == typed.data() + typed.size();
  return is_number ? std::optional(days) : std::nullopt;
}

html::FormState present(const Visit& visit) {
  html::FormState state;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& rule : retention_rules()) state.set(rule.name, std::to_string(kept_days(reader, rule)));
  });
  return state;
}

// "From 30 to 3650 days. 0 keeps them as long as their member."
std::string bounds_of(const Visit& visit, const RetentionRule& rule) {
  const auto bounds = visit.tr("From {least} to {most} days.", {{"least", rule.least_days}, {"most", rule.most_days}});
  if (rule.forever == RetentionRule::Forever::no) return bounds;
  return bounds + " " + visit.tr("0 keeps them as long as their member.");
}

bool is_set_here(const RetentionRule& rule, Holds category) {
  return !rule.is_fixed() && find_holding(rule.table)->category == category;
}

void write_category(html::Form& form, html::Writer& out, const Visit& visit, Holds category) {
  const auto is_of_it = [&](const RetentionRule& rule) { return is_set_here(rule, category); };
  if (std::ranges::none_of(retention_rules(), is_of_it)) return;
  out.element("h3", visit.tr(title_of(category)));
  for (const auto& rule : retention_rules()) {
    if (!is_of_it(rule)) continue;
    const auto label = visit.tr(rule.what), hint = visit.tr(rule.why) + " " + bounds_of(visit, rule);
    form.text_field(
        {.name = rule.name, .label = label, .hint = hint, .kind = html::TextKind::number, .autocomplete = "off"});
  }
}

http::Response render(const Visit& visit, const html::FormState& state, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::privacy);
  out.open("section", {{"class", "rights-page day-counts"}}).open("p", {{"class", "small"}});
  out.element("a", {{"class", "link"}, {"href", "/manage/privacy"}}, visit.tr("Privacy")).close();
  out.element("h2", visit.tr("How long things are kept"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("In days. What is older goes in the night. What has a time of its own stands in the register."));
  html::Form form(out, state, say_in(visit), "retention");
  form.summary(visit.tr(kCheckThis)).open(kPage, visit.form_token);
  for (const auto category : kHolds) write_category(form, out, visit, category);
  form.submit(visit.tr("Save")).close();
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_retention(Visit& visit) { return render(visit, present(visit), 200); }

http::Response update_retention(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  std::vector<std::pair<const RetentionRule*, std::int64_t>> chosen;
  for (const auto& rule : retention_rules()) {
    if (rule.is_fixed()) continue;
    const auto days = days_in(state.value(rule.name));
    if (!days || !may_be_kept(rule, *days)) {
      state.refuse(rule.name, {"Write a number of days from {least} to {most}.",
                               {{"least", std::to_string(rule.least_days)}, {"most", std::to_string(rule.most_days)}}});
    }
    chosen.emplace_back(&rule, days.value_or(0));
  }
  if (state.is_refused()) return render(visit, state, 422);
  const auto& timeline = visit.community.timeline();
  visit.community.store().write([&](store::Transaction& transaction) {
    for (const auto& [rule, days] : chosen) {
      set_kept_days(transaction, timeline, visit.viewer.member, *rule, days);
    }
  });
  return see_other_with_notice(visit, kPage, text::msgid("Your settings are saved."));
}

}  // namespace parvis::privacy
