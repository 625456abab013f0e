#include "cockpit/influencers/influencer_views.h"

#include "cockpit/headed_cell.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr store::Sql kTeam{R"(
  select id, handle, display_name, role, title, hue from member
  where role > 1 and role >= 4 and status = 1 order by role desc, id
  limit 50)"};

MemberGlimpse glimpse_of(const InfluencerMember& member) {
  return {.handle = member.handle,
          .name = member.name,
          .title = {},
          .hue = member.hue,
          .role = member.role,
          .status = member.status};
}

void write_person(html::Writer& out, const Visit& visit, const Influencer& one) {
  out.open("th", {{"scope", "row"}});
  out.element("a", {{"href", influencer_path(one.id)}}, name_of(visit, one));
  if (one.is_inside()) {
    out.text(" ");
    write_badge(out, visit.tr("in the square"), "brand");
  }
  for (const auto& site : one.words.sites) {
    out.open("span", {{"class", "site"}});
    out.element("a", {{"href", site}, {"rel", "nofollow noopener noreferrer"}}, site_key(site)).close();
  }
  out.close();
}

void write_step(html::Writer& out, const Visit& visit, const std::string& head, const Influencer& one,
                std::int64_t today) {
  const auto& words = one.words;
  if (words.next_what.empty()) return write_cell(out, {head, ""});
  out.open("td", {{"data-head", head}}).text(words.next_what);
  out.open("span", {{"class", "quiet small dots"}});
  if (words.next_day) out.element("span", day_words(visit, *words.next_day));
  if (words.next_who) out.element("span", name_of(visit, one.next_who));
  out.close();
  if (one.step_is_settled) {
    write_badge(out, visit.tr("done"), "good");
  } else if (words.next_day && *words.next_day < today) {
    write_badge(out, visit.tr("late"), "warn");
  }
  out.close();
}

}  // namespace

InfluencerId influencer_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("influencer"));
  if (!id) throw NotFound({"There is nobody at this address of the table."});
  return {*id};
}

std::int64_t day_of_community(const Visit& visit) {
  const auto zone = text::TimeZone::of(visit.identity->time_zone);
  return parse_calendar_day(text::day_in_figures(now(), zone)).value_or(0);
}

std::string day_words(const Visit& visit, std::int64_t day) {
  return text::day({day * kDay}, visit.language, text::TimeZone());
}

std::string name_of(const Visit& visit, const InfluencerMember& member) {
  return shown_name(visit, glimpse_of(member));
}

std::string name_of(const Visit& visit, const Influencer& influencer) {
  return influencer.is_inside() ? name_of(visit, influencer.member) : influencer.words.name;
}

std::string contact_words(const Visit& visit, const Influencer& influencer) {
  const auto& words = influencer.words;
  if (!words.contact_day) return {};
  auto said = day_words(visit, *words.contact_day);
  if (words.contact_by) said += ", " + name_of(visit, influencer.contact_by);
  if (words.contact_way != ContactWay::unknown) said += ", " + visit.tr(contact_way_words(words.contact_way));
  return said;
}

std::vector<MemberFace> team(store::Reader& reader) { return reader.all<MemberFace>(kTeam); }

void write_table(html::Writer& out, const Visit& visit, const std::vector<Influencer>& people, std::int64_t today) {
  const auto title = visit.tr("Influencers"), specialities = visit.tr("Specialities"), places = visit.tr("Places"),
             contact = visit.tr("Last contact"), step = visit.tr("Next step");
  out.open("table", {{"class", "influencers"}}).element("caption", {{"class", "unseen"}}, title);
  out.open("thead").open("tr").element("th", {{"scope", "col"}}, visit.tr("Name"));
  for (const auto& head : {specialities, places, contact, step}) out.element("th", {{"scope", "col"}}, head);
  out.close().close().open("tbody");
  for (const auto& one : people) {
    out.open("tr");
    write_person(out, visit, one);
    write_cell(out, {specialities, one.words.specialities});
    write_cell(out, {places, one.words.places});
    write_cell(out, {contact, contact_words(visit, one)});
    write_step(out, visit, step, one, today);
    out.close();
  }
  out.close().close();
}

void write_back(html::Writer& out, const std::string& href, const std::string& words) {
  out.open("p", {{"class", "small"}}).element("a", {{"class", "link"}, {"href", href}}, words).close();
}

}  // namespace parvis::cockpit
