// What a manager sets about privacy: what members are asked to agree to, how long somebody who leaves may think again;
// and the ways to what has a page of its own.
#include <charconv>

#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/privacy/erasure.h"
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
  out.open("section", {{"class", "narrow"}, {"id", "retention"}}).element("h2", visit.tr("How long things are kept"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Each kind of record goes after some days, in the night: you say how many, within bounds."));
  out.open("p").element("a", {{"class", "button"}, {"href", "/manage/privacy/retention"}}, visit.tr("Set the days"));
  out.close().close();
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
    return privacy_page(visit, {.purpose = {}, .grace = std::move(state)}, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) { set_grace_days(transaction, *days); });
  return see_other_with_notice(visit, kPage, text::msgid("Your settings are saved."));
}

}  // namespace parvis::privacy
