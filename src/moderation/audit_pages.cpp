// What staff did: all of it for those who manage, with filters, and the public log where the community wants it.
#include "community/manage/manage_views.h"
#include "community/members/member.h"
#include "community/moderation/moderation_rules.h"
#include "community/page/form_words.h"
#include "core/text/dates.h"
#include "moderation/audit_views.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

struct OnWord {
  ActsOn on;
  const char* name;
  const char* words;
};
constexpr std::array kOnWords{OnWord{ActsOn::everything, "", text::msgid("Everything")},
                              OnWord{ActsOn::words, "words", text::msgid("Words")},
                              OnWord{ActsOn::members, "members", text::msgid("Members")},
                              OnWord{ActsOn::community, "community", text::msgid("The community")}};

ActivityId place_asked(const Visit& visit) { return {parse_id(visit.request.query.get("before")).value_or(0)}; }

struct Asked {
  AuditQuery query;
  bool unknown = false;  // a name nobody has: nothing is found
};

std::optional<MemberId> member_asked(store::Reader& reader, const Visit& visit, const char* field, bool& unknown) {
  auto handle = visit.request.query.get(field);
  if (handle.starts_with('@')) handle.remove_prefix(1);
  if (handle.empty()) return std::nullopt;
  const auto member = find_member(reader, handle);
  if (!member) unknown = true;
  return member ? std::optional(member->id) : std::nullopt;
}

Asked read_asked(store::Reader& reader, const Visit& visit) {
  Asked asked;
  const auto on = std::ranges::find(kOnWords, visit.request.query.get("on"), &OnWord::name);
  if (on != kOnWords.end()) asked.query.on = on->on;
  asked.query.actor = member_asked(reader, visit, "by", asked.unknown);
  asked.query.about = member_asked(reader, visit, "about", asked.unknown);
  asked.query.before = place_asked(visit);
  return asked;
}

void write_filters(html::Writer& out, const Visit& visit) {
  const auto& query = visit.request.query;
  html::FormState state(query.pairs());
  html::Form form(out, state, say_in(visit), "audit");
  form.open_question("/manage/audit");
  out.open("div", {{"class", "row filters"}});
  std::vector<std::string> labels;
  for (const auto& row : kOnWords) labels.push_back(visit.tr(row.words));
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < kOnWords.size(); ++i) choices.push_back({kOnWords[i].name, labels[i]});
  const auto on = visit.tr("Done to"), by = visit.tr("By (handle)"), about = visit.tr("About (handle)");
  form.select({.name = "on", .label = on, .choices = choices, .need = html::Need::optional});
  form.text_field({.name = "by", .label = by, .autocomplete = "off", .need = html::Need::optional});
  form.text_field({.name = "about", .label = about, .autocomplete = "off", .need = html::Need::optional});
  form.submit(visit.tr("Show"), html::Emphasis::plain);
  out.close();
  form.close();
}

void write_next(html::Writer& out, const Visit& visit, const std::vector<ToldAct>& acts, std::string path) {
  if (acts.size() < static_cast<std::size_t>(kActsPerPage)) return;
  for (const auto* field : {"on", "by", "about"}) {
    const auto value = visit.request.query.get(field);
    if (!value.empty()) path.append(field).append("=").append(http::percent_encode(value)).append("&");
  }
  path.append("before=").append(id_text(acts.back().act.id));
  out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
  out.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", path}}, visit.tr("Before")).close();
}

}  // namespace

http::Response show_audit(Visit& visit) {
  const auto acts = visit.community.store().read([&](store::Reader& reader) {
    const auto asked = read_asked(reader, visit);
    return asked.unknown ? std::vector<ToldAct>() : with_changes(reader, staff_acts(reader, asked.query));
  });
  html::Writer out;
  write_manage_head(out, visit, ManageTab::moderation);
  out.open("section").element("h2", visit.tr("What staff did"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Each act with its reason and what it changed. Nothing can be taken out of it."));
  write_filters(out, visit);
  if (acts.empty()) {
    write_empty(out, visit.tr("Nothing of that kind was done."));
  } else {
    write_acts(out, visit, acts, Readers::manager);
    write_next(out, visit, acts, "/manage/audit?");
  }
  out.close();
  return manage_page(visit, out);
}

http::Response show_public_log(Visit& visit) {
  const auto [acts, is_public] = visit.community.store().read([&](store::Reader& reader) {
    const bool open = read_moderation_rules(reader).public_log;
    std::vector<ToldAct> told;
    if (!open) return std::pair(std::move(told), open);
    for (auto& act : public_acts(reader, visit.viewer, *visit.spaces, place_asked(visit))) {
      told.push_back({std::move(act)});
    }
    return std::pair(std::move(told), open);
  });
  if (!is_public) throw NotFound();
  const auto title = visit.tr("How this place is kept");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("What those who look after the community did, and on what ground. Whose words and which "
                            "members it was about stays between them."))
      .close();
  if (acts.empty()) {
    write_empty(out, visit.tr("Nothing had to be done yet."));
  } else {
    write_acts(out, visit, acts, Readers::everybody);
    write_next(out, visit, acts, "/moderation-log?");
  }
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take());
}

}  // namespace parvis::moderation
