// What a manager sets about privacy: what members are asked to agree to, how long somebody who leaves may think again.
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

html::FormState present_grace(const Visit& visit) {
  html::FormState state;
  state.set("grace_days", std::to_string(visit.community.store().read(grace_days)));
  return state;
}

}  // namespace

http::Response privacy_page(const Visit& visit, const html::FormState& grace, const html::FormState& new_purpose,
                            int status) {
  const auto state = grace.value("grace_days").empty() && !grace.is_refused() ? present_grace(visit) : grace;
  html::Writer out;
  write_manage_head(out, visit, ManageTab::privacy);
  write_purposes(out, visit, new_purpose);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Those who leave"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("A member who leaves is erased for good after these days. Until then, signing in undoes it."));
  html::Form form(out, state, say_in(visit), "privacy");
  form.summary(visit.tr(kCheckThis)).open("/manage/privacy", visit.form_token);
  form.text_field({.name = "grace_days",
                   .label = visit.tr("Days to think again"),
                   .hint = visit.tr("From 0 to 30."),
                   .kind = html::TextKind::number});
  form.submit(visit.tr("Save")).close();
  out.close();
  return manage_page(visit, out, status);
}

http::Response show_managed_privacy(Visit& visit) { return privacy_page(visit, {}, {}); }

http::Response update_managed_privacy(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto typed = state.value("grace_days");
  std::int64_t days = -1;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  if (read.ec != std::errc() || read.ptr != typed.data() + typed.size() || days < 0 || days > kMostGraceDays) {
    state.refuse("grace_days", {"Write a number of days from 0 to 30."});
    return privacy_page(visit, state, {}, 422);
  }
  visit.community.store().write([&](store::Transaction& transaction) { set_grace_days(transaction, days); });
  return see_other_with_notice(visit, "/manage/privacy", text::msgid("Your settings are saved."));
}

}  // namespace parvis::privacy
