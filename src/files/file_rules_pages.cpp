#include "files/file_rules_pages.h"

#include <charconv>

#include "community/activity/staff_change.h"
#include "community/files/file_rules.h"
#include "community/files/files.h"
#include "community/manage/manage_views.h"
#include "community/page/form_words.h"
#include "community/page/page.h"

namespace parvis::files {

using namespace community;

namespace {

struct NumberField {
  const char* name;
  std::int64_t& (*value)(FileRules&);
  std::int64_t most;
  const char* label;
};
const std::array kFields{NumberField{"megabytes", [](FileRules& rules) -> auto& {return rules.megabytes;
}  // namespace
, kMostMegabytesOfFile, text::msgid("Megabytes of one file, as it is sent")
}  // namespace parvis::files
, NumberField{"newcomer_per_day", [](FileRules& rules) -> auto& {return rules.newcomer.per_day;
}
, kMostFilesPerDay, text::msgid("Files a newcomer may bring in a day")
}
, NumberField{"newcomer_megabytes", [](FileRules& rules) -> auto& {return rules.newcomer.megabytes;
}
, kMostMegabytes, text::msgid("Megabytes a newcomer has in all")
}
, NumberField{"member_per_day", [](FileRules& rules) -> auto& {return rules.member.per_day;
}
, kMostFilesPerDay, text::msgid("Files another member may bring in a day")
}
, NumberField {
  "member_megabytes", [](FileRules & rules) -> auto& { return rules.member.megabytes; }
  , kMostMegabytes, text::msgid("Megabytes another member has in all")
}
}
;

std::optional<std::int64_t> number_in(std::string_view typed) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size() || number < 0) return std::nullopt;
  return number;
}

html::FormState state_of(FileRules rules) {
  html::FormState state;
  if (rules.others == OtherFiles::taken) state.set("others", "1");
  for (const auto& field : kFields) state.set(field.name, std::to_string(field.value(rules)));
  return state;
}

FileRules typed_rules(html::FormState& state) {
  FileRules rules;
  rules.others = state.has("others", "1") ? OtherFiles::taken : OtherFiles::refused;
  for (const auto& field : kFields) {
    const auto number = number_in(state.value(field.name));
    if (!number || *number > field.most) {
      state.refuse(field.name, {"Write a number from 0 to {most}.", {{"most", std::to_string(field.most)}}});
    } else {
      field.value(rules) = *number;
    }
  }
  return rules;
}

http::Response render(Visit& visit, const html::FormState& state, int status = 200) {
  html::Writer out;
  write_manage_head(out, visit, ManageTab::files);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Pictures and files"));
  if (!visit.community.files().workshop().is_open()) {
    out.element("p", {{"class", "notice bad"}},
                visit.tr("The program that makes pictures, parvis-media, is not there: no pictures can be brought."));
  }
  out.element("p", {{"class", "quiet"}},
              visit.tr("Pictures are made anew in fitting sizes, and the place where they were taken is left out. "
                       "Whoever manages the community has no limit but that of one file."));
  html::Form form(out, state, say_in(visit), "files");
  form.summary(visit.tr(kCheckThis)).open("/manage/files", visit.form_token);
  form.checkbox(
      {.name = "others",
       .label = visit.tr("Take other files too"),
       .hint = visit.tr("PDF, text, archives and whatever else, up to 16 MB, to be saved by who reads. Nobody "
                        "looks into them for viruses.")});
  for (const auto& field : kFields) {
    const auto label = visit.tr(field.label);
    form.text_field({.name = field.name, .label = label, .kind = html::TextKind::number, .autocomplete = "off"});
  }
  form.submit(visit.tr("Save")).close();
  out.close();
  return manage_page(visit, out, status);
}

}  // namespace

http::Response show_file_rules(Visit& visit) {
  return render(visit, state_of(visit.community.store().read(read_file_rules)));
}

http::Response update_file_rules(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const auto rules = typed_rules(state);
  if (state.is_refused()) return render(visit, state, 422);
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto present = read_file_rules(transaction);
    if (present == rules) return;
    save_file_rules(transaction, present);  // as it held, whether or not it was ever saved
    const StaffChange change(transaction, Verb::file_rules_changed);
    save_file_rules(transaction, rules);
    visit.community.timeline().record(
        transaction, {.actor = visit.member().member, .verb = Verb::file_rules_changed, .source = visit.source});
    change.keep(transaction);
  });
  return see_other_with_notice(visit, "/manage/files", text::msgid("Saved. It holds from now on."));
}

}  // namespace parvis::files
