// A new version of the charter: written from the present one, its difference shown, then published. Versions are never
// changed, so what each member agreed to stays readable.
#include <charconv>

#include "community/accounts/views.h"
#include "community/manage/local_fields.h"
#include "community/manage/manage_pages.h"
#include "community/manage/manage_views.h"
#include "community/members/charter.h"
#include "community/page/difference_views.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxCharter = 20'000;  // ten pages: nobody agrees to more
constexpr int kRows = 16;

std::int64_t version_of(const std::optional<Charter>& charter) { return charter ? charter->version : 0; }

std::optional<Charter> read_present(const Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) { return current_charter(reader); });
}

void write_present(html::Writer& out, const Visit& visit, const std::optional<Charter>& present) {
  if (!present) {
    out.element("p",
                visit.tr("This community has no charter yet. Say in a few sentences what people may expect of each "
                         "other here."));
    return;
  }
  const auto day = text::day(present->published_at, visit.language, text::TimeZone::of(visit.time_zone));
  out.element("p",
              visit.tr("Version {version}, of {day}, is in force. What you change becomes the next version; members "
                       "are shown it, and the earlier ones stay readable.",
                       {{"version", present->version}, {"day", day}}));
}

void write_differences(html::Writer& out, const Visit& visit, const LocalText& before, const LocalText& after) {
  out.open("section", {{"aria-labelledby", "difference"}});
  out.element("h2", {{"id", "difference"}}, visit.tr("What changes"));
  for (const auto language : form_languages(visit)) {
    if (before.only_in(language) == after.only_in(language)) continue;
    out.element("h3", text::name_in_itself(language)).open("div", {{"lang", text::tag(language)}});
    write_difference(out, visit, before.only_in(language), after.only_in(language));
    out.close();
  }
  out.close();
}

struct CharterForm {
  std::optional<Charter> present;
  html::FormState state;
  std::optional<LocalText> wanted;  // its difference is shown
};

http::Response render(const Visit& visit, const CharterForm& shown, int status) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::charter);
  out.open("section", {{"class", "narrow"}});
  write_present(out, visit, shown.present);
  if (shown.wanted) write_differences(out, visit, shown.present ? shown.present->body : LocalText{}, *shown.wanted);
  html::Form form(out, shown.state, say_in(visit), "charter");
  form.summary(visit.tr(kCheckThis)).open("/manage/charter", visit.form_token);
  form.hidden("base", std::to_string(version_of(shown.present)));
  for (const auto language : form_languages(visit)) {
    const auto field = field_in("body", language);
    const auto label = label_in(visit, visit.tr("The charter"), language);
    const auto hint = language == form_languages(visit).front() ? visit.tr("Markdown, as in a post.") : "";
    form.text_area({.name = field, .label = label, .hint = hint, .rows = kRows, .need = html::Need::optional});
  }
  const auto next = visit.tr("Publish version {version}", {{"version", version_of(shown.present) + 1}});
  out.open("div", {{"class", "actions"}});
  if (shown.wanted) form.submit(next, "step", "publish", html::Emphasis::main);
  form.submit(visit.tr("Show what changes"), "step", "preview",
              shown.wanted ? html::Emphasis::plain : html::Emphasis::main);
  out.close();
  form.close();
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_managed_charter(Visit& visit) {
  CharterForm shown{.present = read_present(visit)};
  if (shown.present) set_local(shown.state, visit, "body", shown.present->body);
  return render(visit, shown, 200);
}

http::Response create_charter(Visit& visit) {
  CharterForm shown{.present = read_present(visit), .state = html::FormState(visit.request.form.pairs())};
  const auto before = shown.present ? shown.present->body : LocalText{};
  const auto wanted = read_local(visit, shown.state, "body", {.max = kMaxCharter, .lines = text::Lines::many},
                                 html::Need::required, before);
  if (!shown.state.is_refused() && wanted == before) {
    shown.state.refuse(field_in("body", form_languages(visit).front()), {"Nothing in it has changed."});
  }
  // Somebody published meanwhile: the difference is to be looked at again.
  const bool overtaken = shown.state.value("base") != std::to_string(version_of(shown.present));
  if (overtaken) shown.state.refuse({"Another version was published meanwhile. Look again at what changes."});
  if (shown.state.is_refused()) {
    if (overtaken) shown.wanted = wanted;
    return render(visit, shown, overtaken ? 409 : 422);
  }
  if (shown.state.value("step") != "publish") {
    shown.wanted = wanted;
    return render(visit, shown, 200);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    if (version_of(current_charter(transaction)) != version_of(shown.present)) {
      throw Conflict({"Another version was published meanwhile. Look again at what changes."});
    }
    publish_charter(transaction, visit.community.timeline(), wanted, visit.member().member, now(), visit.source);
  });
  return see_other_with_notice(visit, "/charter", text::msgid("The new version of the charter is published."));
}

}  // namespace parvis::community
